import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Ledger, Posted, PrepareOptions, Writer } from '../../core/ledger';
import type { AnyDocument, Bill, Expense, Invoice, Journal, Payment, SupplierCredit } from '../../core/model/documents';
import { sumOf, totalOf } from '../../core/model/totals';
import { add, isNegative, negate } from '../../core/money';
import { BATCH_SIZE, type Xero } from '../api';
import { postedBankTransaction, postedCreditNote, postedInvoice, postedJournal, postedPayment } from '../posted';
import { resolveAll } from '../resolve';
import type { Resolved } from '../resolved';
import { toBankTransaction, toBill, toCreditNote, toInvoice, toManualJournal } from '../shapes/documents';
import type { XeroBankTransaction, XeroCreditNote, XeroErrors, XeroInvoice, XeroManualJournal, XeroPayment } from '../types';
import { shaped, shortCode, type Desk } from './desk';
import { findBankTransactions, findBills, findCreditNotes, findInvoices, findJournals, findPayments, type Found } from './find';
import { preparePayments } from './payment';
import { sendAll, type Ready } from './send';

/** How each kind of document gets into Xero exactly once. */
export function writersOf(desk: Desk): Ledger['writers'] {
	return {
		bill: writer<Bill>(desk, { find: findBoth, shape: toBillOrCredit, total: totalOf }),
		supplierCredit: writer<SupplierCredit>(desk, {
			find: async ({ xero }, keys, code) => await findCredits(xero, keys, code),
			shape: (resolved) => ready('CreditNotes', toCreditNote(resolved), resolved),
			total: totalOf,
		}),
		invoice: writer<Invoice>(desk, {
			find: async ({ xero }, keys, code) => await findInvoices(xero, keys, code),
			shape: (resolved) => ready('Invoices', toInvoice(resolved), resolved),
			total: totalOf,
		}),
		expense: writer<Expense>(desk, {
			find: async ({ xero }, keys, code) => await findBankTransactions(xero, keys, code),
			shape: (resolved) => ready('BankTransactions', toBankTransaction(resolved), resolved),
			total: totalOf,
		}),
		journal: writer<Journal>(desk, {
			find: async ({ xero }, keys, code) => await findJournals(xero, keys, code),
			shape: (resolved) => ready('ManualJournals', toManualJournal(resolved), resolved),
			total: ({ lines }) => ({ total: add(...lines.map(({ amount }) => amount).filter((amount) => !isNegative(amount))) }),
		}),
		payment: writer<Payment>(desk, {
			find: async ({ xero }, keys, code) => await findPayments(xero, keys, code),
			prepare: preparePayments,
			total: ({ amount }) => ({ total: amount }),
		}),
	};
}

interface Kind<D extends AnyDocument> {
	find(desk: Desk, keys: string[], code: string | undefined, documents: D[]): Promise<Found>;
	/** Makes the vendor's shape of a resolved document. */
	shape?(resolved: Resolved<D>): Ready;
	/** For a kind that needs more than its references to be shaped. */
	prepare?(desk: Desk, documents: D[], options: PrepareOptions): Promise<Array<Outcome<Ready>>>;
	total: Writer<D, Ready>['total'];
}

function writer<D extends AnyDocument>(desk: Desk, { find, shape, prepare, total }: Kind<D>): Writer<D, Ready> {
	const dead = new Map<string, string[]>();
	return {
		batchSize: BATCH_SIZE,
		total,
		find: async (documents) => {
			const found = await find(desk, documents.map(({ key }) => key), await shortCode(desk), documents);
			for (const [key, ids] of found.dead) dead.set(key, ids);
			return found.held;
		},
		prepare: async (documents, options) => {
			const made = prepare === undefined ? await shapeAll(desk, documents, options, shape) : await prepare(desk, documents, options);
			return made.map((outcome, index) => {
				const before = dead.get(documents[index]?.key ?? '');
				return outcome.ok && before !== undefined ? ok({ ...outcome.value, before }) : outcome;
			});
		},
		send: async (batch, attempt) => {
			const code = await shortCode(desk);
			return await sendAll(desk.xero, batch, attempt, (collection, element) => postedOf(collection, element, code));
		},
	};
}

async function shapeAll<D extends AnyDocument>(
	desk: Desk,
	documents: D[],
	options: PrepareOptions,
	shape: Kind<D>['shape'],
): Promise<Array<Outcome<Ready>>> {
	const resolved = await resolveAll(desk.references, desk.contacts, documents, options);
	return resolved.map((outcome) => {
		if (!outcome.ok) return outcome;
		const { value } = outcome;
		return shape === undefined ? failed(new BooksError({ category: 'validation', message: 'This kind has no shape.' })) : shaped(() => shape(value));
	});
}

const toBillOrCredit = (resolved: Resolved<Bill>): Ready =>
	isNegative(sumOf(resolved.document))
		? ready('CreditNotes', toCreditNote(resolved), resolved)
		: ready('Invoices', toBill(resolved), resolved);

function ready(collection: Ready['collection'], element: XeroErrors, { warnings }: Resolved<AnyDocument>): Ready {
	return { collection, element, warnings };
}

/** Bills stand among the invoices, negative ones among the credit notes. */
async function findBoth({ xero }: Desk, _keys: string[], code: string | undefined, bills: Bill[]): Promise<Found> {
	const keys = (negative: boolean) => bills.filter((bill) => isNegative(sumOf(bill)) === negative).map(({ key }) => key);
	return both(await findBills(xero, keys(false), code), await findCredits(xero, keys(true), code));
}

/**
 * Credits, and bills that took their keys before the report turned negative: those have another sign and so are told as
 * changed, not posted a second time. The other way round would cost a call for each twenty bills and is not asked.
 */
async function findCredits(xero: Xero, keys: string[], code: string | undefined): Promise<Found> {
	const bills = await findBills(xero, keys, code);
	const turned = [...bills.held].map(([key, posted]): [string, Posted] => [key, { ...posted, total: negate(posted.total ?? '0') }]);
	return both({ ...bills, held: new Map(turned) }, await findCreditNotes(xero, keys, code));
}

function both(a: Found, b: Found): Found {
	return { held: new Map([...a.held, ...b.held]), dead: new Map([...a.dead, ...b.dead]) };
}

export function postedOf(collection: Ready['collection'], element: XeroErrors, code: string | undefined): Posted {
	switch (collection) {
		case 'Invoices':
			return postedInvoice(element as XeroInvoice, code);
		case 'CreditNotes':
			return postedCreditNote(element as XeroCreditNote, code);
		case 'BankTransactions':
			return postedBankTransaction(element as XeroBankTransaction, code);
		case 'ManualJournals':
			return postedJournal(element as XeroManualJournal, code);
		case 'Payments':
			return postedPayment(element as XeroPayment, code);
	}
}
