import { itemsOf } from '../n8n';
import { counted, sum } from './source';
import type { Posted, SyncWorld } from './world';

/** What the demo data of a workspace holds, and what the books make of it. */
export interface Expected {
	/** Names of the approved reports that cannot go, and what their rows under "Sync problems" say. */
	held: Record<string, RegExp>;
	/** How many approved reports go in the first run. */
	exported: number;
	/** Totals of the credits, in hundredths. */
	credits: bigint[];
	/** At least so many documents have a receipt. */
	receipts: number;
	/** A held report, and the row of "Sync map: categories" that lets it go. */
	mended: { report: string; category: string; account: string };
	/** A report that waits for its approval. */
	waiting: string;
	/** One of the people of the workspace. */
	employee: string;
	/** An expense as people enter it there. */
	expense: Record<string, unknown>;
}

/**
 * The behaviours that every template "Expensify to …" shows, in their order: each test goes on from the one before.
 * @param open gives the world; it is opened before the first test
 */
export function walk(requirement: string, open: () => SyncWorld, expected: Expected): void {
	const { held, mended, employee, expense } = expected;

	it(`${requirement}: posts approved reports once each, as bills, credits and card expenses; then marks them`, async () => {
		const world = open();
		await world.run();
		const approved = await world.source.approved();
		const exported = approved.filter((report) => world.source.isMarked(report));
		expect(approved.filter((report) => !exported.includes(report)).map(({ name }) => name).sort()).toEqual(Object.keys(held).sort());
		expect(exported).toHaveLength(expected.exported);

		const posted = await world.posted();
		const wanted = exported.flatMap(({ expenses }) => expenses).filter((one) => counted(one) !== 0n);
		const own = wanted.filter(({ reimbursable }) => reimbursable === 1);
		const onCard = wanted.filter(({ reimbursable }) => reimbursable === 0);
		const of = (...kinds: Array<Posted['kind']>) => posted.filter(({ kind }) => kinds.includes(kind));
		const total = (documents: Posted[]) => sum(documents.map(({ cents }) => cents));
		expect([total(of('bill', 'credit')), total(of('card'))]).toEqual([sum(own.map(counted)), sum(onCard.map(counted))]);
		expect(of('card')).toHaveLength(onCard.length);
		expect(of('bill', 'credit').reduce((lines, one) => lines + one.lines, 0)).toBe(own.length);
		expect(of('credit').map(({ cents }) => cents)).toEqual(expected.credits);
		expect(new Set(posted.map(({ key }) => key)).size).toBe(posted.length);
		expect(posted.filter(({ receipts }) => receipts).length).toBeGreaterThanOrEqual(expected.receipts);
		expect(await world.system.trialBalance(world.sandbox)).toBe('0.00');
	});

	it('OPS-LOG: a row for the run and one for each document, with totals and links and without people', async () => {
		const world = open();
		const { runs, log } = await world.log();
		const posted = await world.posted();
		expect(runs.map(({ event }) => event)).toEqual(['started', 'ended']);
		const [started, ended] = runs;
		expect(started).toMatchObject({ startedBy: 'hand', workflow: world.system.template, whole: 'yes', version: expect.stringMatching(/^1\+[0-9a-f]{8}$/), link: expect.stringContaining(`/executions/${started?.execution}`) });
		expect(new Date(started?.nextRun ?? '').getTime()).toBeGreaterThan(Date.now());
		expect(ended).toMatchObject({ execution: started?.execution, created: String(posted.length), held: String(Object.keys(held).length), failed: '0', reason: '' });
		expect(Number(ended?.documents)).toBe(log.length);
		const created = log.filter(({ action }) => action === 'created');
		expect(created.map(({ key }) => key).sort()).toEqual(posted.map(({ key }) => key).sort());
		const ofBooks = Object.fromEntries(posted.map(({ key, cents }) => [key, cents < 0n ? -cents : cents]));
		for (const { key, amount, booksAmount, booksId, link, result } of created) {
			expect([key, amount, result]).toEqual([key, booksAmount, 'ok']);
			expect([key, BigInt((booksAmount ?? '').replace(/[.-]/g, ''))]).toEqual([key, ofBooks[key ?? '']]);
			expect([key, booksId, link]).toEqual([key, expect.stringMatching(/./), expect.stringMatching(world.system.hasLinks ? /^https:/ : /^$/)]);
		}
		for (const { drift } of JSON.parse(ended?.totals ?? '[]') as Array<{ drift: string }>) expect(drift).toBe('0.00');
		expect(JSON.stringify([runs, log])).not.toMatch(/@/);
	});

	it('NODE-ONCE: a second run posts nothing', async () => {
		const world = open();
		const before = await world.posted();
		await world.run();
		expect(await world.posted()).toEqual(before);
	});

	it('OPS-MAP: what holds a report is named, all at once, and it goes once a person has mapped it', async () => {
		const world = open();
		const messages = Object.fromEntries((await world.problems()).map(({ report, message }) => [report, message]));
		for (const [name, why] of Object.entries(held)) expect([name, messages[name]]).toEqual([name, expect.stringMatching(why)]);

		const { report, ...row } = mended;
		await world.n8n.upsertRow('Sync map: categories', { ...row, taxRate: '' }, ['category']);
		await world.run();
		expect(world.source.isMarked(await world.source.named(report))).toBe(true);
		const left = Object.keys(held).filter((name) => name !== report);
		expect((await world.problems()).map((problem) => problem.report).sort()).toEqual(left.sort());
	});

	it('NODE-ERR: a closed period stops a document by its own branch, and the next run posts it once the books are open', async () => {
		const world = open();
		const id = await world.source.add('Locked', employee, '2026-03-15', [{ ...expense, merchant: 'Ironmonger', amount: 1257 }]);
		await world.system.closeBooks(world.sandbox, '2026-03-31');
		const first = await world.run();
		expect(itemsOf(first, 'Not posted: say why')).toEqual([
			expect.objectContaining({ category: 'closed period', report: id, hint: expect.stringMatching(/\w/) as string }),
		]);
		expect((await world.source.named('Locked')).labels).toEqual([]);
		const { log } = await world.log();
		expect(log.filter(({ source, result }) => source === id && result === 'failed')).toEqual([expect.objectContaining({ category: 'closed period', amount: '12.57', booksAmount: '', retryable: 'no' })]);

		await world.system.closeBooks(world.sandbox, null);
		await world.run();
		expect(world.source.isMarked(await world.source.named('Locked'))).toBe(true);
		expect((await world.posted()).filter(({ cents }) => cents === 1257n)).toHaveLength(1);
	});
}

/** At the end, since the template asks by itself from now on: a report that is approved in Expensify stands in the books a minute later. */
export function walkRealTime(open: () => SyncWorld, { waiting }: Expected): void {
	it('TRIG-POLL: an approval in Expensify starts the sync by itself', async () => {
		const { n8n, source, system: { template } } = open();
		await n8n.publish(template);
		let after = (await n8n.listExecutions({ workflowId: template, limit: 1 }))[0]?.id;
		const { id } = await source.named(waiting);
		await source.approve(id);
		// The run in which the trigger notes where it begins has nothing to do, and may come after we looked.
		do {
			const execution = await n8n.nextExecution(template, { after, timeout: 150_000 });
			expect([execution.mode, execution.status]).toEqual(['trigger', 'success']);
			after = execution.id;
		} while (!source.isMarked(await source.named(waiting)));
		expect((await open().posted()).some(({ key }) => key.includes(id))).toBe(true);
		await n8n.unpublish(template);
	});
}
