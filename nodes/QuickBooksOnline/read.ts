import { markedPages } from '../core/marked-pages';
import { ask, type Qbo } from './api';
import { batchOfQueries } from './batch';
import { PAGE_SIZE, quoted, select, type Selection } from './query';
import type { QboRecord } from './types';
import { toInstant, toQueryTime } from './wire';

/** So many statements go one by one; more go together in a batch, of which there are fewer a minute. */
const ONE_BY_ONE = 3;

interface Rows {
	QueryResponse?: Record<string, unknown>;
	/** QuickBooks' clock. */
	time?: string;
}

/** One page of a selection. */
export async function page<T>(qbo: Qbo, selection: Selection): Promise<T[]> {
	const answer = await ask<Rows>(qbo, select(selection));
	return rowsOf<T>(answer, selection.entity);
}

/** Every row of every selection, page by page where one has more than a page. */
export async function readAll<T extends QboRecord>(qbo: Qbo, selections: Selection[]): Promise<T[]> {
	const rows: T[] = [];
	const ordered = selections.map((selection) => ({ orderBy: 'Id', ...selection }));
	const first = ordered.length > ONE_BY_ONE
		? await batchOfQueries<T>(qbo, ordered.map((selection) => ({ statement: select(selection), entity: selection.entity })))
		: undefined;
	for (const [index, selection] of ordered.entries()) {
		for (let start = 1; ; start += PAGE_SIZE) {
			const found = start === 1 && first !== undefined ? (first[index] ?? []) : await page<T>(qbo, { ...selection, start });
			rows.push(...found);
			if (found.length < PAGE_SIZE) break;
		}
	}
	return [...new Map(rows.map((row) => [row.Id, row])).values()];
}

/** All records of a selection, oldest change first, changed at or after `since`. */
export async function* changedPages<T extends QboRecord>(qbo: Qbo, { entity, where = [] }: Selection, since?: string): AsyncGenerator<T[]> {
	yield* markedPages<T>({
		pageSize: PAGE_SIZE,
		idOf: ({ Id }) => Id,
		markOf: ({ MetaData }) => MetaData?.LastUpdatedTime,
		next: (mark) => {
			const at = toInstant(mark);
			return at === undefined ? undefined : toQueryTime(at);
		},
		read: async (mark, number) => {
			const changed = mark === undefined ? undefined : `MetaData.LastUpdatedTime >= ${quoted(mark)}`;
			return await page<T>(qbo, { entity, where: [...where, changed], orderBy: 'MetaData.LastUpdatedTime asc', start: (number - 1) * PAGE_SIZE + 1 });
		},
	}, since === undefined ? undefined : toQueryTime(since));
}

function rowsOf<T>({ QueryResponse }: Rows, entity: string): T[] {
	const rows = QueryResponse?.[entity];
	// No rows is no member; without the response itself nothing was said.
	return Array.isArray(rows) ? (rows as T[]) : [];
}
