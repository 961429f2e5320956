import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { SyncRecord } from '../core/values';
import type { Entry } from './entry';
import type { Compared, Reconciled } from './reconcile';
import { duplicateRow, extraRow, missingRow, pairRow, type Result } from './report/rows';

/** Items for what was found: the words of the row, the records of both sides, and what differs field by field. */
export function itemsOf(found: Reconciled, withMatched: boolean): INodeExecutionData[][] {
	const pairs = (result: Result, some: Compared[]) => some.map((one) => itemOf(
		{ ...pairRow(result, one), differences: one.differences, ...recordsOf(one.pair.source, one.pair.books) },
		[...one.pair.source, ...one.pair.books],
	));
	return [
		found.missing.map((entry) => itemOf({ ...missingRow(entry), source: plain(entry) }, [entry])),
		found.extra.map((entry) => itemOf({ ...extraRow(entry), books: plain(entry) }, [entry])),
		pairs('different', found.different),
		pairs('probable', found.probable),
		found.duplicates.map((one) => itemOf({ ...duplicateRow(one), side: one.entry.side, [one.entry.side]: plain(one.entry), kept: plain(one.kept) }, [one.entry])),
		withMatched ? pairs('matched', found.matched.map((pair) => ({ pair, differences: [] }))) : [],
	];
}

/** Where one document became several, `parts` lists all of them. */
function recordsOf(source: Entry[], books: Entry[]): SyncRecord {
	const [one, other] = [source[0] as Entry, books[0] as Entry];
	const parts = source.length + books.length > 2 ? { parts: { source: source.map(plain), books: books.map(plain) } } : {};
	return { source: plain(one), books: plain(other), ...parts };
}

/** Without the vendor's own record, which only makes the item heavy. */
function plain({ record: { raw: _raw, ...record } }: Entry): SyncRecord {
	return record;
}

/** Of a document in very many parts, some will do to trace it. */
const MOST_PAIRED = 100;

function itemOf(json: object, from: Entry[]): INodeExecutionData {
	const pairs = from.slice(0, MOST_PAIRED).map(({ item, side }) => ({ item, input: side === 'source' ? 0 : 1 }));
	const [only, other] = pairs;
	return { json: json as IDataObject, pairedItem: only !== undefined && other === undefined ? only : pairs };
}
