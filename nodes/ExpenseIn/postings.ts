import type { Instant } from '../core/dates';
import { BooksError } from '../core/errors';
import type { CanonicalRecord, Change, Reader } from '../core/session';
import type { ExpenseIn } from './api';
import { unknownRecord } from './errors';
import { plain, textOf } from './json';
import { instantOf, reading, type Wire } from './wire';

export interface PostingQuery {
	/** "Complete" or "Failed" */
	status?: string;
	updatedSince?: Instant;
	/** A part of the document's number or of the reference. */
	search?: string;
}

/** The posting history, newest first: one row for each document and try. */
export async function* postingPages(api: ExpenseIn, query: PostingQuery): AsyncGenerator<CanonicalRecord[]> {
	const names = api.contract.query;
	const asked = Object.entries({ [names.status]: query.status, [names.updatedSince]: query.updatedSince }).filter(
		([name, value]) => name !== '' && value !== undefined,
	);
	const since = query.updatedSince === undefined ? undefined : new Date(query.updatedSince).toISOString();
	const text = (query.search ?? '').trim().toLowerCase();
	for await (const page of api.pages('posting', Object.fromEntries(asked))) {
		const rows = page
			.map((wire) => toPosting(api, wire))
			.filter(
				({ status, at, number, reference }) =>
					(query.status === undefined || String(status).toLowerCase() === query.status.toLowerCase()) &&
					(since === undefined || at === undefined || String(at) >= since) &&
					[number, reference].some((word) => String(word ?? '').toLowerCase().includes(text)),
			);
		if (rows.length > 0) yield rows;
	}
}

function toPosting({ contract }: ExpenseIn, wire: Wire): CanonicalRecord {
	const read = reading(contract.fields.posting, wire);
	const recordType = textOf(read('recordType'))?.toLowerCase();
	return {
		kind: 'posting',
		id: textOf(read('id')) ?? '',
		recordKind: recordType === 'invoice' ? 'supplierInvoice' : recordType,
		recordId: textOf(read('recordId')),
		number: textOf(read('number')),
		status: textOf(read('status')),
		reference: textOf(read('reference')),
		reason: textOf(read('reason')),
		at: instantOf(read('changedAt')),
		raw: plain(wire),
	};
}

export function postingReader(api: ExpenseIn): Reader {
	const pages = (query: PostingQuery) => postingPages(api, query);
	return {
		pages: ({ changedSince, search }) => pages({ updatedSince: changedSince, search }),
		one: async ({ id, number }) => {
			for await (const page of pages({})) {
				const found = page.find((row) => (id === undefined ? row.number === number : row.id === id));
				if (found !== undefined) return found;
			}
			throw unknownRecord('posting', id ?? number ?? '');
		},
	};
}

/**
 * Rows of one status since a moment, oldest first.
 * @throws BooksError where a row tells no time, so that nothing could be told as new once and never again
 */
export async function* postingChanges(api: ExpenseIn, status: string, since: Instant): AsyncGenerator<Change[]> {
	const changes: Change[] = [];
	for await (const page of postingPages(api, { status, updatedSince: since })) {
		for (const record of page) {
			if (typeof record.at !== 'string') throw timeless(record);
			changes.push({ id: record.id, at: record.at, record });
		}
	}
	yield changes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function timeless({ number, id }: CanonicalRecord): BooksError {
	return new BooksError({
		message: 'The posting does not tell when it was',
		category: 'validation',
		document: String(number ?? id),
		hint: 'Set "fields.posting.changedAt" in "Contract Overrides", or "changeDetection" to "full".',
	});
}
