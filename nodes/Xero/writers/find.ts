import type { Posted } from '../../core/ledger';
import { get, PAGE_SIZE, type Query, type Xero } from '../api';
import { keyOfCreditNote, keyOfNarration, postedBankTransaction, postedCreditNote, postedInvoice, postedJournal, postedPayment } from '../posted';
import { allOf, anyOf, chunks, quoted } from '../query';
import type { XeroBankTransaction, XeroCreditNote, XeroInvoice, XeroManualJournal, XeroPayment } from '../types';

/**
 * Which keys the books hold already: one call per list of keys that fits into an address. Deleted and voided documents
 * do not count as held, but are told, since Xero would answer a second try of the same bytes within six minutes with
 * the document that has been voided meanwhile.
 */
export interface Found {
	held: Map<string, Posted>;
	/** Ids of deleted and voided documents by key. */
	dead: Map<string, string[]>;
}

/** Bills by number. The list parameter is shorter than a filter, which halves the calls; a comma would break it. */
export async function findBills(xero: Xero, keys: string[], shortCode?: string): Promise<Found> {
	const plain = keys.filter((key) => !key.includes(','));
	const odd = keys.filter((key) => key.includes(','));
	const queries: Query[] = [
		...chunks(plain).map((chunk) => ({ where: 'Type=="ACCPAY"', InvoiceNumbers: chunk.join(',') })),
		...anyOf(odd.map((key) => `InvoiceNumber==${quoted(key)}`)).map((any) => ({ where: allOf('Type=="ACCPAY"', any) })),
	];
	const invoices = await readAll<XeroInvoice>(xero, 'Invoices', queries.map((query) => ({ ...query, summaryOnly: true })));
	return byKey(keys, invoices, ({ InvoiceNumber }) => InvoiceNumber, (invoice) => postedInvoice(invoice, shortCode));
}

/** Sales invoices by reference. */
export async function findInvoices(xero: Xero, keys: string[], shortCode?: string): Promise<Found> {
	const filters = anyOf(keys.map((key) => `Reference==${quoted(key)}`)).map((any) => allOf('Type=="ACCREC"', any));
	const invoices = await readAll<XeroInvoice>(xero, 'Invoices', filters.map((where) => ({ where, summaryOnly: true })));
	return byKey(keys, invoices, ({ Reference }) => Reference, (invoice) => postedInvoice(invoice, shortCode));
}

export async function findCreditNotes(xero: Xero, keys: string[], shortCode?: string): Promise<Found> {
	const either = keys.map((key) => `CreditNoteNumber==${quoted(key)} OR Reference==${quoted(key)}`);
	const filters = anyOf(either).map((any) => allOf('Type=="ACCPAYCREDIT"', any));
	const notes = await readAll<XeroCreditNote>(xero, 'CreditNotes', filters.map((where) => ({ where })));
	return byKey(keys, notes, keyOfCreditNote, (note) => postedCreditNote(note, shortCode));
}

/** Journals by the key in their narration. */
export async function findJournals(xero: Xero, keys: string[], shortCode?: string): Promise<Found> {
	const filters = anyOf(keys.map((key) => `Narration.Contains(${quoted(`[${key}]`)})`));
	const journals = await readAll<XeroManualJournal>(xero, 'ManualJournals', filters.map((where) => ({ where })));
	const keyOf = ({ Narration }: XeroManualJournal) =>
		keyOfNarration(Narration) ?? keys.find((key) => Narration.includes(`[${key}]`));
	return byKey(keys, journals, keyOf, (journal) => postedJournal(journal, shortCode));
}

/** Spend and receive money by reference. */
export async function findBankTransactions(xero: Xero, keys: string[], shortCode?: string): Promise<Found> {
	const filters = anyOf(keys.map((key) => `Reference==${quoted(key)}`));
	const found = await readAll<XeroBankTransaction>(xero, 'BankTransactions', filters.map((where) => ({ where })));
	return byKey(keys, found, ({ Reference }) => Reference, (transaction) => postedBankTransaction(transaction, shortCode));
}

export async function findPayments(xero: Xero, keys: string[], shortCode?: string): Promise<Found> {
	const filters = anyOf(keys.map((key) => `Reference==${quoted(key)}`));
	const payments = await readAll<XeroPayment>(xero, 'Payments', filters.map((where) => ({ where })));
	return byKey(keys, payments, ({ Reference }) => Reference, (payment) => postedPayment(payment, shortCode));
}

/** Every page of every query; more than one page only where keys stand in the books many times over. */
export async function readAll<T>(xero: Xero, collection: string, queries: Query[]): Promise<T[]> {
	const records: T[] = [];
	for (const query of queries) {
		for (let page = 1; ; page++) {
			const answer = await get<Record<string, T[] | undefined>>(xero, collection, { page, pageSize: PAGE_SIZE, ...query });
			const found = answer[collection] ?? [];
			records.push(...found);
			if (found.length < PAGE_SIZE) break;
		}
	}
	return records;
}

function byKey<T extends { Status?: string }>(
	keys: string[],
	records: T[],
	keyOf: (record: T) => string | undefined,
	posted: (record: T) => Posted,
): Found {
	// Xero compares text without case; keys of ours never differ in case alone, so the answer is read the same way.
	const wanted = new Map(keys.map((key) => [key.toLowerCase(), key]));
	const found: Found = { held: new Map(), dead: new Map() };
	for (const record of records) {
		const key = wanted.get((keyOf(record) ?? '').trim().toLowerCase());
		if (key === undefined) continue;
		const told = { ...posted(record), key };
		if (record.Status === 'DELETED' || record.Status === 'VOIDED') found.dead.set(key, [...(found.dead.get(key) ?? []), told.id].sort());
		else if (!found.held.has(key)) found.held.set(key, told);
	}
	return found;
}
