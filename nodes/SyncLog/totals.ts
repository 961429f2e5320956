import { fromUnits, toUnits, type Units } from '../core/units';
import type { LogRow, RunRow } from './columns';

export interface Total {
	currency: string;
	documents: number;
	source: string;
	books: string;
	/** Books less source. */
	drift: string;
}

const COUNTED = ['created', 'updated', 'unchanged', 'matched'] as const;

/**
 * How many documents ended how; each counts once.
 * @param unchanged further ones, of which only the number is known
 */
export function countsOf(rows: readonly LogRow[], unchanged = 0): Pick<RunRow, (typeof COUNTED)[number] | 'other' | 'held' | 'failed'> {
	const counts = { created: 0, updated: 0, unchanged, matched: 0, other: 0, held: 0, failed: 0 };
	for (const { result, action } of rows) {
		if (result !== 'ok') counts[result === 'held' ? 'held' : 'failed'] += 1;
		else counts[COUNTED.find((name) => name === action) ?? 'other'] += 1;
	}
	return Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, String(count)])) as Record<keyof typeof counts, string>;
}

/**
 * Source against books of what stands there, by currency. Credits count against the rest. A document whose total only
 * one side knows is left out, since it would show as a drift that is none.
 */
export function totalsOf(rows: readonly Pick<LogRow, 'amount' | 'booksAmount' | 'currency' | 'kind'>[]): Total[] {
	const sums = new Map<string, { documents: number; source: Units; books: Units }>();
	for (const { amount, booksAmount, currency, kind } of rows) {
		const [source, books] = [toUnits(amount), toUnits(booksAmount)];
		if (source === undefined || books === undefined) continue;
		const sign = kind === 'supplierCredit' ? -1n : 1n;
		const sum = sums.get(currency) ?? { documents: 0, source: 0n, books: 0n };
		sums.set(currency, { documents: sum.documents + 1, source: sum.source + sign * source, books: sum.books + sign * books });
	}
	return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, { documents, source, books }]) => ({
		currency, documents, source: fromUnits(source), books: fromUnits(books), drift: fromUnits(books - source),
	}));
}
