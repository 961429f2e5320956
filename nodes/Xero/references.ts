import { BooksError } from '../core/errors';
import type { Ref } from '../core/model/documents';
import { get, type Xero } from './api';
import { folded } from './query';
import type { XeroAccount, XeroCurrency, XeroItem, XeroOrganisation, XeroTaxRate, XeroTrackingCategory } from './types';

/** Reference data of one organisation, each list read once per run and only when something needs it. */
export class References {
	private readonly lists = new Map<string, Promise<unknown>>();

	constructor(private readonly xero: Xero) {}

	async organisation(): Promise<XeroOrganisation> {
		const [organisation] = await this.list<XeroOrganisation>('Organisation', 'Organisations');
		if (organisation !== undefined) return organisation;
		throw new BooksError({ category: 'outage', message: 'Xero told nothing about the organisation.' });
	}

	/** The organisation, or undefined where the connection may not read settings: links and lock dates then stay out. */
	async organisationIfAllowed(): Promise<XeroOrganisation | undefined> {
		return await this.organisation().catch((error: unknown) => {
			if (error instanceof BooksError && error.category === 'permission') return undefined;
			return Promise.reject(error);
		});
	}

	async accounts(): Promise<XeroAccount[]> {
		return await this.list('Accounts', 'Accounts');
	}

	async taxRates(): Promise<XeroTaxRate[]> {
		return await this.list('TaxRates', 'TaxRates');
	}

	async tracking(): Promise<XeroTrackingCategory[]> {
		return await this.list('TrackingCategories', 'TrackingCategories', { includeArchived: true });
	}

	async items(): Promise<XeroItem[]> {
		return await this.list('Items', 'Items', { unitdp: 4 });
	}

	async currencies(): Promise<XeroCurrency[]> {
		return await this.list('Currencies', 'Currencies');
	}

	private async list<T>(path: string, member: string, query = {}): Promise<T[]> {
		const known = this.lists.get(path) as Promise<T[]> | undefined;
		const reading = known ?? get<Record<string, T[] | undefined>>(this.xero, path, query).then((answer) => answer[member] ?? []);
		this.lists.set(path, reading);
		return await reading;
	}
}

interface Names<T> {
	id(record: T): string | undefined;
	code?(record: T): string | undefined;
	name(record: T): string | undefined;
	active(record: T): boolean;
}

/**
 * The record that a reference names: by id, else by code, else by name, whichever of these the reference has first.
 * @returns undefined when there is none; an archived one only when no active one fits
 */
export function pick<T>(records: T[], ref: Ref, names: Names<T>): T | undefined {
	const same = (a: string | undefined, b: string) => a !== undefined && folded(a) === folded(b);
	const fits = (record: T): boolean => {
		if (ref.id !== undefined) return same(names.id(record), ref.id);
		if (ref.code !== undefined) return same(names.code?.(record) ?? names.name(record), ref.code);
		return ref.name !== undefined && same(names.name(record), ref.name);
	};
	const found = records.filter(fits);
	return found.find((record) => names.active(record)) ?? found[0];
}

/** How a reference is called in messages: its name, code or id, whichever says most to a person. */
export function calledIn(ref: Ref): string {
	return `"${ref.name ?? ref.code ?? ref.email ?? ref.id}"`;
}

export const isActive = (record: { Status?: string }): boolean => record.Status === undefined || record.Status === 'ACTIVE';
