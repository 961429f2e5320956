import { daysBetween, monthOf, type Day } from '../core/dates';
import { remember } from '../core/match/collections';
import { fromUnits, sizeOf, toUnits, type Units } from '../core/units';
import { areWhole, linesOf, REPORT, taxOf, type CodedLine, type Entry } from './entry';
import { commonFacet, isKnown, isSameParty, shownAs, type Directory, type Facets } from './facets';
import type { Pair } from './match/pair';
import type { Compared, Settings } from './settings';
import { fold } from './words';

/** What differs, in words for people; `difference` is books less source. */
export interface Difference {
	field: 'total' | 'currency' | 'date' | 'period' | 'kind' | 'party' | 'tax' | 'account' | 'dimension' | 'taxRate' | 'documents';
	/** Which account or dimension value. */
	of?: string;
	source: string;
	books: string;
	difference?: string;
}

/** Which way the money goes decides about the kind: a bill below zero is a credit. */
const FAMILIES: Readonly<Record<string, string>> = { bill: 'payable', supplierCredit: 'payable', expense: 'money', bankTransaction: 'money' };

/** All that differs between documents that are the same. Empty where they agree. */
export function differencesOf(pair: Pair, settings: Settings, directory: Directory): Difference[] {
	const { source, books, lacking = [] } = pair;
	const [one, other] = [source[0] as Entry, books[0] as Entry];
	const tolerance = toUnits(settings.tolerance) ?? 0n;
	// A report that is held has no accounts of the books yet, and its own days: of it the amounts are compared.
	const isReport = source.some(({ kind }) => kind === REPORT);
	const differs = (field: Compared) => settings.compare.includes(field) && (!isReport || field === 'currency');
	const single = source.length === 1 && books.length === 1;
	const found: Difference[] = [];
	const amounts = (field: Difference['field'], ours: Units, theirs: Units, of?: string) => {
		if (sizeOf(theirs - ours) <= tolerance) return;
		found.push({ field, ...(of === undefined ? {} : { of }), source: fromUnits(ours), books: fromUnits(theirs), difference: fromUnits(theirs - ours) });
	};
	const texts = (field: Difference['field'], ours: string, theirs: string) => found.push({ field, source: ours, books: theirs });

	const currencies = [currenciesOf(source), currenciesOf(books)] as const;
	if (differs('currency') && currencies[0] !== currencies[1]) texts('currency', ...currencies);
	amounts('total', sumOf(source), sumOf(books));
	if (isAcross(pair)) texts('period', ...periodsOf(source, books));
	if (lacking.length > 0) texts('documents', `${lacking.length + books.length}`, `${books.length}, without ${lacking.map((key) => key.toUpperCase()).join(', ')}`);
	if (single) {
		if (differs('date') && Math.abs(daysBetween(one.date, other.date)) > settings.dateTolerance) texts('date', one.date, other.date);
		if (differs('kind') && familyOf(one) !== familyOf(other)) texts('kind', one.kind, other.kind);
		const parties = [directory.whole(one.party), directory.whole(other.party)] as const;
		if (differs('party') && isKnown(parties[0]) && isSameParty(...parties) === false) texts('party', shownAs(parties[0]), shownAs(parties[1]));
	}
	const taxes = [sumOrNothing(source.map(taxOf)), sumOrNothing(books.map(taxOf))] as const;
	if (differs('tax') && taxes[0] !== undefined && taxes[1] !== undefined) amounts('tax', taxes[0], taxes[1]);
	const lines = [allLines(source), allLines(books)] as const;
	if (lines[0] === undefined || lines[1] === undefined) return found;
	const splits = [
		...(differs('accounts') ? [['account', accountsIn] as const] : []),
		...(differs('dimensions') ? [['dimension', dimensionsIn] as const] : []),
		...(differs('tax') ? [['taxRate', taxRatesIn] as const] : []),
	];
	for (const [field, partsIn] of splits) {
		for (const { of, ours, theirs } of byRef(partsIn(lines[0]), partsIn(lines[1]), directory)) amounts(field, ours, theirs, of);
	}
	return found;
}

/** Whether the period holds one side and not the other. */
export function isAcross({ source, books }: Pair): boolean {
	const within = [...source, ...books].map(({ inPeriod }) => inPeriod);
	return within.includes(true) && within.includes(false);
}

interface Coded {
	amount: Units;
	ref?: Facets;
}

const accountsIn = (lines: CodedLine[]): Coded[] => lines.map(({ amount, account }) => ({ amount, ref: account }));
const taxRatesIn = (lines: CodedLine[]): Coded[] => lines.map(({ amount, taxRate }) => ({ amount, ref: taxRate }));
/** A line without dimensions says nothing of them, and is no line without a name for its dimension. */
const dimensionsIn = (lines: CodedLine[]): Coded[] => lines.flatMap(({ amount, dimensions }) => dimensions.map(({ value }) => ({ amount, ref: value })));

/** Sums by account or the like, where all of both sides can be named by the same sort of name. */
function byRef(ours: Coded[], theirs: Coded[], directory: Directory): Array<{ of: string; ours: Units; theirs: Units }> {
	const all = [...ours, ...theirs];
	if (all.length === 0 || all.some(({ ref }) => ref === undefined) || areAlike(ours, theirs)) return [];
	const whole = (coded: Coded) => ({ ...coded, ref: directory.whole(coded.ref as Facets) });
	const [a, b] = [ours.map(whole), theirs.map(whole)];
	const facet = commonFacet([...a, ...b].map(({ ref }) => ref));
	if (facet === undefined) return [];
	const sums = new Map<string, { of: string; ours: Units; theirs: Units }>();
	const put = (side: 'ours' | 'theirs') => ({ amount, ref }: Coded & { ref: Facets }) => {
		remember(sums, fold(ref[facet] ?? ''), () => ({ of: shownAs(ref), ours: 0n, theirs: 0n }))[side] += amount;
	};
	a.forEach(put('ours'));
	b.forEach(put('theirs'));
	return [...sums.values()];
}

/** The usual case, told without looking anything up. */
function areAlike(ours: Coded[], theirs: Coded[]): boolean {
	return ours.length === theirs.length && ours.every(({ amount, ref }, at) => {
		const other = theirs[at];
		return amount === other?.amount && ref?.code !== undefined && ref.code === other.ref?.code;
	});
}

const familyOf = ({ kind }: Entry): string => FAMILIES[kind] ?? kind;
export const sumOf = (entries: readonly Entry[]): Units => entries.reduce((sum, { total }) => sum + total, 0n);
const currenciesOf = (entries: Entry[]): string => [...new Set(entries.map(({ currency }) => currency))].sort().join(', ');

/** Months, or days where a period is no whole month. */
function periodsOf(source: Entry[], books: Entry[]): [string, string] {
	const all = (entries: Entry[], by: (day: Day) => string) => [...new Set(entries.map(({ date }) => by(date)))].sort().join(', ');
	const [ours, theirs] = [all(source, monthOf), all(books, monthOf)];
	return ours === theirs ? [all(source, String), all(books, String)] : [ours, theirs];
}

function allLines(entries: Entry[]): CodedLine[] | undefined {
	const all: CodedLine[] = [];
	for (const entry of entries) {
		const lines = linesOf(entry);
		if (lines === undefined || !areWhole(entry, lines)) return undefined;
		all.push(...lines);
	}
	return all;
}

function sumOrNothing(taxes: Array<Units | undefined>): Units | undefined {
	return taxes.some((tax) => tax === undefined) ? undefined : (taxes as Units[]).reduce((sum, tax) => sum + tax, 0n);
}
