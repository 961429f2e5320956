import type { Instant, Day } from '../core/dates';
import { BooksError, type Outcome } from '../core/errors';
import type { CanonicalRecord, Change, Reader, Target } from '../core/session';
import type { ExpenseIn } from './api';
import type { DocumentKind } from './contract';
import { unknownRecord } from './errors';
import { flagOf, textOf } from './json';
import type { Names } from './names';
import { toReport, type ReadReport } from './report';
import { instantOf, reading, type Wire } from './wire';

export interface DocumentQuery {
	/** The vendor's words: "Approved". */
	statuses?: string[];
	/** "Purchase", "Mileage", "Time" */
	types?: string[];
	/** "Reimbursable", "Reconcilable" */
	sections?: string[];
	approvedFrom?: Day;
	approvedTo?: Day;
	updatedSince?: Instant;
	/** Leaves out what carries the mark of a posting. */
	notExported?: boolean;
	/** Leaves out what must be re-charged to a client and is not yet marked as billed. */
	notWaitingToBeBilled?: boolean;
	/** Only what failed to post, as the mark says. */
	failedOnly?: boolean;
}

export const DOCUMENT_WORDS: Readonly<Record<DocumentKind, string>> = { expense: 'expense', supplierInvoice: 'supplier invoice' };

/**
 * What fits, page by page. The server is asked to filter and its answer is filtered again, since which of these
 * parameters it knows is assumed.
 */
export async function* documentPages(api: ExpenseIn, kind: DocumentKind, query: DocumentQuery): AsyncGenerator<Wire[]> {
	const names = api.contract.query;
	const asked = Object.entries({
		[names.status]: query.statuses?.join(','),
		[names.updatedSince]: query.updatedSince,
		...(kind === 'supplierInvoice'
			? {}
			: {
					[names.type]: query.types?.join(','),
					[names.approvedFrom]: query.approvedFrom,
					[names.approvedTo]: query.approvedTo,
				}),
	}).filter(([name, value]) => name !== '' && value !== undefined && value !== '');
	for await (const page of api.pages(kind, Object.fromEntries(asked))) {
		const fitting = page.filter((wire) => fits(reading(api.contract.fields[kind], wire), query));
		if (fitting.length > 0) yield fitting;
	}
}

type Read = (field: string) => unknown;

function fits(read: Read, query: DocumentQuery): boolean {
	const approvedAt = instantOf(read('approvedAt'));
	const approved = approvedAt?.slice(0, 10);
	const changedAt = instantOf(read('changedAt'));
	const exported = textOf(read('exportedAt')) !== undefined || textOf(read('exportReference')) !== undefined;
	const waits = flagOf(read('billable')) === true && flagOf(read('billed')) !== true;
	const failed = textOf(read('postingStatus'))?.toLowerCase() === 'failed';
	return (
		isOneOf(read('status'), query.statuses) &&
		isOneOf(read('type'), query.types) &&
		isOneOf(read('section'), query.sections) &&
		(query.approvedFrom === undefined || (approved !== undefined && approved >= query.approvedFrom)) &&
		(query.approvedTo === undefined || (approved !== undefined && approved <= query.approvedTo)) &&
		// A record that tells no time of its last change may have been changed since.
		(query.updatedSince === undefined || changedAt === undefined || changedAt >= new Date(query.updatedSince).toISOString()) &&
		!(query.notExported === true && exported) &&
		!(query.notWaitingToBeBilled === true && waits) &&
		!(query.failedOnly === true && !failed)
	);
}

function isOneOf(value: unknown, wanted: string[] | undefined): boolean {
	if (wanted === undefined || wanted.length === 0) return true;
	const text = textOf(value)?.toLowerCase();
	return wanted.some((one) => one.toLowerCase() === text);
}

/** By ID, or by number: that takes the whole list, for which the API has no search. */
export async function findDocument(api: ExpenseIn, kind: DocumentKind, target: Target): Promise<Wire> {
	if (target.id !== undefined) return await api.one(kind, target.id);
	const wanted = (target.number ?? target.key ?? target.code ?? target.name ?? '').toLowerCase();
	for await (const page of documentPages(api, kind, {})) {
		const found = page.find((wire) => textOf(reading(api.contract.fields[kind], wire)('number'))?.toLowerCase() === wanted);
		if (found !== undefined) return found;
	}
	throw unknownRecord(DOCUMENT_WORDS[kind], wanted);
}

/** For the shared loops: a document that cannot be read fails the whole list here. */
export function documentReader(api: ExpenseIn, kind: DocumentKind, names: Names): Reader {
	const report = async (wire: Wire) => asRecord(await toReport(api, kind, wire, names));
	return {
		async *pages({ changedSince, from, to }) {
			const query = { updatedSince: changedSince, approvedFrom: from, approvedTo: to };
			for await (const page of documentPages(api, kind, query)) yield await Promise.all(page.map(report));
		},
		one: async (target) => await report(await findDocument(api, kind, target)),
	};
}

function asRecord(outcome: Outcome<ReadReport>): CanonicalRecord {
	if (outcome.ok) return outcome.value;
	throw outcome.error;
}

/** Which time of a document tells of the event: its approval happens once, while changes go on. */
export type Mark = 'approvedAt' | 'changedAt';

/**
 * Documents since a moment, oldest first. The record is the vendor's, since only what is new is worth its names.
 * @throws BooksError where the record tells no such time, so that nothing would ever be seen as new
 */
export async function* documentChanges(api: ExpenseIn, kind: DocumentKind, query: DocumentQuery, mark: Mark, since: Instant): AsyncGenerator<Change[]> {
	const changes: Change[] = [];
	for await (const page of documentPages(api, kind, { ...query, updatedSince: since })) {
		for (const wire of page) {
			const read = reading(api.contract.fields[kind], wire);
			const at = instantOf(read(mark));
			const id = textOf(read('id')) ?? '';
			if (at === undefined) throw timeless(kind, mark, textOf(read('number')) ?? id);
			if (at >= since) changes.push({ id, at, record: { id, wire } });
		}
	}
	yield changes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function timeless(kind: DocumentKind, mark: Mark, document: string): BooksError {
	return new BooksError({
		message: `The ${DOCUMENT_WORDS[kind]} does not tell ${mark === 'approvedAt' ? 'when it was approved' : 'when it was changed'}`,
		category: 'validation',
		document,
		hint: `Set "fields.${kind}.${mark}" in "Contract Overrides", or "changeDetection" to "full".`,
	});
}
