import { remember } from '../../core/match/collections';
import { numbersOf, type Entry } from '../entry';
import { isSameParty, type Directory } from '../facets';
import type { Matched, Pair } from './pair';

/**
 * Documents without a common key that bear the same number. Suppliers count alike, so a number alone says too little:
 * the party or the amount must be the same, and the number must stand once on either side.
 */
export function byNumber({ source, books }: Pick<Matched, 'source' | 'books'>, directory: Directory): Matched {
	const [ours, theirs] = [indexOf(source), indexOf(books)];
	const taken = new Set<Entry>();
	const pairs: Pair[] = [];
	for (const entry of source) {
		for (const number of numbersOf(entry)) {
			const [candidate, ...others] = theirs.get(number) ?? [];
			if (candidate === undefined || others.length > 0 || (ours.get(number) ?? []).length > 1 || taken.has(candidate)) continue;
			const sameParty = isSameParty(directory.whole(entry.party), directory.whole(candidate.party)) === true;
			const sameAmount = entry.total === candidate.total && (entry.currency === candidate.currency || candidate.currency === '' || entry.currency === '');
			if (!sameParty && !sameAmount) continue;
			pairs.push({ by: 'number', source: [entry], books: [candidate] });
			taken.add(entry).add(candidate);
			break;
		}
	}
	return { pairs, duplicates: [], source: source.filter((entry) => !taken.has(entry)), books: books.filter((entry) => !taken.has(entry)) };
}

function indexOf(entries: Entry[]): Map<string, Entry[]> {
	const index = new Map<string, Entry[]>();
	for (const entry of entries) for (const number of numbersOf(entry)) remember(index, number, () => []).push(entry);
	return index;
}
