import type { Bill, Expense, Invoice, Journal, Payment, SupplierCredit } from '../../core/model/documents';
import { sumOf } from '../../core/model/totals';
import { isNegative, toJsonNumber } from '../../core/money';
import type { Resolved } from '../resolved';
import type {
	LineAmountTypes,
	XeroBankTransaction,
	XeroCreditNote,
	XeroInvoice,
	XeroManualJournal,
	XeroPayment,
} from '../types';
import { cut, given, toNumber } from '../wire';
import { toJournalLine, toLine } from './lines';

/** Pure: every reference is resolved. Amounts: decimal strings in, JSON numbers out; dates: ISO days. */

const STATUS = { draft: 'DRAFT', submitted: 'SUBMITTED', posted: 'AUTHORISED' } as const;
const REFERENCE = 255;

/** Bill to ACCPAY invoice. The key is its number, which Xero's pages show as "Reference" and do not keep unique. */
export function toBill(resolved: Resolved<Bill>): XeroInvoice {
	const { document: bill } = resolved;
	return given({
		Type: 'ACCPAY' as const,
		...taxedParts(resolved, false),
		InvoiceNumber: bill.key,
		Reference: referenceOf(bill.number ?? bill.memo),
		DueDate: bill.dueDate ?? resolved.date,
	});
}

/** Sales invoice to ACCREC invoice. Xero numbers it unless a number is given; the key is its reference. */
export function toInvoice(resolved: Resolved<Invoice>): XeroInvoice {
	const { document: invoice } = resolved;
	return given({
		Type: 'ACCREC' as const,
		...taxedParts(resolved, false),
		InvoiceNumber: invoice.number,
		Reference: invoice.key,
		DueDate: invoice.dueDate ?? resolved.date,
	});
}

/**
 * Supplier credit, or a bill with a negative total, to ACCPAYCREDIT credit note: Xero takes no negative bill.
 * A supplier credit's amounts are positive, a negative bill's lines are turned around.
 */
export function toCreditNote(resolved: Resolved<Bill | SupplierCredit>): XeroCreditNote {
	const { document: credit } = resolved;
	return given({
		Type: 'ACCPAYCREDIT' as const,
		...taxedParts(resolved, isNegative(sumOf(credit))),
		CreditNoteNumber: credit.key,
		Reference: credit.key,
	});
}

/** Money spent to SPEND; a negative total is money that came back: RECEIVE, with the signs turned around. */
export function toBankTransaction(resolved: Resolved<Expense>): XeroBankTransaction {
	const { document: expense, bank } = resolved;
	const back = isNegative(sumOf(expense));
	return given({
		Type: back ? 'RECEIVE' : 'SPEND',
		...taxedParts(resolved, back),
		Reference: expense.key,
		BankAccount: { AccountID: bank?.AccountID },
	});
}

/** Journal to manual journal. The key ends the narration in brackets, the only text of a journal that Xero searches. */
export function toManualJournal({ document: journal, date, lines, url }: Resolved<Journal>): XeroManualJournal {
	const narration = journal.memo?.trim() || 'Journal';
	return given({
		Narration: `${cut(narration, 3900)} [${journal.key}]`,
		Date: date,
		Status: journal.status === 'posted' ? 'POSTED' : 'DRAFT',
		// With tax rates the amounts include tax: else the lines would no longer sum to zero once tax is added.
		LineAmountTypes: (lines.some(({ taxType }) => taxType !== undefined) ? 'Inclusive' : 'NoTax') as LineAmountTypes,
		Url: url,
		JournalLines: lines.map((line) => toJournalLine(line, narration)),
	});
}

/** Payment of the document with this id; Xero tells from the document which way the money goes. */
export function toPayment({ document: payment, date, bank }: Resolved<Payment>, paid: { id: string; credit: boolean }): XeroPayment {
	return given({
		...(paid.credit ? { CreditNote: { CreditNoteID: paid.id } } : { Invoice: { InvoiceID: paid.id } }),
		Account: { AccountID: bank?.AccountID },
		Date: date,
		Amount: toJsonNumber(payment.amount),
		CurrencyRate: toNumber(payment.exchangeRate),
		Reference: payment.key,
	});
}

type Taxed = Bill | SupplierCredit | Invoice | Expense;

function taxedParts({ document, date, contact, lines, url }: Resolved<Taxed>, flip: boolean) {
	const fallback = document.memo?.trim() || document.key;
	return {
		Contact: contact,
		Date: date,
		Status: STATUS[document.status],
		LineAmountTypes: (document.taxIncluded ? 'Inclusive' : 'Exclusive') as LineAmountTypes,
		CurrencyCode: document.currency,
		CurrencyRate: toNumber(document.exchangeRate),
		Url: url,
		LineItems: lines.map((line) => toLine(line, flip, fallback)),
	};
}

function referenceOf(text: string | undefined): string | undefined {
	const trimmed = text?.trim();
	return trimmed === undefined || trimmed === '' ? undefined : cut(trimmed, REFERENCE);
}
