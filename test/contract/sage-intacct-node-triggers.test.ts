import type { IDataObject } from 'n8n-workflow';
import { READER, SMALL } from '../../sandbox/sage-intacct/seed';
import { AccountingSageIntacctTrigger } from '../../nodes/SageIntacct/AccountingSageIntacctTrigger.node';
import { runPoll } from '../support/run-node';
import { bill, by, World } from './sage-intacct-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());
beforeEach(() => {
	world.books.sandbox.frame.clock.set(new Date(Date.now() - 86_400_000).toISOString());
	world.fresh();
	world.books.sandbox.frame.clock.set(new Date().toISOString());
});

const poll = async (event: string, staticData: IDataObject = {}, startFrom = 'now', credential: IDataObject = {}) =>
	await runPoll(AccountingSageIntacctTrigger, { event, startFrom, entity: by('list', '') } as never, { credentials: world.credentials(credential) as never, staticData });
const change = async (object: string, record: IDataObject, company?: string) => await world.books.control('/records', { object, records: [record], ...(company === undefined ? {} : { company }) });

it('TRIG-POLL, TRIG-EVENTS: bills by their changes, each version once, and a deleted draft', async () => {
	const { saved } = await poll('bill');
	const [made, draft] = await world.posted([bill('T-1'), bill('T-2', { status: 'draft' })]);
	const first = await poll('bill', saved);
	expect(first.items?.map(({ json }) => [json.key, json.status])).toEqual([['T-1', 'Posted'], ['T-2', 'Draft']]);
	expect((await poll('bill', first.saved)).items).toBeNull();
	world.books.sandbox.frame.clock.advance(2);
	await world.done({ resource: 'bill', operation: 'update', target: by('id', String(made?.id)), changes: '{"memo":"New"}' });
	await world.done({ resource: 'bill', operation: 'delete', target: by('id', String(draft?.id)) });
	const second = await poll('bill', first.saved);
	expect(second.items?.map(({ json }) => [json.id, json.memo ?? json.deleted]).sort()).toEqual([[made?.id, 'New'], [draft?.id, true]].sort());
	expect((await poll('bill', second.saved)).items).toBeNull();
});

it('TRIG-POLL: lists by their changes; a user whose clock is eight hours behind misses nothing', async () => {
	const credential = { companyId: SMALL };
	const { saved } = await poll('supplier', {}, 'now', credential);
	await change('VENDOR', { VENDORID: 'V-120', NAME: 'Renamed' }, SMALL);
	const first = await poll('supplier', saved, 'now', credential);
	expect(first.items?.map(({ json }) => [json.id, json.name])).toEqual([['V-120', 'Renamed']]);
	expect(Math.abs(Date.parse(String(first.items?.[0]?.json.changedAt)) - Date.now())).toBeLessThan(60_000);
	expect((await poll('supplier', first.saved, 'now', credential)).items).toBeNull();
});

it.each(['account', 'bankAccount', 'class', 'company', 'customer', 'department', 'dimension', 'dimensionValue', 'employee', 'employeeExpense', 'expense', 'expenseType', 'invoice', 'item', 'journal', 'location', 'payment', 'project', 'supplierCredit', 'task', 'taxRate'])(
	'TRIG-EVENTS, TRIG-TEST: %s starts now without a word, and gives real records as samples', async (event) => {
		const { items, saved } = await poll(event);
		expect([items, Object.keys(saved).length > 0]).toEqual([[], true]);
		expect((await poll(event, saved)).items).toBeNull();
	},
);

it('TRIG-EVENTS: a value of a dimension that only this company has', async () => {
	const { saved } = await poll('dimensionValue');
	await change('PLACE', { name: 'Pier 9' });
	expect((await poll('dimensionValue', saved)).items?.map(({ json }) => [json.name, json.change])).toEqual([['Pier 9', 'created']]);
});

it('TRIG-POLL: a user who may not see the audit trail hears of changes all the same', async () => {
	const reader = { userId: READER.userId, userPassword: READER.password };
	const { saved } = await poll('bill', {}, 'now', reader);
	await world.posted([bill('T-9')]);
	expect((await poll('bill', saved, 'now', reader)).items?.map(({ json }) => json.key)).toEqual(['T-9']);
});
