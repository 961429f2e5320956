import { textAt } from '../../core/values';
import { remember } from '../../core/match/collections';
import type { Entry } from '../entry';
import type { Duplicate, Matched } from './pair';

interface Cluster {
	source: Entry[];
	books: Entry[];
}

/**
 * Documents with a common key. A source record that became several documents names all of their keys, and several may
 * name the same one; what hangs together in this way is compared as a whole. A key that stands twice on a side is a
 * duplicate, of which the one that suits best is compared.
 */
export function byKey(source: Entry[], books: Entry[]): Matched {
	const result: Matched = { pairs: [], duplicates: [], source: [], books: [] };
	for (const cluster of clustersOf(source, books)) {
		// What people wrote as a reference, "card" on a hundred payments, is a key only where the source knows it.
		if (cluster.source.length === 0 && cluster.books.some(({ isOwn }) => !isOwn)) {
			result.books.push(...cluster.books);
			continue;
		}
		const kept = { source: distinct(cluster.source, cluster.books, result.duplicates), books: distinct(cluster.books, cluster.source, result.duplicates) };
		if (kept.source.length === 0) result.books.push(...kept.books);
		else if (kept.books.length === 0) result.source.push(...kept.source);
		else {
			const held = new Set(kept.books.flatMap(({ keys }) => keys));
			const lacking = kept.source.flatMap(({ keys }) => keys).filter((key) => !held.has(key));
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
function distinct(entries: Entry[], others: Entry[], duplicates: Duplicate[]): Entry[] {
	if (entries.length < 2) return entries;
	const groups = new Map<string, Entry[]>();
	const parts = entries.filter(({ key }) => key === '');
	for (const entry of entries) if (entry.key !== '') remember(groups, entry.keys[0] ?? '', () => []).push(entry);
	return [...parts, ...[...groups.values()].map((group) => {
		const [only] = group;
		if (group.length === 1 && only !== undefined) return only;
		const [kept, ...rest] = bestFirst(group, others);
		for (const entry of rest) duplicates.push({ entry, kept: kept as Entry, count: group.length });
		return kept as Entry;
	})];
}

/** Nearest to the other side: by currency, total, day; then by id, so that the order of the lists makes no difference. */
function bestFirst(group: Entry[], others: Entry[]): Entry[] {
	const [other] = others;
	const strangeness = (entry: Entry): number =>
		other === undefined ? 0 : (entry.currency === other.currency ? 0 : 4) + (entry.total === other.total ? 0 : 2) + (entry.date === other.date ? 0 : 1);
	const label = ({ date, record }: Entry) => `${date} ${textAt(record, 'id')}`;
	return [...group].sort((a, b) => Number(b.inPeriod) - Number(a.inPeriod) || strangeness(a) - strangeness(b) || (label(a) < label(b) ? -1 : label(a) > label(b) ? 1 : 0));
}
