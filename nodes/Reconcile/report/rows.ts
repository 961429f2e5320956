import { fromUnits } from '../../core/units';
import { textAt, type SyncRecord } from '../../core/values';
import type { Difference } from '../compare';
import { sumOf } from '../compare';
import { noteOf, type Entry } from '../entry';
import { shownAs } from '../facets';
import type { Compared, Reconciled } from '../reconcile';

export const RESULTS = ['missing', 'extra', 'different', 'probable', 'duplicate', 'unreadable', 'matched'] as const;
export type Result = (typeof RESULTS)[number];

/** One finding in plain words: a line of the CSV, a line of the page, the head of an item. Empty text where nothing is known. */
export interface Row {
	result: Result;
	key: string;
	number: string;
	kind: string;
	party: string;
	/** key, number or likeness */
	match: string;
	sourceDate: string;
	booksDate: string;
	currency: string;
	booksCurrency: string;
	sourceAmount: string;
	booksAmount: string;
	/** Books less source, where the currency is the same. */
	difference: string;
	/** What differs, or why it is told, in words. */
	details: string;
	id: string;
	link: string;
}

/** Rows of all that was found, the gravest first; what agrees comes last and only when asked for. */
export function rowsOf(found: Reconciled, withMatched: boolean): Row[] {
	return [
		...found.missing.map(missingRow),
		...found.extra.map(extraRow),
		...found.different.map((one) => pairRow('different', one)),
		...found.probable.map((one) => pairRow('probable', one)),
		...found.duplicates.map(duplicateRow),
		...found.report.unreadable.map(({ key, why, side }) => ({ ...EMPTY, result: 'unreadable' as const, key, details: `${named(side)}: ${why}` })),
		...(withMatched ? found.matched.map((pair) => pairRow('matched', { pair, differences: [] })) : []),
	];
}

const EMPTY: Omit<Row, 'result'> = {
	key: '', number: '', kind: '', party: '', match: '', sourceDate: '', booksDate: '', currency: '', booksCurrency: '', sourceAmount: '', booksAmount: '',
	difference: '', details: '', id: '', link: '',
};

export function missingRow(entry: Entry): Row {
	const amount = fromUnits(entry.total);
	return { ...EMPTY, ...factsOf(entry), result: 'missing', sourceDate: entry.date, currency: entry.currency, sourceAmount: amount, difference: fromUnits(-entry.total), details: noteOf(entry) };
}

export function extraRow(entry: Entry): Row {
	const amount = fromUnits(entry.total);
	return { ...EMPTY, ...factsOf(entry), result: 'extra', booksDate: entry.date, booksCurrency: entry.currency, booksAmount: amount, difference: amount };
}

export function duplicateRow({ entry, kept, count }: Reconciled['duplicates'][number]): Row {
	const own = entry.side === 'books' ? extraRow(entry) : missingRow(entry);
	const number = textAt(kept.record, 'number');
	const twin = number === '' || number === entry.key ? textAt(kept.record, 'id') : number;
	const details = `The key stands ${count} times in the ${entry.side}${twin === '' ? '' : `; compared was ${twin}`}.`;
	return { ...own, result: 'duplicate', details };
}

export function pairRow(result: Result, { pair, differences }: Compared): Row {
	const { source, books, by, likeness, days } = pair;
	const [one, other] = [source[0] as Entry, books[0] as Entry];
	const sameCurrency = one.currency === other.currency;
	const likely = by === 'likeness' ? [`Names are alike by ${likeness} per cent, ${days} ${days === 1 ? 'day' : 'days'} apart.`] : [];
	const parts = source.length + books.length > 2 ? [`${counted(source.length)} of the source, ${counted(books.length)} of the books.`] : [];
	return {
		...EMPTY,
		...factsOf(other),
		key: one.key || other.key || (one.keys[0] ?? '').toUpperCase(),
		party: factsOf(one).party || factsOf(other).party,
		result,
		match: by,
		sourceDate: one.date,
		booksDate: other.date,
		currency: one.currency,
		booksCurrency: other.currency,
		sourceAmount: fromUnits(sumOf(source)),
		booksAmount: fromUnits(sumOf(books)),
		difference: sameCurrency ? fromUnits(sumOf(books) - sumOf(source)) : '',
		details: [...likely, ...parts, ...differences.map(inWords)].join(' '),
	};
}

const WORDS: Readonly<Record<Difference['field'], string>> = {
	total: 'Total', currency: 'Currency', date: 'Date', period: 'Posted in another period', kind: 'Kind', party: 'Supplier or customer', tax: 'Tax',
	account: 'Account', dimension: 'Dimension', taxRate: 'Tax rate', documents: 'Documents',
};

/** "Total 12.00, in the books 13.00." */
export function inWords({ field, of, source, books }: Difference): string {
	return `${WORDS[field]}${of === undefined ? '' : ` ${of}`} ${source === '' ? '(none)' : source}, in the books ${books === '' ? '(none)' : books}.`;
}

function factsOf({ record, key, kind, party }: Entry): Pick<Row, 'key' | 'number' | 'kind' | 'party' | 'id' | 'link'> {
	return {
		key: key || textAt(record, 'name'),
		number: textAt(record, 'number') || textAt(record, 'reference'),
		kind,
		party: party.name ?? party.email ?? shownAs(party),
		id: textAt(record, 'id'),
		link: linkIn(record),
	};
}

const linkIn = (record: SyncRecord): string => textAt(record, 'link') || textAt(record, 'url');
const counted = (count: number): string => `${count} ${count === 1 ? 'document' : 'documents'}`;
const named = (side: string): string => (side === 'source' ? 'Source' : 'Books');
