import { NodeConnectionTypes, type IDataObject, type INodeType, type IPollFunctions } from 'n8n-workflow';
import type { CanonicalRecord, Change } from '../../nodes/core/ledger';
import { pollChanges, type PollOptions } from '../../nodes/core/poll';
import { runPoll } from '../support/run-node';
import { randomOf } from '../unit/core-books';

/** Books that people work in: each change moves its record's mark to now. Two vendors: one tells marks, one does not. */
class Source {
	now = Date.parse('2026-11-03T10:00:00.000Z');
	readonly records = new Map<string, { at: string; version: number }>();
	/** Marks that the vendor shows only after a while. */
	private late: Array<{ showAt: number; id: string }> = [];
	pageSize = 3;
	asked: string[] = [];
	empty = false;
	/** Dies after so many pages. */
	diesAfter = Infinity;
	/** The vendor takes this long to answer. */
	answers: Promise<unknown> = Promise.resolve();

	touch(id: string, lateBy = 0): void {
		const version = (this.records.get(id)?.version ?? 0) + 1;
		this.records.set(id, { at: new Date(this.now).toISOString(), version });
		if (lateBy > 0) this.late.push({ showAt: this.now + lateBy, id });
	}

	private visible(): Array<[string, { at: string; version: number }]> {
		this.late = this.late.filter(({ showAt }) => showAt > this.now);
		const hidden = new Set(this.late.map(({ id }) => id));
		return this.empty ? [] : [...this.records].filter(([id]) => !hidden.has(id));
	}

	async *changes(since: string): AsyncGenerator<Change[]> {
		this.asked.push(since);
		const all = this.visible()
			.filter(([, { at }]) => at >= since)
			.sort(([, a], [, b]) => (a.at < b.at ? -1 : 1))
			.map(([id, { at, version }]): Change => ({ id, at, record: { id, version, raw: 'vendor' } }));
		yield* this.paged(all);
	}

	async *all(): AsyncGenerator<CanonicalRecord[]> {
		yield* this.paged(this.visible().map(([id, { version }]) => ({ id, version })));
	}

	private async *paged<T>(all: T[]): AsyncGenerator<T[]> {
		await this.answers;
		for (let at = 0, page = 1; at < all.length; at += this.pageSize, page++) {
			if (page > this.diesAfter) throw new Error('The vendor broke off');
			yield all.slice(at, at + this.pageSize);
		}
	}
}

function trigger(source: Source, options: Partial<PollOptions>, byMark = true): new () => INodeType {
	return class implements INodeType {
		description: INodeType['description'] = {
			displayName: 'Trigger', name: 'trigger', group: ['trigger'], version: 1, description: 'Trigger', polling: true,
			defaults: { name: 'Trigger' }, inputs: [], outputs: [NodeConnectionTypes.Main], properties: [],
		};
		async poll(this: IPollFunctions) {
			const changes = async function* (since: string) {
				yield* source.changes(since);
			};
			const all = async function* () {
				yield* source.all();
			};
			const samples = async () => [{ id: 'sample', raw: 'vendor' }];
			return await pollChanges(this, byMark ? { changes, samples } : { all, samples }, { kind: 'bill', startFrom: 'now', ...options });
		}
	};
}

/** An n8n that saves static data as n8n does, and may be killed between two polls. */
function instance(source: Source, options: Partial<PollOptions> = {}, byMark = true) {
	let saved: IDataObject = {};
	let memory: IDataObject = {};
	const got: string[] = [];
	const Trigger = trigger(source, options, byMark);
	const poll = async (budget?: number) => {
		const run = await runPoll(Trigger, {}, { staticData: memory, budget });
		({ memory } = run);
		if (run.items !== null) saved = structuredClone(memory);
		got.push(...(run.items ?? []).map(({ json }) => `${json.id}v${json.version}`));
		return run.items;
	};
	return { poll, got, saved: () => saved, kill: () => void (memory = structuredClone(saved)) };
}

let source: Source;
beforeEach(() => {
	source = new Source();
	jest.spyOn(Date, 'now').mockImplementation(() => source.now);
});
afterEach(() => jest.restoreAllMocks());
const minutes = (count: number) => void (source.now += count * 60_000);

describe('TRIG-POLL: by the vendor\'s change mark', () => {
	it('starts now, or with everything', async () => {
		source.touch('old');
		minutes(60);
		const [now, beginning] = [instance(source), instance(source, { startFrom: 'beginning' })];
		expect([await now.poll(), (await beginning.poll())?.length]).toEqual([[], 1]);
		minutes(1);
		source.touch('new');
		await now.poll();
		await beginning.poll();
		expect([now.got, beginning.got]).toEqual([['newv1'], ['oldv1', 'newv1']]);
	});

	it('loses nothing that happens while n8n is down, not even right after the activation', async () => {
		const n8n = instance(source);
		await n8n.poll();
		minutes(1);
		source.touch('a');
		n8n.kill();
		minutes(24 * 60);
		await n8n.poll();
		expect(n8n.got).toEqual(['av1']);
	});

	it('tells a change once, also one that changes again, and without the vendor\'s own record', async () => {
		const n8n = instance(source);
		await n8n.poll();
		source.touch('a');
		const items = await n8n.poll();
		expect(items?.[0]?.json).toEqual({ id: 'a', version: 1, changedAt: '2026-11-03T10:00:00.000Z' });
		expect(await n8n.poll()).toBeNull();
		minutes(1);
		source.touch('a');
		await n8n.poll();
		await n8n.poll();
		expect(n8n.got).toEqual(['av1', 'av2']);
	});

	it('finds a change that the vendor shows late, inside the overlap', async () => {
		const n8n = instance(source);
		await n8n.poll();
		source.touch('late', 200_000);
		minutes(1);
		source.touch('b');
		await n8n.poll();
		minutes(3);
		await n8n.poll();
		expect(n8n.got).toEqual(['bv1', 'latev1']);
	});

	it('hands on so many at once and the rest with the next polls, also where all have one mark', async () => {
		const n8n = instance(source, { mostItems: 4 });
		await n8n.poll();
		for (let i = 0; i < 10; i++) source.touch(`r${i}`);
		const counts = [await n8n.poll(), await n8n.poll(), await n8n.poll(), await n8n.poll()].map((items) => items?.length);
		expect(counts).toEqual([4, 4, 2, undefined]);
		expect(new Set(n8n.got).size).toBe(10);
	});

	it('comes to the new changes behind an overlap full of known ones, however short the time', async () => {
		const n8n = instance(source, { mostItems: 1000 });
		await n8n.poll();
		for (let i = 0; i < 30; i++) source.touch(`r${i}`);
		await n8n.poll();
		source.now += 1000;
		source.touch('new');
		let calls = 0;
		jest.spyOn(Date, 'now').mockImplementation(() => source.now + ++calls * 60_000);
		await n8n.poll(1000);
		expect(n8n.got.at(-1)).toBe('newv1');
	});

	it('is not led astray by a mark of the future', async () => {
		const n8n = instance(source);
		await n8n.poll();
		const real = source.now;
		source.now += 365 * 24 * 3600_000;
		source.touch('wrong clock');
		source.now = real;
		await n8n.poll();
		minutes(5);
		source.touch('b');
		await n8n.poll();
		await n8n.poll();
		expect(n8n.got).toEqual(['wrong clockv1', 'bv1']);
	});

	it('TRIG-TEST: in the editor it gives samples and leaves the cursor alone', async () => {
		const run = await runPoll(trigger(source, {}), {}, { mode: 'manual' });
		expect([run.items?.map(({ json }) => json), run.memory]).toEqual([[{ id: 'sample' }], {}]);
	});

	it.each([true, false])('TRIG-POLL: each change once, none lost, whenever n8n dies and the vendor breaks off (by mark: %s)', async (byMark) => {
		for (let seed = 1; seed <= 150; seed++) {
			const random = randomOf(seed);
			source = new Source();
			const n8n = instance(source, { mostItems: 1 + Math.floor(random() * 6), startFrom: random() < 0.5 ? 'now' : 'beginning' }, byMark);
			await n8n.poll();
			const last = new Map<string, number>();
			for (let step = 0; step < 25; step++) {
				source.now += Math.floor(random() * 240_000);
				for (let i = Math.floor(random() * 4); i > 0; i--) {
					const id = `r${Math.floor(random() * 8)}`;
					source.touch(id, byMark && random() < 0.2 ? 100_000 : 0);
					last.set(id, source.records.get(id)?.version ?? 0);
				}
				source.diesAfter = random() < 0.2 ? 1 : Infinity;
				if (random() < 0.6) await n8n.poll().catch(() => undefined);
				if (random() < 0.2) n8n.kill();
			}
			source.diesAfter = Infinity;
			source.now += 200_000;
			for (let more = 0; more < 100 && (await n8n.poll()); more++);
			const newest = [...last].map(([id, version]) => `${id}v${version}`);
			expect({ seed, lost: newest.filter((one) => !n8n.got.includes(one)) }).toEqual({ seed, lost: [] });
			expect({ seed, twice: n8n.got.filter((one, i) => n8n.got.indexOf(one) !== i) }).toEqual({ seed, twice: [] });
		}
	}, 120_000);
});

describe('TRIG-POLL: polls that overlap, since n8n starts one while the one before is still at work', () => {
	const slow = () => {
		let answer: () => void = () => undefined;
		source.answers = new Promise<void>((resolve) => (answer = resolve));
		return () => answer();
	};

	it.each([true, false])('a change is handed on once, and the next poll goes on from there (by mark: %s)', async (byMark) => {
		const n8n = instance(source, {}, byMark);
		await n8n.poll();
		minutes(1);
		source.touch('a');
		const answer = slow();
		const first = n8n.poll();
		minutes(1);
		const second = n8n.poll();
		answer();
		expect([(await first)?.length, await second]).toEqual([1, null]);
		source.touch('b');
		await n8n.poll();
		expect(n8n.got).toEqual(['av1', 'bv1']);
	});

	it('a poll that broke off does not stand in the way of the next', async () => {
		const n8n = instance(source);
		await n8n.poll();
		source.touch('a');
		source.diesAfter = 0;
		await expect(n8n.poll()).rejects.toThrow('The vendor broke off');
		source.diesAfter = Infinity;
		await n8n.poll();
		expect(n8n.got).toEqual(['av1']);
	});

	it('a trigger that is published again before it has a cursor waits, and begins at once', async () => {
		const [before, after] = [instance(source), instance(source)];
		const answer = slow();
		const [first, second] = [before.poll(), after.poll()];
		answer();
		expect([await first, await second]).toEqual([[], []]);
		source.touch('a');
		await after.poll();
		expect(after.got).toEqual(['av1']);
	});
});

describe('TRIG-POLL: by comparing whole lists', () => {
	it('remembers first, then tells what is new and what has changed', async () => {
		source.touch('a');
		const n8n = instance(source, {}, false);
		expect(await n8n.poll()).toEqual([]);
		source.touch('a');
		source.touch('b');
		n8n.kill();
		const items = await n8n.poll();
		expect(items?.map(({ json }) => [json.id, json.change])).toEqual([['a', 'updated'], ['b', 'created']]);
		expect(await n8n.poll()).toBeNull();
	});

	it('a list that is empty for once, and back again, is no news', async () => {
		source.touch('a');
		const n8n = instance(source, { startFrom: 'beginning' }, false);
		await n8n.poll();
		source.empty = true;
		expect(await n8n.poll()).toBeNull();
		source.empty = false;
		source.touch('b');
		await n8n.poll();
		expect(n8n.got).toEqual(['av1', 'bv1']);
	});
});
