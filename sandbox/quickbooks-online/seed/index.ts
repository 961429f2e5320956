import { write } from '../books/write';
import type { Books } from '../books/books';
import type { Desk } from '../desk';
import { entityNamed } from '../entities';
import { keepCompany } from '../state/companies';
import type { Body } from '../state/records';
import { US_ACCOUNTS, UK_ACCOUNTS, type SeedAccount } from './accounts';
import { preferencesOf, seedCompany } from './company';
import { seedDocuments } from './documents';
import { UK_LISTS, US_LISTS } from './lists';
import { COMPANIES, RATES, UK } from './realms';
import { seedUkTax, seedUsTax } from './tax';

/** Fills the two companies. */
export function seed(desk: Desk, bare: boolean): void {
	desk.store.atomically(() => {
		for (const company of COMPANIES) {
			keepCompany(desk.store, { ...company, bookCloseDate: undefined });
			const books = desk.books(company.realm);
			if (books === undefined) continue;
			fill(books, bare);
			// The books are closed at last, or what lies in the closed years could not have been entered.
			keepCompany(desk.store, company);
			books.records.patch('Preferences', '1', preferencesOf(company));
		}
	});
}

function fill(books: Books, bare: boolean): void {
	const { records, store, company: { realm } } = books;
	seedCompany(books);
	if (realm === UK) {
		for (const [currency, day, rate] of RATES) store.insert('qbo_rates', { realm, currency, day, rate });
		for (const [Code, Name] of [['EUR', 'Euro'], ['USD', 'United States Dollar'], ['GBP', 'British Pound Sterling']]) records.put('CompanyCurrency', { Code, Name, Active: true });
		seedUkTax(records);
	} else seedUsTax(records);
	accounts(books, realm === UK ? UK_ACCOUNTS : US_ACCOUNTS);
	for (const [entity, body] of realm === UK ? UK_LISTS : US_LISTS) make(books, entity, resolve(books, body));
	for (const entity of ['Vendor', 'Customer', 'Employee', 'Item', 'Class', 'Department']) deactivate(books, entity);
	if (!bare) seedDocuments(books);
}

function accounts(books: Books, list: readonly SeedAccount[]): void {
	for (const { name, type, sub, number, under, active, currency } of list) {
		const parent = under === undefined ? undefined : books.records.byName('Account', under)[0]?.Id;
		const made = make(books, 'Account', {
			Name: name, AccountType: type, AccountSubType: sub, ...(number === undefined ? {} : { AcctNum: number }),
			...(parent === undefined ? {} : { SubAccount: true, ParentRef: { value: parent } }), ...(currency === undefined ? {} : { CurrencyRef: { value: currency } }),
		});
		if (active === false) make(books, 'Account', { Id: made.Id, SyncToken: '0', sparse: true, Active: false });
	}
}

/** By way of the API's own rules, so that the demo data cannot hold what QuickBooks would refuse. */
export function make(books: Books, name: string, body: Body): Body {
	const entity = entityNamed(name);
	if (entity === undefined) throw new Error(`No entity ${name}`);
	return write(books, entity, body, { include: new Set() });
}

/** `"@Account:Travel"` stands for the id of a record, `"@Bill#NW-20331"` for that of a document. */
export function resolve(books: Books, value: Body): Body {
	return JSON.parse(JSON.stringify(value), (_key, one: unknown) => {
		const found = typeof one === 'string' ? /^@(\w+)([:#])(.+)$/.exec(one) : null;
		if (found === null) return one;
		const [, entity = '', by, name = ''] = found;
		const [record] = by === ':' ? books.records.byName(entity, name) : books.records.all(entity, 'number = ?', name.toLowerCase());
		if (record === undefined) throw new Error(`The demo data names ${entity} "${name}", which is not there`);
		return record.Id;
	}) as Body;
}

/** Whose name says so is made inactive. */
function deactivate(books: Books, entity: string): void {
	for (const one of books.records.all(entity)) {
		const name = String(one.DisplayName ?? one.Name);
		if (/\(closed\)$/.test(name)) make(books, entity, { Id: one.Id, SyncToken: one.SyncToken, sparse: true, Active: false });
	}
}
