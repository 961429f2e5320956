import { parseDay, type Day } from '../core/dates';
import { documentKey } from '../core/keys';
import type { Entry as Arrived } from '../core/lists';
import { remember } from '../core/match/collections';
import { sizeOf, toUnits, type Units } from '../core/units';
import { isEmpty, textAt, valueAt, type SyncRecord } from '../core/values';
import { partyRefOf, refOf, type Facets } from './facets';
import { moneyOf } from './money-of';
import type { Settings } from './settings';
import { fold } from './words';

/** A report that is no document yet, such as one that is held. */
export const REPORT = 'expenseReport';

export type Side = 'source' | 'books';

/** A document of either side, in the few words that are compared. Its lines are read from the record when needed. */
export interface Entry {
	side: Side;
	record: SyncRecord;
	/** The input item that it came in. */
	item: number;
	/** Empty where it has none. */
	key: string;
	/** Folded keys; a source record that became several documents names them all. */
	keys: string[];
	/** Of a report that is held: what stands behind the first sign "-" in the keys of the documents that it became, if it was posted before. */
	stem?: string;
	kind: string;
	date: Day;
	currency: string;
	/** With tax, from the company's pocket: what came back is negative. */
	total: Units;
	/** Without tax, where only that is known for sure. */
	isNet: boolean;
	/** What a positive amount of a line means for the total. */
	sign: 1 | -1;
	party: Facets;
	inPeriod: boolean;
	/** In the books: made by the sync whose documents are asked for, by the look of its key. */
	isOwn: boolean;
}

export interface Unreadable {
	side: Side;
	key: string;
	item: number;
	why: string;
}

export interface Read {
	entries: Entry[];
	unreadable: Unreadable[];
	/** Left out: another kind or currency than asked for, void or deleted. */
	leftOut: number;
}

/** Documents of one side. What cannot be read is told, since a total without it would be wrong without a word. */
export function readEntries(side: Side, arrived: readonly Arrived[], settings: Settings): Read {
	const result: Read = { entries: [], unreadable: [], leftOut: 0 };
	const kinds = new Set(settings.kinds.map(fold));
	const currencies = new Set(settings.currencies.map(fold));
	const dead = new Set(settings.deadStatuses.map(fold));
	const own = settings.ownKeys.map(fold).filter((one) => one !== '');
	const isOwnKey = (key: string) => own.length === 0 || own.some((start) => fold(key).startsWith(start));
	const days = new Map<unknown, Day>();
	for (const { record, item } of arrived) {
		const kind = textAt(record, 'kind');
		const currency = (textAt(record, 'currency') || settings.baseCurrency).toUpperCase();
		const isWanted = (kinds.size === 0 || kinds.has(fold(kind))) && (currencies.size === 0 || currency === '' || currencies.has(fold(currency)));
		if (!isWanted || dead.has(fold(textAt(record, 'status')))) {
			result.leftOut += 1;
			continue;
		}
		const key = textAt(record, settings.keyField[side]);
		const date = dateOf(record, settings.dateField[side], days);
		const money = moneyOf(record, kind);
		if (date === undefined || money === undefined) {
			const why = date === undefined ? 'It has no day that can be read.' : 'It has no amount that can be read.';
			result.unreadable.push({ side, key: key || textAt(record, 'number') || textAt(record, 'id'), item, why });
			continue;
		}
		const inPeriod = (settings.from === undefined || date >= settings.from) && (settings.to === undefined || date <= settings.to);
		const isOwn = side === 'source' || isOwnKey(key);
		result.entries.push({ side, record, item, key, ...keysOf(record, key, kind), kind, date, currency, ...money, party: partyRefOf(record), inPeriod, isOwn });
	}
	return result;
}

/**
 * A held report may have no day of its own kind yet.
 * @param known days that were read before: a hundred thousand documents share a few hundred
 */
function dateOf(record: SyncRecord, field: string, known: Map<unknown, Day>): Day | undefined {
	for (const name of [field, 'date', 'approved', 'submitted', 'created']) {
		const value = valueAt(record, name);
		const day = value === undefined ? undefined : remember(known, value, () => parseDay(value) ?? '');
		if (day !== undefined && day !== '') return day;
	}
	return undefined;
}

function keysOf(record: SyncRecord, key: string, kind: string): Pick<Entry, 'keys' | 'stem'> {
	if (key !== '') return { keys: [fold(key)] };
	const keys = valueAt(record, 'keys');
	if (Array.isArray(keys)) return { keys: [...new Set(keys.filter((one) => typeof one === 'string' && one.trim() !== '').map((one) => fold(String(one))))] };
	if (kind !== REPORT) return { keys: [] };
	const [reference, id] = [textAt(record, 'reference'), textAt(record, 'id')];
	if (reference !== '') return { keys: [fold(documentKey(reference))] };
	return id === '' ? { keys: [] } : { keys: [], stem: fold(documentKey(id)) };
}

/** Numbers that people know the document by, folded. */
export function numbersOf({ record, key }: Entry): string[] {
	const numbers = [key, ...['number', 'reference'].map((field) => textAt(record, field))];
	return [...new Set(numbers.filter((one) => one !== '').map(fold))];
}

export interface CodedLine {
	amount: Units;
	account?: Facets;
	taxRate?: Facets;
	dimensions: Array<{ dimension?: Facets; value: Facets }>;
}

/** The lines with tax, signed as the total. Undefined where the record tells none, or one that cannot be read. */
export function linesOf({ record, sign }: Entry): CodedLine[] | undefined {
	const lines = valueAt(record, 'lines') ?? valueAt(record, 'expenses');
	if (!Array.isArray(lines) || lines.length === 0) return undefined;
	const isNet = record.taxIncluded === false;
	const coded: CodedLine[] = [];
	for (const line of lines as SyncRecord[]) {
		const amount = toUnits(line.amount);
		if (amount === undefined) return undefined;
		const gross = isNet ? amount + (toUnits(line.taxAmount) ?? 0n) : amount;
		coded.push({
			amount: sign === 1 ? gross : -gross,
			account: refOf(line.account ?? line.category),
			// Some books tell a tax rate by its id alone, which is no code.
			taxRate: refOf(line.taxRate) ?? refOf({ id: line.taxId }),
			dimensions: dimensionsOf(line),
		});
	}
	return coded;
}

const CENT = 1_000_000n;

/**
 * What the lines lack to the total: nothing, but for rounding, where they tell all of it. Books that give lines without
 * tax and no tax beside them lack the tax. A journal's lines cancel each other.
 */
export function restOf({ kind, total }: Entry, lines: readonly CodedLine[]): Units {
	if (kind === 'journal') return 0n;
	return lines.reduce((rest, { amount }) => rest - amount, total);
}

/** Whether the lines tell the whole of the document, so that sums of them can be held against another's. */
export function areWhole(entry: Entry, lines: readonly CodedLine[]): boolean {
	return sizeOf(restOf(entry, lines)) <= CENT * BigInt(lines.length);
}

function dimensionsOf(line: SyncRecord): CodedLine['dimensions'] {
	const given = Array.isArray(line.dimensions) ? (line.dimensions as SyncRecord[]) : [];
	const dimensions = given.flatMap(({ dimension, value }) => {
		const of = refOf(value);
		return of === undefined ? [] : [{ dimension: refOf(dimension), value: of }];
	});
	const biCode = refOf(line.biCode);
	return biCode === undefined ? dimensions : [...dimensions, { value: biCode }];
}

/** The document's tax, signed as its total. Undefined where it is not told. */
export function taxOf({ record, sign }: Entry): Units | undefined {
	const told = toUnits(record.tax);
	if (told !== undefined) return told * BigInt(sign);
	const lines = Array.isArray(record.lines) ? (record.lines as SyncRecord[]) : [];
	const taxes = lines.map(({ taxAmount }) => toUnits(taxAmount));
	if (taxes.length === 0 || taxes.some((tax) => tax === undefined)) return undefined;
	return (taxes as Units[]).reduce((sum, tax) => sum + tax, 0n) * BigInt(sign);
}

/** Why a source document is known not to stand in the books, such as a report that is held. */
export function noteOf({ record }: Entry): string {
	if (!isEmpty(record.note)) return textAt(record, 'note');
	const held = Array.isArray(record.held) ? (record.held as SyncRecord[]) : [];
	return held.map((reason) => textAt(reason, 'message')).filter((text) => text !== '').join(' ');
}
