import { COMPANY, HARBOURLIGHT, records } from '../support/expense-sync/sage-intacct';
import { ListImport, walkLists, type Lists } from '../support/list-import';
import { readTemplates, type Workflow } from '../support/n8n';
import type { World } from '../support/world';

const SYSTEM = 'sage-intacct';
/** Fields are text, as the gateway gives them. */
type Listed = Record<string, string | undefined>;
const all = async (world: World, object: string) => await records<Listed>(world.sandbox, object);
const LEVELS = [['DEPARTMENT', 'TITLE', 'Department'], ['CUSTOMER', 'NAME', 'Customer'], ['PLACE', 'name', 'Place'], ['CAMPAIGN', 'name', 'Campaign']] as const;

const INTACCT: Lists = {
	template: 'acctSyncIntacLs0',
	workspace: HARBOURLIGHT,
	names: 'Sync names: Sage Intacct to Expensify',
	claimable: async (world) => (await all(world, 'GLACCOUNT')).filter(({ ACCOUNTTYPE, NORMALBALANCE }) => ACCOUNTTYPE === 'incomestatement' && NORMALBALANCE === 'debit')
		.map(({ TITLE = '', ACCOUNTNO, STATUS }) => ({ name: TITLE, code: ACCOUNTNO, active: STATUS === 'active' })),
	options: async (world) => (await Promise.all(LEVELS.map(async ([object, field, level]) =>
		(await all(world, object)).map((option) => ({ level, name: option[field] ?? '', active: option.STATUS === 'active' }))))).flat(),
};

let one: ListImport;
beforeAll(async () => {
	one = await ListImport.open(INTACCT);
});
afterAll(async () => {
	await one?.close();
});

describe('SYNC-IMPORT on a real n8n: Sage Intacct\'s lists become Expensify\'s', () => {
	walkLists(() => one, { category: 'Rent', account: '6900' }, 12);

	it('SYNC-IMPORT: every dimension of the company\'s own is a level, and no other than the settings name', async () => {
		const levels = (await one.workspace()).tags.map(({ name }) => name);
		expect(levels).toEqual(expect.arrayContaining(['Department', 'Customer', 'Campaign', 'Place']));
		for (const name of ['Task', 'Location', 'Class', 'Project']) expect(levels).not.toContain(name);
	});

	it('SYNC-IMPORT: items become a level of their own where the settings name them; only what is named is asked for', async () => {
		const { world } = one;
		const copy = structuredClone(readTemplates().find(({ id }) => id === INTACCT.template)) as Workflow & { plan?: unknown };
		delete copy.plan;
		for (const setting of copy.nodes.find(({ name }) => name === 'Settings').parameters.assignments.assignments) {
			if (setting.name === 'dimensions') setting.value = '["ITEM"]';
			if (setting.name === 'userDefined') setting.value = false;
		}
		await world.n8n.importWorkflow({ ...copy, id: 'intacctItemTags0', name: 'Items as tags' }, world.bench.credentials);
		world.forget();
		const { status } = await world.n8n.runManually('intacctItemTags0', 'By hand', { timeout: 60_000 });
		expect(status).toBe('success');
		const asked = world.calls(SYSTEM).map(({ requestBody }) => requestBody ?? '').join();
		expect([asked.includes('<object>ITEM</object>'), asked.includes('<object>DEPARTMENT</object>'), asked.includes('<object>PLACE</object>')]).toEqual([true, false, false]);
		const items = (await all(world, 'ITEM')).map(({ ITEMID, NAME, STATUS }) => ({ name: NAME, glCode: ITEMID, enabled: STATUS === 'active' }));
		const level = (await one.workspace()).tags.find(({ name }) => name === 'Item');
		expect(level?.tags).toEqual(items.map((item) => expect.objectContaining(item)));
		expect(items.map(({ enabled }) => enabled)).toEqual([true, true, false]);
	});

	it('SYNC-IMPORT: a rename follows, of an account and of a department; inactive is switched off', async () => {
		const { world } = one;
		const change = async (object: string, record: Listed) => await world.control('POST', '/sage-intacct/records', { company: COMPANY, object, records: [record] });
		await change('GLACCOUNT', { ACCOUNTNO: '6310', TITLE: 'Postage & couriers' });
		await change('DEPARTMENT', { DEPARTMENTID: '300', TITLE: 'Finance and legal' });
		await change('GLACCOUNT', { ACCOUNTNO: '6410', STATUS: 'inactive' });
		await one.run();
		expect(await one.category('Postage & couriers')).toMatchObject({ glCode: '6310', enabled: true });
		expect(await one.category('Postage')).toMatchObject({ enabled: false });
		expect(await one.category('Telephone/internet')).toMatchObject({ enabled: false });
		expect(await one.tag('Department', 'Finance and legal')).toMatchObject({ enabled: true });
	});
});
