import type { IDataObject } from 'n8n-workflow';
import { READER, SMALL, UK_USER } from '../../sandbox/sage-intacct/seed';
import { AccountingSageIntacct } from '../../nodes/SageIntacct/AccountingSageIntacct.node';
import { runListSearch } from '../support/run-node';
import { bill, by, World } from './sage-intacct-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());
beforeEach(() => world.fresh());

const ids = (records: IDataObject[]) => records.map(({ id }) => String(id));
const active = { filters: { activeOnly: true } };
const as = ({ userId, password }: { userId: string; password: string }): IDataObject => ({ userId, userPassword: password });

it('NODE-REF: every list, active only or all, by ID or name', async () => {
	const kinds = ['account', 'bankAccount', 'class', 'company', 'currency', 'customer', 'customField', 'department', 'dimension', 'dimensionValue', 'employee', 'expenseType', 'item', 'location', 'project', 'supplier', 'task', 'taxRate', 'taxSolution'];
	const lists: Record<string, IDataObject[]> = {};
	for (const kind of kinds) lists[kind] = await world.list(kind);
	expect(kinds.filter((kind) => (lists[kind] ?? []).length === 0)).toEqual([]);
	expect(ids(lists.company ?? [])).toEqual(['100', '200']);
	expect(ids(lists.bankAccount ?? [])).toEqual(['BOA', 'BARC', 'AMEX', 'BARCLAYCARD', 'OLDCARD']);
	expect(ids(await world.list('bankAccount', active))).not.toContain('OLDCARD');
	expect(lists.employee?.find(({ id }) => id === 'E-01')).toMatchObject({ email: 'priya.raman@harbourlight.example', location: '110', department: '300' });
	expect(lists.supplier?.find(({ id }) => id === 'V-140')).toMatchObject({ name: 'Café Zoë', email: 'zoe@cafe.example', active: true });
	expect(lists.taxRate?.find(({ id }) => id === 'UK Purchase Standard')).toMatchObject({ percent: '20', appliesTo: ['Purchase'], solution: 'United Kingdom - VAT' });
	expect(lists.customField?.map(({ id }) => id)).toEqual(expect.arrayContaining(['APBILL/SOURCE_REPORT', 'GLBATCH/SOURCE_KEY', 'VENDOR/VENDOR_TIER']));
	expect(ids(lists.dimension ?? [])).toEqual(expect.arrayContaining(['DEPARTMENT', 'PLACE', 'CAMPAIGN']));
	expect(await world.done({ resource: 'supplier', operation: 'get', target: by('name', "O'Brien & Sons") })).toMatchObject([{ id: 'V-120' }]);
	expect(await world.done({ resource: 'record', kind: 'term', operation: 'getMany', returnAll: true, filters: {} })).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'Net 30' })]));
});

it('NODE-REF: values of every user-defined dimension, found by asking the company', async () => {
	await world.books.company({ dimensions: [{ object: 'PLACE', label: 'Place' }, { object: 'VESSEL', label: 'Vessel' }] });
	await world.books.control('/records', { object: 'VESSEL', records: [{ name: 'Aurora' }] });
	const of = async (name: string) => (await world.list('dimensionValue', { of: by('name', name) })).map(({ name: value, dimension }) => [value, (dimension as IDataObject).id]);
	expect(await of('Vessel')).toEqual([['Aurora', 'VESSEL']]);
	expect(await of('Place')).toHaveLength(3);
	const found = await runListSearch(AccountingSageIntacct, 'searchDimensionValues', { resource: 'bill', entity: by('list', '') } as never, { credentials: world.credentials() as never, filter: 'Aurora' });
	expect(found.results).toMatchObject([{ name: 'Vessel: Aurora', value: expect.stringMatching(/^VESSEL\/\d+$/) as string }]);
});

it('NODE-REF: two entities: each sees its own, the top level sees all, and a user of one gets into no other', async () => {
	expect(ids(await world.list('supplier'))).toContain('V-UK1');
	expect(ids(await world.list('supplier', { entity: by('id', '200') }))).toContain('V-UK1');
	expect(ids(await world.list('supplier', { entity: by('id', '100') }))).not.toContain('V-UK1');
	const refused = await world.run({ resource: 'supplier', operation: 'getMany', returnAll: true, entity: by('id', '100') }, [{}], as(UK_USER));
	expect(refused.failed[0]?.json).toMatchObject({ details: { category: 'auth' } });
});

it('NODE-UPSERT: supplier, customer, item, employee made, changed and left alone; other lists as records', async () => {
	const upsert = async (resource: string, record: IDataObject, matchBy = 'code') => (await world.done({ resource, operation: 'upsert', matchBy }, [record]))[0];
	expect(await upsert('supplier', { code: 'V-300', name: 'Bay Hire', email: 'ap@bay.example', address: { city: 'Oakland', country: 'US' } })).toMatchObject({ action: 'created', id: 'V-300', address: { city: 'Oakland' } });
	expect(await upsert('supplier', { name: 'Bay Hire', email: 'new@bay.example' }, 'name')).toMatchObject({ action: 'updated', changes: { 'DISPLAYCONTACT.EMAIL1': { from: 'ap@bay.example', to: 'new@bay.example' } } });
	expect(await upsert('supplier', { email: 'new@bay.example', name: 'Bay Hire' }, 'email')).toMatchObject({ action: 'unchanged' });
	expect(await upsert('customer', { name: 'Pier Nine & Sons' }, 'name')).toMatchObject({ action: 'created', name: 'Pier Nine & Sons' });
	expect(await upsert('item', { code: 'TAXI', name: 'Taxi' })).toMatchObject({ action: 'created', id: 'TAXI', type: 'Non-Inventory' });
	expect(await upsert('employee', { code: 'E-50', name: 'Quay, Ana', email: 'ana@harbourlight.example', firstName: 'Ana', lastName: 'Quay', location: '110' })).toMatchObject({ action: 'created', id: 'E-50', email: 'ana@harbourlight.example' });
	expect(await upsert('employee', { code: 'E-50', email: 'ana.quay@harbourlight.example' })).toMatchObject({ action: 'updated', email: 'ana.quay@harbourlight.example' });
	const records = await world.done({ resource: 'record', kind: '={{ $json.kind }}', operation: 'create', record: '={{ $json.record }}' }, [
		{ kind: 'department', record: { code: '400', name: 'Harbour' } }, { kind: 'class', record: { code: '40', name: 'Dock' } }, { kind: 'department', record: { code: '300', name: 'Finance' } },
	]);
	expect(records.map(({ action }) => action)).toEqual(['created', 'created', 'unchanged']);
});

it('NODE-ERR: a user who only reads: what it may not do is named with its permission, and nothing else is lost', async () => {
	const ran = await world.post([bill('RO-1')], {}, {}, as(READER));
	expect(ran.failed[0]?.json).toMatchObject({ details: { category: 'permission', document: 'RO-1', hint: expect.stringMatching(/Accounts Payable, All.*Web services users/) as string } });
	expect(await world.standing('APBILL', 'RO-1')).toEqual([]);
});

it('NODE-ERR: a company without Time and Expenses says so for an expense report, in the words of Check Set-Up', async () => {
	const report = { kind: 'employeeExpense', key: 'T-1', date: '2026-05-04', employee: { id: 'E-01' }, lines: [{ amount: '5.00', expenseType: { name: 'Travel' } }] };
	const ran = await world.post([report, bill('T-2', {}, { dimensions: [] })], {}, {}, { companyId: SMALL });
	expect(ran.done.map(({ json }) => json.key)).toEqual(['T-2']);
	expect(ran.failed[0]?.json).toMatchObject({ details: { category: 'feature not in subscription', document: 'T-1', hint: expect.stringMatching(/lacks Time and Expenses.*Subscriptions/) as string } });
});

it('NODE-ERR: Check Set-Up: all is there, a role that reads, a company without modules; nothing is written', async () => {
	const check = async (credential: IDataObject = {}) => (await world.done({ resource: 'company', operation: 'checkSetUp' }, [{}], credential))[0] as { ok: boolean; summary: string; areas: IDataObject[] };
	expect(await check()).toMatchObject({ ok: true });
	const reader = await check(as(READER));
	expect(reader).toMatchObject({ ok: false, summary: expect.stringMatching(/Cash Management, General Ledger, Time and Expenses, Accounts Payable/) as string });
	expect(reader.areas.find(({ area }) => area === 'Projects')).toMatchObject({ ok: true, permission: 'Read-only' });
	const small = await check({ companyId: SMALL });
	expect(small.areas.filter(({ ok, optional }) => ok === false && optional === false).map(({ area }) => area)).toEqual(['Time and Expenses', 'Projects']);
	await world.books.control('/users', { id: 'ws_sync', permissions: { CO: 'read', AD: 'all', GL: 'all', CM: 'all', EE: 'all', PA: 'read' } });
	const without = await check();
	expect(without.areas.find(({ area }) => area === 'Accounts Payable')).toMatchObject({ ok: false, subscribed: true, permission: 'none', hint: expect.stringMatching(/Suppliers, bills/) as string });
});

it('NODE-RAW: any function, with its own refusals', async () => {
	const [setup] = await world.done({ resource: 'api', operation: 'request', method: 'POST', path: 'getFinancialSetup' });
	expect(JSON.stringify(setup)).toContain('USD');
	expect((await world.run({ resource: 'api', operation: 'request', method: 'POST', path: 'nonsense' })).failed[0]?.json.details).toBeDefined();
});
