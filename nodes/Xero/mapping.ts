import { BooksError } from '../core/errors';
import type { Ref } from '../core/model/documents';
import { calledIn, isActive, pick } from './references';
import type { XeroAccount, XeroItem, XeroTaxRate, XeroTracking, XeroTrackingCategory, XeroTrackingOption } from './types';

/** Control accounts that Xero keeps itself: nothing may be posted to them by hand. Source: Xero, "Accounts". */
const CONTROL_ACCOUNTS = new Set([
	'DEBTORS', 'CREDITORS', 'BANKCURRENCYGAIN', 'UNREALISEDCURRENCYGAIN', 'REALISEDCURRENCYGAIN', 'TRACKINGTRANSFERS',
]);

/** The account of a document line. */
export function lineAccount(accounts: XeroAccount[], ref: Ref, line: number): XeroAccount | BooksError {
	const place = { line, field: 'account' };
	const account = accountOf(accounts, ref, place);
	if (account instanceof BooksError) return account;
	if (account.Type === 'BANK' || CONTROL_ACCOUNTS.has(account.SystemAccount ?? '')) {
		const why = account.Type === 'BANK' ? 'is a bank account' : 'is kept by Xero itself';
		return unmapped(`The account ${label(account)} ${why} and takes no lines.`, 'Map the line to another account.', place);
	}
	return account;
}

/** The bank or card account that an expense was paid from. */
export function bankAccount(accounts: XeroAccount[], ref: Ref): XeroAccount | BooksError {
	const place = { field: 'bankAccount' };
	const account = accountOf(accounts, ref, place);
	if (account instanceof BooksError || account.Type === 'BANK') return account;
	return unmapped(`The account ${label(account)} is no bank or card account.`, 'Choose a bank account of Xero.', place);
}

/** The account that a payment goes through: a bank account, or one that allows payments. */
export function paymentAccount(accounts: XeroAccount[], ref: Ref): XeroAccount | BooksError {
	const place = { field: 'bankAccount' };
	const account = accountOf(accounts, ref, place);
	if (account instanceof BooksError || account.Type === 'BANK' || account.EnablePaymentsToAccount === true) return account;
	const hint = 'Choose a bank account, or tick "Enable payments to this account" on it in Xero.';
	return unmapped(`The account ${label(account)} takes no payments.`, hint, place);
}

function accountOf(accounts: XeroAccount[], ref: Ref, place: { line?: number; field: string }): XeroAccount | BooksError {
	const account = pick<XeroAccount>(accounts, ref, {
		id: ({ AccountID }) => AccountID,
		code: ({ Code }) => Code ?? '',
		name: ({ Name }) => Name,
		active: isActive,
	});
	if (account === undefined) {
		return unmapped(`The account ${calledIn(ref)} is not in Xero.`, 'Create it in Xero, or map to another one.', place);
	}
	if (isActive(account)) return account;
	return unmapped(`The account ${label(account)} is archived.`, 'Restore it in Xero, or map to an active one.', place);
}

const APPLIES: Readonly<Record<string, keyof XeroTaxRate>> = {
	ASSET: 'CanApplyToAssets', EQUITY: 'CanApplyToEquity', EXPENSE: 'CanApplyToExpenses',
	LIABILITY: 'CanApplyToLiabilities', REVENUE: 'CanApplyToRevenue',
};

/** The tax rate of a line, checked against the class of the line's account where that is known. */
export function lineTaxRate(rates: XeroTaxRate[], ref: Ref, line: number, account?: XeroAccount): XeroTaxRate | BooksError {
	const place = { line, field: 'taxRate' };
	const rate = pick<XeroTaxRate>(rates, ref, {
		id: ({ TaxType }) => TaxType,
		code: ({ TaxType }) => TaxType,
		name: ({ Name }) => Name,
		active: isActive,
	});
	if (rate === undefined) {
		return unmapped(`The tax rate ${calledIn(ref)} is not in Xero.`, 'Map it to a tax rate of this organisation.', place);
	}
	if (!isActive(rate)) return unmapped(`The tax rate ${rate.Name} is not active.`, 'Map it to an active tax rate.', place);
	const applies = APPLIES[account?.Class ?? ''];
	if (account !== undefined && applies !== undefined && rate[applies] === false) {
		const hint = 'Map the line to a tax rate or an account that go together.';
		return unmapped(`The tax rate ${rate.Name} does not suit the account ${label(account)}.`, hint, place);
	}
	return rate;
}

/** The item of a line. */
export function lineItem(items: XeroItem[], ref: Ref, line: number): XeroItem | BooksError {
	const item = pick<XeroItem>(items, ref, {
		id: ({ ItemID }) => ItemID,
		code: ({ Code }) => Code,
		name: ({ Name }) => Name,
		active: () => true,
	});
	const place = { line, field: 'item' };
	return item ?? unmapped(`The item ${calledIn(ref)} is not in Xero.`, 'Create it in Xero, or map to another one.', place);
}

/** Tracking of a line: one option per category, at most two categories. Source: Xero, "Tracking categories". */
export function lineTracking(
	categories: XeroTrackingCategory[],
	choices: Array<{ dimension?: Ref; value: Ref }>,
	line: number,
): XeroTracking[] | BooksError {
	const place = { line, field: 'dimensions' };
	const tracking: XeroTracking[] = [];
	for (const choice of choices) {
		const found = trackingOption(categories, choice, place);
		if (found instanceof BooksError) return found;
		const twice = tracking.some(({ TrackingCategoryID }) => TrackingCategoryID === found.TrackingCategoryID);
		if (twice) return unmapped('A line takes one option of a tracking category.', 'Remove one of the two.', place);
		tracking.push(found);
	}
	if (tracking.length <= 2) return tracking;
	return unmapped('Xero takes at most two tracking categories on a line.', 'Map only two dimensions.', place);
}

function trackingOption(
	categories: XeroTrackingCategory[],
	{ dimension, value }: { dimension?: Ref; value: Ref },
	place: { line: number; field: string },
): XeroTracking | BooksError {
	const category =
		dimension === undefined
			? undefined
			: pick<XeroTrackingCategory>(categories, dimension, {
					id: ({ TrackingCategoryID }) => TrackingCategoryID,
					name: ({ Name }) => Name,
					active: isActive,
				});
	if (dimension !== undefined && category === undefined) {
		const hint = 'Map the dimension to a tracking category of Xero.';
		return unmapped(`The tracking category ${calledIn(dimension)} is not in Xero.`, hint, place);
	}
	const options = (category === undefined ? categories.filter(isActive) : [category]).flatMap((one) => {
		const option = pick<XeroTrackingOption>(one.Options ?? [], value, {
			id: ({ TrackingOptionID }) => TrackingOptionID,
			name: ({ Name }) => Name,
			active: isActive,
		});
		return option === undefined ? [] : [{ category: one, option }];
	});
	const [found, other] = options;
	const where = category === undefined ? 'any tracking category' : `the tracking category ${category.Name}`;
	if (found === undefined) {
		return unmapped(`The option ${calledIn(value)} is not in ${where}.`, 'Add it in Xero, or map to another one.', place);
	}
	if (other !== undefined) {
		const hint = 'Name the tracking category as well.';
		return unmapped(`The option ${calledIn(value)} is in more than one tracking category.`, hint, place);
	}
	if (!isActive(found.option) || !isActive(found.category)) {
		const hint = 'Restore it in Xero, or map to an active one.';
		return unmapped(`The option ${found.option.Name} of ${found.category.Name} is archived.`, hint, place);
	}
	return {
		TrackingCategoryID: found.category.TrackingCategoryID,
		TrackingOptionID: found.option.TrackingOptionID,
	};
}

function label({ Code, Name }: XeroAccount): string {
	return Code === undefined || Code === '' ? Name : `${Code} ${Name}`;
}

function unmapped(message: string, hint: string, place: { line?: number; field: string }): BooksError {
	return new BooksError({ category: 'mapping', message, hint, ...place });
}
