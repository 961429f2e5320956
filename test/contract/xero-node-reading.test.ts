import type { IDataObject } from 'n8n-workflow';
import { AccountingXero } from '../../nodes/Xero/AccountingXero.node';
import { runListSearch } from '../support/run-node';
import { bills, FERN, KEA, World } from './xero-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterEach(async () => {
	const found = { schemaProblems: world.schemaProblems(), trialBalance: await world.trialBalance() };
	await world.fresh();
	expect(found).toEqual({ schemaProblems: [], trialBalance: '0.00' });
});
afterAll(async () => await world.close());

const getMany = async (resource: string, more: IDataObject = {}): Promise<IDataObject[]> => {
	const { done, failed, error } = await world.run({ resource, operation: 'getMany', returnAll: true, filters: {}, ...more });
	expect([error, failed.map(({ json }) => json.error)]).toEqual([undefined, []]);
	return done.map(({ json }) => json);
};

describe('our node against the emulated Xero: reading', () => {
	it.each([
		['account', { code: '493', name: expect.stringContaining('Travel'), class: 'expense', active: true }],
		['bankAccount', { code: '091', kind: 'bankAccount', type: 'CREDITCARD' }],
		['taxRate', { code: 'INPUT2', percent: '20' }],
		['dimension', { name: 'Region', kind: 'dimension' }],
		['dimensionValue', { kind: 'dimensionValue', dimension: expect.objectContaining({ name: 'Region' }) }],
		['currency', { code: 'EUR' }],
		['company', { name: 'Kea Joinery Ltd', baseCurrency: 'GBP' }],
		['supplier', { kind: 'supplier', id: expect.any(String) }],
		['customer', { kind: 'customer', id: expect.any(String) }],
		['item', { kind: 'item', id: expect.any(String) }],
		['bill', { kind: 'bill', total: expect.any(String), lines: expect.any(Array) }],
		['invoice', { kind: 'invoice', customer: expect.objectContaining({ id: expect.any(String) }) }],
		['payment', { kind: 'payment', amount: expect.any(String) }],
		['bankTransaction', { kind: 'bankTransaction', amount: expect.any(String), bankAccount: expect.objectContaining({ code: expect.any(String) }) }],
	])('NODE-REF: %s', async (resource, shape) => {
		expect(await getMany(resource)).toEqual(expect.arrayContaining([expect.objectContaining(shape)]));
	});

	it('filters: limit, active only, search, dates, values of one dimension', async () => {
		await world.create('bill', bills(8), { createParties: true });
		expect(await getMany('bill', { returnAll: false, limit: 3 })).toHaveLength(3);
		const november = await getMany('bill', { filters: { from: '2026-11-03', to: '2026-11-03' } });
		expect(november.length).toBeGreaterThanOrEqual(8);
		expect(new Set(november.map(({ date }) => date))).toEqual(new Set(['2026-11-03']));
		const regions = await getMany('dimensionValue', { of: { __rl: true, mode: 'name', value: 'Region' } });
		expect(new Set(regions.map(({ dimension }) => (dimension as IDataObject).name))).toEqual(new Set(['Region']));
		const all = await getMany('account');
		const active = await getMany('account', { filters: { activeOnly: true } });
		expect(active.every((account) => account.active === true)).toBe(true);
		expect(active.length).toBeLessThanOrEqual(all.length);
		expect((await getMany('supplier', { filters: { search: 'Supplier 1' } })).length).toBeGreaterThan(0);
	});

	it('changed since: only what changed, and raw where asked', async () => {
		const [before] = await getMany('bill', { returnAll: false, limit: 1, simplify: false });
		expect(before?.raw).toBeDefined();
		world.sandbox.frame.clock.advance(60); // the demo data was made a moment ago
		const since = new Date(world.sandbox.frame.clock.now()).toISOString();
		await world.create('bill', bills(2), { createParties: true });
		const changed = await getMany('bill', { filters: { changedSince: since } });
		expect(changed.map(({ key }) => key).sort()).toEqual(['EXP-T0-B', 'EXP-T1-B']);
	});

	it('lists load live, can be searched, and show the vendor’s error instead of nothing', async () => {
		const list = async (method: string, organisation: string, filter?: string) =>
			(await runListSearch(AccountingXero, method, { authentication: 'oAuth2', organisation: { __rl: true, mode: 'id', value: organisation } } as never, { credentials: world.credentials() as never, filter })).results;
		expect((await list('searchCompanies', '')).map(({ value }) => value).sort()).toEqual([KEA, FERN]);
		expect((await list('searchAccounts', KEA, '493'))[0]?.name).toContain('493');
		expect((await list('searchBankAccounts', KEA)).length).toBeGreaterThan(1);
		expect((await list('searchTaxRates', KEA, 'INPUT2')).length).toBeGreaterThan(0);
		expect((await list('searchDimensionValues', KEA))[0]?.name).toContain(': ');
		await expect(list('searchAccounts', '7e000000-0000-4000-8000-00000000000f')).rejects.toThrow('Xero refused access');
	});

	it('custom connection: the token comes by itself and names the organisation', async () => {
		const apiUrl = `${world.sandbox.origin}/xero`;
		const credentials = {
			accountingXeroCustomConnectionApi: { apiUrl, identityUrl: apiUrl, clientId: 'sandbox-xero-custom', clientSecret: 'sandbox-xero-custom-secret', accessToken: '', callsPerMinute: 10_000 },
		};
		const run = async () =>
			await world.run({ authentication: 'customConnection', resource: 'company', operation: 'getMany', returnAll: true, filters: {} }, [{}], { credentials: credentials as never });
		const { done, error, failed } = await run();
		expect([error, failed.map(({ json }) => json.error)]).toEqual([undefined, []]);
		expect(done.map(({ json }) => json.name)).toEqual(['Kea Joinery Ltd']);
		await world.control('POST', '/tokens/expire');
		expect((await run()).done).toHaveLength(1);
	});
});

describe('NODE-UPSERT: supplier, customer, item', () => {
	const upsert = async (resource: string, matchBy: string, items: IDataObject[], options: IDataObject = {}) => {
		const { done, failed, error } = await world.run({ resource, operation: 'upsert', source: 'item', record: '={{ $json }}', matchBy, options }, items);
		expect(error).toBeUndefined();
		return { actions: done.map(({ json }) => json.action), done: done.map(({ json }) => json), failed: failed.map(({ json }) => json) };
	};

	it.each([
		['name', { name: 'Harbour & Sons "Quick" #1 Ltd', email: 'a@harbour.example' }],
		['code', { name: 'Harbour Code', code: 'HC-1' }],
		['externalId', { name: 'Harbour Ext', externalId: 'X/1' }],
		['email', { name: 'Harbour Mail', email: 'mail@harbour.example' }],
	])('supplier by %s: created, unchanged, updated', async (matchBy, record) => {
		expect((await upsert('supplier', matchBy, [record])).actions).toEqual(['created']);
		expect((await upsert('supplier', matchBy, [record])).actions).toEqual(['unchanged']);
		const changed = { ...record, taxNumber: 'GB123456789', phone: '01482 5550100', address: { line1: '1 Quay Rd', city: 'Hull', postalCode: 'HU1 1AA' } };
		const { actions, done } = await upsert('supplier', matchBy, [changed]);
		expect(actions).toEqual(['updated']);
		expect(done[0]).toMatchObject({ taxNumber: 'GB123456789', address: { city: 'Hull' }, changes: { TaxNumber: { to: 'GB123456789' } } });
		expect((await upsert('supplier', matchBy, [changed])).actions).toEqual(['unchanged']);
	});

	it('many at once, twice the same record once, a clash fails alone, a dry run writes nothing', async () => {
		const many = Array.from({ length: 120 }, (_, index) => ({ name: `Bulk ${index % 110}` }));
		expect((await upsert('supplier', 'name', many, { dryRun: true })).actions.every((action) => action === 'would create')).toBe(true);
		expect(Object.keys(world.calls()).filter((route) => !route.startsWith('GET'))).toEqual([]);
		const { actions, failed } = await upsert('supplier', 'name', many);
		expect(failed).toEqual([]);
		expect(actions.filter((action) => action === 'created')).toHaveLength(110);
		expect(world.calls()['PUT /xero/api.xro/2.0/Contacts']).toBe(3);
		const clash = await upsert('supplier', 'code', [{ name: 'Bulk 1', code: 'NEW-1' }, { name: 'Bulk New', code: 'NEW-2' }]);
		expect([clash.actions, clash.failed.length]).toEqual([['created'], 1]);
		expect(JSON.stringify(clash.failed[0])).toContain('"category":"duplicate"');
	});

	it('item by code: prices by value', async () => {
		const item = { code: 'CALL-OUT-9', name: 'Call-out', salesPrice: '95.00', salesAccount: '200', salesTaxRate: 'OUTPUT2' };
		expect((await upsert('item', 'code', [item])).actions).toEqual(['created']);
		expect((await upsert('item', 'code', [{ ...item, salesPrice: '95' }])).actions).toEqual(['unchanged']);
		const { done } = await upsert('item', 'code', [{ ...item, salesPrice: '99.5' }]);
		expect(done[0]).toMatchObject({ action: 'updated', salesPrice: '99.50', changes: { 'SalesDetails.UnitPrice': { from: 95, to: 99.5 } } });
	});

	it('a supplier’s answer that got lost does not make two', async () => {
		for (const kind of ['drop-after', 'status-after', 'drop-before']) {
			world.sandbox.frame.faults.add({ system: 'xero', method: 'PUT', path: '/Contacts', kind });
			const { failed } = await upsert('supplier', 'name', [{ name: `Lost ${kind}` }]);
			const held = await world.read(`Contacts?where=${encodeURIComponent(`Name=="Lost ${kind}"`)}`);
			expect([kind, held.length]).toEqual([kind, 1]);
			expect(failed).toEqual([]);
		}
	});
});
