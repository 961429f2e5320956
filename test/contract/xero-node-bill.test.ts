import { bills, TOTAL, World } from './xero-node-world';

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

interface Invoice {
	InvoiceNumber: string;
	Total: number;
	Status: string;
}
const inBooks = async () => await world.holding<Invoice>('Invoices', 'Type=="ACCPAY" AND InvoiceNumber.StartsWith("EXP-T")');

describe('our node against the emulated Xero: bills', () => {
	it('NODE-BILL, NODE-BATCH: a hundred and twenty bills in three calls, suppliers made once', async () => {
		const { done, failed, error } = await world.create('bill', bills(120), { createParties: true });
		expect([error, failed]).toEqual([undefined, []]);
		expect(done.map(({ json }) => json.action)).toEqual(Array.from({ length: 120 }, () => 'created'));
		expect(done[0]?.json).toMatchObject({ key: 'EXP-T0-B', total: '60.35', currency: 'GBP', date: '2026-11-03', status: 'AUTHORISED' });
		const books = await inBooks();
		expect(books).toHaveLength(120);
		expect(new Set(books.map(({ Total }) => Total))).toEqual(new Set([TOTAL]));
		expect(world.calls()['PUT /xero/api.xro/2.0/Invoices']).toBe(3);
		expect(world.calls()['PUT /xero/api.xro/2.0/Contacts']).toBe(1);
	});

	it('NODE-ONCE: a second run writes nothing and finds all', async () => {
		await world.create('bill', bills(60), { createParties: true });
		world.sandbox.recorder.clear();
		const { done } = await world.create('bill', bills(60), { createParties: true });
		expect(new Set(done.map(({ json }) => json.action))).toEqual(new Set(['found']));
		expect(Object.keys(world.calls()).filter((route) => !route.startsWith('GET'))).toEqual([]);
		expect(await inBooks()).toHaveLength(60);
	});

	it('NODE-ONCE, NODE-CREDIT: a report that turned negative after posting is told, not posted again as a credit', async () => {
		const bill = bills(1)[0]!;
		await world.create('bill', [bill], { createParties: true });
		const lines = (bill.lines as Array<Record<string, unknown>>).map((line) => ({ ...line, amount: `-${String(line.amount)}` }));
		const { done, failed } = await world.create('bill', [{ ...bill, lines }], { createParties: true });
		expect(done).toEqual([]);
		expect(JSON.stringify(failed[0]?.json)).toContain('"category":"duplicate"');
		expect(await world.holding('CreditNotes', 'Reference=="EXP-T0-B"')).toEqual([]);
		expect(await inBooks()).toHaveLength(1);
	});

	it('NODE-BATCH: one bad item fails alone, by its own reason', async () => {
		const items = bills(10, {}, 'EXP-T');
		items[3] = { ...items[3], lines: [{ amount: '5.00', account: { code: '800' }, taxRate: { code: 'INPUT2' } }] };
		const { done, failed } = await world.create('bill', items, { createParties: true });
		expect([done.length, failed.length]).toEqual([9, 1]);
		expect(JSON.stringify(failed[0]?.json)).toContain('"category":"mapping"');
	});
});
