import type { Sandbox } from '../../sandbox/app';
import { control } from './sandbox';

/** What stands in the emulated Xero, read by the vendor's own wire and not by our node. */
export class Books {
	private constructor(
		private readonly origin: string,
		private readonly token: string,
		private readonly tenant: string,
	) {}

	static async open(sandbox: Sandbox, tenant = '7e000000-0000-4000-8000-000000000001'): Promise<Books> {
		const { access_token } = await control<{ access_token: string }>(sandbox, 'POST', '/xero/tokens', { tenants: [tenant] });
		return new Books(sandbox.origin, access_token, tenant);
	}

	async get<T>(path: string): Promise<T> {
		const answer = await fetch(`${this.origin}/xero/api.xro/2.0/${path}`, { headers: this.headers });
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	}

	async send<T>(method: 'PUT' | 'POST', path: string, body: unknown): Promise<T> {
		const headers = { ...this.headers, 'content-type': 'application/json' };
		const answer = await fetch(`${this.origin}/xero/api.xro/2.0/${path}`, { method, headers, body: JSON.stringify(body) });
		if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
		return (await answer.json()) as T;
	}

	/** All records of a collection that are neither voided nor deleted, with their lines. */
	async all(collection: string, where?: string): Promise<Wire[]> {
		const records: Wire[] = [];
		for (let page = 1; ; page++) {
			const query = new URLSearchParams({ page: String(page), pageSize: '1000', ...(where ? { where } : {}) });
			const answer = await this.get<Record<string, Wire[]>>(`${collection}?${query.toString()}`);
			const found = answer[collection] ?? [];
			records.push(...found.filter(({ Status }) => Status !== 'VOIDED' && Status !== 'DELETED'));
			if (found.length < 1000) return records;
		}
	}

	private get headers(): Record<string, string> {
		return { authorization: `Bearer ${this.token}`, 'xero-tenant-id': this.tenant, accept: 'application/json' };
	}
}

/** As far as tests look. */
export interface Wire {
	Type?: string;
	Status?: string;
	InvoiceID?: string;
	InvoiceNumber?: string;
	CreditNoteID?: string;
	CreditNoteNumber?: string;
	BankTransactionID?: string;
	Reference?: string;
	Narration?: string;
	Total?: number;
	CurrencyCode?: string;
	HasAttachments?: boolean;
	Contact?: { ContactID?: string; Name?: string; EmailAddress?: string };
	JournalLines?: Array<{ LineAmount?: number }>;
	LineItems?: Array<{
		Description?: string;
		LineAmount?: number;
		AccountCode?: string;
		TaxType?: string;
		Tracking?: Array<{ Name?: string; Option?: string }>;
	}>;
}

/** A JSON amount as whole hundredths. */
export const cents = (amount: number | undefined): bigint => BigInt(Math.round((amount ?? 0) * 100));
