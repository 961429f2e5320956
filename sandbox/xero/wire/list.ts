import { readInstant } from '../dates';
import type { Narrow } from '../books/store';
import type { Kind, Records } from '../records';
import { compile } from '../query/evaluate';
import { FIELDS } from '../query/fields';
import { narrowBy } from '../query/narrow';
import { parseOrder } from '../query/order';
import { parseWhere } from '../query/parse';
import type { Wire } from './batch';
import type { Answer, Call } from './call';
import { badQuery } from './errors';

export interface Listing<K extends Kind> {
	kind: K;
	collection: string;
	/** Whether `page` means something here. */
	paged: boolean;
	/** Whether If-Modified-Since does. */
	delta: boolean;
	/** From the resource's own parameters (IDs, Statuses, …). */
	narrow?: Narrow;
	/** A further test, for what has no column. */
	keep?: (record: Records[K]) => boolean;
	/** The record with what `where` and `order` may name of its relations. */
	view?: (record: Records[K]) => unknown;
	/** @param page whether the call was paged, since Xero then shows more of each record */
	show: (record: Records[K], page: boolean) => Wire;
}

/** A GET of many. Source: Xero, "Requests and responses", "Paging", "Filtering". */
export function answerList<K extends Kind>(call: Call, listing: Listing<K>): Answer {
	const { kind, collection, view = (record: Records[K]): unknown => record } = listing;
	const types = FIELDS[kind] ?? {};
	const where = call.query('where');
	const expression = where === undefined ? undefined : parseWhere(where);
	const test = expression === undefined ? undefined : compile(expression, types);
	const order = parseOrder(call.query('order') ?? '', types);
	const page = listing.paged ? pageOf(call) : undefined;

	const narrow: Narrow = { ...(expression === undefined ? {} : narrowBy(expression, kind)), ...listing.narrow };
	const since = call.header('if-modified-since');
	if (listing.delta && since !== undefined && since !== '') narrow.since = readInstant(since);
	let found = call.books.list(kind, narrow);
	if (listing.keep !== undefined) found = found.filter(listing.keep);
	if (test !== undefined) found = found.filter((record) => test(view(record)));
	if (order !== undefined) found = [...found].sort((a, b) => order(view(a), view(b)));

	if (page === undefined) return { json: { [collection]: found.map((record) => listing.show(record, false)) } };
	const first = (page.page - 1) * page.pageSize;
	const pagination = { ...page, pageCount: Math.ceil(found.length / page.pageSize), itemCount: found.length };
	const shown = found.slice(first, first + page.pageSize).map((record) => listing.show(record, true));
	return { json: { pagination, [collection]: shown } };
}

function pageOf(call: Call): { page: number; pageSize: number } | undefined {
	const page = call.query('page');
	const pageSize = call.query('pageSize');
	if (page === undefined) return undefined;
	return { page: whole('page', page, 1_000_000), pageSize: whole('pageSize', pageSize ?? '100', 1000) };
}

function whole(name: string, value: string, most: number): number {
	const number = Number(value);
	if (!Number.isInteger(number) || number < 1 || number > most)
		throw badQuery(`The value '${value}' is not valid for ${name}`);
	return number;
}

/** A comma list from the query, without empty parts. */
export function commaList(value: string | undefined): string[] | undefined {
	const parts = value
		?.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '');
	return parts === undefined || parts.length === 0 ? undefined : parts;
}
