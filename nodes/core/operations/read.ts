import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { toInstant } from '../dates';
import { BooksError } from '../errors';
import type { CanonicalRecord, Reader, ReadKind, ReadQuery } from '../ledger';
import { refFromLocator, targetFromLocator } from '../properties/locator';
import { attempt } from './attempt';
import type { Call, ItemResult } from './call';

export async function getMany(call: Call): Promise<ItemResult[]> {
	const reader = readerOf(call);
	return await attempt(call, async (index) => {
		const all = call.context.getNodeParameter('returnAll', index, false) as boolean;
		const limit = all ? Infinity : (call.context.getNodeParameter('limit', index, 50) as number);
		const records = await take(reader, readQuery(call.context, index), limit);
		return records.map((record) => ({ json: shown(call.context, index, record) }));
	});
}

export async function get(call: Call): Promise<ItemResult[]> {
	const reader = readerOf(call);
	return await attempt(call, async (index) => {
		const record = await reader.one(targetFromLocator(call.context, 'target', index));
		return [{ json: shown(call.context, index, record) }];
	});
}

function readerOf({ ledger, resource, system }: Call): Reader {
	const reader = ledger.readers[resource as ReadKind];
	if (reader !== undefined) return reader;
	throw new BooksError({ message: `${system} has no list of ${resource}`, category: 'validation' });
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

function shown(context: IExecuteFunctions, index: number, record: CanonicalRecord): IDataObject {
	const { raw, ...simple } = record;
	const whole = context.getNodeParameter('simplify', index, true) === true ? simple : { ...simple, raw };
	return JSON.parse(JSON.stringify(whole)) as IDataObject;
}
