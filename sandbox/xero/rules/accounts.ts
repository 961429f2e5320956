import type { Books } from '../books/books';
import type { Account, TaxRate } from '../records';

/** Accounts that only Xero itself posts to. Unpaid expense claims, VAT and rounding take lines like any other. */
const CONTROL = new Set([
	'DEBTORS',
	'CREDITORS',
	'BANKCURRENCYGAIN',
	'REALISEDCURRENCYGAIN',
	'UNREALISEDCURRENCYGAIN',
	'RETAINEDEARNINGS',
	'TRACKINGTRANSFERS',
	'HISTORICAL',
]);

export interface AccountSent {
	AccountID?: string;
	AccountCode?: string;
}

/** The account of a line. What is wrong is added to `problems`. */
export function lineAccount(books: Books, sent: AccountSent, problems: string[]): Account | undefined {
	const name = sent.AccountCode ?? sent.AccountID ?? '';
	if (name === '') return undefined;
	const account = books.account({ AccountID: sent.AccountID, Code: sent.AccountCode });
	if (account === undefined || account.Type === 'BANK' || CONTROL.has(account.SystemAccount ?? '')) {
		problems.push(`Account code '${name}' is not a valid code for this document.`);
		return undefined;
	}
	if (account.Status !== 'ACTIVE') {
		problems.push(
			`Account code '${name}' has been archived, or has been deleted. Each line item must reference a valid account.`,
		);
		return undefined;
	}
	return account;
}

/** The tax rate of a line: as sent, else the account's own. */
export function lineTax(
	books: Books,
	type: string | undefined,
	account: Account | undefined,
	problems: string[],
): TaxRate | undefined {
	const wanted = type === undefined || type === '' ? account?.TaxType : type;
	if (wanted === undefined) return undefined;
	const rate = books.taxRate(wanted);
	if (rate === undefined) {
		problems.push(`The TaxType code '${wanted}' does not exist or cannot be used for this type of transaction.`);
		return undefined;
	}
	if (account !== undefined && !appliesTo(rate, account)) {
		problems.push(
			`The TaxType code '${wanted}' cannot be used with account code '${account.Code ?? account.AccountID}'.`,
		);
	}
	return rate;
}

function appliesTo(rate: TaxRate, { Class }: Account): boolean {
	const allowed: Readonly<Record<string, boolean>> = {
		ASSET: rate.CanApplyToAssets,
		EQUITY: rate.CanApplyToEquity,
		EXPENSE: rate.CanApplyToExpenses,
		LIABILITY: rate.CanApplyToLiabilities,
		REVENUE: rate.CanApplyToRevenue,
	};
	return allowed[Class] ?? false;
}
