import { LEVELS, oncePerName } from './workspace.mjs';

const TENANT = '7e000000-0000-4000-8000-000000000001';

/** The first organisation of the emulated Xero, by the vendor's own wire. */
export class XeroBooks {
	#origin;
	#token;

	constructor(origin, token) {
		this.#origin = origin;
		this.#token = token;
	}

	static async open(origin) {
		const answer = await fetch(`${origin}/_sandbox/xero/tokens`, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ tenants: [TENANT] }),
		});
		const { access_token: token } = await answer.json();
		return new XeroBooks(origin, token);
	}

	async call(method, path, body) {
		const answer = await fetch(`${this.#origin}/xero/api.xro/2.0/${path}`, {
			method,
			headers: {
				authorization: `Bearer ${this.#token}`,
				'xero-tenant-id': TENANT,
				accept: 'application/json',
				'content-type': 'application/json',
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`Xero answered ${answer.status} to ${method} ${path}: ${text.slice(0, 400)}`);
		return JSON.parse(text);
	}

	/** Accounts and tracking options that the transactions name; two tracking categories are all that Xero allows. */
	async addCharts({ accounts, costCentres, directorates }) {
		for (const { code, name } of accounts) {
			await this.call('PUT', 'Accounts', { Code: code, Name: name, Type: 'EXPENSE', TaxType: 'NONE' });
		}
		const { TrackingCategories } = await this.call('GET', 'TrackingCategories');
		for (const { TrackingCategoryID, Name } of TrackingCategories) {
			if (!LEVELS.includes(Name)) await this.call('POST', `TrackingCategories/${TrackingCategoryID}`, { Status: 'ARCHIVED' });
		}
		for (const [at, names] of [costCentres, directorates].entries()) {
			const known = TrackingCategories.find(({ Name }) => Name === LEVELS[at]);
			const category = known ?? (await this.call('PUT', 'TrackingCategories', { Name: LEVELS[at] })).TrackingCategories[0];
			const options = `TrackingCategories/${category.TrackingCategoryID}/Options`;
			for (const Name of oncePerName(names)) await this.call('PUT', options, { Name });
		}
	}

	/** Lines of all bills and supplier credits, as the reconciliation wants them; credits count against bills. */
	async lines() {
		const [bills, credits] = [await this.#all('Invoices', 'Type=="ACCPAY"'), await this.#all('CreditNotes', 'Type=="ACCPAYCREDIT"')];
		const toLines = (sign) => (document) =>
			document.LineItems.map((line) => ({
				cents: sign * BigInt(Math.round(line.LineAmount * 100)),
				currency: document.CurrencyCode,
				account: line.AccountCode,
				tax: line.TaxType,
				costCentre: optionOf(line, LEVELS[0]),
				directorate: optionOf(line, LEVELS[1]),
			}));
		return {
			documents: { bills: bills.length, 'supplier credits': credits.length },
			lines: [...bills.flatMap(toLines(1n)), ...credits.flatMap(toLines(-1n))],
		};
	}

	async #all(collection, where) {
		const records = [];
		for (let page = 1; ; page++) {
			const query = new URLSearchParams({ page: String(page), pageSize: '1000', where });
			const found = (await this.call('GET', `${collection}?${query}`))[collection];
			records.push(...found.filter(({ Status }) => Status !== 'VOIDED' && Status !== 'DELETED'));
			if (found.length < 1000) return records;
		}
	}
}

const optionOf = (line, category) => line.Tracking.find(({ Name }) => Name === category)?.Option ?? '';
