import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { toInstant } from '../dates';
import { BooksError } from '../errors';
import { refFromLocator, targetFromLocator } from '../properties/locator';
import type { CanonicalRecord, Mark, Reader, Reading, ReadQuery } from '../session';
import { attempt } from './attempt';
import type { Call, ItemResult } from './call';
import { kindOf } from './kind';
import { listed, mostOf, showing } from './listed';

export async function getMany(call: Call<Reading>): Promise<ItemResult[]> {
	const { context } = call;
	return await attempt(call, async (index) => {
		const { kind, reader } = readerOf(call, index);
		const query = readQuery(context, index);
		if (context.getNodeParameter('filters.marksOnly', index, false) === true) return listed(context, index, kind, await marksOf(reader, query));
		const records = await take(reader, query, mostOf(context, index));
		const show = showing(context, index);
		return listed(context, index, kind, records.map((record) => plain(show(record))));
	});
}

export async function get(call: Call<Reading>): Promise<ItemResult[]> {
	return await attempt(call, async (index) => {
		const { reader } = readerOf(call, index);
		const record = await reader.one(targetFromLocator(call.context, 'target', index));
		return [{ json: plain(showing(call.context, index)(record)) }];
	});
}

function readerOf(call: Call<Reading>, index: number): { kind: string; reader: Reader } {
	const kind = kindOf(call, index);
	const { readers } = call.session;
	const reader = Object.hasOwn(readers, kind) ? readers[kind] : undefined;
	if (reader !== undefined) return { kind, reader };
	throw new BooksError({
		message: `${call.system} has no list of ${kind}`,
		category: 'validation',
		hint: `It has: ${Object.keys(readers).sort().join(', ')}.`,
	});
}

/** Pages to the end, or until there are enough. */
export async function take(reader: Reader, query: ReadQuery, limit: number): Promise<CanonicalRecord[]> {
	const records: CanonicalRecord[] = [];
	for await (const page of reader.pages(query)) {
		for (const record of page) {
			if (records.length >= limit) return records;
			records.push(record);
		}
		if (records.length >= limit) return records;
	}
	return records;
}

/** What has changed, each record once as it stands last; what is gone is told, too. A vendor without change marks gives its whole list. */
async function marksOf(reader: Reader, query: ReadQuery): Promise<IDataObject[]> {
	const marks = new Map<string, Mark>();
	const { changedSince: since = new Date(0).toISOString() } = query;
	if (reader.marks !== undefined) for await (const page of reader.marks(since)) for (const mark of page) marks.set(mark.id, mark);
	else if (reader.changes !== undefined) {
		for await (const page of reader.changes(since)) for (const { id, at, record } of page) marks.set(id, markOf(id, at, record));
	} else for await (const page of reader.pages(query)) for (const record of page) marks.set(record.id, markOf(record.id, String(record.changedAt ?? ''), record));
	return [...marks.values()].map((mark) => ({ ...mark }));
}

function markOf(id: string, at: string, { version, deleted }: CanonicalRecord): Mark {
	return { id, at, ...(version === undefined ? {} : { version: String(version) }), ...(deleted === true ? { deleted } : {}) };
}

function readQuery(context: IExecuteFunctions, index: number): ReadQuery {
	const filters = context.getNodeParameter('filters', index, {}) as IDataObject;
	const of = refFromLocator(context, 'of', index);
	const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined);
	const since = text(filters.changedSince);
	return {
		changedSince: since === undefined ? undefined : toInstant(since, context.getTimezone()),
		activeOnly: filters.activeOnly === true,
		search: text(filters.search),
		from: text(filters.from)?.slice(0, 10),
		to: text(filters.to)?.slice(0, 10),
		of,
	};
}

function plain(record: object): IDataObject {
	return JSON.parse(JSON.stringify(record)) as IDataObject;
}
