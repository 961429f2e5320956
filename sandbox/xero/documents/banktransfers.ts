import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { dayOf } from '../dates';
import { exact, round, toNumber } from '../../frame/money';
import type { Account, BankTransaction, BankTransfer } from '../records';
import { dayRate, inBase } from '../rules/currency';
import { mustBeOpen } from '../rules/period';
import { refuse } from '../wire/errors';
import { amount, day, flag, guid, object, text, word, type Read } from '../wire/read';
import { bankAccount } from './banktransactions';

const ACCOUNT = object({ AccountID: guid, Code: text });
export const BANK_TRANSFER = object({
	BankTransferID: guid,
	FromBankAccount: ACCOUNT,
	ToBankAccount: ACCOUNT,
	Amount: amount,
	Date: day,
	Reference: text,
	FromIsReconciled: flag,
	ToIsReconciled: flag,
	Status: word('AUTHORISED', 'DELETED'),
});
export type BankTransferSent = Read<typeof BANK_TRANSFER>;

/** Money between two of one's own accounts: a transfer and, on each account, its half as a bank transaction. */
export function createBankTransfer(books: Books, sent: BankTransferSent): BankTransfer {
	const from = bankAccount(books, sent.FromBankAccount);
	const to = bankAccount(books, sent.ToBankAccount);
	const Amount = round(exact(sent.Amount));
	const Date = sent.Date ?? dayOf(books.now());
	if (from.AccountID === to.AccountID) refuse('The bank accounts of a transfer must differ');
	if (Amount <= 0n) refuse('The amount of a transfer must be greater than zero');
	if (currency(books, from) !== currency(books, to))
		refuse('Both bank accounts of a transfer must have the same currency');
	mustBeOpen(books, Date);
	const rate =
		currency(books, from) === books.organisation.BaseCurrency
			? 1
			: dayRate(currency(books, from), books.organisation.BaseCurrency);
	const id = randomUUID();
	const half = (Type: string, account: Account, IsReconciled = false): BankTransaction =>
		books.put('BankTransactions', {
			BankTransactionID: randomUUID(),
			Type,
			Status: 'AUTHORISED',
			Contact: { ContactID: '' },
			Date,
			LineAmountTypes: 'NoTax',
			LineItems: [],
			SubTotal: toNumber(Amount),
			TotalTax: 0,
			Total: toNumber(Amount),
			CurrencyCode: currency(books, account),
			CurrencyRate: rate,
			Reference: sent.Reference,
			BankAccount: { AccountID: account.AccountID },
			IsReconciled,
			BankTransferID: id,
		});
	const spent = half('SPEND-TRANSFER', from, sent.FromIsReconciled);
	const received = half('RECEIVE-TRANSFER', to, sent.ToIsReconciled);
	const base = inBase(Amount, rate);
	books.post(`BankTransfers/${id}`, Date, [
		{ account: from.AccountID, amount: -base },
		{ account: to.AccountID, amount: base },
	]);
	books.note('BankTransfers', id, 'Created');
	return books.put('BankTransfers', {
		BankTransferID: id,
		FromBankAccount: { AccountID: from.AccountID },
		ToBankAccount: { AccountID: to.AccountID },
		Amount: toNumber(Amount),
		Date,
		CurrencyRate: rate,
		Reference: sent.Reference,
		Status: 'AUTHORISED',
		FromBankTransactionID: spent.BankTransactionID,
		ToBankTransactionID: received.BankTransactionID,
		CreatedDateUTC: books.now(),
	});
}

export function deleteBankTransfer(books: Books, id: string | undefined, status: string | undefined): BankTransfer {
	const found = id === undefined ? undefined : books.get('BankTransfers', id);
	if (found === undefined) refuse('The document with the supplied id was not found for this endpoint.');
	if (status !== 'DELETED') refuse('Only the status DELETED can be applied to a bank transfer');
	if (found.Status === 'DELETED') refuse('Bank transfer has already been deleted');
	mustBeOpen(books, found.Date);
	for (const half of [found.FromBankTransactionID, found.ToBankTransactionID]) {
		const transaction = books.get('BankTransactions', half);
		if (transaction?.IsReconciled === true) refuse('Bank transfer cannot be deleted as it has been reconciled');
		if (transaction !== undefined) books.put('BankTransactions', { ...transaction, Status: 'DELETED' });
	}
	books.post(`BankTransfers/${found.BankTransferID}`, found.Date, []);
	books.note('BankTransfers', found.BankTransferID, 'Deleted');
	return books.put('BankTransfers', { ...found, Status: 'DELETED' });
}

const currency = (books: Books, account: Account) => account.CurrencyCode ?? books.organisation.BaseCurrency;
