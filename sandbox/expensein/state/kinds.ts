/** The admin records, and which fields each has. */
export type Kind = 'user' | 'category' | 'project' | 'department' | 'taxrate' | 'supplier';

export interface Field {
	type: 'text' | 'flag' | 'number' | 'list' | 'link';
	required?: boolean;
	/** Characters. */
	max?: number;
	/** Values that a list may hold. */
	oneOf?: readonly string[];
	/** The kind of record that an id points to. */
	link?: Kind;
	/** Set when the record is made, and never again. */
	fixed?: boolean;
	/** What a new record has where nothing is said. */
	initial?: unknown;
}

export interface KindSpec {
	/** As in the address: "categories". */
	path: string;
	title: string;
	/** The field besides `reference` that no two records may share. */
	unique: 'name' | 'email';
	fields: Readonly<Record<string, Field>>;
}

const NAME: Field = { type: 'text', required: true, max: 100 };
const REFERENCE: Field = { type: 'text', max: 50 };
const TEXT: Field = { type: 'text', max: 1000 };
const FLAG: Field = { type: 'flag', initial: false };
const ACTIVE: Field = { type: 'flag', initial: true };
const CLAIMS = ['Purchase', 'Mileage', 'Time'] as const;
const ALL_TYPES = [...CLAIMS, 'Invoice'] as const;

export const KINDS: Readonly<Record<Kind, KindSpec>> = {
	user: {
		path: 'users', title: 'Users', unique: 'email',
		fields: {
			firstName: NAME, lastName: NAME, email: NAME, reference: REFERENCE, departmentId: { type: 'link', link: 'department' },
			permissions: { type: 'list', initial: [] }, isActive: ACTIVE,
		},
	},
	category: {
		path: 'categories', title: 'Categories', unique: 'name',
		fields: {
			name: NAME, reference: REFERENCE, description: TEXT, defaultTaxRateId: { type: 'link', link: 'taxrate' }, fixedAmount: { type: 'number' },
			reportable: FLAG, appliesTo: { type: 'list', oneOf: CLAIMS, initial: CLAIMS }, isActive: ACTIVE,
		},
	},
	project: {
		path: 'projects', title: 'Projects', unique: 'name',
		fields: {
			name: NAME, reference: REFERENCE, description: TEXT, billable: FLAG, clientName: TEXT,
			appliesTo: { type: 'list', oneOf: ALL_TYPES, initial: ALL_TYPES }, isActive: ACTIVE,
		},
	},
	department: { path: 'departments', title: 'Departments', unique: 'name', fields: { name: NAME, reference: REFERENCE, description: TEXT, isActive: ACTIVE } },
	taxrate: {
		path: 'taxrates', title: 'Tax rates', unique: 'name',
		fields: { name: NAME, reference: REFERENCE, percent: { type: 'number', required: true, fixed: true }, isActive: ACTIVE },
	},
	supplier: {
		path: 'suppliers', title: 'Suppliers', unique: 'name',
		fields: { name: NAME, reference: REFERENCE, email: TEXT, currency: { type: 'text', max: 3 }, isInactive: FLAG },
	},
};

export const KIND_NAMES = Object.keys(KINDS) as Kind[]; // the keys of a literal that has just these
