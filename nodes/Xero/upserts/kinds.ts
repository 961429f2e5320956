import { BooksError } from '../../core/errors';
import type { UpsertRequest } from '../../core/ledger';
import type { Upsertable } from '../../core/plans';
import { get, PAGE_SIZE, type Query, type Xero } from '../api';
import { anyOf, chunks, contactName, folded, quoted } from '../query';
import { toItem, toParty } from '../readers/references';
import { fromContactFields, fromItemFields } from '../shapes/parties';
import type { XeroContact, XeroErrors, XeroItem, XeroPagination } from '../types';
import { readAll } from '../writers/find';
import type { Desk } from '../writers/desk';

export interface UpsertKindOf<T extends XeroErrors> extends Upsertable<T> {
	collection: 'Contacts' | 'Items';
	/** All records that may be meant by these requests. */
	find(desk: Desk, requests: UpsertRequest[]): Promise<T[]>;
}

/** Suppliers and customers are the same contacts to Xero. */
export const contactKind = (kind: 'supplier' | 'customer'): UpsertKindOf<XeroContact> => ({
	collection: 'Contacts',
	find: async ({ xero }, requests) => await contactsFor(xero, requests),
	isMeant: (contact, { record, matchBy }) => {
		const value = folded(String(record[matchBy]));
		if (matchBy === 'id') return folded(contact.ContactID ?? '') === value;
		if (matchBy === 'email') return folded(contact.EmailAddress ?? '') === value;
		if (matchBy === 'name') return folded(contact.Name ?? '') === folded(contactName(String(record.name)));
		return folded(contact.ContactNumber ?? '') === value;
	},
	shape: fromContactFields,
	identified: (wire, { ContactID }) => ({ ContactID, ...wire }),
	lacks: ({ Name }) => (Name === undefined || Name === '' ? needs('name') : undefined),
	to: (contact) => ({ ...toParty(contact, kind) }),
});

export const itemKind: UpsertKindOf<XeroItem> = {
	collection: 'Items',
	// Read anew and not from the run's lists: it also tells what a lost answer has made.
	find: async ({ xero }) => (await get<{ Items?: XeroItem[] }>(xero, 'Items', { unitdp: 4 })).Items ?? [],
	isMeant: (item, { record, matchBy }) => {
		const value = folded(String(record[matchBy]));
		if (matchBy === 'id') return folded(item.ItemID ?? '') === value;
		return folded((matchBy === 'name' ? item.Name : item.Code) ?? '') === value;
	},
	shape: fromItemFields,
	// Xero wants an item's code on every write.
	identified: (wire, { ItemID, Code }) => ({ ItemID, ...wire, Code: wire.Code ?? Code }),
	lacks: ({ Code }) => (Code === undefined || Code === '' ? needs('code') : undefined),
	to: (item) => ({ ...toItem(item) }),
};

function needs(field: string): BooksError {
	return new BooksError({ category: 'validation', field, message: `A new record needs a ${field}.`, hint: `Fill in the ${field}.` });
}

/** A list of ids in one address. */
const IDS_LENGTH = 1_500;

/** The contacts that may be meant: asked for by filter or, where that costs no more calls, read as a whole. */
async function contactsFor(xero: Xero, requests: UpsertRequest[]): Promise<XeroContact[]> {
	const ids = requests.filter(({ matchBy }) => matchBy === 'id').map(({ record }) => String(record.id));
	const conditions = requests.filter(({ matchBy }) => matchBy !== 'id').map(conditionOf);
	const queries: Query[] = [
		...chunks([...new Set(ids)], IDS_LENGTH).map((some) => ({ IDs: some.join(',') })),
		...anyOf([...new Set(conditions)]).map((where) => ({ where })),
	];
	if (queries.length > 1) {
		const first = await contactPage(xero, 1);
		const pages = first.pagination?.pageCount ?? 1;
		if (pages - 1 <= queries.length) {
			const contacts = first.Contacts ?? [];
			for (let page = 2; page <= pages; page++) contacts.push(...((await contactPage(xero, page)).Contacts ?? []));
			return distinct(contacts);
		}
	}
	return distinct(await readAll<XeroContact>(xero, 'Contacts', queries));
}

async function contactPage(xero: Xero, page: number): Promise<{ Contacts?: XeroContact[]; pagination?: XeroPagination }> {
	return await get(xero, 'Contacts', { page, pageSize: PAGE_SIZE, order: 'UpdatedDateUTC ASC' });
}

function distinct(contacts: XeroContact[]): XeroContact[] {
	return [...new Map(contacts.map((contact) => [contact.ContactID, contact])).values()];
}

function conditionOf({ record, matchBy }: UpsertRequest): string {
	const value = String(record[matchBy]).trim();
	if (matchBy === 'email') return `EmailAddress==${quoted(value)}`;
	if (matchBy === 'name') return `Name==${quoted(contactName(value))}`;
	return `ContactNumber==${quoted(value)}`;
}
