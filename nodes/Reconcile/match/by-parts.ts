import { remember } from '../../core/match/collections';
import type { Entry } from '../entry';
import type { Matched, Pair } from './pair';

/**
 * One document here, several there: parts of a document carry its key with an ending, "EXP-R1" and "EXP-R1-1",
 * "EXP-R1-2". They are compared as a whole. So is a report that is held today, and was posted before somebody took its
 * mapping away: its id stands in the keys.
 */
export function byParts({ source, books }: Pick<Matched, 'source' | 'books'>): Matched {
	const inBooks = partsOf(source, books);
	const pairs: Pair[] = [...inBooks].map(([whole, parts]) => ({ by: 'key', source: [whole], books: parts }));
	const taken = new Set(pairs.flatMap((pair) => [...pair.source, ...pair.books]));
	const [leftSource, leftBooks] = [source, books].map((side) => side.filter((entry) => !taken.has(entry))) as [Entry[], Entry[]];
	for (const [whole, parts] of partsOf(leftBooks, leftSource)) {
		pairs.push({ by: 'key', source: parts, books: [whole] });
		for (const entry of [whole, ...parts]) taken.add(entry);
	}
	return { pairs, duplicates: [], source: source.filter((entry) => !taken.has(entry)), books: books.filter((entry) => !taken.has(entry)) };
}

function partsOf(wholes: Entry[], parts: Entry[]): Map<Entry, Entry[]> {
	const byKey = new Map(wholes.flatMap((entry): Array<[string, Entry]> => (entry.key === '' ? [] : [[entry.keys[0] ?? '', entry]])));
	const byStem = new Map(wholes.flatMap((entry): Array<[string, Entry]> => (entry.stem === undefined ? [] : [[entry.stem, entry]])));
	const found = new Map<Entry, Entry[]>();
	if (byKey.size + byStem.size === 0) return found;
	for (const part of parts) {
		let key = part.key === '' ? '' : (part.keys[0] ?? '');
		for (let end = key.lastIndexOf('-'); end > 0; end = key.lastIndexOf('-')) {
			key = key.slice(0, end);
			const whole = byKey.get(key) ?? byStem.get(key.slice(key.indexOf('-') + 1));
			if (whole === undefined) continue;
			remember(found, whole, () => []).push(part);
			break;
		}
	}
	return found;
}
