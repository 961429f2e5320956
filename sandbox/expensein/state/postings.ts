import { randomUUID } from 'node:crypto';
import type { Document, DocumentKind } from './shapes';
import { instant, type Row, type Store } from './store';

export interface Posting {
	id: string;
	recordType: 'Expense' | 'Invoice';
	recordId: string;
	number: string;
	status: 'Complete' | 'Failed';
	reference: string | null;
	reason: string | null;
	at: string;
}
export interface NewPosting {
	kind: DocumentKind;
	record: Document;
	status: Posting['status'];
	reference: string | null;
	reason: string | null;
	/** Emulated milliseconds. */
	at: number;
}

export function addPosting(store: Store, { kind, record, ...rest }: NewPosting): void {
	store.insert('ein_postings', { id: randomUUID(), kind, record: record.id, number: record.number, ...rest });
}

/** Newest first. */
export function postings(
	store: Store, { statuses, since = 0 }: { statuses?: readonly string[]; since?: number } = {}, page?: { from: number; size: number },
): { rows: Posting[]; total: number } {
	const all = store.all('SELECT * FROM ein_postings WHERE at >= ? ORDER BY at DESC, position DESC', since);
	const wanted = statuses === undefined ? all : all.filter((row) => statuses.includes(String(row.status)));
	const shown = page === undefined ? wanted : wanted.slice(page.from, page.from + page.size);
	return { rows: shown.map(show), total: wanted.length };
}

function show(row: Row): Posting {
	return {
		id: String(row.id), recordType: row.kind === 'invoice' ? 'Invoice' : 'Expense', recordId: String(row.record), number: String(row.number),
		status: row.status === 'Failed' ? 'Failed' : 'Complete', reference: text(row.reference), reason: text(row.reason), at: instant(Number(row.at)),
	};
}

function text(value: unknown): string | null {
	return value === null ? null : String(value);
}
