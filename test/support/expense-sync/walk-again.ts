import { ask, publishQuietly } from './asked';
import type { SyncWorld } from './world';

/** At the end, since the template is published anew: one report that is marked already, exported again by its id. */
export function walkAgain(open: () => SyncWorld): void {
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
}
