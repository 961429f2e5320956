import type { IDataObject } from 'n8n-workflow';
import { PAGE_SIZE } from '../../nodes/AccountsIq/transactions';
import { AccountingAccountsIq } from '../../nodes/AccountsIq/AccountingAccountsIq.node';
import { accountsIqCredentials } from '../support/accountsiq';
import { runListSearch } from '../support/run-node';
import { elements } from './accountsiq-emulator-client';
import { by, DAY, Rig } from './accountsiq-node-rig';

const rig = new Rig();
const codes = (records: IDataObject[]) => records.map(({ code }) => code);

describe('lists of AccountsIQ', () => {
	it.each([
		['account', { id: '7010', code: '7010', name: 'Hotels', active: true, class: 'expense', taxRate: 'V20', needsBiCode: false }],
		['bankAccount', { id: '1000', code: '1000', name: 'Harbour Bank current', currency: 'GBP' }],
		['supplier', { code: 'SMITHCO', name: 'Smith & Co <Solicitors> LLP', email: 'accounts@smithco.example', currency: 'GBP', address: expect.objectContaining({ line1: '1 "High" Street' }) }],
		['customer', { code: 'BETA', name: 'Beta Foods GmbH', currency: 'EUR' }],
		['taxRate', { code: 'V175', name: 'VAT 17.5% (to 2011)', percent: '17.5' }],
		['dimension', { code: 'OFFICE', name: 'Office', position: 1 }],
		['dimensionValue', { id: 'OFFICE/LDS', code: 'LDS', name: 'Leeds', dimension: { id: 'OFFICE', name: 'Office' } }],
		['item', { code: 'SEAT', name: 'Software seat, per month', salesPrice: '24.99' }],
		['currency', { code: 'GBP', isBase: true, rate: '1' }],
		['company', { code: 'HARBOUR-IE', baseCurrency: 'EUR' }],
		['period', { kind: 'period', closed: expect.objectContaining({ purchases: expect.any(Boolean) }) }],
	])('NODE-REF: %s, by its resource and as a record of any kind', async (kind, shape) => {
		const records = await rig.list(kind);
		expect(records).toEqual(expect.arrayContaining([expect.objectContaining({ kind, ...shape })]));
		expect(records.every((record) => !('raw' in record))).toBe(true);
		const [{ records: combined, count, from }] = (await rig.done('record', 'getMany', { kind: '={{ $json.kind }}', combine: true, filters: {} }, [{ kind, from: 'item' }])) as [IDataObject];
		expect({ combined, count, from }).toEqual({ combined: records, count: records.length, from: 'item' });
	});

	it('NODE-REF: the options of one dimension, the BI codes alone, or all of both', async () => {
		const office = await rig.list('dimensionValue', { of: by('name', 'Office') });
		expect(codes(office)).toEqual(['LDN', 'LDS', 'DUB', 'RMT']);
		expect(await rig.list('dimensionValue', { of: by('id', 'office') })).toEqual(office);
		rig.sandbox.recorder.clear();
		const biCodes = await rig.list('dimensionValue', { of: by('list', 'BI Code') });
		expect(biCodes).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'BI Code/LDN-SALES', code: 'LDN-SALES', options: ['LDN', 'SALES', 'NONE', 'INT', null, null] })]));
		expect(biCodes.find(({ code }) => code === 'BRISTOL')).toMatchObject({ active: false });
		expect(await rig.list('dimensionValue')).toHaveLength(13 + biCodes.length);
		expect(await rig.list('record', { kind: 'dimensionValue', of: by('code', 'TEAM') })).toHaveLength(4);
	});

	it('NODE-ERR: values of a dimension that is missing are an error that names those that there are, never an empty list', async () => {
		for (const [resource, more] of [['dimensionValue', {}], ['record', { kind: 'dimensionValue' }]] as const) {
			const { done, failed } = await rig.run(resource, 'getMany', { ...more, returnAll: true, filters: {}, of: by('name', 'Region') });
			expect(done).toEqual([]);
			expect(failed[0]?.json).toMatchObject({
				error: expect.stringContaining('AccountsIQ has no dimension "Region"'),
				details: { category: 'not found', field: 'of', retryable: false, hint: 'It has: OFFICE, TEAM, PRODUCT, CLIENT, BI Code.' },
			});
		}
	});

	it('NODE-REF: search, active only, limit, and the vendor’s own record where asked for', async () => {
		expect(codes(await rig.list('supplier', { filters: { search: 'regus' } }))).toEqual(['REGUS', 'REGUS2']);
		expect(codes(await rig.list('supplier', { filters: { search: 'regus', activeOnly: true } }))).toEqual(['REGUS']);
		expect(codes(await rig.list('supplier', { filters: { search: 'okafor@' } }))).toEqual(['EMP002']);
		expect(await rig.list('account', { returnAll: false, limit: 3 })).toHaveLength(3);
		expect((await rig.list('account', { simplify: false, filters: { search: '7010' } }))[0]).toMatchObject({ raw: { Code: '7010', GLCategory: 'Travel and subsistence' } });
	});

	it('NODE-REF: changed since, where AccountsIQ keeps a mark', async () => {
		rig.sandbox.frame.clock.advance(600);
		const changedSince = new Date(rig.sandbox.frame.clock.now()).toISOString();
		const since = async (kind: string) => codes(await rig.list(kind, { filters: { changedSince } }));
		expect([await since('supplier'), await since('customer'), await since('item')]).toEqual([[], [], []]);
		await rig.change('supplier', { Code: 'REGUS', Phone: '1' });
		await rig.change('customer', { Code: 'ACME', Phone: '2' });
		await rig.change('item', { StockItemID: 'SEAT', Description: 'Seat' });
		await rig.change('department', { DepartmentID: 'LDS-OPS', Description: 'Leeds ops' });
		expect([await since('supplier'), await since('customer'), await since('item')]).toEqual([['REGUS'], ['ACME'], ['SEAT']]);
		expect(codes(await rig.list('dimensionValue', { of: by('id', 'BI Code'), filters: { changedSince } }))).toEqual(['LDS-OPS']);
		const { done, failed } = await rig.run('account', 'getMany', { returnAll: true, filters: { changedSince } });
		expect([done, failed[0]?.json]).toMatchObject([[], { details: { category: 'validation', field: 'changedSince' } }]);
	});

	it.each([
		['account', by('code', '7010'), { name: 'Hotels' }], ['supplier', by('code', 'regus'), { code: 'REGUS' }], ['customer', by('name', 'Acme Widgets Ltd'), { code: 'ACME' }],
		['taxRate', by('code', 'V20'), { percent: '20' }], ['dimensionValue', by('id', 'BI Code/LDS-ENG'), { name: 'Leeds engineering' }],
		['dimension', by('name', 'BI Code'), { id: 'BI Code' }], ['item', by('code', 'SEAT'), { salesPrice: '24.99' }], ['currency', by('code', 'EUR'), { isBase: false }],
		['bankAccount', by('id', '1020'), { name: 'Company cards' }],
	])('NODE-REF: one %s; one that is missing is named in the error', async (kind, target, shape) => {
		expect(await rig.done(kind, 'get', { target })).toEqual([expect.objectContaining({ kind, ...shape })]);
		const { failed } = await rig.run(kind, 'get', { target: by(String(target.mode), 'NOWHERE') });
		expect(failed[0]?.json).toMatchObject({ error: expect.stringContaining('NOWHERE'), details: { category: 'not found' } });
	});

	it('NODE-REF: lists of another entity, by the node’s own choice', async () => {
		const [company] = await rig.list('currency', { entity: by('id', 'HARBOUR-IE'), filters: { search: 'EUR' } });
		expect(company).toMatchObject({ code: 'EUR', isBase: true });
	});

	it('NODE-REF: live lists can be searched, and tell AccountsIQ’s error instead of nothing', async () => {
		const list = async (method: string, filter?: string, entity = '') =>
			(await runListSearch(AccountingAccountsIq, method, { entity: by('id', entity) } as never, { credentials: accountsIqCredentials(rig.sandbox) as never, filter })).results;
		expect(await list('searchAccounts', 'hotels')).toEqual([{ name: '7010 · Hotels', value: '7010' }, { name: '7011 · Hotels and accomodation', value: '7011' }]);
		expect((await list('searchCompanies')).map(({ value }) => value)).toEqual(['HARBOUR-GRP', 'HARBOUR-IE', 'HARBOUR-UK']);
		expect((await list('searchDimensionValues', 'Leeds')).map(({ name }) => name)).toEqual(['BI Code: Leeds engineering', 'BI Code: Leeds operations', 'Office: Leeds']);
		for (const method of ['searchBankAccounts', 'searchCustomers', 'searchDimensions', 'searchItems', 'searchSuppliers', 'searchTaxRates']) {
			expect([method, (await list(method)).length > 2]).toEqual([method, true]);
		}
		await expect(list('searchAccounts', undefined, 'ELSEWHERE')).rejects.toThrow(/entity/i);
	});
});

describe('documents of AccountsIQ', () => {
	it.each([['bill', 'PI'], ['supplierCredit', 'PN'], ['invoice', 'SI'], ['journal', 'G'], ['payment', 'PP']])('NODE-REF: %s, one of the demo books by ID, number and key', async (kind, type) => {
		const documents = await rig.list(kind, { simplify: false });
		const one = documents.find((document) => String(document.type).startsWith(type) && document.key !== undefined);
		expect(one).toMatchObject({ kind, id: expect.stringMatching(/^\d+$/), date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), createdAt: expect.stringMatching(/Z$/), lines: expect.any(Array) });
		for (const target of [by('id', String(one?.id)), by('number', String(one?.number))]) {
			expect(await rig.done(kind, 'get', { target, simplify: false })).toEqual([one]);
		}
		expect((await rig.done(kind, 'get', { target: by('key', String(one?.key)) }))[0]).toMatchObject({ key: one?.key });
	});

	it('NODE-BILL: account, amount, BI code and tax of each line; dates and search narrow the list', async () => {
		const bill = { kind: 'bill', key: 'READ-1', date: DAY, supplier: { code: 'REGUS' }, taxIncluded: true, lines: [{ description: 'Desk', amount: '120.00', account: { code: '7010' }, taxRate: { code: 'V20' }, dimensions: [{ dimension: { name: 'BI Code' }, value: { code: 'LDS-OPS' } }] }] };
		await rig.done('document', 'create', { document: '={{ $json }}', options: {} }, [bill]);
		const [read] = await rig.done('bill', 'get', { target: by('key', 'READ-1') });
		expect(read).toMatchObject({
			total: '120', outstanding: '120', currency: 'GBP', party: { code: 'REGUS', name: 'Regus Management (UK) Ltd' }, isRefund: false,
			lines: [{ account: '7010', amount: '100', side: 'debit', biCode: 'LDS-OPS', description: 'Desk' }],
		});
		expect((await rig.list('bill', { filters: { search: 'read-1' } })).map(({ key }) => key)).toEqual(['READ-1']);
		expect((await rig.list('bill', { filters: { from: '2026-01-01', to: '2026-01-31' } })).every(({ date }) => /^2026-01-/.test(String(date)))).toBe(true);
	});

	it('NODE-REF: beyond ten thousand documents the next pages are asked for, each document once', async () => {
		await rig.control('/settings', { tokenMinutes: 600 });
		const there = (await rig.list('bill')).length;
		await postBehindTheNode(PAGE_SIZE + 1 - there);
		rig.sandbox.recorder.clear();
		const documents = await rig.list('bill');
		expect(documents).toHaveLength(PAGE_SIZE + 1);
		expect(new Set(documents.map(({ id }) => id)).size).toBe(PAGE_SIZE + 1);
		expect(rig.calls).toEqual(['GetTransactionsBy', 'GetTransactionsBy']);
		rig.sandbox.recorder.clear();
		expect(await rig.list('bill', { returnAll: false, limit: 5 })).toHaveLength(5);
		expect(rig.calls).toEqual(['GetTransactionsBy']);
		const last = String(documents.at(-1)?.number);
		expect(await rig.done('bill', 'get', { target: by('number', last) })).toEqual([expect.objectContaining({ number: last })]);
	}, 120_000);

	async function postBehindTheNode(count: number): Promise<void> {
		await rig.client.signIn();
		for (let first = 0; first < count; first += 500) {
			const documents = Array.from({ length: Math.min(500, count - first) }, (_, index) => {
				const Lines = { BatchPurchasesInvoiceLine: { GLAccountCode: '7010', TaxCode: 'V0', Description: 'x', NetAmount: '1', TaxRate: '0', TaxAmount: '0' } };
				return elements({ BatchPurchasesInvoice: { SupplierCode: 'REGUS', InvoiceDate: `${DAY}T00:00:00`, ExternalReference: `MANY-${first + index}`, Description: 'x', Lines, ExchangeRate: '1' } });
			});
			await rig.client.send('CreateBatchPurchasesInvoiceBulkGetBackTransactionIDs', `<invoices>${documents.join('')}</invoices>`);
		}
	}
});
