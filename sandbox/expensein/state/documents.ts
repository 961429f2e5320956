import type { SQLInputValue } from 'node:sqlite';
import { notFound } from '../wire/errors';
import { type Document, type DocumentKind, type Expense, type Invoice, isExpense } from './shapes';
import { instant, type Store } from './store';

export interface Wanted {
	statuses?: readonly string[];
	types?: readonly string[];
	/** Days, both included. */
	approvedFrom?: string;
	approvedTo?: string;
	/** Emulated milliseconds, included. */
	updatedSince?: number;
}

/** Which documents, as SQL and its values. */
function where(kind: DocumentKind, { statuses, types, approvedFrom, approvedTo, updatedSince }: Wanted): { sql: string; values: SQLInputValue[] } {
	const parts = ['kind = ?'];
	const values: SQLInputValue[] = [kind];
	const among = (column: string, list: readonly string[] | undefined) => {
		if (list === undefined) return;
		parts.push(`${column} IN (${list.map(() => '?').join(', ')})`);
		values.push(...list);
	};
	const compare = (condition: string, value: SQLInputValue | undefined) => {
		if (value === undefined) return;
		parts.push(condition);
		values.push(value);
	};
	among('status', statuses);
	among('type', types);
	compare('substr(approved, 1, 10) >= ?', approvedFrom);
	compare('substr(approved, 1, 10) <= ?', approvedTo);
	compare('updated >= ?', updatedSince);
	return { sql: `FROM ein_documents WHERE ${parts.join(' AND ')}`, values };
}

/** A JSON text of the documents in the order of their numbers, and how many there are in all. */
export function documentsText(store: Store, kind: DocumentKind, wanted: Wanted, page?: { from: number; size: number }): { text: string; total: number } {
	const { sql, values } = where(kind, wanted);
	const rows =
		page === undefined
			? store.all(`SELECT body ${sql} ORDER BY position`, ...values)
			: store.all(`SELECT body ${sql} ORDER BY position LIMIT ? OFFSET ?`, ...values, page.size, page.from);
	const total = page === undefined ? rows.length : Number(store.one(`SELECT count(*) AS n ${sql}`, ...values)?.n ?? 0);
	return { text: `[${rows.map((row) => String(row.body)).join(',')}]`, total };
}

export function documents(store: Store, kind: 'expense', wanted?: Wanted): Expense[];
export function documents(store: Store, kind: 'invoice', wanted?: Wanted): Invoice[];
export function documents(store: Store, kind: DocumentKind, wanted?: Wanted): Document[];
export function documents(store: Store, kind: DocumentKind, wanted: Wanted = {}): Document[] {
	return JSON.parse(documentsText(store, kind, wanted).text) as Document[];
}

/** By id; people may also name its number. */
export function documentById(store: Store, kind: DocumentKind, id: string, { orNumber = false } = {}): Document {
	const row =
		store.one('SELECT body FROM ein_documents WHERE kind = ? AND id = ?', kind, id) ??
		(orNumber ? store.one('SELECT body FROM ein_documents WHERE kind = ? AND number = ?', kind, id) : undefined);
	if (row === undefined) throw notFound(`The ${kind} ${id}`);
	return JSON.parse(String(row.body)) as Document;
}

/** Keeps a new document or a changed one, and marks the change. */
export function putDocument<T extends Document>(store: Store, document: T, at = store.stamp()): T {
	const kept = { ...document, updatedAt: instant(at) };
	const kind: DocumentKind = isExpense(kept) ? 'expense' : 'invoice';
	store.run(
		`INSERT INTO ein_documents (id, kind, number, status, type, approved, updated, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		 ON CONFLICT (id) DO UPDATE SET status = excluded.status, type = excluded.type, approved = excluded.approved,
		 updated = excluded.updated, body = excluded.body`,
		kept.id, kind, kept.number, kept.status, isExpense(kept) ? kept.type : 'Invoice', kept.approvedAt, at, JSON.stringify(kept),
	);
	return kept;
}
