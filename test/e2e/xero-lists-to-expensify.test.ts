import { ask, askable } from '../support/expense-sync/asked';
import { ListImport, walkLists, type Lists } from '../support/list-import';
import type { World } from '../support/world';

interface Account {
	AccountID: string;
	Code?: string;
	Name: string;
	Class: string;
	Status: string;
	TaxType: string;
}
interface Tracking {
	Name: string;
	TrackingCategoryID: string;
	Options: Array<{ Name: string; TrackingOptionID: string }>;
}
const accounts = async (world: World) => (await world.books.get<{ Accounts: Account[] }>('Accounts')).Accounts;
const tracking = async (world: World) => (await world.books.get<{ TrackingCategories: Tracking[] }>('TrackingCategories')).TrackingCategories;

const XERO: Lists = {
	template: 'acctSyncXeroLst0',
	workspace: '0123456789ABCDEF',
	names: 'Sync names: Xero to Expensify',
	claimable: async (world) => (await accounts(world)).filter(({ Class, Code }) => Class === 'EXPENSE' && Code !== undefined)
		.map(({ Code, Name, TaxType, Status }) => ({ name: Name, code: Code, taxRate: TaxType, active: Status === 'ACTIVE' })),
	options: async (world) => (await tracking(world)).flatMap(({ Name, Options }) => Options.map((option) => ({ level: Name, name: option.Name, active: true }))),
};

let one: ListImport;
beforeAll(async () => {
	one = await ListImport.open(XERO);
});
afterAll(async () => {
	await one?.close();
});

describe('SYNC-IMPORT on a real n8n: Xero\'s lists become Expensify\'s', () => {
	walkLists(() => one, { category: 'Rent', account: '465' }, 30);

	it('SYNC-IMPORT: what is archived comes switched off, codes of tags stay, balance sheet and sales stay out', async () => {
		const { categories } = await one.workspace();
		expect(categories.find(({ name }) => name === 'Old: Petty cash')).toMatchObject({ enabled: false });
		expect(categories.find(({ name }) => name === 'Entertainment')).toMatchObject({ areCommentsRequired: true });
		expect(categories.find(({ name }) => name === 'Old Fuel Cards')).toMatchObject({ enabled: false });
		expect(categories.some(({ name }) => name === 'Accounts Payable' || name === 'Sales')).toBe(false);
		expect(await one.tag('Cost Centre', 'Workshop')).toMatchObject({ enabled: true, glCode: '10' });
		expect(await one.tag('Cost Centre', 'Garden rooms (closed)')).toMatchObject({ enabled: false });
	});

	it('a rename in Xero follows: the new name on, the old one off; archived is switched off; new ones come', async () => {
		const { world } = one;
		const before = await one.category('Team "away" days');
		const all = await accounts(world);
		const id = (code: string) => all.find(({ Code }) => Code === code)?.AccountID;
		await world.books.send('POST', `Accounts/${id('449')}`, { Accounts: [{ Name: 'Vehicles and fuel' }] });
		await world.books.send('POST', `Accounts/${id('457')}`, { Accounts: [{ Status: 'ARCHIVED' }] });
		await world.books.send('PUT', 'Accounts', { Code: '462', Name: 'Workshop consumables', Type: 'OVERHEADS', TaxType: 'INPUT2' });
		const centre = (await tracking(world)).find(({ Name }) => Name === 'Cost Centre');
		const option = centre?.Options.find(({ Name }) => Name === 'Site North');
		await world.books.send('POST', `TrackingCategories/${centre?.TrackingCategoryID}/Options/${option?.TrackingOptionID}`, { Name: 'Site North-East' });
		await world.n8n.upsertRow('Sync map: categories', { category: 'Insurance', account: '441', note: 'changed by a person' }, ['category']);
		await one.run();
		expect(await one.category('Vehicles and fuel')).toMatchObject({ glCode: '449', enabled: true });
		expect(await one.category('Motor Vehicle Expenses')).toMatchObject({ enabled: false });
		expect(await one.category('Operating Lease Payments')).toMatchObject({ enabled: false });
		expect(await one.category('Workshop consumables')).toMatchObject({ glCode: '462', payrollCode: 'INPUT2', enabled: true });
		expect(await one.tag('Cost Centre', 'Site North-East')).toMatchObject({ enabled: true });
		expect((await one.tag('Cost Centre', 'Site North'))?.enabled ?? false).toBe(false);
		const rows = await one.mapping();
		expect(rows.find(({ category }) => category === 'Vehicles and fuel')).toMatchObject({ account: '449', taxRate: 'INPUT2' });
		expect(rows.find(({ category }) => category === 'Workshop consumables')).toMatchObject({ account: '462' });
		expect(rows.find(({ category }) => category === 'Insurance')).toMatchObject({ account: '441', note: 'changed by a person' });
		// A row for the old name stays, since reports may still carry it.
		expect(rows.find(({ category }) => category === 'Motor Vehicle Expenses')).toMatchObject({ account: '449' });
		expect(await one.category('Team "away" days')).toEqual(before);
	});

	it('OPS-RETRY: runs where another workflow asks, as for a retry', async () => {
		const { world } = one;
		await world.n8n.publish(XERO.template);
		await askable(world.n8n, XERO.template);
		await ask(world, '', 'retry');
		const runs = (await world.n8n.listRows('Sync runs')).filter(({ workflow }) => workflow === XERO.template);
		expect(runs.slice(-2).map(({ event, startedBy }) => [event, startedBy])).toEqual([['started', 'retry'], ['ended', 'retry']]);
	});
});
