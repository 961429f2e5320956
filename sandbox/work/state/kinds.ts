/** The kinds of record, and which fields people may set on those without lines. */
export type Kind = 'client' | 'site' | 'item' | 'taxRate' | 'invoice' | 'payment' | 'job';

export interface Field {
	type: 'text' | 'flag' | 'number' | 'link' | 'object';
	required?: boolean;
	/** Characters. */
	max?: number;
	oneOf?: readonly string[];
	/** What a text must look like, and how that is said. */
	form?: readonly [RegExp, string];
	/** The kind of record that an id points to. */
	link?: Kind;
	/** The fields of an object. */
	fields?: Fields;
	/** What a new record has where nothing is said; empty text, false, 0 or null otherwise. */
	initial?: unknown;
	/** Set when the record is made, and never again. */
	fixed?: boolean;
}
export type Fields = Readonly<Record<string, Field>>;

export interface KindSpec {
	/** As in the address: "billing-items". */
	path: string;
	/** As in messages and events: "Billing item". */
	title: string;
	prefix: string;
	/** The first running number of its ids. */
	first: number;
	fields: Fields;
}

const text = (max: number, more: Partial<Field> = {}): Field => ({ type: 'text', max, ...more });
const EMAIL = [/^[^\s@]+@[^\s@]+\.[^\s@]+$/, 'Must be an e-mail address'] as const;
const COUNTRY = [/^[A-Z]{2}$/, 'Must be a country of ISO 3166, two letters'] as const;
const ADDRESS: Field = {
	type: 'object',
	fields: {
		street1: text(200), street2: text(200), city: text(100), state: text(50), postcode: text(20),
		country: text(2, { form: COUNTRY }),
	},
};
const STATUS = text(10, { oneOf: ['active', 'inactive'], initial: 'active' });

export const KINDS: Readonly<Record<Kind, KindSpec>> = {
	client: {
		path: 'clients', title: 'Client', prefix: 'cl', first: 1001,
		fields: {
			code: text(30), name: text(200, { required: true }), status: STATUS, email: text(254, { form: EMAIL }), phone: text(50), mobile: text(50),
			fax: text(50), taxNumber: text(50), address: ADDRESS,
			primaryContact: { type: 'object', fields: { firstName: text(100), lastName: text(100) } },
			defaultTaxRateId: { type: 'link', link: 'taxRate' },
		},
	},
	site: {
		path: 'sites', title: 'Site', prefix: 'st', first: 71,
		fields: {
			clientId: { type: 'link', link: 'client', required: true, fixed: true }, name: text(200, { required: true }), status: STATUS,
			address: ADDRESS, phone: text(50),
		},
	},
	item: {
		path: 'billing-items', title: 'Billing item', prefix: 'bi', first: 1,
		fields: {
			code: text(30), name: text(100, { required: true }), description: text(4000),
			type: text(10, { required: true, oneOf: ['service', 'product'] }), unitPrice: { type: 'number' }, cost: { type: 'number' },
			taxRateId: { type: 'link', link: 'taxRate' }, active: { type: 'flag', initial: true },
		},
	},
	taxRate: {
		path: 'tax-rates', title: 'Tax rate', prefix: 'tx', first: 1,
		fields: { name: text(100, { required: true }), rate: { type: 'number' }, active: { type: 'flag', initial: true } },
	},
	invoice: { path: 'invoices', title: 'Invoice', prefix: 'in', first: 501, fields: {} },
	payment: { path: 'payments', title: 'Payment', prefix: 'py', first: 81, fields: {} },
	job: {
		path: 'jobs', title: 'Job', prefix: 'jb', first: 300,
		fields: {
			number: text(30), clientId: { type: 'link', link: 'client', required: true }, siteId: { type: 'link', link: 'site' },
			description: text(4000), status: text(20, { oneOf: ['scheduled', 'inProgress', 'completed'], initial: 'scheduled' }),
		},
	},
};

export const KIND_NAMES = Object.keys(KINDS) as Kind[]; // its own keys
