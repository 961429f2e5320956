import type { IDataObject } from 'n8n-workflow';
import { dayIn, parseDay, toInstant, type Day, type Instant } from '../../core/dates';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../../core/errors';
import { attempt } from '../../core/operations/attempt';
import type { ItemResult, OutputItem } from '../../core/operations/call';
import { listed, mostOf, showing } from '../../core/operations/listed';
import { take } from '../../core/operations/read';
import { targetFromLocator } from '../../core/properties/locator';
import type { CanonicalRecord, Reader, ReadQuery } from '../../core/session';
import type { DocumentKind } from '../contract';
import { documentPages, findDocument, type DocumentQuery } from '../documents';
import { postingPages, postingReader } from '../postings';
import { toReport } from '../report';
import { json, kindOf, tellMissing, type Call } from '../session';

/** Lists, and with the resource "record" whatever kind each item says. */
export async function getMany(call: Call): Promise<ItemResult[]> {
	const results = await attempt(call, async (index) => {
		const { kind, reader } = readerOf(call, index);
		return shownMany(call, index, kind, await take(reader, listQuery(call, index), mostOf(call.context, index)));
	});
	tellMissing(call.context, call.session.names);
	return results;
}

export async function get(call: Call): Promise<ItemResult[]> {
	return await attempt(call, async (index) => {
		const { reader } = readerOf(call, index);
		return [shown(call, index, await reader.one(targetFromLocator(call.context, 'target', index)))];
	});
}

function readerOf(call: Call, index: number): { kind: string; reader: Reader } {
	const kind = kindOf(call, index);
	const reader = call.session.readerFor(kind);
	return { kind, reader };
}

/** Expenses or supplier invoices. One that cannot be read fails beside the others: an input item may give both. */
export async function getDocuments(call: Call): Promise<ItemResult[]> {
	const results: ItemResult[] = [];
	for (const { index } of call.items) {
		try {
			const kind = call.resource as DocumentKind; // the operation belongs to these two resources
			const outcomes = await readDocuments(call, kind, documentQuery(call, index), mostOf(call.context, index));
			const good = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : []));
			results.push({ index, outcome: ok(shownMany(call, index, kind, good)) });
			for (const outcome of outcomes) if (!outcome.ok) results.push({ index, outcome });
		} catch (error) {
			results.push({ index, outcome: failed(asBooksError(error)) });
		}
	}
	tellMissing(call.context, call.session.names);
	return results;
}

async function readDocuments(call: Call, kind: DocumentKind, query: DocumentQuery, limit: number): Promise<Array<Outcome<CanonicalRecord>>> {
	const { api, names } = call.session;
	const outcomes: Array<Outcome<CanonicalRecord>> = [];
	for await (const page of documentPages(api, kind, query)) {
		for (const wire of page) {
			if (outcomes.length >= limit) return outcomes;
			outcomes.push(await toReport(api, kind, wire, names));
		}
		if (outcomes.length >= limit) break;
	}
	return outcomes;
}

export async function getDocument(call: Call): Promise<ItemResult[]> {
	const { api, names } = call.session;
	const results = await attempt(call, async (index) => {
		const kind = call.resource as DocumentKind; // as above
		const wire = await findDocument(api, kind, targetFromLocator(call.context, 'target', index));
		const report = await toReport(api, kind, wire, names);
		if (!report.ok) throw report.error;
		return [shown(call, index, report.value)];
	});
	tellMissing(call.context, names);
	return results;
}

export async function getPostings(call: Call): Promise<ItemResult[]> {
	const { api } = call.session;
	return await attempt(call, async (index) => {
		const { status, changedSince, search } = filtersOf(call, index);
		const query = { status: text(status), updatedSince: instant(call, changedSince), search: text(search) };
		const reader = { ...postingReader(api), pages: () => postingPages(api, query) };
		return shownMany(call, index, 'posting', await take(reader, {}, mostOf(call.context, index)));
	});
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
	const zoned = /T.*(Z|[+-]\d{2}:?\d{2})$/.test(given) && !Number.isNaN(Date.parse(given));
	const at = zoned ? dayIn(new Date(given).toISOString(), context.getTimezone()) : parseDay(given);
	if (at !== undefined) return at;
	throw new BooksError({ message: `"${given}" is no date`, category: 'validation', field, hint: 'Write it as 2026-11-03.' });
}

function shownMany(call: Call, index: number, kind: string, records: CanonicalRecord[]): OutputItem[] {
	const show = showing(call.context, index);
	return listed(call.context, index, kind, records.map((record) => json(show(record))));
}

function shown({ context }: Call, index: number, record: CanonicalRecord): OutputItem {
	return { json: json(showing(context, index)(record)) };
}
