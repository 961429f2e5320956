import { differences } from '../../core/differences';
import { BooksError } from '../../core/errors';
import { folded } from '../../core/pick';
import type { Upsertable } from '../../core/plans';
import type { UpsertRequest } from '../../core/records';
import type { CanonicalRecord } from '../../core/session';
import type { Party } from '../../core/model/reference';
import { toAccount, toItem, toNamed, toParty } from '../readers/records';
import type { QboAccount, QboItem, QboNamed, QboParty, QboRecord } from '../types';
import { accountWire, itemWire, namedWire, partyWire, type Fields } from './shapes';

/** How one kind of reference record is found in QuickBooks, beside what core asks. */
export interface QboKind<T extends QboRecord> extends Upsertable<T> {
	entity: string;
	/** The member that holds the name, by which QuickBooks can be asked. */
	nameField: 'DisplayName' | 'Name';
	/** Fields that name other records, and where those are kept; ids take their place before the record is shaped. */
	references: Readonly<Record<string, 'Account' | 'Customer' | 'Item' | 'Class' | 'Department'>>;
	/** What a new record has where nothing is said. */
	fresh(wire: T): T;
}

interface Spec<T extends QboRecord> {
	entity: string;
	nameField: 'DisplayName' | 'Name';
	/** What can be searched for by "code" and "email"; undefined where QuickBooks keeps none. */
	code?(record: T): string | undefined;
	email?(record: T): string | undefined;
	references?: QboKind<T>['references'];
	shape(record: Fields): T;
	to(record: T): object;
	fresh?(wire: T): T;
	lacks?(wire: T): BooksError | undefined;
	differences?(held: T, wire: T): NonNullable<ReturnType<typeof differences>>;
}

type Listed = QboRecord & { Name?: string; DisplayName?: string; FullyQualifiedName?: string; ParentRef?: { value: string } };

function kind<T extends QboRecord>(spec: Spec<T>): QboKind<T> {
	const { entity, nameField, references = {}, shape, to, fresh = (wire) => wire } = spec;
	const nameOf = (record: T) => ((record as Listed)[nameField] ?? '').replace(/ \(deleted\)$/i, '');
	return {
		entity,
		nameField,
		references,
		shape,
		fresh,
		to: (record) => ({ ...to(record) }) as CanonicalRecord,
		differences: spec.differences,
		identified: (wire, { Id, SyncToken }) => ({ ...wire, Id, SyncToken, sparse: true }),
		lacks: (wire) => ((wire as Listed)[nameField] === undefined || (wire as Listed)[nameField] === '' ? needs('name') : spec.lacks?.(wire)),
		isMeant: (record, request) => {
			const { matchBy } = request;
			const value = folded(String(request.record[matchBy] ?? ''));
			if (matchBy === 'id') return record.Id === String(request.record.id).trim();
			if (matchBy === 'name') return isNamed(record as Listed, nameOf(record), request);
			const read = matchBy === 'email' ? spec.email : matchBy === 'code' ? spec.code : undefined;
			if (read === undefined) throw notKept(entity, matchBy);
			return folded(read(record) ?? '') === value;
		},
	};
}

/** Records below different parents may share a name; a name with colons is a whole path. */
function isNamed({ ParentRef, FullyQualifiedName }: Listed, name: string, { record }: UpsertRequest): boolean {
	const wanted = String(record.name ?? '');
	if (wanted.includes(':')) return folded(FullyQualifiedName ?? '') === folded(wanted.split(':').map((part) => part.trim()).join(':'));
	const parent = (record.parent as { id?: string } | undefined)?.id;
	return folded(name) === folded(wanted) && (parent === undefined || ParentRef?.value === parent);
}

const partyKind = (entity: 'Vendor' | 'Customer' | 'Employee', word: Party['kind']) => kind<QboParty>({
	entity,
	nameField: 'DisplayName',
	...(entity === 'Vendor' ? { code: ({ AcctNum }) => AcctNum } : entity === 'Employee' ? { code: ({ EmployeeNumber }) => EmployeeNumber } : {}),
	email: ({ PrimaryEmailAddr }) => PrimaryEmailAddr?.Address,
	references: entity === 'Customer' ? { parent: 'Customer' } : {},
	shape: (record) => partyWire(entity, record),
	to: toParty(word),
	// QuickBooks shows only the end of a tax number.
	differences: (held, wire) => {
		const hidden = held.TaxIdentifier;
		const same = hidden !== undefined && wire.TaxIdentifier !== undefined && /^[X*]/i.test(hidden) && wire.TaxIdentifier.endsWith(hidden.replace(/^[X*-]+/i, ''));
		return differences(held, same ? { ...wire, TaxIdentifier: hidden } : wire);
	},
});

const namedKind = (entity: 'Class' | 'Department' | 'Term' | 'PaymentMethod', word: string) => kind<QboNamed>({
	entity,
	nameField: 'Name',
	references: entity === 'Class' || entity === 'Department' ? { parent: entity } : {},
	shape: (record) => namedWire(entity, record),
	to: toNamed(word),
});

export const supplierKind = partyKind('Vendor', 'supplier');
export const customerKind = partyKind('Customer', 'customer');
export const employeeKind = partyKind('Employee', 'employee');
export const classKind = namedKind('Class', 'class');
export const departmentKind = namedKind('Department', 'department');
export const termKind = namedKind('Term', 'term');
export const paymentMethodKind = namedKind('PaymentMethod', 'paymentMethod');

export const itemKind = kind<QboItem>({
	entity: 'Item',
	nameField: 'Name',
	code: ({ Sku }) => Sku,
	references: { parent: 'Item', salesAccount: 'Account', purchaseAccount: 'Account' },
	shape: itemWire,
	to: toItem,
	fresh: (wire) => ({ Type: 'Service', ...wire }),
	lacks: ({ IncomeAccountRef, ExpenseAccountRef }) => (IncomeAccountRef === undefined && ExpenseAccountRef === undefined ? needs('salesAccount') : undefined),
});

export const accountKind = kind<QboAccount>({
	entity: 'Account',
	nameField: 'Name',
	code: ({ AcctNum }) => AcctNum,
	references: { parent: 'Account' },
	shape: accountWire,
	to: toAccount,
	lacks: ({ AccountType, AccountSubType }) => (AccountType === undefined && AccountSubType === undefined ? needs('type') : undefined),
});

function needs(field: string): BooksError {
	return new BooksError({ category: 'validation', field, message: `A new record needs a ${field}.`, hint: `Fill in the ${field}.` });
}

function notKept(entity: string, matchBy: string): BooksError {
	const what = matchBy === 'externalId' ? 'external ID' : matchBy;
	return new BooksError({
		category: 'validation', field: matchBy, message: `QuickBooks keeps no ${what} of a ${entity.toLowerCase()}.`, hint: 'Find the record by its name, or by its ID in QuickBooks.',
	});
}
