import type { IDataObject } from 'n8n-workflow';
import { dayIn, parseDay, toInstant, type Day, type Instant } from '../../core/dates';
import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { CanonicalRecord, ReadQuery } from '../../core/ledger';
import { attempt } from '../../core/operations/attempt';
import type { Call, ItemResult, OutputItem } from '../../core/operations/call';
import { take } from '../../core/operations/read';
import { targetFromLocator } from '../../core/properties/locator';
import { asBooksError } from '../../core/errors';
import type { DocumentKind } from '../contract';
import { documentPages, findDocument, type DocumentQuery } from '../documents';
import { postingPages } from '../postings';
import { toReport } from '../report';
import { json, kindOf, sessionOf, tellMissing } from '../session';

/** Lists, and with the resource "record" whatever kind each item says. */
export async function getMany(call: Call): Promise<ItemResult[]> {
	const { readers, names } = sessionOf(call);
	const results = await attempt(call, async (index) => {
		const kind = kindOf(call, index);
		const reader = (readers as Record<string, (typeof readers)['supplier']>)[kind];
		if (reader === undefined) throw new BooksError({ message: `ExpenseIn has no list of ${kind}`, category: 'validation' });
		const records = await take(reader, listQuery(call, index), limitOf(call, index));
		return shownMany(call, index, kind, records);
	});
	tellMissing(call.context, names);
	return results;
}

export async function get(call: Call): Promise<ItemResult[]> {
	const { readers } = sessionOf(call);
	return await attempt(call, async (index) => {
		const kind = kindOf(call, index);
		const reader = (readers as Record<string, (typeof readers)['supplier']>)[kind];
		if (reader === undefined) throw new BooksError({ message: `ExpenseIn has no list of ${kind}`, category: 'validation' });
		return [shown(call, index, await reader.one(targetFromLocator(call.context, 'target', index)))];
	});
}

/** Expenses or supplier invoices. One that cannot be read fails beside the others: an input item may give both. */
export async function getDocuments(call: Call): Promise<ItemResult[]> {
	const { api, names } = sessionOf(call);
	const results: ItemResult[] = [];
	for (const { index } of call.items) {
		try {
			const kind = kindOf(call, index) as DocumentKind;
			const query = documentQuery(call, index);
			const outcomes = await read(call, kind, query, limitOf(call, index));
			const good = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
			results.push({ index, outcome: ok(shownMany(call, index, kind, good)) });
			for (const outcome of outcomes) if (!outcome.ok) results.push({ index, outcome });
		} catch (error) {
			results.push({ index, outcome: failed(asBooksError(error)) });
		}
	}
	tellMissing(call.context, names);
	return results;

	async function read(_call: Call, kind: DocumentKind, query: DocumentQuery, limit: number): Promise<Array<Outcome<CanonicalRecord>>> {
		const outcomes: Array<Outcome<CanonicalRecord>> = [];
		for await (const page of documentPages(api, kind, query)) {
			for (const wire of page) {
				if (outcomes.length >= limit) return outcomes;
				outcomes.push(await toReport(api, kind, wire, names));
			}
		}
		return outcomes;
	}
}

export async function getDocument(call: Call): Promise<ItemResult[]> {
	const { api, names } = sessionOf(call);
	const results = await attempt(call, async (index) => {
		const kind = kindOf(call, index) as DocumentKind;
		const wire = await findDocument(api, kind, targetFromLocator(call.context, 'target', index));
		const report = await toReport(api, kind, wire, names);
		if (!report.ok) throw report.error;
		return [shown(call, index, report.value)];
	});
	tellMissing(call.context, names);
	return results;
}

export async function getPostings(call: Call): Promise<ItemResult[]> {
	const { api } = sessionOf(call);
	return await attempt(call, async (index) => {
		const { status, changedSince, search } = filtersOf(call, index);
		const reader = { pages: () => postingPages(api, { status: text(status), updatedSince: instant(call, changedSince), search: text(search) }) };
		return shownMany(call, index, 'posting', await take({ ...reader, one: async () => ({ id: '' }) }, {}, limitOf(call, index)));
	});
}

function limitOf({ context }: Call, index: number): number {
	const all = context.getNodeParameter('returnAll', index, false) === true;
	return all ? Infinity : (context.getNodeParameter('limit', index, 50) as number);
}

function filtersOf({ context }: Call, index: number): IDataObject {
	return context.getNodeParameter('filters', index, {}) as IDataObject;
}

function listQuery(call: Call, index: number): ReadQuery {
	const { activeOnly, changedSince, search } = filtersOf(call, index);
	return { activeOnly: activeOnly === true, changedSince: instant(call, changedSince), search: text(search) };
}

function documentQuery(call: Call, index: number): DocumentQuery {
	const filters = filtersOf(call, index);
	const words = (value: unknown) => (Array.isArray(value) ? value.map(String) : (text(value)?.split(',') ?? [])).map((one) => one.trim());
	return {
		statuses: words(call.context.getNodeParameter('statuses', index, [])),
		types: words(filters.types),
		sections: words(filters.sections),
		approvedFrom: day(call, 'approvedFrom', filters.approvedFrom),
		approvedTo: day(call, 'approvedTo', filters.approvedTo),
		updatedSince: instant(call, filters.changedSince),
		notExported: filters.notExported === true,
		notWaitingToBeBilled: filters.notWaitingToBeBilled === true,
		failedOnly: filters.failedOnly === true,
	};
}

function text(value: unknown): string | undefined {
	const words = typeof value === 'object' && value !== null ? JSON.parse(JSON.stringify(value)) : value;
	return typeof words === 'string' && words.trim() !== '' ? words.trim() : undefined;
}

function instant({ context }: Call, value: unknown): Instant | undefined {
	const given = text(value);
	if (given === undefined) return undefined;
	const at = toInstant(given, context.getTimezone());
	if (!Number.isNaN(Date.parse(at))) return at;
	throw new BooksError({ message: `"${given}" is no time`, category: 'validation', field: 'changedSince', hint: 'Choose a date and time, or leave the filter out.' });
}

function day({ context }: Call, field: string, value: unknown): Day | undefined {
	const given = text(value);
	if (given === undefined) return undefined;
	// A time with a zone, as the editor gives it, is meant as the day that it is there.
	const at = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(given) && !Number.isNaN(Date.parse(given)) ? dayIn(new Date(given).toISOString(), context.getTimezone()) : parseDay(given);
	if (at !== undefined) return at;
	throw new BooksError({ message: `"${given}" is no date`, category: 'validation', field, hint: 'Write it as 2026-11-03.' });
}

/** One item for each, or with "Combine Into One Item" one that says also that there are none. */
function shownMany(call: Call, index: number, kind: string, records: CanonicalRecord[]): OutputItem[] {
	const items = records.map((record) => shown(call, index, record));
	if (call.context.getNodeParameter('combine', index, false) !== true) return items;
	const input = call.context.getInputData()[index]?.json;
	return [{ json: { ...input, kind, records: items.map((item) => item.json), count: items.length } }];
}

function shown({ context }: Call, index: number, { raw, ...simple }: CanonicalRecord): OutputItem {
	return { json: json(context.getNodeParameter('simplify', index, true) === true ? simple : { ...simple, raw }) };
}
