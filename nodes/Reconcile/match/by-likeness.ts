import { remember } from '../../core/match/collections';
import { similarity, wordsOf } from '../../core/match/names';
import { sizeOf, type Units } from '../../core/units';
import { textAt } from '../../core/values';
import type { Entry } from '../entry';
import { isSameParty, shownAs, type Directory } from '../facets';
import type { Matched, Pair } from './pair';

export interface LikenessSettings {
	tolerance: Units;
	days: number;
	/** 0 to 100. */
	least: number;
}

interface Candidate {
	source: Entry;
	books: Entry;
	likeness: number;
	days: number;
	off: Units;
}

const DAY = 86_400_000;
/** Of very many documents with the same amount, those with the same name and then the nearest are looked at. */
const MOST = 50;
/** A better name beats a nearer day. */
const DAY_COST = 2;
const SAME = 100;
/** Where one side names nobody, amount and day alone speak. */
const NOBODY = 50;

/**
 * Probable pairs: one currency, an amount within the tolerance, days that lie near, and names that are alike. The
 * likest go first, each document once; the order of the lists makes no difference.
 */
export function byLikeness({ source, books }: Pick<Matched, 'source' | 'books'>, settings: LikenessSettings, directory: Directory): Matched {
	const nameOf = namer(directory);
	const candidates: Candidate[] = [];
	const there = byCurrency(books);
	for (const entry of source) candidates.push(...candidatesOf(entry, there.get(entry.currency) ?? [], settings, nameOf, directory));
	const label = ({ source: a, books: b }: Candidate) => `${a.date}\n${a.key}\n${textAt(a.record, 'id')}\n${b.date}\n${b.key}\n${textAt(b.record, 'id')}`;
	const ranked = candidates.map((one) => ({ one, score: one.likeness - DAY_COST * one.days, label: label(one) }));
	ranked.sort((a, b) => b.score - a.score || compareUnits(a.one.off, b.one.off) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0));
	const taken = new Set<Entry>();
	const pairs: Pair[] = [];
	for (const { one: { source: one, books: other, likeness, days } } of ranked) {
		if (taken.has(one) || taken.has(other)) continue;
		taken.add(one).add(other);
		pairs.push({ by: 'likeness', source: [one], books: [other], likeness, days });
	}
	return { pairs, duplicates: [], source: source.filter((entry) => !taken.has(entry)), books: books.filter((entry) => !taken.has(entry)) };
}

function candidatesOf(entry: Entry, sorted: Entry[], { tolerance, days, least }: LikenessSettings, nameOf: (entry: Entry) => string[], directory: Directory): Candidate[] {
	const found: Candidate[] = [];
	const party = directory.whole(entry.party);
	const day = dayNumber(entry.date);
	for (let at = firstFrom(sorted, entry.total - tolerance); at < sorted.length; at++) {
		const other = sorted[at] as Entry;
		if (other.total > entry.total + tolerance) break;
		const apart = Math.abs(dayNumber(other.date) - day);
		if (apart > days) continue;
		const likeness = isSameParty(party, directory.whole(other.party)) === true ? SAME : 0;
		found.push({ source: entry, books: other, likeness, days: apart, off: sizeOf(other.total - entry.total) });
	}
	if (found.length > MOST) found.sort((a, b) => b.likeness - a.likeness || a.days - b.days).splice(MOST);
	const own = nameOf(entry);
	return found.flatMap((one) => {
		if (one.likeness === SAME) return [one];
		const other = nameOf(one.books);
		const isOpen = own.length === 0 || other.length === 0;
		const likeness = isOpen ? NOBODY : Math.round(similarity(own, other) / 10);
		return isOpen || likeness >= least ? [{ ...one, likeness }] : [];
	});
}

/** Days since 1970. */
function dayNumber(day: string): number {
	return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY;
}

/** Each currency's documents by amount. */
function byCurrency(entries: Entry[]): Map<string, Entry[]> {
	const groups = new Map<string, Entry[]>();
	for (const entry of entries) remember(groups, entry.currency, () => []).push(entry);
	for (const group of groups.values()) group.sort((a, b) => compareUnits(a.total, b.total) || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
	return groups;
}

function firstFrom(sorted: Entry[], total: Units): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((sorted[middle] as Entry).total < total) low = middle + 1;
		else high = middle;
	}
	return low;
}

const compareUnits = (a: Units, b: Units): number => (a < b ? -1 : a > b ? 1 : 0);

/** The words of a party's name; thousands of documents share a few parties. */
function namer(directory: Directory): (entry: Entry) => string[] {
	const known = new Map<string, string[]>();
	return ({ party }) => {
		const { name, email } = directory.whole(party);
		const text = name ?? email ?? shownAs(party);
		return remember(known, text, () => wordsOf(text));
	};
}
