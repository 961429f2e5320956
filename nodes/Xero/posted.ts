import type { Posted } from '../core/ledger';
import { add, format, isNegative } from '../core/money';
import { warningsOf } from './errors';
import type { XeroBankTransaction, XeroCreditNote, XeroInvoice, XeroManualJournal, XeroPayment } from './types';
import { toAmount, toDay } from './wire';

/** What the books hold, told in the package's words. `shortCode` names the organisation in Xero's own addresses. */
const GO = 'https://go.xero.com';

export function postedInvoice(invoice: XeroInvoice, shortCode?: string): Posted {
	const bill = invoice.Type === 'ACCPAY';
	return {
		...totals(invoice),
		id: invoice.InvoiceID ?? '',
		kind: bill ? 'bill' : 'invoice',
		key: bill ? invoice.InvoiceNumber : invoice.Reference,
		number: invoice.InvoiceNumber,
		link: linkTo(
			shortCode,
			bill ? `/AccountsPayable/Edit.aspx?InvoiceID=${invoice.InvoiceID}` : `/AccountsReceivable/Edit.aspx?InvoiceID=${invoice.InvoiceID}`,
		),
		raw: invoice,
	};
}

export function postedCreditNote(note: XeroCreditNote, shortCode?: string): Posted {
	return {
		...totals(note),
		id: note.CreditNoteID ?? '',
		kind: 'supplierCredit',
		key: keyOfCreditNote(note),
		number: note.CreditNoteNumber,
		link: linkTo(shortCode, `/AccountsPayable/EditCreditNote.aspx?creditNoteID=${note.CreditNoteID}`),
		raw: note,
	};
}

/** Whether a supplier credit keeps its number is not documented; its reference is. We write both and read either. */
export function keyOfCreditNote({ CreditNoteNumber, Reference }: XeroCreditNote): string | undefined {
	return CreditNoteNumber === undefined || CreditNoteNumber === '' ? Reference : CreditNoteNumber;
}

export function postedBankTransaction(transaction: XeroBankTransaction, shortCode?: string): Posted {
	const { BankTransactionID, BankAccount } = transaction;
	return {
		...totals(transaction),
		id: BankTransactionID ?? '',
		kind: 'expense',
		key: transaction.Reference,
		link: linkTo(
			shortCode,
			`/Bank/ViewTransaction.aspx?bankTransactionID=${BankTransactionID}&accountID=${BankAccount?.AccountID}`,
		),
		raw: transaction,
	};
}

export function postedJournal(journal: XeroManualJournal, shortCode?: string): Posted {
	return {
		id: journal.ManualJournalID ?? '',
		kind: 'journal',
		key: keyOfNarration(journal.Narration),
		status: journal.Status,
		total: debitsOf(journal),
		date: toDay(journal.Date),
		link: linkTo(shortCode, `/Journal/View.aspx?invoiceID=${journal.ManualJournalID}`),
		warnings: warningsOf(journal),
		raw: journal,
	};
}

/** "Fuel accrual [EXP-R1-J]" carries "EXP-R1-J". */
export function keyOfNarration(narration: string | undefined): string | undefined {
	return /\[([^[\]]+)\]\s*$/.exec(narration ?? '')?.[1];
}

export function postedPayment(payment: XeroPayment, shortCode?: string): Posted {
	return {
		id: payment.PaymentID ?? '',
		kind: 'payment',
		key: payment.Reference,
		status: payment.Status,
		total: toAmount(payment.Amount),
		currency: payment.Invoice?.CurrencyCode ?? payment.CreditNote?.CurrencyCode,
		date: toDay(payment.Date),
		link: linkTo(shortCode, `/Bank/ViewTransaction.aspx?bankTransactionID=${payment.PaymentID}`),
		warnings: warningsOf(payment),
		raw: payment,
	};
}

function totals(document: XeroInvoice | XeroCreditNote | XeroBankTransaction) {
	return {
		status: document.Status,
		total: toAmount(document.Total),
		subTotal: toAmount(document.SubTotal),
		currency: document.CurrencyCode,
		date: toDay(document.Date),
		warnings: warningsOf(document),
	};
}

/** A journal's size: the sum of its debits. Undefined where the lines were not read. */
function debitsOf({ JournalLines }: XeroManualJournal): string | undefined {
	if (JournalLines === undefined) return undefined;
	const amounts = JournalLines.map(({ LineAmount }) => toAmount(LineAmount) ?? '0');
	return format(add(...amounts.filter((amount) => !isNegative(amount))));
}

/** Opens the record in Xero's own pages, whichever organisation the person looked at last. Source: Xero, "Deep linking". */
function linkTo(shortCode: string | undefined, path: string): string | undefined {
	if (shortCode === undefined || shortCode === '') return undefined;
	return `${GO}/organisationlogin/default.aspx?shortcode=${encodeURIComponent(shortCode)}&redirecturl=${path}`;
}
