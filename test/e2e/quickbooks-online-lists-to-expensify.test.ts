import { connectQuickly } from '../support/connect';
import { HARBOUR, records, UK, US } from '../support/expense-sync/quickbooks-online';
import { ListImport, walkLists, type Lists } from '../support/list-import';
import { readTemplates, type Workflow } from '../support/n8n';
import type { World } from '../support/world';

interface Listed {
	Id: string;
	Name?: string;
	FullyQualifiedName: string;
	AcctNum?: string;
	Classification?: string;
	Active?: boolean;
}
const all = async (world: World, entity: string) => await records<Listed>(world.sandbox, entity);
/** QuickBooks marks what is inactive in its name. */
const pathOf = ({ FullyQualifiedName }: Listed) => FullyQualifiedName.replaceAll(' (deleted)', '');

const QUICKBOOKS: Lists = {
	template: 'acctSyncQboLst00',
	workspace: HARBOUR,
	names: 'Sync names: QuickBooks Online to Expensify',
	claimable: async (world) => (await all(world, 'Account')).filter(({ Classification }) => Classification === 'Expense')
		.map((account) => ({ name: pathOf(account), code: account.AcctNum, active: account.Active !== false })),
	options: async (world) => (await Promise.all([['Class', 'Class'], ['Department', 'Location'], ['Customer', 'Customer']].map(async ([entity = '', level = '']) =>
		(await all(world, entity)).map((option) => ({ level, name: pathOf(option), active: option.Active !== false }))))).flat(),
};

let one: ListImport;
beforeAll(async () => {
	one = await ListImport.open(QUICKBOOKS);
});
afterAll(async () => {
	await one?.close();
});

describe('SYNC-IMPORT on a real n8n: QuickBooks\' lists become Expensify\'s', () => {
	walkLists(() => one, { category: 'Utilities', account: '6400' }, 12);

	it('SYNC-IMPORT: two accounts of one name keep apart by their parents; one without number is mapped by its name', async () => {
		expect(await one.category('Insurance')).toMatchObject({ glCode: '6100' });
		expect(await one.category('Automobile:Insurance')).toMatchObject({ glCode: '6020' });
		expect(await one.category('Old Postage')).toMatchObject({ enabled: false });
		expect(await one.category('Client gifts')).toMatchObject({ enabled: true });
		expect((await one.mapping()).find(({ category }) => category === 'Travel:Travel Meals')).toMatchObject({ account: 'name:Travel:Travel Meals' });
		expect((await one.workspace()).categories.some(({ name }) => /Checking|Services/.test(name))).toBe(false);
	});

	it('SYNC-IMPORT: a rename follows, of an account and of a customer; inactive is switched off; a row for all workspaces is one', async () => {
		const { world } = one;
		const change = async (entity: string, record: Record<string, unknown>) => await world.control('POST', '/quickbooks-online/records', { realm: US, entity, records: [record] });
		const id = async (entity: string, path: string) => (await all(world, entity)).find((record) => record.FullyQualifiedName === path)?.Id;
		await change('Account', { Id: await id('Account', 'Automobile:Fuel'), Name: 'Fuel and charging' });
		await change('Account', { Id: await id('Account', 'Job Expenses:Job Materials'), Active: false });
		await change('Account', { Name: 'Tolls', AcctNum: '6510', AccountType: 'Expense' });
		await change('Customer', { Id: await id('Customer', "Amy's Bird Sanctuary"), DisplayName: 'Amy and birds' });
		await world.n8n.insertRows('Sync map: categories', [{ workspace: '', category: 'Tolls', account: '6500', taxRate: '', note: 'for all' }]);
		await one.run();
		expect(await one.category('Automobile:Fuel and charging')).toMatchObject({ glCode: '6010', enabled: true });
		expect(await one.category('Automobile:Fuel')).toMatchObject({ enabled: false });
		expect(await one.category('Job Expenses:Job Materials')).toMatchObject({ enabled: false });
		expect(await one.category('Tolls')).toMatchObject({ glCode: '6510', enabled: true });
		expect(await one.tag('Customer', 'Amy and birds')).toMatchObject({ enabled: true });
		expect((await one.tag('Customer', "Amy's Bird Sanctuary"))?.enabled ?? false).toBe(false);
		expect((await one.mapping()).filter(({ category }) => category === 'Tolls')).toEqual([expect.objectContaining({ note: 'for all' })]);
	});

	it('SYNC-IMPORT, OPS-MAP: tax codes travel with their accounts, and one whose percent is the only one is suggested for a tax of the workspace', async () => {
		const { world } = one;
		const LEEDS = '4620816365AC0BE6';
		const rates = [['Standard', 20, 'id_S'], ['Reduced', 5, 'id_R'], ['Exempt', 0, 'id_E'], ['Zero', 0, 'id_Z']] as const;
		await world.control('POST', '/expensify/policies', {
			id: LEEDS, name: 'Harbour Facilities', currency: 'GBP', categories: [], tags: [{ name: 'Class', tags: [] }],
			tax: { name: 'VAT', default: 'id_S', rates: rates.map(([name, rate, rateID]) => ({ name, rate, rateID })) },
		});
		const [standard] = (await records<Listed>(world.sandbox, 'TaxCode', UK)).filter(({ Name }) => Name === '20.0% S');
		const [motor] = (await records<Listed>(world.sandbox, 'Account', UK)).filter(({ Name }) => Name === 'Motor Expenses');
		await world.control('POST', '/quickbooks-online/records', { realm: UK, entity: 'Account', records: [{ Id: motor?.Id, TaxCodeRef: { value: standard?.Id } }] });
		await world.n8n.insertRows('Sync map: taxes', [{ workspace: LEEDS, tax: 'id_R', taxRate: 'Exempt', note: 'set by a person' }]);
		const { plan: _plan, ...workflow } = structuredClone(readTemplates().find(({ id }) => id === QUICKBOOKS.template)) as Workflow & { plan: unknown };
		const { assignments } = workflow.nodes.find(({ name }) => name === 'Settings').parameters.assignments;
		assignments.find(({ name }: { name: string }) => name === 'workspace').value = LEEDS;
		await world.n8n.importWorkflow(workflow, await connectQuickly(world.n8n, world.sandbox, { realm: UK }));
		await one.run();
		await one.run();
		const rows = (await world.n8n.listRows('Sync map: taxes')).filter(({ workspace }) => workspace === LEEDS).map(({ tax, taxRate }) => [tax, taxRate]);
		expect(rows).toEqual([['id_R', 'Exempt'], ['id_S', '20.0% S'], ['id_E', 'Exempt']]);
		expect((await one.mapping()).filter(({ workspace, category }) => workspace === LEEDS && category === 'Motor Expenses')).toMatchObject([
			{ account: 'name:Motor Expenses', taxRate: expect.stringMatching(new RegExp(`^(20\\.0% S|${standard?.Id})$`)) as string },
		]);
	});
});
