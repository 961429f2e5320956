import type { IDataObject } from 'n8n-workflow';
import { World } from './xero-node-world';

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

/** A card transaction as the bank feed brought it and a person coded it. */
const bank = async (rows: Array<[amount: number, day: string, merchant: string, more?: IDataObject]>): Promise<string[]> => {
	const BankTransactions = rows.map(([amount, Date, Name, more]) => ({
		Type: amount < 0 ? 'RECEIVE' : 'SPEND', Contact: { Name }, BankAccount: { Code: '091' }, Date, LineAmountTypes: 'Inclusive',
		LineItems: [{ Description: Name, Quantity: 1, UnitAmount: Math.abs(amount), AccountCode: '429' }], ...more,
	}));
	const made = (await world.control('POST', '/banktransactions', { BankTransactions })) as { BankTransactions: Array<{ BankTransactionID: string }> };
	return made.BankTransactions.map(({ BankTransactionID }) => BankTransactionID);
};
const expense = (key: string, amount: string, date: string, merchant: string): IDataObject => ({
	kind: 'expense', key, date, currency: 'GBP', supplier: { name: merchant }, bankAccount: { code: '091' },
	lines: [{ description: merchant, amount, account: { code: '493' }, taxRate: { code: 'INPUT2' } }],
});
interface Shown {
	result: string;
	transaction?: string;
	by?: string;
	candidates: unknown[];
}
const match = async (items: IDataObject[], options: IDataObject = {}): Promise<Shown[]> => {
	const { done, failed, error } = await world.run({ resource: 'bankTransaction', operation: 'match', options }, items);
	expect([error, failed.map(({ json }) => json.error)]).toEqual([undefined, []]);
	return done.map(({ json }) => json.match as unknown as Shown);
};
const notes = async (id: string): Promise<string[]> =>
	(await world.read<{ Details: string }>(`BankTransactions/${id}/History`)).map(({ Details }) => Details).filter((text) => text.startsWith('Matched'));

describe('matching card expenses to bank transactions', () => {
	it('SYNC-EXP-XERO: exact amount, near day, like name; noted once; the rest proposed or none', async () => {
		const [uber = '', refund = '', , twin = ''] = await bank([
			[23.4, '2026-11-05', 'UBER *TRIP HELP.UBER.COM'], [-12, '2026-11-04', 'Amazon Marketplace'], [9.99, '2026-11-03', 'Something Else'],
			[7.5, '2026-11-03', 'Costa Coffee'], [7.5, '2026-11-03', 'Costa Coffee'],
		]);
		const items = [
			expense('EXP-1-E', '23.40', '2026-11-03', 'Uber Trip'), expense('EXP-2-E', '-12.00', '2026-11-02', 'AMAZON MARKETPLACE'),
			expense('EXP-3-E', '9.99', '2026-11-03', 'Pret A Manger'), expense('EXP-4-E', '7.50', '2026-11-03', 'Costa Coffee'),
			expense('EXP-5-E', '100.00', '2026-11-03', 'Nowhere'),
		];
		const shown = await match(items);
		expect(shown.map(({ result, transaction }) => [result, transaction])).toEqual([
			['matched', uber], ['matched', refund], ['proposed', undefined], ['proposed', undefined], ['none', undefined],
		]);
		expect(JSON.stringify(shown[3]?.candidates)).toContain(twin);
		expect(await notes(uber)).toEqual(['Matched with EXP-1-E']);
		const again = await match(items);
		expect(again[0]).toMatchObject({ result: 'matched', transaction: uber, by: 'key' });
		expect(await notes(uber)).toEqual(['Matched with EXP-1-E']);
	});

	it('NODE-ONCE: a transaction matched in an earlier run is not matched with another expense', async () => {
		const [first = ''] = await bank([[30, '2026-11-03', 'Shell']]);
		expect((await match([expense('EXP-1-E', '30.00', '2026-11-03', 'Shell')]))[0]).toMatchObject({ result: 'matched', transaction: first });
		expect((await match([expense('EXP-2-E', '30.00', '2026-11-03', 'Shell')]))[0]).toMatchObject({ result: 'none' });
		const [second = ''] = await bank([[30, '2026-11-04', 'Shell']]);
		const both = await match([expense('EXP-2-E', '30.00', '2026-11-03', 'Shell'), expense('EXP-1-E', '30.00', '2026-11-03', 'Shell')]);
		expect(both.map(({ transaction }) => transaction)).toEqual([second, first]);
	});

	it('what we posted ourselves, in this run or another, is taken', async () => {
		await world.create('expense', [expense('EXP-9-E', '15.00', '2026-11-03', 'BP')], { createParties: true });
		expect((await match([expense('EXP-8-E', '15.00', '2026-11-03', 'BP')]))[0]).toMatchObject({ result: 'none' });
		expect((await match([expense('EXP-9-E', '15.00', '2026-11-03', 'BP')]))[0]).toMatchObject({ result: 'matched', by: 'key' });
	});

	it('NODE-DRY: shows the match and notes nothing', async () => {
		const [id = ''] = await bank([[44, '2026-11-03', 'Shell']]);
		expect((await match([expense('EXP-1-E', '44.00', '2026-11-03', 'Shell')], { dryRun: true }))[0]).toMatchObject({ result: 'matched' });
		expect(await notes(id)).toEqual([]);
	});
});
