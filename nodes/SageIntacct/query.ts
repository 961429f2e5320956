import { inParts } from '../core/chunks';
import { BooksError } from '../core/errors';
import type { XmlElement } from '../core/xml';
import { rowsIn, textIn } from '../core/xml-elements';
import type { XmlContent } from '../core/xml-write';
import { execute, type Answer, type Content, type Intacct } from './api';

/** The most of one answer, and the most values of one "in". Source: Sage Intacct, "Queries". */
export const PAGE_SIZE = 2000;
const MOST_VALUES = 1000;
/** Answers of full pages are large; so many of them in one request are enough. */
const AT_ONCE = 8;

export type Filter = Content;

export const equals = (field: string, value: string): Filter => ({ equalto: { field, value } });
export const atLeast = (field: string, value: string): Filter => ({ greaterthanorequalto: { field, value } });
export const atMost = (field: string, value: string): Filter => ({ lessthanorequalto: { field, value } });
export const above = (field: string, value: string): Filter => ({ greaterthan: { field, value } });
export const isNull = (field: string): Filter => ({ isnull: { field } });
export const contains = (field: string, text: string): Filter => ({ like: { field, value: `%${text.replace(/[%_]/g, '_')}%` } });

/** The values that a field may have; more of them than one question takes make several. */
export function isIn(field: string, values: string[]): Filter[] {
	return inParts([...new Set(values)], MOST_VALUES).map((part) => (part.length === 1 ? equals(field, part[0] ?? '') : { in: { field, value: part } }));
}

export const all = (...filters: Array<Filter | undefined>): Filter | undefined => joined('and', filters);
export const any = (...filters: Array<Filter | undefined>): Filter | undefined => joined('or', filters);

/** Two operands at least; the ones of a kind stand in one list, since elements of one name are one member here. */
function joined(word: 'and' | 'or', filters: Array<Filter | undefined>): Filter | undefined {
	const some = filters.filter((filter) => filter !== undefined);
	if (some.length < 2) return some[0];
	const operands: Record<string, XmlContent[]> = {};
	for (const [name, operand] of some.flatMap((filter) => Object.entries(filter))) operands[name] = [...(operands[name] ?? []), operand];
	return { [word]: operands };
}

export interface Query {
	object: string;
	fields: readonly string[];
	filter?: Filter;
	/** Ascending. Without an order Intacct gives rows as they come. */
	orderBy?: readonly string[];
	pageSize?: number;
	offset?: number;
}

/** The function of a question. Source: Sage Intacct, "Queries", query function. */
export function queryFn({ object, fields, filter, orderBy = [], pageSize = PAGE_SIZE, offset = 0 }: Query, entity: string): Content {
	return {
		query: {
			object,
			select: { field: [...fields] },
			filter,
			orderby: orderBy.length === 0 ? undefined : { order: orderBy.map((field) => ({ field, ascending: '' })) },
			// At the top level records of entities are told only on demand.
			options: { caseinsensitive: 'true', showprivate: entity === '' ? 'true' : undefined },
			pagesize: String(pageSize),
			offset: offset === 0 ? undefined : String(offset),
		},
	};
}

/** Rows of an answer: under the object's name as asked, or as it is spelt in Intacct. */
export function rowsOf({ data }: Answer, object: string): XmlElement[] {
	const name = Object.keys(data).find((key) => key.toLowerCase() === object.toLowerCase());
	return name === undefined ? [] : rowsIn(data, name);
}

/** One page; what is refused is thrown. */
export async function page(intacct: Intacct, query: Query): Promise<XmlElement[]> {
	const [rows] = await pagesOf(intacct, [query]);
	if (rows === undefined || rows instanceof BooksError) throw rows ?? new BooksError({ category: 'outage', message: 'Sage Intacct gave no page' });
	return rows;
}

/** One page of each, in one request. */
export async function pagesOf(intacct: Intacct, queries: Query[]): Promise<Array<XmlElement[] | BooksError>> {
	const pages: Array<XmlElement[] | BooksError> = [];
	for (const part of inParts(queries, AT_ONCE)) {
		const answers = await execute(intacct, part.map((query) => ({ content: queryFn(query, intacct.entity) })));
		part.forEach(({ object }, at) => {
			const answer = answers[at] as Answer | BooksError;
			pages.push(answer instanceof BooksError ? answer : rowsOf(answer, object));
		});
	}
	return pages;
}

/** Whole lists, page by page from the last number seen, so that what is made or deleted meanwhile shifts nothing past us. */
export async function* queryPages(intacct: Intacct, query: Omit<Query, 'offset' | 'orderBy'>, number = 'RECORDNO'): AsyncGenerator<XmlElement[]> {
	const { pageSize = PAGE_SIZE, fields } = query;
	const numbered = fields.includes(number) ? fields : [number, ...fields];
	for (let last: string | undefined; ; ) {
		const filter = all(query.filter, last === undefined ? undefined : above(number, last));
		const rows = await page(intacct, { ...query, fields: numbered, filter, orderBy: [number], pageSize });
		yield rows;
		const next = textIn(rows.at(-1) ?? {}, number);
		if (rows.length < pageSize || next === undefined || next === last) return;
		last = next;
	}
}

