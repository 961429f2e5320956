import { ApiError, invalid, notFound } from '../wire/errors';
import type { Body, Store } from '../state/store';

/** Settings of a company as on the wire. */
export interface CompanySettings {
	defaultState: string;
	defaultCountry: string;
	allowDuplicateClients: boolean;
	taxMode: 'exclusive' | 'inclusive';
	nextInvoiceNumber: number;
}
export interface Company {
	id: string;
	name: string;
	country: string;
	currency: string;
	timeZone: string;
	settings: CompanySettings;
}
/** What only the vendor's staff sets: parts of the plan, and up to which day the books are closed ("" for open). */
export interface Desk {
	invoices: boolean;
	payments: boolean;
	closedUntil: string;
}

export function companies(store: Store): Company[] {
	return store.all('SELECT body FROM wrk_companies ORDER BY rowid').map((row) => JSON.parse(String(row.body)) as Company);
}

export function companyById(store: Store, id: string): Company {
	const company = companies(store).find((one) => one.id === id);
	if (company === undefined) throw notFound(`Company ${id}`);
	return company;
}

export function deskOf(store: Store, id: string): Desk {
	const row = store.one('SELECT desk FROM wrk_companies WHERE id = ?', id);
	return JSON.parse(String(row?.desk)) as Desk;
}

export function saveCompany(store: Store, company: Company, desk: Desk = { invoices: true, payments: true, closedUntil: '' }): void {
	store.run(
		`INSERT INTO wrk_companies (id, body, desk) VALUES (?, ?, ?)
		 ON CONFLICT (id) DO UPDATE SET body = excluded.body, desk = excluded.desk`,
		company.id, JSON.stringify(company), JSON.stringify(desk),
	);
}

const SETTING_TYPES: Readonly<Record<keyof CompanySettings, (value: unknown) => boolean>> = {
	defaultState: (value) => typeof value === 'string' && value.length <= 50,
	defaultCountry: (value) => typeof value === 'string' && /^([A-Z]{2})?$/.test(value),
	allowDuplicateClients: (value) => typeof value === 'boolean',
	taxMode: (value) => value === 'exclusive' || value === 'inclusive',
	nextInvoiceNumber: (value) => typeof value === 'number' && Number.isInteger(value) && value > 0,
};

/** Unknown keys are ignored, as everywhere in the contract. */
export function changeCompanySettings(store: Store, id: string, given: Body): Company {
	const company = companyById(store, id);
	const known = Object.entries(given).filter(([name]) => name in SETTING_TYPES);
	const wrong = known.filter(([name, value]) => !SETTING_TYPES[name as keyof CompanySettings](value)); // filtered by its own names
	if (wrong.length > 0) {
		throw invalid('Company', wrong.map(([name]) => ({ path: `settings.${name}`, code: 'invalid', message: 'Is not valid.' })));
	}
	const changed: Company = { ...company, settings: { ...company.settings, ...Object.fromEntries(known) } };
	saveCompany(store, changed, deskOf(store, id));
	return changed;
}

/** What the plan lacks is refused; so is a day in a closed period. */
export function needFeature(store: Store, id: string, feature: 'invoices' | 'payments'): void {
	if (deskOf(store, id)[feature]) return;
	throw new ApiError(403, 'feature_not_enabled', `The plan of this company has no ${feature}.`);
}

export function needOpenPeriod(store: Store, id: string, day: string): void {
	const { closedUntil } = deskOf(store, id);
	if (closedUntil !== '' && day <= closedUntil) throw new ApiError(422, 'period_closed', `The period up to ${closedUntil} is closed.`);
}
