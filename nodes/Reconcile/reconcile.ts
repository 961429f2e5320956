import type { Entry as Arrived } from '../core/lists';
import { remember } from '../core/match/collections';
import type { Units } from '../core/units';
import { differencesOf, isAcross, type Difference } from './compare';
import { readEntries, type Entry, type Unreadable } from './entry';
import { Directory } from './facets';
import { match } from './match/match';
import type { Duplicate, Pair } from './match/pair';
import { Distribution, type Share } from './report/distribution';
import { Totals, type CurrencyTotals, type Reason } from './report/totals';
import type { GroupBy, Settings } from './settings';

export interface Compared {
	pair: Pair;
	differences: Difference[];
}

export interface Report {
	title: string;
	/** ISO days; absent where the period has no beginning or end. */
	from?: string;
	to?: string;
	/** Nothing is missing, extra, different, double or unreadable, and no pair is only probable. */
	agrees: boolean;
	/** Whether the findings explain every difference of the totals to the last digit. */
	explained: boolean;
	counts: Record<
		'source' | 'books' | 'matched' | 'missing' | 'extra' | 'different' | 'probable' | 'duplicates' | 'otherPeriod' | 'unreadable' | 'outside' | 'leftOut',
		number
	>;
	currencies: CurrencyTotals[];
	distribution: Partial<Record<GroupBy, Share[]>>;
	unreadable: Unreadable[];
}

export interface Reconciled {
	report: Report;
	missing: Entry[];
	extra: Entry[];
	different: Compared[];
	/** Pairs that share neither key nor number, with or without differences. */
	probable: Compared[];
	duplicates: Duplicate[];
	matched: Pair[];
}

/**
 * Source and books of a period, held against each other. Pure: the same lists in another order give the same findings.
 * A document counts where its own day lies in the period; one that stands in another period on the other side is told.
 */
export function reconcile(source: readonly Arrived[], books: readonly Arrived[], settings: Settings): Reconciled {
	const directory = new Directory(settings.lists);
	const [ours, theirs] = [readEntries('source', source, settings), readEntries('books', books, settings)];
	const matched = match(ours.entries, theirs.entries, settings, directory);
	const totals = new Totals();
	const result: Omit<Reconciled, 'report'> = { missing: [], extra: [], different: [], probable: [], duplicates: [], matched: [] };
	let otherPeriod = 0;

	for (const pair of matched.pairs) {
		if (![...pair.source, ...pair.books].some(({ inPeriod }) => inPeriod)) continue;
		const differences = differencesOf(pair, settings, directory);
		if (pair.by === 'likeness') result.probable.push({ pair, differences });
		else if (differences.length > 0) result.different.push({ pair, differences });
		else result.matched.push(pair);
		if (isAcross(pair)) otherPeriod += 1;
		for (const [currency, amount] of shifts(pair)) totals.explain(reasonOf(pair), currency, amount);
	}
	for (const entry of matched.source.filter(({ inPeriod }) => inPeriod)) {
		result.missing.push(entry);
		totals.explain('missing', entry.currency, -entry.total);
	}
	for (const entry of matched.books.filter(({ inPeriod, isOwn }) => inPeriod && isOwn)) {
		result.extra.push(entry);
		totals.explain('extra', entry.currency, entry.total);
	}
	for (const { entry, kept } of matched.duplicates) entry.isOwn = kept.isOwn;
	for (const duplicate of matched.duplicates.filter(({ entry }) => entry.inPeriod && entry.isOwn)) {
		const { side, currency, total } = duplicate.entry;
		result.duplicates.push(duplicate);
		totals.explain(side === 'books' ? 'duplicate' : 'duplicateInSource', currency, side === 'books' ? total : -total);
	}

	const distribution = new Distribution(settings.groupBy, directory);
	const counts = { source: 0, books: 0, outside: 0, leftOut: ours.leftOut + theirs.leftOut };
	for (const entry of [ours.entries, theirs.entries].flat()) {
		if (!entry.isOwn) counts.leftOut += 1;
		else if (!entry.inPeriod) counts.outside += 1;
		else {
			counts[entry.side] += 1;
			totals.add(entry);
			distribution.add(entry);
		}
	}
	const unreadable = [...ours.unreadable, ...theirs.unreadable];
	const currencies = totals.rows();
	const { missing, extra, different, probable, duplicates } = result;
	const found = {
		matched: result.matched.length, missing: missing.length, extra: extra.length, different: different.length,
		probable: probable.length, duplicates: duplicates.length, unreadable: unreadable.length,
	};
	const agrees = missing.length + extra.length + different.length + probable.length + duplicates.length + unreadable.length === 0;
	const { title, from, to } = settings;
	return {
		...result,
		report: {
			title, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), agrees,
			explained: currencies.every(({ explained }) => explained),
			counts: { ...counts, ...found, otherPeriod }, currencies, distribution: distribution.rows(), unreadable,
		},
	};
}

/** What the pair adds to the books' total of each currency beyond the source's, in the period. */
function shifts({ source, books }: Pair): Map<string, Units> {
	const sums = new Map<string, Units>();
	const put = (sign: bigint) => ({ currency, total, inPeriod }: Entry) => {
		if (inPeriod) sums.set(currency, remember(sums, currency, () => 0n) + sign * total);
	};
	source.forEach(put(-1n));
	books.forEach(put(1n));
	return sums;
}

function reasonOf(pair: Pair): Reason {
	if (isAcross(pair)) return 'otherPeriod';
	const currencies = (entries: Entry[]) => [...new Set(entries.map(({ currency }) => currency))].sort().join();
	return currencies(pair.source) === currencies(pair.books) ? 'changed' : 'currency';
}
