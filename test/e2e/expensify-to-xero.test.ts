import { Books } from '../support/books';
import { walk, walkRealTime, type Expected } from '../support/expense-sync/walk';
import { SyncWorld } from '../support/expense-sync/world';
import { documents, xero } from '../support/expense-sync/xero';
import { itemsOf } from '../support/n8n';

const expected: Expected = {
	held: { 'Away day': /Team "away" days/, 'To be sorted: no category': /no category.*Uncategorized/ },
	exported: 13,
	credits: [-3000n], // the returned drill
	receipts: 12,
	mended: { report: 'Away day', category: 'Team "away" days', account: '420' },
	waiting: 'Two cabs',
	employee: 'asa.lindqvist@keajoinery.example',
	expense: { currency: 'GBP', category: 'General Expenses', tag: 'Office' },
};

let world: SyncWorld;
beforeAll(async () => {
	world = await SyncWorld.open(xero);
});
afterAll(async () => {
	await world?.close();
});

describe('SYNC-EXP-XERO on a real n8n', () => {
	walk('SYNC-EXP-XERO', () => world, expected);

	it('SYNC-EXP-XERO: accounts, tax, tracking and foreign currencies', async () => {
		const { bill, credit, card } = await documents(world.sandbox);
		const lines = [...bill, ...credit, ...card].flatMap(({ LineItems }) => LineItems ?? []);
		const fuel = lines.find(({ Description }) => Description?.includes('FERNLEA FUELS'));
		expect(fuel).toMatchObject({ AccountCode: '449', TaxType: 'INPUT2', LineAmount: 50.02 });
		expect(fuel?.Tracking).toEqual([expect.objectContaining({ Name: 'Cost Centre', Option: 'Site North' })]);
		expect(lines.find(({ Description }) => Description?.includes('HAUS&HERD'))?.Description).toContain('EUR 214.50');
	});

	it('matches card expenses with what the bank feed brought: one match posts nothing, several are proposed', async () => {
		const feed = (payee: string, amount: number, day: string) => ({
			Type: 'SPEND', Status: 'AUTHORISED', Contact: { Name: payee }, BankAccount: { Code: '091' }, Date: day,
			LineAmountTypes: 'Inclusive',
			LineItems: [{ Description: payee, Quantity: 1, UnitAmount: amount, AccountCode: '449', TaxType: 'NONE' }],
		});
		await world.control('POST', '/xero/banktransactions', {
			BankTransactions: [
				feed('Harbour Fuels', 77.77, '2026-06-11'),
				feed('Twin Cafe', 8.8, '2026-06-12'), feed('Twin Cafe', 8.8, '2026-06-12'),
			],
		});
		const card = { reimbursable: false, bank: 'Albion Commercial Cards' };
		const add = async (name: string, day: string, expense: Record<string, unknown>) => await world.source.add(name, expected.employee, day, [{ ...expected.expense, ...card, ...expense }]);
		await add('Feed', '2026-06-10', { merchant: 'HARBOUR FUELS 0871', amount: 7777, category: 'Motor Vehicle Expenses' });
		await add('Twins', '2026-06-12', { merchant: 'TWIN CAFE', amount: 880, category: 'Entertainment' });
		const before = (await documents(world.sandbox)).card.length;
		const first = await world.run();
		expect((await documents(world.sandbox)).card).toHaveLength(before);
		expect(itemsOf(first, 'Found in the bank account')).toHaveLength(1);
		expect((await world.source.named('Feed')).labels).toEqual([xero.label]);
		expect(itemsOf(first, 'Match unclear: say why')).toEqual([expect.objectContaining({ message: expect.stringContaining('Twin Cafe') })]);
		expect((await world.source.named('Twins')).labels).toEqual([]);
		// The match is noted where a person sees it, and is not made twice.
		const { id } = itemsOf(first, 'Found in the bank account')[0] as { id: string };
		const { HistoryRecords } = await (await Books.open(world.sandbox)).get<{ HistoryRecords: Array<{ Details: string }> }>(`BankTransactions/${id}/History`);
		expect(HistoryRecords.filter(({ Details }) => Details.startsWith('Matched with EXP-'))).toHaveLength(1);
	});

	walkRealTime(() => world, expected);
});
