import { itemsOf } from '../n8n';
import { counted, sum } from './source';
import type { Posted, SyncWorld } from './world';

export interface OtherSettings {
	/** How many approved reports go with the demo data as it stands. */
	exported: number;
	/** Totals of the credits where each expense is a document of its own, in hundredths. */
	refunds: bigint[];
}

/** The choices of the node "Settings" that every template "Expensify to …" has. Each test begins with the demo data afresh. */
export function walkSettings(open: () => SyncWorld, { exported, refunds }: OtherSettings): void {
	const kindsOf = (posted: Posted[]) => [...new Set(posted.map(({ kind }) => kind))].sort();
	const total = (posted: Posted[]) => sum(posted.map(({ cents }) => cents));
	/** What the exported reports cost, by reimbursable or not. */
	const cost = async (world: SyncWorld, ...kinds: number[]) =>
		sum((await world.source.marked()).flatMap(({ expenses }) => expenses).filter(({ reimbursable }) => kinds.includes(reimbursable)).map(counted));

	it('SYNC-SETTINGS, NODE-JOURNAL: journals, debits per expense against the contra account, balanced', async () => {
		const world = open();
		await world.withSettings({ reimbursable: 'journal', companyCard: 'journal' });
		const { posted } = await world.runTwice();
		expect(kindsOf(posted)).toEqual(['journal']);
		expect(posted.length).toBeGreaterThanOrEqual(exported);
		expect(await world.source.marked()).toHaveLength(exported);
	});

	it('SYNC-SETTINGS, NODE-EXPENSE: all as money spent, refunds as money that came back', async () => {
		const world = open();
		await world.withSettings({ reimbursable: 'expense', companyCard: 'expense' });
		const { posted } = await world.runTwice();
		expect([kindsOf(posted), total(posted)]).toEqual([['card'], await cost(world, 0, 1)]);
		expect(posted.some(({ cents }) => cents < 0n)).toBe(true);
		expect(await world.source.marked()).toHaveLength(exported);
	});

	it('SYNC-SETTINGS, NODE-CREDIT: one document per expense, cards as bills of their merchants; each refund a credit', async () => {
		const world = open();
		await world.withSettings({ companyCard: 'bill', onePer: 'expense' });
		const { posted } = await world.runTwice();
		expect([kindsOf(posted), total(posted)]).toEqual([['bill', 'credit'], await cost(world, 0, 1)]);
		expect(posted.every(({ lines }) => lines === 1)).toBe(true);
		expect(posted.filter(({ kind }) => kind === 'credit').map(({ cents }) => cents).sort()).toEqual([...refunds].sort());
		expect(await world.source.marked()).toHaveLength(exported);
	});

	it('SYNC-SETTINGS: marks reports of which nothing is to be posted, so that they do not come again', async () => {
		const world = open();
		await world.withSettings({ reimbursable: 'skip', companyCard: 'skip' });
		const { posted } = await world.runTwice();
		expect(posted).toEqual([]);
		expect((await world.source.marked()).length).toBeGreaterThanOrEqual(exported);
	});

	it('SYNC-SETTINGS: employee and month, one bill for the months that are over, the current month waits', async () => {
		const world = open();
		await world.withSettings({ companyCard: 'bill', onePer: 'employeeMonth', unmappedCategory: 'defaultAccount', date: 'lastExpense' });
		const { first, posted } = await world.runTwice();
		const month = new Date(world.sandbox.frame.clock.now()).toISOString().slice(0, 7);
		const approved = await world.source.approved();
		const over = approved.filter((report) => `${report.approved}`.slice(0, 7) < month);
		expect(over.length).toBeGreaterThan(0);
		expect(await world.source.marked()).toHaveLength(over.length);
		const waiting = itemsOf(first, 'Reports to documents', 1) as Array<{ held: Array<{ category: string }> }>;
		expect(waiting).toHaveLength(approved.length - over.length);
		expect(new Set(waiting.flatMap(({ held }) => held.map(({ category }) => category)))).toEqual(new Set(['waiting']));
		expect(posted.length).toBeGreaterThan(0);
	});
}
