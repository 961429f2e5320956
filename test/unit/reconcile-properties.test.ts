import { fromUnits, toUnits } from '../../nodes/core/units';
import { bill, booked, keys, randomFrom, run, type Doc } from './reconcile.books';

const EDITS = ['none', 'none', 'none', 'drop', 'amount', 'date', 'twice', 'currency', 'otherMonth', 'party', 'account'] as const;
type Edit = (typeof EDITS)[number];

interface Ledger {
	source: Doc[];
	books: Doc[];
	edits: Map<string, Edit>;
	extras: string[];
}

/** A ledger, its copy in the books, and what somebody did to the copy. No two documents look alike. */
function ledger(seed: number, size: number): Ledger {
	const random = randomFrom(seed);
	const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
	const world: Ledger = { source: [], books: [], edits: new Map(), extras: [] };
	for (let at = 0; at < size; at++) {
		const key = `EXP-${seed}.${at}-B`;
		const back = random() < 0.15;
		const amount = `${back ? '-' : ''}${(at + 1) * 3}.${String(Math.floor(random() * 100)).padStart(2, '0')}`;
		const facts = { date: `2026-11-${String(1 + Math.floor(random() * 30)).padStart(2, '0')}`, currency: pick(['GBP', 'EUR', 'JPY']), supplier: { name: `Supplier ${at % 7}` } };
		world.source.push(bill(key, amount, facts));
		const edit = pick(EDITS);
		world.edits.set(key, edit);
		const held = (more: Doc = {}, total = amount) => world.books.push(booked(key, total, { ...facts, id: `${key}/${world.books.length}`, ...more }));
		const shifted = fromUnits((toUnits(amount) ?? 0n) + 1_000_000n);
		if (edit === 'drop') continue;
		if (edit === 'amount') held({}, shifted);
		else if (edit === 'date') held({ date: facts.date === '2026-11-30' ? '2026-11-29' : `2026-11-${String(Number(facts.date.slice(8)) + 1).padStart(2, '0')}` });
		else if (edit === 'currency') held({ currency: 'USD' });
		else if (edit === 'otherMonth') held({ date: '2026-12-01' });
		else if (edit === 'party') held({ supplier: { name: 'Quite Another' } });
		else if (edit === 'account') held({ lines: [{ amount, account: { code: '999' }, dimensions: [{ value: { name: 'Site North' } }] }] });
		else held();
		if (edit === 'twice') held();
	}
	for (let at = 0; at < size / 20; at++) {
		const key = `EXP-X${seed}.${at}-B`;
		world.extras.push(key);
		world.books.push(booked(key, `${100000 + at}.01`, { supplier: { name: 'Nobody Knows' } }));
	}
	return world;
}

const shuffled = <T>(list: T[], random: () => number): T[] => list.map((one) => [random(), one] as const).sort(([a], [b]) => a - b).map(([, one]) => one);

describe('OPS-RECON: random edits to a copy of a ledger are found exactly', () => {
	const seeds = Array.from({ length: 60 }, (_, at) => at + 1);
	it.each(seeds)('seed %i', (seed) => {
		const { source, books, edits, extras } = ledger(seed, 120);
		const random = randomFrom(seed * 31);
		const found = run(shuffled(source, random), shuffled(books, random), { from: '2026-11-01', to: '2026-11-30', matchBy: ['number'] });
		const edited = (...wanted: Edit[]) => [...edits].filter(([, edit]) => wanted.includes(edit)).map(([key]) => key).sort();
		const told = keys(found);
		expect(told.missing.sort()).toEqual(edited('drop'));
		expect(told.extra.sort()).toEqual([...extras].sort());
		expect(told.duplicates.sort()).toEqual(edited('twice').map((key) => `books ${key}`));
		expect(told.matched.sort()).toEqual(edited('none', 'twice'));
		const fields: Partial<Record<Edit, string[]>> = {
			amount: ['total', 'account', 'dimension'], date: ['date'], currency: ['currency'], otherMonth: ['period', 'date'], party: ['party'], account: ['account', 'account'],
		};
		expect(told.different).toEqual(Object.fromEntries([...edits].flatMap(([key, edit]) => (fields[edit] === undefined ? [] : [[key, fields[edit]]]))));
		// The bridge from one total to the other was added up apart from the totals.
		expect(found.report.explained).toBe(true);
		expect(found.report.agrees).toBe(false);
		for (const shares of Object.values(found.report.distribution)) {
			for (const { currency, difference } of found.report.currencies) {
				const sum = shares.filter((share) => share.currency === currency).reduce((all, share) => all + (toUnits(share.difference) ?? 0n), 0n);
				expect(fromUnits(sum)).toBe(difference);
			}
		}
	});

	it('the order of the lists makes no difference, also without keys', () => {
		const { source, books } = ledger(99, 150);
		const bare = books.map(({ key: _key, number: _number, ...rest }) => rest);
		const settings = { from: '2026-11-01', to: '2026-11-30', tolerance: '0.05' };
		const print = (order: number, held: Doc[]) => {
			const random = randomFrom(order);
			const found = run(shuffled(source, random), shuffled(held, random), settings);
			const { missing, extra, different, probable, duplicates, matched } = keys(found);
			return { missing: missing.sort(), extra: found.extra.map(({ record }) => record.id).sort(), different, probable: probable.sort(), duplicates: duplicates.sort(), matched: matched.sort(), currencies: found.report.currencies, distribution: found.report.distribution, count: extra.length };
		};
		for (const held of [books, bare]) {
			expect(print(2, held)).toEqual(print(1, held));
			expect(print(3, held)).toEqual(print(1, held));
		}
		expect(print(1, bare).probable.length).toBeGreaterThan(100);
	});
});
