import { textAt } from '../../core/values';
import { remember } from '../../core/match/collections';
import type { Entry } from '../entry';
import type { Duplicate, Matched, Pair } from './pair';

/** How many things differ in a pair. */
export type Strangeness = (pair: Pair) => number;

interface Cluster {
	source: Entry[];
	books: Entry[];
}

/**
 * Documents with a common key. A source record that became several documents names all of their keys, and several may
 * name the same one; what hangs together in this way is compared as a whole. A key that stands twice on a side is a
 * duplicate, of which the one that suits best is compared.
 */
export function byKey(source: Entry[], books: Entry[], strangeness: Strangeness): Matched {
	const result: Matched = { pairs: [], duplicates: [], source: [], books: [] };
	for (const cluster of clustersOf(source, books)) {
		// What people wrote as a reference, "card" on a hundred payments, is a key only where the source knows it.
		if (cluster.source.length === 0 && cluster.books.some(({ isOwn }) => !isOwn)) {
			result.books.push(...cluster.books);
			continue;
		}
		const [other] = cluster.source;
		const keptInBooks = distinct(cluster.books, result.duplicates, (entry) => (other === undefined ? 0 : strangeness({ by: 'key', source: [other], books: [entry] })));
		const [held] = keptInBooks;
		const keptInSource = distinct(cluster.source, result.duplicates, (entry) => (held === undefined ? 0 : strangeness({ by: 'key', source: [entry], books: [held] })));
		const kept = { source: keptInSource, books: keptInBooks };
		if (kept.source.length === 0) result.books.push(...kept.books);
		else if (kept.books.length === 0) result.source.push(...kept.source);
		else {
			const names = new Set(kept.books.flatMap(({ keys }) => keys));
			const lacking = kept.source.flatMap(({ keys }) => keys).filter((key) => !names.has(key));
			result.pairs.push({ by: 'key', ...kept, ...(lacking.length === 0 ? {} : { lacking }) });
		}
	}
	return result;
}

/** In the order of the source, then of the books. */
function clustersOf(source: Entry[], books: Entry[]): Cluster[] {
	const parents = new Map<string, string>();
	const root = (key: string): string => {
		let top = key;
		for (let up = parents.get(top); up !== undefined; up = parents.get(top)) top = up;
		if (top !== key) parents.set(key, top);
		return top;
	};
	for (const { keys } of [source, books].flat()) {
		const [first, ...others] = keys;
		for (const other of others) {
			const [a, b] = [root(first ?? ''), root(other)];
			if (a !== b) parents.set(b, a);
		}
	}
	const clusters = new Map<string, Cluster>();
	const alone: Cluster[] = [];
	for (const entry of [source, books].flat()) {
		const [key] = entry.keys;
		if (key === undefined) {
			alone.push(entry.side === 'source' ? { source: [entry], books: [] } : { source: [], books: [entry] });
			continue;
		}
		remember(clusters, root(key), () => ({ source: [], books: [] }))[entry.side].push(entry);
	}
	return [...clusters.values(), ...alone];
}

/** One document for each key. A record that only names keys is a part of what they stand for, and none too many. */
function distinct(entries: Entry[], duplicates: Duplicate[], strangeness: (entry: Entry) => number): Entry[] {
	if (entries.length < 2) return entries;
	const groups = new Map<string, Entry[]>();
	const parts = entries.filter(({ key }) => key === '');
	for (const entry of entries) if (entry.key !== '') remember(groups, entry.keys[0] ?? '', () => []).push(entry);
	return [...parts, ...[...groups.values()].map((group) => {
		const [only] = group;
		if (group.length === 1 && only !== undefined) return only;
		const [kept, ...rest] = bestFirst(group, strangeness);
		for (const entry of rest) duplicates.push({ entry, kept: kept as Entry, count: group.length });
		return kept as Entry;
	})];
}

/** In the period, then with the least that differs, then by day and id, so that the order of the lists makes no difference. */
function bestFirst(group: Entry[], strangeness: (entry: Entry) => number): Entry[] {
	const ranked = group.map((entry) => ({ entry, strange: strangeness(entry), label: `${entry.date} ${textAt(entry.record, 'id')}` }));
	ranked.sort((a, b) => Number(b.entry.inPeriod) - Number(a.entry.inPeriod) || a.strange - b.strange || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
	return ranked.map(({ entry }) => entry);
}
