import type { Day } from './dates';
import { assign } from './match/assign';
import { remember, sorted } from './match/collections';
import { components, edgesOf, type Edge } from './match/edges';
import { parseAmount, type Amount } from './money';

/**
 * Matching of card expenses to bank transactions: exact amount and currency, a window of days, the nearest merchant
 * name, and one transaction for one expense. Only what is beyond doubt is called matched; the rest is proposed to a
 * person. The answer does not depend on the order of the input.
 */
export interface CardExpense {
	/** The document key that the expense has or will have in the books. */
	key: string;
	/** Money spent is positive, money that came back negative; the same for transactions. */
	amount: Amount;
	currency: string;
	date: Day;
	merchant: string;
}
export interface BankTransactionLine {
	id: string;
	amount: Amount;
	currency: string;
	date: Day;
	/** Whatever names the merchant: payee, reference, statement text. */
	text: string;
	/** The document key that the transaction carries already, if any. */
	claimedBy?: string;
}
export interface MatchSettings {
	/** How many days the two dates may lie apart, in either direction. Cards are charged days after the purchase. */
	days: number;
	/** The least score, 0 to 1, that can be a match. */
	threshold: number;
	/** How much worse every other arrangement must be, 0 to 1, for a match to be beyond doubt. */
	lead: number;
}
export const MATCH_DEFAULTS: MatchSettings = { days: 5, threshold: 0.7, lead: 0.05 };

export interface Candidate {
	id: string;
	/** Likeness of the names less a little for each day apart, 0 to 1. */
	score: number;
	/** Days from the expense to the transaction. */
	days: number;
	text: string;
}
export interface Match {
	key: string;
	result: 'matched' | 'proposed' | 'none';
	/** Set when matched. */
	transaction?: string;
	score?: number;
	/** Matched by the key that the transaction carries, or by its looks. */
	by?: 'key' | 'likeness';
	/** Best first; only transactions that no other expense took. */
	candidates: Candidate[];
}

const CANDIDATES = 5;

/** Answers in the order of the expenses given. */
export function matchExpenses(
	expenses: CardExpense[],
	transactions: BankTransactionLine[],
	settings: Partial<MatchSettings> = {},
): Match[] {
	const limits = { ...MATCH_DEFAULTS, ...settings };
	const own = byKey(transactions);
	const answers = new Map<CardExpense, Match>();
	const open: CardExpense[] = [];
	for (const expense of expenses) {
		const mine = own.get(expense.key);
		if (mine === undefined) open.push(expense);
		else answers.set(expense, { key: expense.key, result: 'matched', transaction: mine.id, score: 1, by: 'key', candidates: [] });
	}
	const unclaimed = transactions.filter((transaction) => !transaction.claimedBy);
	const counterparts = bucket(sorted(unclaimed, ({ date, id }) => `${date} ${id}`));
	for (const [label, group] of bucket(sorted(open, ({ date, key }) => `${date} ${key}`))) {
		const matches = matchGroup(group, counterparts.get(label) ?? [], limits);
		group.forEach((expense, row) => answers.set(expense, matches[row] as Match));
	}
	return expenses.map((expense) => answers.get(expense) as Match);
}

/** Expenses and transactions of one amount and currency, both sorted by date. */
function matchGroup(expenses: CardExpense[], transactions: BankTransactionLine[], limits: MatchSettings): Match[] {
	const edges = edgesOf(expenses, transactions, limits.days);
	const sure = beyondDoubt(expenses, transactions, edges, limits);
	const gone = new Set([...sure.values()].map(({ col }) => col));
	return expenses.map(({ key }, row) => {
		const match = sure.get(row);
		if (match !== undefined) {
			const transaction = transactions[match.col]?.id;
			return { key, result: 'matched', transaction, score: match.score / 1000, by: 'likeness', candidates: [] };
		}
		const left = (edges[row] ?? []).filter(({ col }) => !gone.has(col));
		left.sort((a, b) => b.score - a.score || a.col - b.col);
		const candidates = left.slice(0, CANDIDATES).map(({ col, score, days }) => {
			const { id, text } = transactions[col] as BankTransactionLine;
			return { id, score: Math.max(0, score) / 1000, days, text };
		});
		return { key, result: candidates.length > 0 ? 'proposed' : 'none', candidates };
	});
}

/** Per row of an expense that is matched, its pair. */
function beyondDoubt(
	expenses: CardExpense[],
	transactions: BankTransactionLine[],
	edges: Edge[][],
	{ threshold, lead }: MatchSettings,
): Map<number, Edge> {
	const { sameAs, size } = classes(transactions);
	// A pair just below the threshold cannot be a match, but it can cast doubt on one.
	const rivals = edges.map((list) => list.filter(({ score }) => score >= (threshold - lead) * 1000));
	const sure = new Map<number, Edge>();
	for (const { rows, cols } of components(rivals)) {
		const place = new Map(cols.map((col, index) => [col, index]));
		const scores = rows.map((row) => new Map((rivals[row] ?? []).map(({ col, score }) => [place.get(col) as number, score])));
		const { column, margin } = assign(scores, cols.length, cols.map((col) => sameAs[col] as number));
		const pairs = rows.map((row, index) => (rivals[row] ?? []).find(({ col }) => col === cols[column[index] as number]));
		const takers = new Map<number, string[]>();
		pairs.forEach((pair, index) => {
			if (pair === undefined) return;
			const { date, merchant } = expenses[rows[index] as number] as CardExpense;
			remember(takers, sameAs[pair.col] as number, () => []).push(`${date} ${merchant}`);
		});
		pairs.forEach((pair, index) => {
			if (pair === undefined || pair.score < threshold * 1000 || (margin[index] as number) < lead * 1000) return;
			// Which of several look-alike transactions is meant is beyond doubt only where look-alike expenses take them all.
			const twins = sameAs[pair.col] as number;
			const users = takers.get(twins) ?? [];
			if (users.length === size.get(twins) && users.every((user) => user === users[0])) sure.set(rows[index] as number, pair);
		});
	}
	return sure;
}

/** Transactions of the same day and text are interchangeable. */
function classes(transactions: BankTransactionLine[]): { sameAs: number[]; size: Map<number, number> } {
	const numbers = new Map<string, number>();
	const sameAs = transactions.map(({ date, text }) => remember(numbers, `${date} ${text}`, () => numbers.size));
	const size = new Map<number, number>();
	for (const one of sameAs) size.set(one, (size.get(one) ?? 0) + 1);
	return { sameAs, size };
}

function byKey(transactions: BankTransactionLine[]): Map<string, BankTransactionLine> {
	const own = new Map<string, BankTransactionLine>();
	for (const transaction of sorted(transactions, ({ id }) => id)) {
		if (transaction.claimedBy && !own.has(transaction.claimedBy)) own.set(transaction.claimedBy, transaction);
	}
	return own;
}

/** By amount and currency: "12.5" and "12.50" are the same. */
function bucket<T extends { amount: Amount; currency: string }>(list: T[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const one of list) remember(groups, `${parseAmount(one.amount) ?? one.amount} ${one.currency}`, () => []).push(one);
	return groups;
}
