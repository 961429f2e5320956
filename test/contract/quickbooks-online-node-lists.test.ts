import type { IDataObject } from 'n8n-workflow';
import { UK, US } from './quickbooks-online-emulator-client';
import { actions, details, target, World } from './quickbooks-online-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
beforeEach(async () => await world.fresh());
afterAll(async () => await world.close());

const list = async (resource: string, filters: IDataObject = {}, more: IDataObject = {}) => {
	const { done, failed } = await world.run({ resource, operation: 'getMany', returnAll: true, filters, ...more });
	expect(failed).toEqual([]);
	return done.map(({ json }) => json);
};
const names = (records: IDataObject[]) => records.map(({ name }) => String(name));
const held = async (entity: string, where = '') => (await world.books.query(`select * from ${entity} ${where} maxresults 1000`)).rows;
const upsert = async (resource: string, record: IDataObject, matchBy = 'name') => await world.run({ resource, operation: 'upsert', source: 'item', matchBy, record: '={{ $json }}' }, [record]);
const create = async (kind: string, ...records: IDataObject[]) => await world.run({ resource: 'record', operation: 'create', kind, record: '={{ $json }}' }, records);

describe('our node against the emulated QuickBooks Online: lists', () => {
	it('NODE-REF: every list comes whole, active ones only or all, as many as the books hold', async () => {
		const lists = { supplier: 'Vendor', customer: 'Customer', employee: 'Employee', class: 'Class', department: 'Department', term: 'Term', paymentMethod: 'PaymentMethod', taxRate: 'TaxCode' };
		for (const [resource, entity] of Object.entries(lists)) {
			const all = await held(entity, 'where Active in (true,false)');
			expect([resource, (await list(resource, { activeOnly: false })).length]).toEqual([resource, all.length]);
			expect([resource, (await list(resource, { activeOnly: true })).length]).toEqual([resource, all.filter(({ Active }) => Active !== false).length]);
		}
		const accounts = await held('Account');
		expect((await list('account')).length + (await list('bankAccount')).length).toBe(accounts.length + 1);
		expect(names(await list('account', { search: 'insurance' }))).toEqual(['Insurance', 'Insurance']);
		expect(await list('company')).toEqual([expect.objectContaining({ id: US, name: 'Harbour Supplies Inc', baseCurrency: 'USD', lockedUntil: '2025-12-31' })]);
		expect(names(await list('dimensionValue', { activeOnly: true }, { of: target('id', 'department') })).sort()).toEqual(['Oakland', 'Reno', 'Yard']);
	});

	it('NODE-REF: records in our words: parents, paths, percents, currencies; one by ID, name or path', async () => {
		const customers = await list('customer', { activeOnly: true });
		expect(customers.find(({ name }) => name === 'Crane')).toMatchObject({ path: 'Harbour Estates:Dock 5:Crane', parent: { id: await world.books.id('Customer', 'Dock 5') } });
		const get = async (resource: string, mode: string, value: string) => (await world.run({ resource, operation: 'get', target: target(mode, value) }));
		expect((await get('account', 'name', 'Automobile:Insurance')).done[0]?.json).toMatchObject({ code: '6020', class: 'expense' });
		expect(details(await get('account', 'name', 'Insurance'))).toMatchObject([{ category: 'validation' }]);
		expect((await get('supplier', 'id', await world.books.id('Vendor', "Bob's Burger Joint"))).done[0]?.json).toMatchObject({ email: 'bob@burgers.example' });
		await world.fresh(UK);
		const codes = await list('taxRate');
		expect(codes.find(({ name }) => name === '20.0% S')).toMatchObject({ percent: '20', active: true });
		expect(codes.find(({ name }) => name === '20.0% RC CIS')).toMatchObject({ percent: '0' });
		expect((await list('supplier')).find(({ name }) => name === 'Hôtel de Paris (EUR)')).toMatchObject({ currency: 'EUR' });
		expect((await list('currency')).map(({ code }) => code)).toContain('EUR');
	});

	it('NODE-REF: changed since an instant, and no more than that', async () => {
		const before = await list('supplier');
		const since = new Date(Date.parse(String(before.at(-1)?.changedAt)) + 1000).toISOString();
		expect(await list('supplier', { changedSince: since })).toEqual([]);
		await world.books.control('POST', '/settings', { limits: false });
		world.books.sandbox.frame.clock.set(new Date(Date.parse(since) + 60_000).toISOString());
		await upsert('supplier', { name: 'Hicks Hardware', phone: '555-0100' });
		expect(names(await list('supplier', { changedSince: since }))).toEqual(['Hicks Hardware']);
	});

	it('NODE-UPSERT: supplier, customer and item by name, code, e-mail and ID: created, updated, unchanged', async () => {
		expect(actions(await upsert('supplier', { name: 'Reno Glass', email: 'ap@glass.example', fax: '555-0150', address: { line1: '1 Kiln Way', city: 'Reno', region: 'NV' } }))).toEqual(['created']);
		expect(actions(await upsert('supplier', { name: 'reno glass', email: 'ap@glass.example' }, 'email'))).toEqual(['updated']);
		expect((await held('Vendor', "where DisplayName = 'reno glass'"))[0]).toMatchObject({ Fax: { FreeFormNumber: '555-0150' }, BillAddr: { Line1: '1 Kiln Way', City: 'Reno', CountrySubDivisionCode: 'NV' } });
		expect(actions(await upsert('supplier', { code: 'NW-881', phone: '555-0101' }, 'code'))).toEqual(['updated']);
		expect(actions(await upsert('supplier', { code: 'NW-881', phone: '555-0101', taxNumber: '94-1234567' }, 'code'))).toEqual(['unchanged']);
		const site = { name: 'Dock 6', parent: { name: 'Harbour Estates' }, email: 'dock6@estates.example' };
		expect(actions(await upsert('customer', site))).toEqual(['created']);
		expect(actions(await upsert('customer', site))).toEqual(['unchanged']);
		expect((await held('Customer', "where DisplayName = 'Dock 6'"))[0]).toMatchObject({ FullyQualifiedName: 'Harbour Estates:Dock 6', Job: true });
		expect(actions(await upsert('customer', { name: 'Dock 6', active: false }))).toEqual(['updated']);
		expect(actions(await upsert('customer', { name: 'Dock 6', active: true }))).toEqual(['updated']);
		expect(details(await upsert('customer', { name: 'PG&E' }))).toMatchObject([{ category: 'duplicate', vendorCode: '6240' }]);
		expect(actions(await upsert('item', { name: 'Labour', code: 'LAB', salesAccount: 'Services', salesPrice: '95.00' }, 'code'))).toEqual(['created']);
		expect(actions(await upsert('item', { name: 'Labour', salesPrice: '99.50' }))).toEqual(['updated']);
		expect((await held('Item', "where Name = 'Labour'"))[0]).toMatchObject({ Sku: 'LAB', Type: 'Service', UnitPrice: 99.5 });
	});

	it('NODE-UPSERT: a lost answer, a stale version: each record stands once, as it was wanted', async () => {
		const fail = (kind: string) => world.books.sandbox.frame.faults.add({ system: 'quickbooks-online', method: 'POST', path: '/batch', kind } as never);
		for (const kind of ['drop-before', 'drop-after']) {
			fail(kind);
			expect(actions(await upsert('supplier', { name: `Lost ${kind}` }))).toEqual(['created']);
			expect(await held('Vendor', `where DisplayName = 'Lost ${kind}'`)).toHaveLength(1);
			fail(kind);
			expect(actions(await upsert('supplier', { name: `Lost ${kind}`, phone: '555-0102' }))).toEqual(['updated']);
			expect(await held('Vendor', `where DisplayName = 'Lost ${kind}'`)).toMatchObject([{ PrimaryPhone: { FreeFormNumber: '555-0102' } }]);
		}
	});

	it('NODE-UPSERT: accounts, classes, departments, employees, terms as records of any kind; twice makes one', async () => {
		const records: Record<string, IDataObject> = {
			account: { name: 'Hotels', code: '6510', type: 'Expense', parent: { name: 'Travel' } }, class: { name: 'North', parent: { name: 'Service' } }, department: { name: 'Tahoe' },
			employee: { name: 'Ana Lopes', firstName: 'Ana', lastName: 'Lopes', email: 'ana@harbour.example' }, term: { name: 'Net 45', days: 45 }, paymentMethod: { name: 'Wire' },
		};
		for (const [kind, record] of Object.entries(records)) {
			expect([kind, actions(await create(kind, record))]).toEqual([kind, ['created']]);
			expect([kind, actions(await create(kind, record))]).toEqual([kind, ['unchanged']]);
		}
		expect((await held('Account', "where Name = 'Hotels'"))[0]).toMatchObject({ AcctNum: '6510', SubAccount: true, FullyQualifiedName: 'Travel:Hotels' });
		const update = await world.run({ resource: 'record', operation: 'update', kind: 'class', target: target('name', 'Service:North'), changes: { active: false }, whole: '{}' });
		expect([actions(update), update.failed]).toEqual([['updated'], []]);
	});

	it('NODE-ERR: a login that has run out is renewed and the call goes through; one that was taken back is told', async () => {
		await world.books.control('POST', '/tokens/expire', {});
		expect((await list('term')).length).toBeGreaterThan(3);
		await world.books.control('POST', '/disconnect', {});
		const { failed } = await world.run({ resource: 'term', operation: 'getMany', returnAll: true });
		expect(details({ failed })).toMatchObject([{ category: 'auth', retryable: false }]);
		expect(JSON.stringify(failed)).not.toMatch(/sandbox-qbo-secret|AB1/);
	});

	it.each([['notAuthorized', 'permission'], ['adminLost', 'permission'], ['permissionDenied', 'permission'], ['faultXml', 'outage']])('NODE-ERR: %s is told as %s', async (kind, category) => {
		for (let time = 0; time < 4; time++) world.books.sandbox.frame.faults.add({ system: 'quickbooks-online', path: '/query', kind } as never);
		expect(details(await world.run({ resource: 'term', operation: 'getMany', returnAll: true }))).toMatchObject([{ category }]);
	});

	it('NODE-RAW, NODE-ERR: any endpoint; disconnecting ends the consent', async () => {
		const raw = await world.run({ resource: 'api', operation: 'request', method: 'GET', path: 'query', query: '{"query":"select count(*) from Term"}' });
		expect(raw.done[0]?.json).toMatchObject({ QueryResponse: { totalCount: 4 } });
		const { done } = await world.run({ resource: 'company', operation: 'disconnect' });
		expect(done[0]?.json).toMatchObject({ disconnected: true, company: US });
		expect(details(await world.run({ resource: 'term', operation: 'getMany', returnAll: true }))).toMatchObject([{ category: 'auth' }]);
	});
});
