import type { CanonicalRecord } from '../../core/ledger';
import { format, negate } from '../../core/money';
import { postedBankTransaction, postedCreditNote, postedInvoice, postedJournal, postedPayment } from '../posted';
import type {
	XeroBankTransaction,
	XeroContact,
	XeroCreditNote,
	XeroInvoice,
	XeroJournalLine,
	XeroLine,
	XeroManualJournal,
	XeroPayment,
} from '../types';
import { given, toAmount, toDay, toInstant } from '../wire';

/** Xero's documents in the package's words: what the kinds in core/model say, with the books' own totals beside it. */

export function fromInvoice(invoice: XeroInvoice, shortCode?: string): CanonicalRecord {
	const party = invoice.Type === 'ACCPAY' ? { supplier: fromContact(invoice.Contact) } : { customer: fromContact(invoice.Contact) };
	return given({
		...postedInvoice(invoice, shortCode),
		...party,
		...taxed(invoice),
		reference: filled(invoice.Reference),
		dueDate: toDay(invoice.DueDate),
		amountDue: toAmount(invoice.AmountDue),
		amountPaid: toAmount(invoice.AmountPaid),
	});
}

export function fromCreditNote(note: XeroCreditNote, shortCode?: string): CanonicalRecord {
	return given({
		...postedCreditNote(note, shortCode),
		supplier: fromContact(note.Contact),
		...taxed(note),
		reference: filled(note.Reference),
		remaining: toAmount(note.RemainingCredit),
	});
}

export function fromJournal(journal: XeroManualJournal, shortCode?: string): CanonicalRecord {
	return given({
		...postedJournal(journal, shortCode),
		memo: journal.Narration,
		lines: journal.JournalLines?.map(fromJournalLine),
		changedAt: toInstant(journal.UpdatedDateUTC),
	});
}

/** Money spent is positive, money received negative, as in an expense document. */
export function fromBankTransaction(transaction: XeroBankTransaction, kind: 'expense' | 'bankTransaction', shortCode?: string): CanonicalRecord {
	const total = toAmount(transaction.Total);
	const received = transaction.Type.startsWith('RECEIVE');
	return given({
		...postedBankTransaction(transaction, shortCode),
		...(kind === 'bankTransaction' ? { key: undefined } : {}),
		kind,
		type: transaction.Type,
		amount: total !== undefined && received ? format(negate(total)) : total,
		supplier: fromContact(transaction.Contact),
		bankAccount: given({ id: transaction.BankAccount?.AccountID, code: filled(transaction.BankAccount?.Code), name: transaction.BankAccount?.Name }),
		reference: filled(transaction.Reference),
		reconciled: transaction.IsReconciled,
		...taxed(transaction),
	});
}

export function fromPayment(payment: XeroPayment, shortCode?: string): CanonicalRecord {
	const paid = payment.Invoice ?? {};
	return given({
		...postedPayment(payment, shortCode),
		type: payment.PaymentType,
		direction: payment.PaymentType === undefined ? undefined : /^(ACCPAY|ARCREDIT)/.test(payment.PaymentType) ? 'out' : 'in',
		amount: toAmount(payment.Amount),
		bankAccount: given({ id: payment.Account?.AccountID, code: filled(payment.Account?.Code), name: payment.Account?.Name }),
		document: given({ id: paid.InvoiceID ?? payment.CreditNote?.CreditNoteID, number: paid.InvoiceNumber ?? payment.CreditNote?.CreditNoteNumber }),
		reconciled: payment.IsReconciled,
		changedAt: toInstant(payment.UpdatedDateUTC),
	});
}

function taxed(document: XeroInvoice | XeroCreditNote | XeroBankTransaction) {
	return {
		taxIncluded: document.LineAmountTypes === undefined ? undefined : document.LineAmountTypes === 'Inclusive',
		tax: toAmount(document.TotalTax),
		exchangeRate: document.CurrencyRate === undefined ? undefined : String(document.CurrencyRate),
		url: filled(document.Url),
		hasAttachments: document.HasAttachments,
		lines: document.LineItems?.map(fromLine),
		changedAt: toInstant(document.UpdatedDateUTC),
	};
}

function fromLine(line: XeroLine) {
	return given({
		id: line.LineItemID,
		description: filled(line.Description),
		amount: toAmount(line.LineAmount),
		quantity: line.Quantity === undefined ? undefined : String(line.Quantity),
		unitAmount: toAmount(line.UnitAmount),
		...coding(line),
		item: filled(line.ItemCode) === undefined ? undefined : { code: line.ItemCode },
	});
}

function fromJournalLine(line: XeroJournalLine) {
	return given({ description: filled(line.Description), amount: toAmount(line.LineAmount), ...coding(line) });
}

function coding(line: XeroLine | XeroJournalLine) {
	const account = given({ id: line.AccountID, code: filled(line.AccountCode) });
	return {
		account: Object.keys(account).length === 0 ? undefined : account,
		taxRate: filled(line.TaxType) === undefined ? undefined : { code: line.TaxType },
		taxAmount: toAmount(line.TaxAmount),
		dimensions:
			(line.Tracking ?? []).length === 0
				? undefined
				: line.Tracking?.map(({ TrackingCategoryID, Name, TrackingOptionID, Option }) => ({
						dimension: given({ id: TrackingCategoryID, name: Name }),
						value: given({ id: TrackingOptionID, name: Option }),
					})),
	};
}

function fromContact(contact: XeroContact | undefined) {
	return contact === undefined ? undefined : given({ id: contact.ContactID, name: contact.Name });
}

function filled(text: string | undefined): string | undefined {
	return text === undefined || text === '' ? undefined : text;
}
