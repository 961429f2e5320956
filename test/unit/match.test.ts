import { matchExpenses, type BankTransactionLine, type CardExpense } from '../../nodes/core/match';
import { assign } from '../../nodes/core/match/assign';
import { similarity, wordsOf } from '../../nodes/core/match/names';

const expense = (key: string, merchant: string, more: Partial<CardExpense> = {}): CardExpense => ({
	key, merchant, amount: '12.50', currency: 'GBP', date: '2026-05-10', ...more,
});
const bank = (id: string, text: string, more: Partial<BankTransactionLine> = {}): BankTransactionLine => ({
	id, text, amount: '12.50', currency: 'GBP', date: '2026-05-11', ...more,
});
/** A repeatable source of chance. */
function dice(seed: number): (sides: number) => number {
	let state = seed;
	return (sides) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * sides);
	};
}
function shuffled<T>(list: T[], roll: (sides: number) => number): T[] {
	const copy = [...list];
	for (let at = copy.length - 1; at > 0; at--) {
		const other = roll(at + 1);
		[copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
	}
	return copy;
}

/** Milliseconds of computing, not of waiting for what else the machine does: the first of three that is short enough. */
function leastTime(work: () => unknown, enough: number): number {
	let least = Infinity;
	for (let round = 0; round < 3 && least >= enough; round++) {
		const start = process.cpuUsage();
		work();
		const { user, system } = process.cpuUsage(start);
		least = Math.min(least, (user + system) / 1000);
	}
	return least;
}

describe('names of merchants', () => {
	it.each([
		['Cafe Roma', 'SQ *CAFÉ ROMA 0423'],
		['Tesco', 'TESCO STORES 4203 LEEDS'],
		['Shell Kings', 'shell kings 587'],
		['Amazon', 'AMAZON*2K4XJ81S0'],
		["Sainsbury's", 'SAINSBURYS S/MKTS BIRMINGHAM'],
		['Malthurst Waterlinks', 'MALTHURST WATERLIN'],
		['Trainline', 'PAYPAL *TRAINLINE LTD'],
		['Hotel Leopold Antwerp', 'leopold hotel antwerp'],
		['WHSmith', 'W H SMITH 221'],
	])('%s is %s', (a, b) => expect(similarity(wordsOf(a), wordsOf(b))).toBeGreaterThanOrEqual(700));

	it.each([
		['Tesco', 'Costa Coffee'], ['Shell', 'Premier Inn'], ['Uber', 'Uniqlo'], ['Hilton London', 'London Underground'], ['', 'Tesco'],
	])('%s is not %s', (a, b) => expect(similarity(wordsOf(a), wordsOf(b))).toBeLessThan(600));

	it('is the same both ways round', () => {
		const names = ['SQ *CAFÉ ROMA 0423', 'Tesco Stores', 'tesco pfs 4203', 'Roma', 'AMZN Mktp UK*1A2B3C', '3663'];
		for (const a of names) for (const b of names) expect(similarity(wordsOf(a), wordsOf(b))).toBe(similarity(wordsOf(b), wordsOf(a)));
	});

	it('keeps a name made of digits alone', () => expect(wordsOf('3663')).toEqual(['3663']));
});

describe('SYNC-EXP-XERO: matching of expenses to bank transactions', () => {
	it('matches amount, currency, window and name', () => {
		expect(matchExpenses([expense('E1', 'Cafe Roma')], [bank('T1', 'CAFE ROMA 0423 LEEDS')])).toEqual([
			{ key: 'E1', result: 'matched', transaction: 'T1', score: expect.any(Number), by: 'likeness', candidates: [] },
		]);
	});

	it.each([
		['another amount', { amount: '12.51' }], ['another sign', { amount: '-12.50' }], ['another currency', { currency: 'EUR' }],
		['a day outside the window', { date: '2026-05-16' }], ['a day before the window', { date: '2026-05-04' }],
	])('does not look at %s', (_, more) => {
		expect(matchExpenses([expense('E1', 'Cafe Roma')], [bank('T1', 'Cafe Roma', more)])[0]).toMatchObject({ result: 'none', candidates: [] });
	});

	it('takes the last day of the window and reads 12.5 as 12.50', () => {
		const found = matchExpenses([expense('E1', 'Cafe Roma')], [bank('T1', 'Cafe Roma', { date: '2026-05-15', amount: '12.5' })]);
		expect(found[0]).toMatchObject({ result: 'matched' });
	});

	it('proposes, best first, where the name is strange', () => {
		const found = matchExpenses([expense('E1', 'Cafe Roma')], [bank('T1', 'Shell'), bank('T2', 'Roma Tyres'), bank('T3', '')]);
		expect(found[0]).toMatchObject({ result: 'proposed' });
		expect(found[0]?.transaction).toBeUndefined();
		expect(found[0]?.candidates.map(({ id }) => id)).toEqual(['T2', 'T1', 'T3']);
	});

	it('proposes where two transactions look alike', () => {
		const found = matchExpenses([expense('E1', 'Cafe Roma')], [bank('T1', 'Cafe Roma'), bank('T2', 'Cafe Roma')]);
		expect(found[0]).toMatchObject({ result: 'proposed', candidates: [{ id: 'T1' }, { id: 'T2' }] });
	});

	it('proposes where two expenses want the one transaction', () => {
		const found = matchExpenses([expense('E1', 'Cafe Roma'), expense('E2', 'Cafe Roma')], [bank('T1', 'Cafe Roma')]);
		expect(found.map(({ result }) => result)).toEqual(['proposed', 'proposed']);
	});

	it('pairs as many look-alike expenses with as many look-alike transactions: which is which makes no difference', () => {
		const found = matchExpenses(
			[expense('E2', 'Cafe Roma'), expense('E1', 'Cafe Roma')],
			[bank('T2', 'CAFE ROMA'), bank('T1', 'CAFE ROMA')],
		);
		expect(found.map(({ key, transaction }) => `${key} ${transaction}`).sort()).toEqual(['E1 T1', 'E2 T2']);
	});

	it('finds the best for all, not for the first', () => {
		// Alone, E1 would take T1 by a day; but E2 can take no other.
		const found = matchExpenses(
			[expense('E1', 'Cafe Roma', { date: '2026-05-12' }), expense('E2', 'Cafe Roma', { date: '2026-05-06' })],
			[bank('T1', 'Cafe Roma', { date: '2026-05-11' }), bank('T2', 'Cafe Roma', { date: '2026-05-17' })],
		);
		expect(found.map(({ transaction }) => transaction)).toEqual(['T2', 'T1']);
	});

	it('gives a transaction to one expense only', () => {
		const found = matchExpenses([expense('E1', 'Cafe Roma'), expense('E2', 'Shell')], [bank('T1', 'Cafe Roma')]);
		expect(found[0]).toMatchObject({ result: 'matched', transaction: 'T1' });
		expect(found[1]).toMatchObject({ result: 'none', candidates: [] });
	});

	it("never offers a transaction that carries another document's key", () => {
		const found = matchExpenses([expense('E1', 'Cafe Roma')], [bank('T1', 'Cafe Roma', { claimedBy: 'E9' })]);
		expect(found[0]).toMatchObject({ result: 'none', candidates: [] });
	});

	it('takes the transaction that carries its own key, whatever it looks like', () => {
		const found = matchExpenses([expense('E1', 'Cafe Roma')], [bank('T1', 'Cafe Roma'), bank('T2', 'Shell', { claimedBy: 'E1', amount: '9.00' })]);
		expect(found[0]).toMatchObject({ result: 'matched', transaction: 'T2', by: 'key' });
	});

	it('doubts a match where the runner-up comes close, and takes it where the lead is enough', () => {
		const two = [bank('T1', 'Cafe Roma', { date: '2026-05-10' }), bank('T2', 'Cafe Roma', { date: '2026-05-11' })];
		expect(matchExpenses([expense('E1', 'Cafe Roma')], two)[0]).toMatchObject({ result: 'proposed' });
		expect(matchExpenses([expense('E1', 'Cafe Roma')], two, { lead: 0.02 })[0]).toMatchObject({ result: 'matched', transaction: 'T1' });
	});

	it('gives the same answer in any order', () => {
		const roll = dice(7);
		const names = ['Cafe Roma', 'CAFE ROMA LEEDS', 'Shell', 'Shell Kings 587', 'Tesco', 'tesco pfs 4203'];
		const day = (): string => `2026-05-${String(10 + roll(8))}`;
		const expenses = Array.from({ length: 60 }, (_, n) =>
			expense(`E${n}`, names[roll(6)] as string, { amount: `${roll(3) + 1}.00`, date: day() }));
		const lines = Array.from({ length: 60 }, (_, n) => bank(`T${n}`, names[roll(6)] as string, { amount: `${roll(3) + 1}.00`, date: day() }));
		const byKey = (list: ReturnType<typeof matchExpenses>): unknown => [...list].sort((a, b) => (a.key < b.key ? -1 : 1));
		const first = byKey(matchExpenses(expenses, lines));
		for (let round = 0; round < 5; round++) {
			expect(byKey(matchExpenses(shuffled(expenses, roll), shuffled(lines, roll)))).toEqual(first);
		}
	});

	it('answers 5,000 expenses against 5,000 transactions in under a second', () => {
		const roll = dice(11);
		const names = Array.from({ length: 400 }, (_, n) => `Merchant ${String.fromCharCode(97 + (n % 26))}${n * 7919} of town ${n % 37}`);
		const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + (n % 360))).toISOString().slice(0, 10);
		const expenses = Array.from({ length: 5000 }, (_, n) =>
			expense(`E${n}`, names[roll(400)] as string, { amount: `${roll(3000)}.${10 + roll(80)}`, date: day(roll(360)) }));
		const lines = shuffled(expenses, roll).map(({ merchant, amount, date }, n) => bank(`T${n}`, `${merchant.toUpperCase()} 0${n}`, { amount, date }));
		expect(leastTime(() => matchExpenses(expenses, lines), 1000)).toBeLessThan(1000);
		const found = matchExpenses(expenses, lines);
		expect(found.filter(({ result }) => result === 'matched').length).toBeGreaterThan(4900);
	});

	it('stays quick where thousands share one amount', () => {
		const roll = dice(13);
		const names = Array.from({ length: 60 }, (_, n) => `Car park ${['north', 'south', 'mill', 'quay', 'king'][n % 5]} ${String.fromCharCode(97 + n % 26)}x`);
		const day = (n: number): string => new Date(Date.UTC(2026, 0, 1 + n)).toISOString().slice(0, 10);
		const expenses = Array.from({ length: 3000 }, (_, n) => expense(`E${n}`, names[roll(60)] as string, { amount: '5.00', date: day(roll(360)) }));
		const lines = Array.from({ length: 3000 }, (_, n) => bank(`T${n}`, names[roll(60)] as string, { amount: '5.00', date: day(roll(360)) }));
		expect(leastTime(() => matchExpenses(expenses, lines), 2000)).toBeLessThan(2000);
		const taken = matchExpenses(expenses, lines).flatMap(({ transaction }) => transaction ?? []);
		expect(new Set(taken).size).toBe(taken.length);
	});
});

describe('assignment against every arrangement there is', () => {
	/** Best total over all arrangements; `ban` forbids a row some columns. */
	function best(scores: Array<Map<number, number>>, ban: (row: number, col: number) => boolean, row = 0, used = 0): number {
		if (row === scores.length) return 0;
		let total = best(scores, ban, row + 1, used);
		for (const [col, score] of scores[row] ?? []) {
			if (used & (1 << col) || ban(row, col)) continue;
			total = Math.max(total, score + best(scores, ban, row + 1, used | (1 << col)));
		}
		return total;
	}

	it('finds the greatest sum and the true margins', () => {
		const roll = dice(17);
		for (let round = 0; round < 150; round++) {
			const columns = 1 + roll(5);
			const sameAs = Array.from({ length: columns }, () => roll(4));
			const scores = Array.from({ length: 1 + roll(5) }, () => {
				const row = new Map<number, number>();
				for (let col = 0; col < columns; col++) if (roll(3) > 0) row.set(col, 1 + roll(1000));
				return row;
			});
			const { column, margin } = assign(scores, columns, sameAs);
			const taken = column.filter((col) => col >= 0);
			expect(new Set(taken).size).toBe(taken.length);
			const total = column.reduce((sum, col, row) => sum + (col < 0 ? 0 : (scores[row]?.get(col) as number)), 0);
			const optimum = best(scores, () => false);
			expect(total).toBe(optimum);
			column.forEach((own, row) => {
				if (own < 0) return;
				const without = best(scores, (one, col) => one === row && sameAs[col] === sameAs[own]);
				expect(margin[row]).toBe(optimum - without);
			});
		}
	});

	it('is never surer in the quick way than in the exact one', () => {
		const rows = Array.from({ length: 120 }, (_, row) => new Map([[row, 900], [(row + 1) % 120, 880]]));
		const { column, margin } = assign(rows, 120, rows.map((_, col) => col));
		expect(column).toEqual(rows.map((_, row) => row));
		expect(Math.max(...margin)).toBe(20);
	});
});
