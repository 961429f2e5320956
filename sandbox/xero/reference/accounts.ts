import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { fold } from '../books/keys';
import type { Account } from '../records';
import { refuse } from '../wire/errors';
import { flag, guid, object, text, word, type Read } from '../wire/read';

/** Account types and the class each belongs to. Source: Xero, "Types and codes", accounts. */
export const CLASS_OF = {
	BANK: 'ASSET',
	CURRENT: 'ASSET',
	FIXED: 'ASSET',
	INVENTORY: 'ASSET',
	NONCURRENT: 'ASSET',
	PREPAYMENT: 'ASSET',
	EQUITY: 'EQUITY',
	DEPRECIATN: 'EXPENSE',
	DIRECTCOSTS: 'EXPENSE',
	EXPENSE: 'EXPENSE',
	OVERHEADS: 'EXPENSE',
	CURRLIAB: 'LIABILITY',
	LIABILITY: 'LIABILITY',
	TERMLIAB: 'LIABILITY',
	PAYG: 'LIABILITY',
	OTHERINCOME: 'REVENUE',
	REVENUE: 'REVENUE',
	SALES: 'REVENUE',
} as const;
type AccountType = keyof typeof CLASS_OF;

export const ACCOUNT = object({
	AccountID: guid,
	Code: text,
	Name: text,
	Type: word(...(Object.keys(CLASS_OF) as AccountType[])),
	TaxType: text,
	Description: text,
	Status: word('ACTIVE', 'ARCHIVED', 'DELETED'),
	BankAccountType: text,
	BankAccountNumber: text,
	CurrencyCode: text,
	EnablePaymentsToAccount: flag,
	ShowInExpenseClaims: flag,
	AddToWatchlist: flag,
	ReportingCode: text,
});
export type AccountSent = Read<typeof ACCOUNT>;

export function createAccount(books: Books, sent: AccountSent): Account {
	if (sent.Type === undefined) refuse('Account type must be specified');
	if ((sent.Name ?? '').trim() === '') refuse('Name must not be empty');
	if (sent.Type !== 'BANK' && (sent.Code ?? '') === '') refuse('Code must not be empty');
	if (sent.Type === 'BANK' && (sent.BankAccountNumber ?? '') === '') refuse('Bank account number must be specified');
	const Class = CLASS_OF[sent.Type];
	return keep(books, undefined, {
		...sent,
		AccountID: randomUUID(),
		Name: sent.Name ?? '',
		Type: sent.Type,
		Class,
		Status: 'ACTIVE',
		TaxType: sent.TaxType ?? 'NONE',
		EnablePaymentsToAccount: sent.EnablePaymentsToAccount ?? false,
		ShowInExpenseClaims: sent.ShowInExpenseClaims ?? false,
		AddToWatchlist: sent.AddToWatchlist ?? false,
		...(sent.Type === 'BANK'
			? {
					BankAccountType: sent.BankAccountType ?? 'BANK',
					CurrencyCode: sent.CurrencyCode ?? books.organisation.BaseCurrency,
				}
			: {}),
	});
}

export function updateAccount(books: Books, before: Account, sent: AccountSent): Account {
	if (before.SystemAccount !== undefined && (sent.Status ?? 'ACTIVE') !== 'ACTIVE')
		refuse('System accounts cannot be archived');
	const { AccountID: _, Type: __, ...changes } = sent;
	return keep(books, before, { ...before, ...changes });
}

/** Only what was never posted to can be deleted. */
export function deleteAccount(books: Books, found: Account): Account {
	if (found.SystemAccount !== undefined || books.accountIsUsed(found.AccountID)) {
		refuse('This account cannot be deleted because it is used in a transaction or as a system account.');
	}
	return books.put('Accounts', { ...found, Status: 'DELETED' });
}

function keep(books: Books, before: Account | undefined, account: Account): Account {
	if ((account.Code ?? '').length > 10) refuse('Code must not be more than 10 characters long');
	if (account.Name.length > 150) refuse('Name must not be more than 150 characters long');
	const rivals = (narrow: { number?: string[]; name?: string[] }) =>
		books
			.list('Accounts', narrow)
			.some(({ AccountID, Status }) => AccountID !== account.AccountID && Status !== 'DELETED');
	if (account.Code !== undefined && rivals({ number: [fold(account.Code)] })) refuse('Please enter a unique Code.');
	if (rivals({ name: [fold(account.Name)] })) refuse('Please enter a unique Name.');
	if (account.TaxType !== before?.TaxType && books.taxRate(account.TaxType) === undefined) {
		refuse(`The TaxType code '${account.TaxType}' does not exist or cannot be used for this type of transaction.`);
	}
	return books.put('Accounts', account);
}
