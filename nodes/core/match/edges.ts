import type { Day } from '../dates';
import { remember } from './collections';
import { similarity, wordsOf } from './names';

/** A pair that may be: an expense's transaction inside the window. */
export interface Edge {
	col: number;
	/** Thousandths; may fall below zero when names are strange to each other and days lie between. */
	score: number;
	days: number;
}

const DAY_COST = 20; // thousandths per day apart: a better name beats a nearer day
const DAY = 86_400_000;

/**
 * Per expense the transactions at most `window` days away, earliest first.
 * @param transactions sorted by date
 */
export function edgesOf(
	expenses: Array<{ date: Day; merchant: string }>,
	transactions: Array<{ date: Day; text: string }>,
	window: number,
): Edge[][] {
	const words = new Map<string, string[]>();
	const wordsIn = (name: string): string[] => remember(words, name, () => wordsOf(name));
	const known = new Map<string, Map<string, number>>();
	const days = transactions.map(({ date }) => dayNumber(date));
	return expenses.map(({ date, merchant }) => {
		const at = dayNumber(date);
		const likeness = remember(known, merchant, () => new Map<string, number>());
		const edges: Edge[] = [];
		for (let col = firstAtOrAfter(days, at - window); col < days.length; col++) {
			const apart = (days[col] as number) - at;
			if (apart > window) break;
			const text = transactions[col]?.text ?? '';
			const name = remember(likeness, text, () => similarity(wordsIn(merchant), wordsIn(text)));
			edges.push({ col, score: name - DAY_COST * Math.abs(apart), days: apart });
		}
		return edges;
	});
}

/** Expenses and transactions that compete with each other, directly or through others. */
export function components(edges: Edge[][]): Array<{ rows: number[]; cols: number[] }> {
	const byCol = new Map<number, number[]>();
	edges.forEach((list, row) => list.forEach(({ col }) => remember(byCol, col, () => []).push(row)));
	const seen = new Set<number>();
	const seenCols = new Set<number>();
	return edges.flatMap((list, start) => {
		if (list.length === 0 || seen.has(start)) return [];
		seen.add(start);
		const rows = [start];
		for (const row of rows) {
			for (const { col } of edges[row] ?? []) {
				if (seenCols.has(col)) continue;
				seenCols.add(col);
				for (const next of byCol.get(col) ?? []) {
					if (seen.has(next)) continue;
					seen.add(next);
					rows.push(next);
				}
			}
		}
		rows.sort((a, b) => a - b);
		const cols = new Set(rows.flatMap((row) => (edges[row] ?? []).map(({ col }) => col)));
		return [{ rows, cols: [...cols].sort((a, b) => a - b) }];
	});
}

/** Days since 1970. An ISO day is read as UTC, so the difference is always whole. */
function dayNumber(day: Day): number {
	return Date.parse(day) / DAY;
}

function firstAtOrAfter(days: number[], day: number): number {
	let low = 0;
	let high = days.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((days[middle] as number) < day) low = middle + 1;
		else high = middle;
	}
	return low;
}
