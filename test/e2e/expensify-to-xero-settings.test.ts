import { walkSettings } from '../support/expense-sync/walk-settings';
import { SyncWorld } from '../support/expense-sync/world';
import { documents, xero } from '../support/expense-sync/xero';

let world: SyncWorld;
beforeAll(async () => {
	world = await SyncWorld.open(xero);
});
afterAll(async () => {
	await world?.close();
});

describe('SYNC-EXP-XERO with other settings', () => {
	walkSettings(() => world, { exported: 13, refunds: [-12864n, -3000n] });

	it('SYNC-SETTINGS: drafts, and merchants as suppliers of card expenses', async () => {
		await world.withSettings({ companyCard: 'bill', status: 'draft' });
		await world.runTwice();
		const { bill, credit } = await documents(world.sandbox);
		expect(new Set([...bill, ...credit].map(({ Status }) => Status))).toEqual(new Set(['DRAFT']));
		expect(bill.some(({ Contact }) => /timber/i.test(`${Contact?.Name}`))).toBe(true);
	});
});
