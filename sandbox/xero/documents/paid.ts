import type { Books } from '../books/books';
import { fold } from '../books/keys';
import { exact } from '../../frame/money';
import type { Account, Credit, CreditKind, Invoice } from '../records';
import { refuse } from '../wire/errors';
import { amount, day, flag, guid, object, text, word, type Read } from '../wire/read';

const ACCOUNT = object({ AccountID: guid, Code: text });
export const PAYMENT = object({
	PaymentID: guid,
	Invoice: object({ InvoiceID: guid, InvoiceNumber: text }),
	CreditNote: object({ CreditNoteID: guid, CreditNoteNumber: text }),
	Overpayment: object({ OverpaymentID: guid }),
	Prepayment: object({ PrepaymentID: guid }),
	InvoiceNumber: text,
	CreditNoteNumber: text,
	Account: ACCOUNT,
	Code: text,
	Date: day,
	CurrencyRate: amount,
	Amount: amount,
	BankAmount: amount,
	Reference: text,
	IsReconciled: flag,
	Details: text,
	Status: word('AUTHORISED', 'DELETED'),
});
export type PaymentSent = Read<typeof PAYMENT>;

/** What a payment pays, or pays back. */
export interface Paid {
	kind: 'Invoices' | CreditKind;
	id: string;
	document: Invoice | Credit;
	/** What may still be paid or paid back. */
	open: bigint;
}

/** Exactly one document, by its id or number. */
export function paidBy(books: Books, sent: PaymentSent): Paid {
	const named = [
		sent.Invoice ?? sent.InvoiceNumber,
		sent.CreditNote ?? sent.CreditNoteNumber,
		sent.Overpayment,
		sent.Prepayment,
	];
	if (named.filter((one) => one !== undefined).length !== 1) {
		refuse('A payment must be made against exactly one invoice, credit note, overpayment or prepayment');
	}
	const number = sent.Invoice?.InvoiceNumber ?? sent.InvoiceNumber;
	const invoice =
		sent.Invoice?.InvoiceID !== undefined
			? books.get('Invoices', sent.Invoice.InvoiceID)
			: number === undefined
				? undefined
				: books.list('Invoices', { number: [fold(number)], type: ['ACCREC'] })[0];
	if (invoice !== undefined)
		return { kind: 'Invoices', id: invoice.InvoiceID, document: invoice, open: exact(invoice.AmountDue) };
	const noteNumber = sent.CreditNote?.CreditNoteNumber ?? sent.CreditNoteNumber;
	const note =
		sent.CreditNote?.CreditNoteID !== undefined
			? books.get('CreditNotes', sent.CreditNote.CreditNoteID)
			: noteNumber === undefined
				? undefined
				: books.list('CreditNotes', { number: [fold(noteNumber)] })[0];
	if (note !== undefined)
		return { kind: 'CreditNotes', id: note.CreditNoteID, document: note, open: exact(note.RemainingCredit) };
	const over =
		sent.Overpayment?.OverpaymentID === undefined
			? undefined
			: books.get('Overpayments', sent.Overpayment.OverpaymentID);
	if (over !== undefined)
		return { kind: 'Overpayments', id: over.OverpaymentID, document: over, open: exact(over.RemainingCredit) };
	const pre =
		sent.Prepayment?.PrepaymentID === undefined ? undefined : books.get('Prepayments', sent.Prepayment.PrepaymentID);
	if (pre !== undefined)
		return { kind: 'Prepayments', id: pre.PrepaymentID, document: pre, open: exact(pre.RemainingCredit) };
	return refuse('The document to be paid could not be found');
}

export function payingAccount(books: Books, sent: Pick<PaymentSent, 'Account' | 'Code'>): Account {
	const account = books.account({ AccountID: sent.Account?.AccountID, Code: sent.Account?.Code ?? sent.Code });
	if (account === undefined) refuse('Account could not be found');
	if (account.Status !== 'ACTIVE' || (account.Type !== 'BANK' && !account.EnablePaymentsToAccount)) {
		refuse('Account is not a valid bank account or is not enabled for payments');
	}
	return account;
}
