import { BooksError, ok, type Outcome } from '../../nodes/core/errors';
import { alone, postOnce, type OnceOptions, type Written } from '../../nodes/core/once';
import { FakeBooks, randomOf, TROUBLES, type Doc, type Trouble } from './core-books';

const OPTIONS: OnceOptions = { createParties: false, dryRun: false, closedPeriod: 'refuse', pauseMs: 0 };
const docs = (count: number): Doc[] => Array.from({ length: count }, (_, i) => ({ key: `EXP-${i}`, total: `${i + 1}.00` }));
const actions = (outcomes: Array<Outcome<Written>>) =>
	outcomes.map((outcome) => (outcome.ok ? outcome.value.action : outcome.error.category));

/** The core reads the time from the computer; here it is the books'. */
function onTheClockOf(books: FakeBooks): void {
	jest.spyOn(Date, 'now').mockImplementation(() => books.now);
}
afterEach(() => jest.restoreAllMocks());

/** Each trouble once, in this order, then none. */
const inTurn = (...troubles: Array<Trouble | undefined>) => () => troubles.shift();

describe('NODE-ONCE: one document per key', () => {
	it('sends what is missing in full batches, and nothing the second time', async () => {
		const books = new FakeBooks();
		expect(new Set(actions(await postOnce(books.writer(50), docs(120), OPTIONS)))).toEqual(new Set(['created']));
		expect([books.finds, books.sends]).toEqual([1, 3]);
		expect(new Set(actions(await postOnce(books.writer(50), docs(120), OPTIONS)))).toEqual(new Set(['found']));
		expect([books.finds, books.sends, books.made.length]).toEqual([2, 3, 120]);
	});

	it('tells what a writer refuses for certain before the books are asked, and asks for the rest alone', async () => {
		const books = new FakeBooks();
		const refusing = { ...books.writer(50), refuses: ({ key }: Doc) => (key === 'EXP-1' ? new BooksError({ message: 'No', category: 'validation' }) : undefined) };
		expect(actions(await postOnce(refusing, docs(3), OPTIONS))).toEqual(['created', 'validation', 'created']);
		expect(actions(await postOnce(refusing, docs(2).slice(1), OPTIONS))).toEqual(['validation']);
		expect([books.finds, books.made.length]).toEqual([1, 2]);
	});

	it('makes one document of two items with the same key, and refuses the second where it differs', async () => {
		const books = new FakeBooks();
		const twice = [{ key: 'A', total: '5' }, { key: 'A', total: '5.00' }, { key: 'A', total: '6' }];
		const outcomes = await postOnce(books.writer(50), twice, OPTIONS);
		expect(actions(outcomes)).toEqual(['created', 'found', 'duplicate']);
		expect(books.made).toHaveLength(1);
	});

	it('never tells a document as found whose total or currency has changed since', async () => {
		const writer = new FakeBooks().writer(50);
		const held = async (posted: object) => ({
			...writer, find: async () => new Map([['A', { id: '1', kind: 'bill' as const, ...posted }]]),
		});
		const ask = async (posted: object) => {
			const [outcome] = await postOnce(await held(posted), [{ key: 'A', total: '5.00', currency: 'EUR' }], OPTIONS);
			return outcome?.ok ? outcome.value.action : outcome?.error.message;
		};
		expect(await ask({ total: '5', currency: 'EUR' })).toBe('found');
		expect(await ask({})).toBe('found');
		expect(await ask({ total: '5.01' })).toBe('The books hold this key already with a total of 5.01, the document says 5.00');
		expect(await ask({ total: '5.00', currency: 'GBP' })).toContain('the currency GBP, the document says EUR');
	});

	it('brings such a document up to date where that is asked for, tells a dry run so, and says where the books did not follow', async () => {
		const held = { id: '1', kind: 'bill' as const, total: '5.01' };
		const writer = { ...new FakeBooks().writer(50), find: async () => new Map([['A', held]]) };
		const told = async (after: string, dryRun = false) => {
			const changed: string[] = [];
			const change = async ({ key }: { key: string }) => await Promise.resolve({ ...held, total: (changed.push(key), after) });
			const [outcome] = await postOnce(writer, [{ key: 'A', total: '5.00' }], { ...OPTIONS, dryRun, change });
			return [outcome?.ok ? outcome.value.action : outcome?.error.category, changed];
		};
		expect(await told('5.00')).toEqual(['updated', ['A']]);
		expect(await told('5.00', true)).toEqual(['would update', []]);
		expect(await told('5.01')).toEqual(['duplicate', ['A']]);
		const refused = await postOnce(writer, [{ key: 'A', total: '5.00' }], { ...OPTIONS, change: async () => await Promise.reject(new BooksError({ message: 'Paid', category: 'validation' })) });
		expect(actions(refused)).toEqual(['validation']);
	});

	it('NODE-DRY: a dry run writes nothing and shows what would be sent', async () => {
		const books = new FakeBooks();
		const [outcome] = await postOnce(books.writer(50), docs(1), { ...OPTIONS, dryRun: true });
		expect(outcome).toEqual(ok({ action: 'would create', plan: docs(1)[0] }));
		expect(books.sends).toBe(0);
	});

	it('writes nothing at all where the books cannot be asked first', async () => {
		const books = new FakeBooks(undefined, () => true);
		await expect(postOnce(books.writer(50), docs(3), OPTIONS)).rejects.toThrow(BooksError);
		expect(books.sends).toBe(0);
	});
});

describe('NODE-ONCE: answers that got lost', () => {
	const four = ['EXP-0', 'EXP-1', 'EXP-2', 'EXP-3'];
	const afterwards = async (...troubles: Array<Trouble | undefined>) => {
		const books = new FakeBooks(inTurn(...troubles));
		onTheClockOf(books);
		const outcomes = await postOnce(books.writer(50), docs(4), OPTIONS);
		books.now += 10 * 60_000; // whatever the vendor was still at work on is done by then
		return { actions: new Set(actions(outcomes)), made: four.filter((key) => books.count(key) === 1), sends: books.sends };
	};
	it.each<[Trouble, number]>([
		['dropped before', 2], ['dropped after', 1], ['500 before', 2], ['500 after', 1], ['504 while working', 2],
		['slow', 1], ['slow, one by one', 1], ['short answer', 1], ['our own slip', 1], ['wait, then slow', 1],
	])('%s: asks the books, then sends what is missing', async (trouble, mostSends) => {
		const after = await afterwards(trouble);
		expect(after).toMatchObject({ actions: new Set(['created']), made: four });
		expect(after.sends).toBeLessThanOrEqual(mostSends + 1);
	});

	it('finds what stands in the books even after the last try', async () => {
		const after = await afterwards('dropped before', 'dropped before', 'dropped before', 'dropped before', 'dropped after');
		expect(after).toMatchObject({ actions: new Set(['created']), made: four });
	});

	it('does not send again what a slip of ours left unknown', async () => {
		const books = new FakeBooks(inTurn('our own slip'));
		const writer = books.writer(50);
		const blind = { ...writer, find: async () => new Map() };
		const outcomes = await postOnce(blind, docs(2), OPTIONS);
		expect(books.sends).toBe(1);
		expect(outcomes.map((outcome) => (outcome.ok ? '' : outcome.error.sentence))).toEqual([
			'Document EXP-0: answer.Invoices is undefined', 'Document EXP-1: answer.Invoices is undefined',
		]);
	});

	it('stops after a batch that nobody answers, and tells the others as not sent', async () => {
		const books = new FakeBooks(() => 'refused connection');
		const outcomes = await postOnce(books.writer(2), docs(10), OPTIONS);
		expect(books.sends).toBe(1);
		expect(outcomes.map((outcome) => !outcome.ok && outcome.error.facts.document)).toEqual(docs(10).map(({ key }) => key));
		expect(outcomes.every((outcome) => !outcome.ok && outcome.error.retryable)).toBe(true);
	});

	it('goes on with the other batches after one that the vendor answers with 500 each time', async () => {
		let sends = 0;
		const books = new FakeBooks(() => (++sends <= 5 ? '500 before' : undefined));
		expect(actions(await postOnce(books.writer(2), docs(4), OPTIONS))).toEqual(['outage', 'outage', 'created', 'created']);
	});
});

describe('NODE-BATCH: one bad document fails alone', () => {
	it.each(['alone', 'whole call'] as const)('refused %s', async (bad) => {
		const books = new FakeBooks();
		const all = docs(50).map((doc, i) => (i === 7 || i === 31 ? { ...doc, bad } : doc));
		const outcomes = await postOnce(books.writer(50), all, OPTIONS);
		const refused = outcomes.flatMap((outcome, i) => (outcome.ok ? [] : [[i, outcome.error.category, outcome.error.facts.document]]));
		expect(refused).toEqual([[7, 'mapping', 'EXP-7'], [31, 'mapping', 'EXP-31']]);
		expect(books.made).toHaveLength(48);
	});

	it('a document that cannot be prepared fails alone', async () => {
		const books = new FakeBooks();
		const writer = books.writer(50);
		const prepare: typeof writer.prepare = async (all) =>
			all.map((doc) =>
				doc.key === 'EXP-1' ? { ok: false, error: new BooksError({ message: 'No such account', category: 'mapping' }) } : ok(doc),
			);
		expect(actions(await postOnce({ ...writer, prepare }, docs(3), OPTIONS))).toEqual(['created', 'mapping', 'created']);
	});
});

describe('NODE-ONCE: whatever happens, in thousands of random runs', () => {
	const SEEDS = 2000;

	/** Documents of a seed: some bad, some twice in the run. */
	function someDocs(random: () => number): Doc[] {
		const all = docs(1 + Math.floor(random() * 11)).map((doc): Doc => {
			const chance = random();
			return chance < 0.05 ? { ...doc, bad: 'alone' } : chance < 0.08 ? { ...doc, bad: 'whole call' } : doc;
		});
		return random() < 0.2 ? [...all, all[0] as Doc] : all;
	}

	/** Every document whose outcome is certain stands in the books as the outcome says. */
	function wrongIn(books: FakeBooks, all: Doc[], outcomes: Array<Outcome<Written>>): string[] {
		return all.flatMap(({ key }, i) => {
			const outcome = outcomes[i];
			const count = books.count(key);
			if (outcome === undefined) return [`${key} has no outcome`];
			if (outcome.ok) return count === 1 ? [] : [`${key} is told as ${outcome.value.action} and stands ${count} times`];
			if (outcome.error.facts.outcomeUnknown === true) return count <= 1 ? [] : [`${key} stands ${count} times`];
			return count === 0 ? [] : [`${key} is told as ${outcome.error.category} and stands ${count} times`];
		});
	}

	/** A later run without troubles brings in what is missing, and only that. */
	async function wrongAfterNextRun(books: FakeBooks, calm: FakeBooks, all: Doc[], size: number): Promise<string[]> {
		books.now += 10 * 60_000;
		const outcomes = await postOnce(calm.writer(size), all, OPTIONS);
		return [
			...wrongIn(books, all, outcomes),
			...all.flatMap(({ key, bad }, i) => (outcomes[i]?.ok === (bad === undefined) ? [] : [`${key} did not get in`])),
		];
	}

	it('one process', async () => {
		const wrong: string[] = [];
		for (let seed = 1; seed <= SEEDS; seed++) {
			const random = randomOf(seed);
			let stormy = true;
			const books: FakeBooks = new FakeBooks(
				() => (stormy && random() < 0.4 ? TROUBLES[Math.floor(random() * TROUBLES.length)] : undefined),
				() => stormy && random() < 0.1,
				random,
			);
			onTheClockOf(books);
			const all = someDocs(random);
			const size = 1 + Math.floor(random() * 6);
			const outcomes = await postOnce(books.writer(size), all, OPTIONS).catch(() => undefined);
			if (outcomes !== undefined) wrong.push(...wrongIn(books, all, outcomes).map((text) => `seed ${seed}: ${text}`));
			stormy = false;
			wrong.push(...(await wrongAfterNextRun(books, books, all, size)).map((text) => `seed ${seed}, next run: ${text}`));
		}
		expect(wrong.slice(0, 5)).toEqual([]);
	}, 120_000);

	it('a process that dies at any call, and another that starts over', async () => {
		const wrong: string[] = [];
		const deadly: Trouble[] = ['dropped before', 'dropped after', '500 before', '500 after'];
		for (let seed = 1; seed <= SEEDS; seed++) {
			const random = randomOf(seed);
			let stormy = true;
			const trouble = () => (stormy && random() < 0.4 ? deadly[Math.floor(random() * deadly.length)] : undefined);
			const books = new FakeBooks(trouble, undefined, random);
			onTheClockOf(books);
			const all = someDocs(random);
			const size = 1 + Math.floor(random() * 6);
			let steps = 1 + Math.floor(random() * 12);
			const died = postOnce(books.writer(size, () => --steps > 0), all, OPTIONS);
			// What the dead process never ends is left behind; a living one ends soon.
			await Promise.race([died, new Promise((resolve) => setImmediate(() => setImmediate(resolve)))]);
			steps = 0;
			stormy = random() < 0.5;
			if (random() < 0.5) books.now += 7 * 60_000;
			const outcomes = await postOnce(books.writer(size), all, OPTIONS);
			wrong.push(...wrongIn(books, all, outcomes).map((text) => `seed ${seed}: ${text}`));
			stormy = false;
			wrong.push(...(await wrongAfterNextRun(books, books, all, size)).map((text) => `seed ${seed}, next run: ${text}`));
		}
		expect(wrong.slice(0, 5)).toEqual([]);
	}, 120_000);

	it('two runs of one process with the same documents', async () => {
		const wrong: string[] = [];
		for (let seed = 1; seed <= SEEDS / 3; seed++) {
			const random = randomOf(seed);
			const books = new FakeBooks(
				() => (random() < 0.3 ? TROUBLES[Math.floor(random() * TROUBLES.length)] : undefined), undefined, random,
			);
			onTheClockOf(books);
			const all = someDocs(random).map(({ key, total }) => ({ key, total }));
			const run = async (some: Doc[]) =>
				await alone('connection|bill', async () => await postOnce(books.writer(3), some, OPTIONS));
			const [one, two] = await Promise.all([run(all), run([...all].reverse())]);
			const lucky = [...one.map((outcome, i) => [all[i], outcome] as const), ...two.map((outcome, i) => [all[all.length - 1 - i], outcome] as const)];
			for (const [doc, outcome] of lucky) {
				const count = books.count(doc?.key ?? '');
				if (count > 1 || (outcome.ok && count === 0)) wrong.push(`seed ${seed}: ${doc?.key} stands ${count} times`);
			}
		}
		expect(wrong.slice(0, 5)).toEqual([]);
	}, 120_000);
});

describe('alone', () => {
	it('goes one by one, in order, also after a failure, and others do not wait', async () => {
		const seen: string[] = [];
		const work = (name: string, fails = false) => async () => {
			seen.push(`${name} begins`);
			await new Promise((resolve) => setTimeout(resolve, 5));
			seen.push(`${name} ends`);
			if (fails) throw new Error(name);
		};
		const other = alone('other', work('other'));
		const all = [alone('same', work('first', true)), alone('same', work('second'))];
		const settled = await Promise.allSettled([...all, other]);
		expect(settled.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
		expect(seen.indexOf('first ends')).toBeLessThan(seen.indexOf('second begins'));
		expect(seen.indexOf('first begins')).toBeLessThan(seen.indexOf('other ends'));
	});
});
