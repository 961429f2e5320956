import { BooksError } from '../core/errors';
import { get, type Xero } from './api';
import type { XeroAccount, XeroCurrency, XeroItem, XeroOrganisation, XeroTaxRate, XeroTrackingCategory } from './types';

export { calledIn, pick } from '../core/pick';

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

export const isActive = (record: { Status?: string }): boolean => record.Status === undefined || record.Status === 'ACTIVE';
