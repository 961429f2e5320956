import { ask, publishQuietly } from './asked';
import type { Expected } from './walk';
import type { SyncWorld } from './world';

/** At the end, since the template is published anew: reports that are marked already, exported again by their ids. */
export function walkAgain(open: () => SyncWorld, { employee, expense }: Expected): void {
	it('OPS-RETRY: one report is exported again by hand: what stands in the books is found, and it stays marked', async () => {
		const world = open();
		await publishQuietly(world);
		const before = await world.posted();
		const [report] = await world.source.marked();
		const id = report?.id ?? '';
		await ask(world, id);
		expect(await world.posted()).toEqual(before);
		const { runs, log } = await world.log();
		const last = runs.at(-1);
		const told = log.filter(({ execution }) => execution === last?.execution);
		expect(told.length).toBeGreaterThan(0);
		for (const { source, result, action } of told) expect([source, result, action]).toEqual([id, 'ok', 'unchanged']);
		expect(last).toMatchObject({ event: 'ended', whole: '', startedBy: 'form' });
		expect(world.source.isMarked(await world.source.named(report?.name ?? ''))).toBe(true);
	});

	it('OPS-RETRY: a report that has changed since is told, and brought up to date where a person asks for that', async () => {
		const world = open();
		const id = await world.source.add('Again', employee, '2026-06-15', [{ ...expense, merchant: 'Ironmonger', amount: 2111 }]);
		await ask(world, id);
		const others = (await world.posted()).filter(({ key }) => !key.includes(id));
		const { expenses: [first] } = await world.source.named('Again');
		await world.control('POST', '/expensify/expenses', { expenses: [{ transactionID: first?.id, amount: 2222 }] });
		const stands = async () => (await world.posted()).filter(({ key }) => key.includes(id)).map(({ cents }) => cents);
		await ask(world, id);
		expect([await stands(), (await world.log()).log.at(-1)?.category]).toEqual([[2111n], 'duplicate']);
		await ask(world, id, 'form', 'update');
		expect([await stands(), (await world.log()).log.at(-1)?.action]).toEqual([[2222n], 'updated']);
		expect((await world.posted()).filter(({ key }) => !key.includes(id))).toEqual(others);
		expect(await world.system.trialBalance(world.sandbox)).toBe('0.00');
	});
}
