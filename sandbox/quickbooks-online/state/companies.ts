import type { Store } from './store';

/** A company as its owner set it up. What the API shows of it stands in its CompanyInfo and Preferences. */
export interface Company {
	realm: string;
	name: string;
	/** ISO 3166, two letters: "US" knows sales tax alone, all others tax codes on every line. */
	country: string;
	home: string;
	multiCurrency: boolean;
	/** "2025-12-31"; absent where the books were never closed. */
	bookCloseDate?: string;
	plan: 'SimpleStart' | 'Essentials' | 'Plus' | 'Advanced';
	subscriptionEnded: boolean;
	/** Classes: none, one for a transaction, one for each line. */
	classes: 'off' | 'txn' | 'line';
	locations: boolean;
	accountNumbers: boolean;
	/** Numbers of sales forms, and of expenses, come from the user and not from QuickBooks. */
	customSalesNumbers: boolean;
	customExpenseNumbers: boolean;
	warnDuplicateBill: boolean;
	warnDuplicateCheck: boolean;
	warnDuplicateJournal: boolean;
	warnDuplicateSales: boolean;
	/** Expenses for customers become billable where nobody says otherwise. */
	billableExpenses: boolean;
	itemsOnExpenses: boolean;
	/** Names of the sales forms' own fields, by their ids 1 to 3; an empty name is no field. */
	salesFields: string[];
}

export function companies(store: Store): Company[] {
	return store.all('SELECT body FROM qbo_companies ORDER BY position').map(({ body }) => JSON.parse(String(body)) as Company);
}

export function companyOf(store: Store, realm: string): Company | undefined {
	const row = store.one('SELECT body FROM qbo_companies WHERE realm = ?', realm);
	return row === undefined ? undefined : (JSON.parse(String(row.body)) as Company);
}

export function keepCompany(store: Store, company: Company): void {
	const position = Number(store.one('SELECT count(*) AS n FROM qbo_companies')?.n ?? 0);
	store.run(
		'INSERT INTO qbo_companies (realm, position, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET body = excluded.body',
		company.realm, position, JSON.stringify(company),
	);
}
