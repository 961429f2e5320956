import type { IDataObject } from 'n8n-workflow';
import { chosen, xeroJob, type Job } from '../support/bench';
import { World } from '../support/world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world?.close());

type Wire = Record<string, unknown>;

/** What a list must hold, read from the books by the vendor's own wire. */
const KINDS: Record<string, { collection: string; path?: string; id: string; keep?: (record: Wire) => boolean; dead?: (record: Wire) => boolean }> = {
	account: { collection: 'Accounts', id: 'AccountID', keep: ({ Type }) => Type !== 'BANK', dead: ({ Status }) => Status !== 'ACTIVE' },
	bankAccount: { collection: 'Accounts', id: 'AccountID', keep: ({ Type }) => Type === 'BANK' },
	supplier: {
		collection: 'Contacts', path: 'Contacts?includeArchived=true', id: 'ContactID',
		keep: ({ IsSupplier, IsCustomer }) => IsSupplier === true || IsCustomer !== true, dead: ({ ContactStatus }) => ContactStatus !== 'ACTIVE',
	},
	customer: {
		collection: 'Contacts', path: 'Contacts?includeArchived=true', id: 'ContactID',
		keep: ({ IsSupplier, IsCustomer }) => IsCustomer === true || IsSupplier !== true, dead: ({ ContactStatus }) => ContactStatus !== 'ACTIVE',
	},
	taxRate: { collection: 'TaxRates', id: 'TaxType' },
	dimension: { collection: 'TrackingCategories', path: 'TrackingCategories?includeArchived=true', id: 'TrackingCategoryID' },
	item: { collection: 'Items', id: 'ItemID' },
	currency: { collection: 'Currencies', id: 'Code' },
	company: { collection: 'Organisations', path: 'Organisation', id: 'OrganisationID' },
	bill: { collection: 'Invoices', id: 'InvoiceID', keep: ({ Type }) => Type === 'ACCPAY' },
	invoice: { collection: 'Invoices', id: 'InvoiceID', keep: ({ Type }) => Type === 'ACCREC' },
	supplierCredit: { collection: 'CreditNotes', id: 'CreditNoteID', keep: ({ Type }) => Type === 'ACCPAYCREDIT' },
	journal: { collection: 'ManualJournals', id: 'ManualJournalID' },
	payment: { collection: 'Payments', id: 'PaymentID' },
	expense: { collection: 'BankTransactions', id: 'BankTransactionID', keep: ({ Type }) => Type === 'SPEND' || Type === 'RECEIVE' },
	bankTransaction: { collection: 'BankTransactions', id: 'BankTransactionID' },
};
const named = Object.keys(KINDS);

const many = (resource: string, more: IDataObject = {}): Job =>
	xeroJob({ resource, operation: 'getMany', returnAll: true, simplify: true, filters: {}, ...more });

async function expected(kind: string, alive = false): Promise<string[]> {
	const { collection, path = collection, id, keep = () => true, dead = () => false } = KINDS[kind] as (typeof KINDS)[string];
	const answer = await world.books.get<Record<string, Wire[]>>(path);
	return (answer[collection] ?? []).filter((record) => keep(record) && !(alive && dead(record))).map((record) => String(record[id])).sort();
}
const ids = (items: IDataObject[]) => items.map(({ id }) => String(id)).sort();

describe('Xero Accounting on a real n8n: reading', () => {
	it('NODE-REF, NODE-BILL, NODE-JOURNAL, NODE-PAYMENT: Get Many of every kind gives what the books hold', async () => {
		const ran = await world.bench.all(Object.fromEntries(named.map((kind) => [kind, many(kind)])));
		for (const kind of named) {
			const wanted = await expected(kind);
			expect([kind, ids(ran[kind]?.done ?? [])]).toEqual([kind, wanted]);
			expect([kind, wanted.length > 0]).toEqual([kind, true]);
			expect([kind, ran[kind]?.failed]).toEqual([kind, []]);
		}
		const account = ran.account?.done.find(({ code }) => code === '449');
		expect(account).toMatchObject({ name: 'Motor Vehicle Expenses', class: 'expense', taxRate: 'INPUT2', active: true });
		expect(ran.taxRate?.done.find(({ code }) => code === 'INPUT2')).toMatchObject({ percent: '20' });
		expect(ran.company?.done).toEqual([expect.objectContaining({ name: 'Kea Joinery Ltd', baseCurrency: 'GBP', country: 'GB' })]);
		expect(ran.bill?.done.find(({ number }) => number === 'RE-2231')).toMatchObject({
			currency: 'EUR', total: '930.00', supplier: { name: 'Müller Holz GmbH' }, lines: [expect.objectContaining({ amount: '930.00', account: expect.objectContaining({ code: '310' }) as object })],
		});
	});

	it('NODE-REF: values of all tracking categories, or of one', async () => {
		const { TrackingCategories } = await world.books.get<{ TrackingCategories: Array<{ Name: string; Options: Array<{ Name: string }> }> }>('TrackingCategories');
		const { all, region } = await world.bench.all({
			all: many('dimensionValue'),
			region: many('dimensionValue', { of: chosen('name', 'Region') }),
		});
		const of = (category: string) => TrackingCategories.filter(({ Name }) => Name === category).flatMap(({ Options }) => Options.map(({ Name }) => Name)).sort();
		const names = (items: IDataObject[]) => items.map(({ name }) => String(name)).sort();
		expect(names(region.done)).toEqual(of('Region'));
		expect(names(all.done)).toEqual([...of('Cost Centre'), ...of('Region')].sort());
		expect(all.done[0]).toMatchObject({ dimension: { name: expect.any(String) as string } });
	});

	it('NODE-REF: Limit gives so many, Simplify off gives the vendor\'s own record too', async () => {
		const jobs = Object.fromEntries(named.map((kind) => [kind, many(kind, { returnAll: false, limit: 1, simplify: false })]));
		const ran = await world.bench.all(jobs);
		for (const kind of named) {
			expect([kind, ran[kind]?.done.length]).toEqual([kind, 1]);
			expect([kind, typeof ran[kind]?.done[0]?.raw]).toEqual([kind, 'object']);
		}
	});

	it('NODE-REF: active only leaves out what is archived, voided or deleted', async () => {
		const all = { account: many('account'), supplier: many('supplier'), bill: many('bill') };
		const { Invoices: [draft] = [] } = await world.books.get<{ Invoices: Array<{ InvoiceID: string }> }>('Invoices?InvoiceNumbers=SF-1882');
		await world.books.send('POST', `Invoices/${draft?.InvoiceID}`, { Status: 'DELETED' });
		const ran = await world.bench.all({
			...all,
			liveAccount: many('account', { filters: { activeOnly: true } }),
			liveSupplier: many('supplier', { filters: { activeOnly: true } }),
			liveBill: many('bill', { filters: { activeOnly: true } }),
		});
		const lost = (whole: IDataObject[], part: IDataObject[], by: string) =>
			whole.filter(({ id }) => !part.some((one) => one.id === id)).map((record) => record[by]).sort();
		expect(lost(ran.account.done, ran.liveAccount.done, 'name')).toEqual(['Old Fuel Cards']);
		expect(lost(ran.supplier.done, ran.liveSupplier.done, 'name')).toEqual(['Bay Hire Limited', 'Old Fuel Cards Co']);
		expect(lost(ran.bill.done, ran.liveBill.done, 'number')).toEqual(['SF-1882']);
	});

	it('NODE-REF: changed since gives what was changed at or after that time', async () => {
		await new Promise((resolve) => setTimeout(resolve, 1100)); // Xero's change marks know whole seconds
		const since = new Date().toISOString();
		const get = async <T>(path: string) => await world.books.get<T>(path);
		const { Contacts: [costa] = [] } = await get<{ Contacts: Array<{ ContactID: string }> }>(`Contacts?where=${encodeURIComponent('Name=="Costa"')}`);
		await world.books.send('POST', 'Contacts', { Contacts: [{ ContactID: costa?.ContactID, AccountNumber: 'C-1' }] });
		const { Accounts } = await get<{ Accounts: Array<{ AccountID: string; Code: string }> }>('Accounts');
		const rent = Accounts.find(({ Code }) => Code === '469');
		await world.books.send('POST', `Accounts/${rent?.AccountID}`, { Accounts: [{ Name: 'Rent and service charges' }] });
		await world.books.send('PUT', 'Invoices', {
			Invoices: [{ Type: 'ACCPAY', Contact: { Name: 'Costa' }, InvoiceNumber: 'CHANGED-1', Date: '2026-11-01', LineItems: [{ Description: 'Beans', Quantity: 1, UnitAmount: 9, AccountCode: '429' }] }],
		});
		const filters = { changedSince: since };
		const ran = await world.bench.all({
			account: many('account', { filters }), supplier: many('supplier', { filters }), bill: many('bill', { filters }),
			journal: many('journal', { filters }), item: many('item', { filters }),
		});
		expect(ran.account.done.map(({ name }) => name)).toEqual(['Rent and service charges']);
		expect(ran.supplier.done.map(({ name }) => name)).toEqual(['Costa']);
		expect(ran.bill.done.map(({ number }) => number)).toEqual(['CHANGED-1']);
		expect([ran.journal.done, ran.item.done]).toEqual([[], []]);
	});

	it('NODE-REF: search, days and the bank account narrow a list', async () => {
		const ran = await world.bench.all({
			search: many('supplier', { filters: { search: 'trainline' } }),
			card: many('bankTransaction', { of: chosen('code', '091') }),
			none: many('bill', { filters: { from: '2019-01-01', to: '2019-12-31' } }),
		});
		expect(ran.search.done.map(({ name }) => String(name).toLowerCase()).sort()).toEqual(['trainline', 'trainline.com']);
		expect(new Set(ran.card.done.map(({ bankAccount }) => (bankAccount as IDataObject).code))).toEqual(new Set(['091']));
		expect(ran.card.done.length).toBeGreaterThanOrEqual(7);
		expect(ran.none.done).toEqual([]);
	});

	it('NODE-REF: Get finds one record by id, code, name, number; what is not there fails with its category', async () => {
		const get = (resource: string, target: IDataObject) => xeroJob({ resource, operation: 'get', target, simplify: true });
		const ran = await world.bench.all({
			account: get('account', chosen('code', '493')),
			supplier: get('supplier', chosen('name', 'Howdens Joinery Co')),
			tax: get('taxRate', chosen('code', 'RRINPUT')),
			bill: get('bill', chosen('number', 'BH/4471')),
			journal: get('journal', chosen('name', 'Opening balances')),
			payment: get('payment', chosen('key', 'BACS')),
			nothing: get('bill', chosen('number', 'NO-SUCH')),
		});
		expect(ran.account.done[0]).toMatchObject({ name: 'Travel - National' });
		expect(ran.supplier.done[0]).toMatchObject({ kind: 'supplier', name: 'Howdens Joinery Co' });
		expect(ran.tax.done[0]).toMatchObject({ percent: '5' });
		expect(ran.bill.done[0]).toMatchObject({ total: '744.00', supplier: { name: 'Bay Hire Ltd' } });
		expect(ran.journal.done[0]).toMatchObject({ total: '18500.00' });
		expect(ran.payment.done[0]).toMatchObject({ direction: 'out' });
		expect([ran.nothing.done, ran.nothing.failed]).toEqual([[], [expect.objectContaining({ details: expect.objectContaining({ category: 'not found' }) as object })]]);
	});

	it('NODE-REF: more than one page: 1,200 new contacts all arrive', async () => {
		const before = (await expected('supplier')).length;
		for (const part of [0, 1, 2]) {
			const Contacts = Array.from({ length: 400 }, (_, index) => ({ Name: `Bulk ${part}-${index}` }));
			await world.books.send('PUT', 'Contacts?summarizeErrors=false', { Contacts });
		}
		world.forget();
		const { done } = await world.bench.run(many('supplier'));
		const pages = world.calls().filter(({ url }) => url.includes('/Contacts?'));
		expect(new Set(ids(done)).size).toBe(before + 1200);
		expect(done).toHaveLength(before + 1200);
		expect(pages.length).toBeGreaterThanOrEqual(2);
	});

	it('NODE-REF: the lists that people choose from are live and can be searched', async () => {
		const credentials = { accountingXeroOAuth2Api: { id: world.bench.credentials['Xero (sandbox)'] ?? '', name: 'Xero (sandbox)' } };
		const list = async (method: string, filter?: string) =>
			(await world.n8n.listSearch({
				type: 'n8n-nodes-accounting-sync.accountingXero', method, credentials, filter,
				parameters: { authentication: 'oAuth2', organisation: chosen('list', ''), resource: 'bill', operation: 'create' },
			})).results.map(({ name }) => name);
		expect(await list('searchCompanies')).toEqual(['Kea Joinery Ltd']);
		expect(await list('searchAccounts', 'travel')).toEqual(['493 · Travel - National', '494 · Travel - International']);
		expect(await list('searchTaxRates', 'exempt exp')).toEqual([expect.stringContaining('Exempt Expenses')]);
		expect(await list('searchSuppliers', 'toolst')).toEqual([expect.stringContaining('Toolstation')]);
		expect(await list('searchDimensionValues', 'Region')).toEqual(expect.arrayContaining([expect.stringMatching(/^Region: /)]));
		expect((await list('searchBankAccounts')).length).toBe(3);
	});
});
