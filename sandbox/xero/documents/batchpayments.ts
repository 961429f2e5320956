import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { dayOf } from '../dates';
import { exact, sum, toNumber } from '../../frame/money';
import type { BatchPayment } from '../records';
import { refuse } from '../wire/errors';
import { day, guid, list, object, text, word, type Read } from '../wire/read';
import { PAYMENT, payingAccount } from './paid';
import { createPayment, deletePayment } from './payments';

export const BATCH_PAYMENT = object({
	BatchPaymentID: guid,
	Account: object({ AccountID: guid, Code: text }),
	Date: day,
	Reference: text,
	Particulars: text,
	Code: text,
	Details: text,
	Narrative: text,
	Payments: list(PAYMENT),
	Status: word('AUTHORISED', 'DELETED'),
});
export type BatchPaymentSent = Read<typeof BATCH_PAYMENT>;

/** Many bills, or many sales invoices, paid by one bank line. */
export function createBatchPayment(books: Books, sent: BatchPaymentSent): BatchPayment {
	const account = payingAccount(books, { Account: sent.Account });
	if (account.Type !== 'BANK') refuse('Account must be a bank account');
	if (sent.Payments === undefined || sent.Payments.length === 0) refuse('At least one payment must be specified');
	if ((sent.Narrative ?? '').length > 18) refuse('Narrative must not be more than 18 characters long');
	const id = randomUUID();
	const Date = sent.Date ?? dayOf(books.now());
	const payments = sent.Payments.map((payment) =>
		createPayment(
			books,
			{ ...payment, Account: { AccountID: account.AccountID }, Date, Reference: payment.Reference ?? sent.Reference },
			id,
		),
	);
	const types = new Set(payments.map(({ PaymentType }) => PaymentType));
	if (types.size > 1) refuse('All payments in a batch must be of the same type');
	const Type = types.has('ACCRECPAYMENT') ? 'RECBATCH' : 'PAYBATCH';
	books.note('BatchPayments', id, 'Created');
	return books.put('BatchPayments', {
		BatchPaymentID: id,
		Account: { AccountID: account.AccountID },
		Date,
		Type,
		Status: 'AUTHORISED',
		Reference: sent.Reference,
		Particulars: sent.Particulars,
		Code: sent.Code,
		Details: sent.Details,
		Narrative: sent.Narrative,
		IsReconciled: false,
		TotalAmount: toNumber(sum(payments.map(({ Amount }) => exact(Amount)))),
	});
}

export function deleteBatchPayment(books: Books, id: string | undefined, status: string | undefined): BatchPayment {
	const found = id === undefined ? undefined : books.get('BatchPayments', id);
	if (found === undefined) refuse('The document with the supplied id was not found for this endpoint.');
	if (status !== 'DELETED') refuse('Only the status DELETED can be applied to a batch payment');
	if (found.Status === 'DELETED') refuse('Batch payment has already been deleted');
	if (found.IsReconciled) refuse('Batch payment cannot be deleted as it has been reconciled');
	for (const payment of books.list('Payments', { contact: [found.BatchPaymentID] }))
		deletePayment(books, payment, true);
	books.note('BatchPayments', found.BatchPaymentID, 'Deleted');
	return books.put('BatchPayments', { ...found, Status: 'DELETED' });
}
