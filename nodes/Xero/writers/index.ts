import type { Ledger, Posted, Writer } from '../../core/ledger';
import type { AnyDocument, Bill } from '../../core/model/documents';
import { add, format, isNegative } from '../../core/money';
import { BATCH_SIZE } from '../api';
import { postedBankTransaction, postedCreditNote, postedInvoice, postedJournal, postedPayment } from '../posted';
import { resolveAll } from '../resolve';
import type { Resolved } from '../resolved';
import { sumOf, toBankTransaction, toBill, toCreditNote, toInvoice, toManualJournal, totalOf } from '../shapes/documents';
import type { XeroBankTransaction, XeroCreditNote, XeroErrors, XeroInvoice, XeroManualJournal, XeroPayment } from '../types';
import { shaped, shortCode, type Desk } from './desk';
import { findBankTransactions, findBills, findCreditNotes, findInvoices, findJournals, type Found } from './find';
import { paymentWriter } from './payment';
import { sendAll, type Ready } from './send';

/** How each kind of document gets into Xero exactly once. */
export function writersOf(desk: Desk): Ledger['writers'] {
	return {
		bill: { ...base(desk, (resolved: Resolved<Bill>) => toBillOrCredit(resolved)), find: async (bills) => await findBoth(desk, bills), total: totalOf },
		supplierCredit: {
			...base(desk, (resolved) => ready('CreditNotes', toCreditNote(resolved), resolved)),
			find: async (credits) => await findCreditNotes(desk.xero, keysOf(credits), await shortCode(desk)),
			total: totalOf,
		},
		invoice: {
			...base(desk, (resolved) => ready('Invoices', toInvoice(resolved), resolved)),
			find: async (invoices) => await findInvoices(desk.xero, keysOf(invoices), await shortCode(desk)),
			total: totalOf,
		},
		expense: {
			...base(desk, (resolved) => ready('BankTransactions', toBankTransaction(resolved), resolved)),
			find: async (expenses) => await findBankTransactions(desk.xero, keysOf(expenses), await shortCode(desk)),
			total: totalOf,
		},
		journal: {
			...base(desk, (resolved) => ready('ManualJournals', toManualJournal(resolved), resolved)),
			find: async (journals) => await findJournals(desk.xero, keysOf(journals), await shortCode(desk)),
			total: ({ lines }) => ({ total: format(add(...lines.map(({ amount }) => amount).filter((amount) => !isNegative(amount)))) }),
		},
		payment: paymentWriter(desk),
	};
}

/** The parts that all kinds have in common: check and resolve, shape, send. */
function base<D extends AnyDocument>(desk: Desk, shape: (resolved: Resolved<D>) => Ready): Pick<Writer<D, Ready>, 'batchSize' | 'prepare' | 'send'> {
	return {
		batchSize: BATCH_SIZE,
		prepare: async (documents, options) => {
			const resolved = await resolveAll(desk.references, desk.contacts, documents, options);
			return resolved.map((outcome) => (outcome.ok ? shaped(() => shape(outcome.value)) : outcome));
		},
		send: async (batch, attempt) => {
			const code = await shortCode(desk);
			return await sendAll(desk.xero, batch, attempt, (collection, element) => postedOf(collection, element, code));
		},
	};
}

const toBillOrCredit = (resolved: Resolved<Bill>): Ready =>
	isNegative(sumOf(resolved.document))
		? ready('CreditNotes', toCreditNote(resolved), resolved)
		: ready('Invoices', toBill(resolved), resolved);

function ready(collection: Ready['collection'], element: XeroErrors, { warnings }: Resolved<AnyDocument>): Ready {
	return { collection, element, warnings };
}

/** Bills stand among the invoices, negative ones among the credit notes. */
async function findBoth(desk: Desk, bills: Bill[]): Promise<Found> {
	const code = await shortCode(desk);
	const negative = bills.filter((bill) => isNegative(sumOf(bill)));
	const positive = bills.filter((bill) => !negative.includes(bill));
	const found = await findBills(desk.xero, keysOf(positive), code);
	for (const [key, posted] of await findCreditNotes(desk.xero, keysOf(negative), code)) found.set(key, posted);
	return found;
}

function keysOf(documents: Array<{ key: string }>): string[] {
	return documents.map(({ key }) => key);
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
