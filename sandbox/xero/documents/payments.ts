import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { fold } from '../books/keys';
import type { Posting } from '../books/ledger';
import { baseTotal, controlOf } from '../books/posting';
import { dayOf } from '../dates';
import { exact, round, share, toNumber } from '../money';
import type { Account, Credit, CreditKind, Invoice, Payment } from '../records';
import { inBase } from '../rules/currency';
import { mustBeOpen } from '../rules/period';
import { refuse } from '../wire/errors';
import { amount, day, flag, guid, object, text, word, type Read } from '../wire/read';
import { keepCredit } from './allocations';
import { settleCredit } from './creditnotes';
import { settle } from './invoices';

const ACCOUNT = object({ AccountID: guid, Code: text });
export const PAYMENT = object({
	PaymentID: guid, Invoice: object({ InvoiceID: guid, InvoiceNumber: text }),
	CreditNote: object({ CreditNoteID: guid, CreditNoteNumber: text }), Overpayment: object({ OverpaymentID: guid }),
	Prepayment: object({ PrepaymentID: guid }), InvoiceNumber: text, CreditNoteNumber: text, Account: ACCOUNT, Code: text, Date: day,
	CurrencyRate: amount, Amount: amount, BankAmount: amount, Reference: text, IsReconciled: flag, Details: text,
	Status: word('AUTHORISED', 'DELETED'),
});
export type PaymentSent = Read<typeof PAYMENT>;

interface Paid {
	kind: 'Invoices' | CreditKind;
	id: string;
	document: Invoice | Credit;
	/** What may still be paid or paid back. */
	open: bigint;
}

const TYPES: Readonly<Record<string, string>> = {
	ACCPAY: 'ACCPAYPAYMENT', ACCREC: 'ACCRECPAYMENT', ACCPAYCREDIT: 'APCREDITPAYMENT', ACCRECCREDIT: 'ARCREDITPAYMENT',
	'SPEND-OVERPAYMENT': 'APOVERPAYMENTPAYMENT', 'RECEIVE-OVERPAYMENT': 'AROVERPAYMENTPAYMENT',
	'SPEND-PREPAYMENT': 'APPREPAYMENTPAYMENT', 'RECEIVE-PREPAYMENT': 'ARPREPAYMENTPAYMENT',
};

export function createPayment(books: Books, sent: PaymentSent, batch?: string): Payment {
	if (sent.PaymentID !== undefined && sent.PaymentID !== '') refuse('Payments cannot be updated');
	const paid = paidBy(books, sent);
	const account = payingAccount(books, sent);
	const Amount = exact(sent.Amount);
	const Date = sent.Date ?? dayOf(books.now());
	if (paid.document.Status === 'PAID') refuse('Payment amount exceeds the amount outstanding on this document');
	if (paid.document.Status !== 'AUTHORISED') refuse('Payments can only be made against Authorised documents');
	if (Amount <= 0n) refuse('The payment amount must be greater than zero');
	if (Amount > paid.open) refuse('Payment amount exceeds the amount outstanding on this document');
	mustBeOpen(books, Date);

	const rate = sent.CurrencyRate ?? paid.document.CurrencyRate;
	const foreignBank = (account.CurrencyCode ?? books.organisation.BaseCurrency) === paid.document.CurrencyCode;
	const bankAmount = sent.BankAmount === undefined ? (foreignBank ? Amount : inBase(Amount, rate)) : round(exact(sent.BankAmount));
	const payment = books.put('Payments', {
		PaymentID: randomUUID(), PaymentType: TYPES[paid.document.Type] ?? 'ACCPAYPAYMENT', Status: 'AUTHORISED', For: paid.kind,
		ForID: paid.id, Account: { AccountID: account.AccountID }, Date, Amount: toNumber(Amount), BankAmount: toNumber(bankAmount),
		CurrencyRate: rate, Reference: sent.Reference, IsReconciled: sent.IsReconciled ?? false, BatchPaymentID: batch,
		Details: sent.Details,
	});
	apply(books, paid, Amount, Date);
	books.post(`Payments/${payment.PaymentID}`, Date, postingsOf(books, paid, payment, account));
	books.note(paid.kind, paid.id, 'Paid');
	books.note('Payments', payment.PaymentID, 'Created');
	return payment;
}

/** @param withBatch only the batch itself may take its payments back */
export function deletePayment(books: Books, found: Payment, withBatch = false): Payment {
	if (found.Status === 'DELETED') refuse('Payment has already been deleted');
	if (found.IsReconciled) refuse('Payment cannot be deleted as it has been reconciled');
	if (found.BatchPaymentID !== undefined && !withBatch) refuse('Payments that are part of a batch cannot be deleted on their own');
	mustBeOpen(books, found.Date);
	const document = books.get(found.For, found.ForID) as Invoice | Credit | undefined;
	if (document !== undefined) apply(books, { kind: found.For, id: found.ForID, document, open: 0n }, -exact(found.Amount), found.Date);
	books.post(`Payments/${found.PaymentID}`, found.Date, []);
	books.note('Payments', found.PaymentID, 'Deleted');
	return books.put('Payments', { ...found, Status: 'DELETED' });
}

function paidBy(books: Books, sent: PaymentSent): Paid {
	const named = [sent.Invoice ?? sent.InvoiceNumber, sent.CreditNote ?? sent.CreditNoteNumber, sent.Overpayment, sent.Prepayment];
	if (named.filter((one) => one !== undefined).length !== 1) {
		refuse('A payment must be made against exactly one invoice, credit note, overpayment or prepayment');
	}
	const number = sent.Invoice?.InvoiceNumber ?? sent.InvoiceNumber;
	const invoice = sent.Invoice?.InvoiceID !== undefined
		? books.get('Invoices', sent.Invoice.InvoiceID)
		: number === undefined ? undefined : books.list('Invoices', { number: [fold(number)], type: ['ACCREC'] })[0];
	if (invoice !== undefined) return { kind: 'Invoices', id: invoice.InvoiceID, document: invoice, open: exact(invoice.AmountDue) };
	const noteNumber = sent.CreditNote?.CreditNoteNumber ?? sent.CreditNoteNumber;
	const note = sent.CreditNote?.CreditNoteID !== undefined
		? books.get('CreditNotes', sent.CreditNote.CreditNoteID)
		: noteNumber === undefined ? undefined : books.list('CreditNotes', { number: [fold(noteNumber)] })[0];
	if (note !== undefined) return { kind: 'CreditNotes', id: note.CreditNoteID, document: note, open: exact(note.RemainingCredit) };
	const over = sent.Overpayment?.OverpaymentID === undefined ? undefined : books.get('Overpayments', sent.Overpayment.OverpaymentID);
	if (over !== undefined) return { kind: 'Overpayments', id: over.OverpaymentID, document: over, open: exact(over.RemainingCredit) };
	const pre = sent.Prepayment?.PrepaymentID === undefined ? undefined : books.get('Prepayments', sent.Prepayment.PrepaymentID);
	if (pre !== undefined) return { kind: 'Prepayments', id: pre.PrepaymentID, document: pre, open: exact(pre.RemainingCredit) };
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

function apply(books: Books, { kind, document }: Paid, amount: bigint, on: string): void {
	if (kind === 'Invoices') {
		const invoice = document as Invoice;
		books.put('Invoices', settle({ ...invoice, AmountPaid: toNumber(exact(invoice.AmountPaid) + amount) }, on));
		return;
	}
	const credit = document as Credit;
	const refunded = { ...credit, Refunded: toNumber(exact(credit.Refunded) + amount) };
	keepCredit(books, kind, settleCredit(refunded, exact(credit.RemainingCredit) - amount, on));
}

/**
 * The control account is cleared at the document's own rate, the bank moves at the payment's; what lies between is a
 * realised gain or loss. A prepayment that is paid back clears its lines' accounts and tax instead.
 */
function postingsOf(books: Books, { kind, document }: Paid, payment: Payment, account: Account): Posting[] {
	const base = books.organisation.BaseCurrency;
	const inBankCurrency = exact(payment.BankAmount);
	const bank = (account.CurrencyCode ?? base) === base ? inBankCurrency : inBase(exact(payment.Amount), payment.CurrencyRate);
	const out = /^(ACCPAYPAYMENT|ARCREDIT|AROVER|ARPRE)/.test(payment.PaymentType) ? 1n : -1n;
	const parts: Posting[] = [{ account: account.AccountID, amount: -out * bank }];
	if (kind === 'Prepayments') {
		const tax = books.system('GST').AccountID;
		for (const line of document.LineItems) {
			const net = document.LineAmountTypes === 'Inclusive' ? exact(line.LineAmount) - exact(line.TaxAmount) : exact(line.LineAmount);
			for (const [to, whole] of [[line.AccountID ?? '', net], [tax, exact(line.TaxAmount)]] as const) {
				parts.push({ account: to, amount: out * share(inBase(whole, document.CurrencyRate), exact(payment.Amount), exact(document.Total)) });
			}
		}
	} else {
		const cleared = share(baseTotal(document), exact(payment.Amount), exact(document.Total));
		parts.push({ account: controlOf(books, document.Type), amount: out * cleared });
	}
	const gap = parts.reduce((total, part) => total + part.amount, 0n);
	return [...parts, { account: books.system('REALISEDCURRENCYGAIN').AccountID, amount: -gap }];
}
