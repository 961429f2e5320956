import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import type { Posting } from '../books/ledger';
import { clearedBy, controlOf, valueOf } from '../books/posting';
import { dayOf } from '../dates';
import { exact, round, sum, toNumber } from '../../frame/money';
import type { Account, Credit, Invoice, Payment } from '../records';
import { inBase } from '../rules/currency';
import { mustBeOpen } from '../rules/period';
import { refuse } from '../wire/errors';
import { keepCredit } from './allocations';
import { settleCredit } from './creditnotes';
import { settle } from './invoices';
import { paidBy, payingAccount, type Paid, type PaymentSent } from './paid';

const TYPES: Readonly<Record<string, string>> = {
	ACCPAY: 'ACCPAYPAYMENT',
	ACCREC: 'ACCRECPAYMENT',
	ACCPAYCREDIT: 'APCREDITPAYMENT',
	ACCRECCREDIT: 'ARCREDITPAYMENT',
	'SPEND-OVERPAYMENT': 'APOVERPAYMENTPAYMENT',
	'RECEIVE-OVERPAYMENT': 'AROVERPAYMENTPAYMENT',
	'SPEND-PREPAYMENT': 'APPREPAYMENTPAYMENT',
	'RECEIVE-PREPAYMENT': 'ARPREPAYMENTPAYMENT',
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
	const bankAmount =
		sent.BankAmount === undefined ? (foreignBank ? Amount : inBase(Amount, rate)) : round(exact(sent.BankAmount));
	const payment = books.put('Payments', {
		PaymentID: randomUUID(),
		PaymentType: TYPES[paid.document.Type] ?? 'ACCPAYPAYMENT',
		Status: 'AUTHORISED',
		For: paid.kind,
		ForID: paid.id,
		Account: { AccountID: account.AccountID },
		Date,
		Amount: toNumber(Amount),
		BankAmount: toNumber(bankAmount),
		CurrencyRate: rate,
		Reference: sent.Reference,
		IsReconciled: sent.IsReconciled ?? false,
		BatchPaymentID: batch,
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
	if (found.BatchPaymentID !== undefined && !withBatch)
		refuse('Payments that are part of a batch cannot be deleted on their own');
	mustBeOpen(books, found.Date);
	const document = books.get(found.For, found.ForID) as Invoice | Credit | undefined;
	if (document !== undefined)
		apply(books, { kind: found.For, id: found.ForID, document, open: 0n }, -exact(found.Amount), found.Date);
	books.post(`Payments/${found.PaymentID}`, found.Date, []);
	books.note('Payments', found.PaymentID, 'Deleted');
	return books.put('Payments', { ...found, Status: 'DELETED' });
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
function postingsOf(books: Books, { kind, document, open }: Paid, payment: Payment, account: Account): Posting[] {
	const base = books.organisation.BaseCurrency;
	const amount = exact(payment.Amount);
	const bank =
		(account.CurrencyCode ?? base) === base ? exact(payment.BankAmount) : inBase(amount, payment.CurrencyRate);
	const out = /^(ACCPAYPAYMENT|ARCREDIT|AROVER|ARPRE)/.test(payment.PaymentType) ? 1n : -1n;
	const settled = exact(document.Total) - open;
	const cleared =
		kind === 'Prepayments'
			? valueOf(books, document, amount)
			: [{ account: controlOf(books, document.Type), amount: clearedBy(books, document, settled, amount) }];
	const parts: Posting[] = [
		{ account: account.AccountID, amount: -out * bank },
		...cleared.map((part) => ({ account: part.account, amount: out * part.amount })),
	];
	const gap = sum(parts.map((part) => part.amount));
	return [...parts, { account: books.system('REALISEDCURRENCYGAIN').AccountID, amount: -gap }];
}
