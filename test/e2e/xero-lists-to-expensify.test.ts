import { importTemplates, itemsOf, readTemplates } from '../support/n8n';
import { World } from '../support/world';

const SYNC = 'acctSyncXeroLst0';
const KEA = '0123456789ABCDEF';
const NAMES = 'Sync names: Xero to Expensify';

let world: World;
beforeAll(async () => {
	world = await World.open();
	const templates = readTemplates().filter(({ id }) => ['acctSyncTables00', SYNC].includes(id));
	await importTemplates(world.n8n.session, templates, world.bench.credentials);
	// n8n is shared: what another file's run has left in the tables is not this test's.
	for (const table of await world.n8n.listTables()) {
		if (/^Sync (names|map: categories|problems)/.test(table.name)) await world.n8n.session.api('DELETE', `/data-tables/${table.id}`);
	}
	await importTemplates(world.n8n.session, templates, world.bench.credentials);
});
afterAll(async () => {
	await world?.n8n.unpublish(SYNC).catch(() => undefined);
	await world?.close();
});

interface Category {
	name: string;
	glCode: string;
	payrollCode: string;
	enabled: boolean;
	areCommentsRequired: boolean;
}
interface Level {
	name: string;
	tags: Array<{ name: string; glCode: string; enabled: boolean }>;
}
interface Account {
	AccountID: string;
	Code: string;
	Name: string;
	Class: string;
	Status: string;
	TaxType: string;
}

/** The workspace as Expensify's own wire tells it. */
async function workspace(): Promise<{ categories: Category[]; tags: Level[] }> {
	const credentials = { partnerUserID: 'aa_sandbox_demo', partnerUserSecret: 'sandbox-expensify-secret' };
	const job = { type: 'get', credentials, inputSettings: { type: 'policy', policyIDList: [KEA], fields: ['categories', 'tags'] } };
	const answer = await fetch(`${world.sandbox.origin}/expensify/Integration-Server/ExpensifyIntegrations`, {
		method: 'POST', body: new URLSearchParams({ requestJobDescription: JSON.stringify(job) }),
	});
	const { policyInfo } = (await answer.json()) as { policyInfo: Record<string, { categories: Category[]; tags: unknown }> };
	const { categories = [], tags } = policyInfo[KEA] ?? {};
	// One level comes as a plain list, several come by name.
	const levels = Array.isArray(tags) && (tags as Level[]).every((level) => Array.isArray(level.tags)) ? (tags as Level[]) : [{ name: 'Cost Centre', tags: tags as Level['tags'] }];
	return { categories, tags: levels };
}
const accounts = async (): Promise<Account[]> => (await world.books.get<{ Accounts: Account[] }>('Accounts')).Accounts;
const expenseAccounts = async () => (await accounts()).filter(({ Class, Code }) => Class === 'EXPENSE' && Code !== undefined);
const category = async (name: string) => (await workspace()).categories.find((one) => one.name === name);

const run = async () => {
	const execution = await world.n8n.runManually(SYNC, 'By hand', { timeout: 120_000 });
	expect([execution.status, execution.error]).toEqual(['success', undefined]);
	expect(itemsOf(execution, 'Not taken over: say why')).toEqual([]);
	return execution;
};
const mapping = async () => (await world.n8n.listRows('Sync map: categories')) as Array<{ category: string; account: string; taxRate: string; note: string }>;

describe('SYNC-IMPORT on a real n8n: Xero\'s lists become Expensify\'s', () => {
	let before: Category[] = [];

	it('accounts become categories with code and tax code; what people added stays', async () => {
		before = (await workspace()).categories;
		await world.n8n.insertRows('Sync map: categories', [{ workspace: KEA, category: 'Rent', account: '465', taxRate: 'NONE', note: 'set by a person' }]);
		await run();
		const { categories } = await workspace();
		const wanted = await expenseAccounts();
		expect(wanted.length).toBeGreaterThan(30);
		for (const { Code, Name, TaxType, Status } of wanted) {
			expect(categories.find(({ name }) => name === Name)).toMatchObject({ glCode: Code, payrollCode: TaxType, enabled: Status === 'ACTIVE' });
		}
		// Categories that Xero does not know, and what people set on the others.
		expect(categories.find(({ name }) => name === 'Team "away" days')).toEqual(before.find(({ name }) => name === 'Team "away" days'));
		expect(categories.find(({ name }) => name === 'Old: Petty cash')).toMatchObject({ enabled: false });
		expect(categories.find(({ name }) => name === 'Entertainment')).toMatchObject({ areCommentsRequired: true });
		expect(before.every(({ name }) => categories.some((one) => one.name === name))).toBe(true);
		// What is archived in Xero comes switched off.
		expect(categories.find(({ name }) => name === 'Old Fuel Cards')).toMatchObject({ enabled: false });
		// Balance sheet accounts and sales stay out.
		expect(categories.some(({ name }) => name === 'Accounts Payable' || name === 'Sales')).toBe(false);
	});

	it('tracking options become tags of a level per category, with those that were there', async () => {
		const { TrackingCategories } = await world.books.get<{ TrackingCategories: Array<{ Name: string; Options: Array<{ Name: string }> }> }>('TrackingCategories');
		const { tags } = await workspace();
		for (const { Name, Options } of TrackingCategories) {
			const level = tags.find(({ name }) => name === Name);
			for (const option of Options) expect([Name, level?.tags.find(({ name }) => name === option.Name)?.enabled]).toEqual([Name, true]);
		}
		const centre = tags.find(({ name }) => name === 'Cost Centre')?.tags ?? [];
		expect(centre.find(({ name }) => name === 'Workshop')).toMatchObject({ enabled: true, glCode: '10' });
		expect(centre.find(({ name }) => name === 'Garden rooms (closed)')).toMatchObject({ enabled: false });
	});

	it('OPS-MAP: new categories get a row in the mapping; a row that a person wrote is left alone', async () => {
		const rows = await mapping();
		expect(rows.filter(({ category: name }) => name === 'Rent')).toEqual([expect.objectContaining({ account: '465', taxRate: 'NONE', note: 'set by a person' })]);
		expect(rows.filter(({ category: name }) => name === 'Insurance')).toEqual([expect.objectContaining({ account: '433', taxRate: 'EXEMPTINPUT', note: 'added by the import' })]);
		expect(new Set(rows.map(({ category: name }) => name)).size).toBe(rows.length);
	});

	it('a second run changes nothing', async () => {
		const first = { lists: await workspace(), rows: await mapping(), names: (await world.n8n.listRows(NAMES)).length };
		world.forget();
		const execution = await run();
		expect(new Set([...itemsOf(execution, 'Update categories'), ...itemsOf(execution, 'Update tags')].map(({ action }: { action: string }) => action))).toEqual(new Set(['unchanged']));
		const written = world.calls('expensify').filter(({ requestBody }) => /"type" ?: ?"update"/.test(requestBody ?? ''));
		expect(written).toEqual([]);
		expect({ lists: await workspace(), rows: await mapping(), names: (await world.n8n.listRows(NAMES)).length }).toEqual(first);
	});

	it('a rename in Xero follows: the new name on, the old one off; archived is switched off; new ones come', async () => {
		const all = await accounts();
		const id = (code: string) => all.find(({ Code }) => Code === code)?.AccountID;
		await world.books.send('POST', `Accounts/${id('449')}`, { Accounts: [{ Name: 'Vehicles and fuel' }] });
		await world.books.send('POST', `Accounts/${id('457')}`, { Accounts: [{ Status: 'ARCHIVED' }] });
		await world.books.send('PUT', 'Accounts', { Code: '462', Name: 'Workshop consumables', Type: 'OVERHEADS', TaxType: 'INPUT2' });
		const { TrackingCategories } = await world.books.get<{ TrackingCategories: Array<{ Name: string; TrackingCategoryID: string; Options: Array<{ Name: string; TrackingOptionID: string }> }> }>('TrackingCategories');
		const centre = TrackingCategories.find(({ Name }) => Name === 'Cost Centre');
		const option = centre?.Options.find(({ Name }) => Name === 'Site North');
		await world.books.send('POST', `TrackingCategories/${centre?.TrackingCategoryID}/Options/${option?.TrackingOptionID}`, { Name: 'Site North-East' });
		await world.n8n.upsertRow('Sync map: categories', { category: 'Insurance', account: '441', note: 'changed by a person' }, ['category']);
		await run();
		expect(await category('Vehicles and fuel')).toMatchObject({ glCode: '449', enabled: true });
		expect(await category('Motor Vehicle Expenses')).toMatchObject({ enabled: false });
		expect(await category('Operating Lease Payments')).toMatchObject({ enabled: false });
		expect(await category('Workshop consumables')).toMatchObject({ glCode: '462', payrollCode: 'INPUT2', enabled: true });
		const { tags } = await workspace();
		const held = tags.find(({ name }) => name === 'Cost Centre')?.tags ?? [];
		expect(held.find(({ name }) => name === 'Site North-East')).toMatchObject({ enabled: true });
		expect(held.find(({ name }) => name === 'Site North')?.enabled ?? false).toBe(false);
		const rows = await mapping();
		expect(rows.find(({ category: name }) => name === 'Vehicles and fuel')).toMatchObject({ account: '449', taxRate: 'INPUT2' });
		expect(rows.find(({ category: name }) => name === 'Workshop consumables')).toMatchObject({ account: '462' });
		expect(rows.find(({ category: name }) => name === 'Insurance')).toMatchObject({ account: '441', note: 'changed by a person' });
		// A row for the old name stays, since reports may still carry it.
		expect(rows.find(({ category: name }) => name === 'Motor Vehicle Expenses')).toMatchObject({ account: '449' });
		expect(await category('Team "away" days')).toEqual(before.find(({ name }) => name === 'Team "away" days'));
	});
});
