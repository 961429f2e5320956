import type { SQLInputValue } from 'node:sqlite';
import { notFound } from '../wire/errors';
import { type Kind, KINDS } from './kinds';
import { readSettings } from './settings';
import { type Body, instant, type Row, type Store } from './store';

/** What every record has. */
export interface Kept extends Body {
	id: string;
	version: number;
	externalRefs: Record<string, ExternalRef>;
	updatedAt: string;
}
export interface ExternalRef {
	id: string;
	syncToken?: string;
	syncedAt: string;
}
/** Whose record. */
export interface Of {
	company: string;
	kind: Kind;
}

/** Trimmed and in lower case: how names and codes are compared. */
export function fold(text: unknown): string | null {
	const folded = typeof text === 'string' ? text.trim().toLowerCase() : '';
	return folded === '' ? null : folded;
}

export function findRecord(store: Store, { company, kind }: Of, id: string): Kept | undefined {
	const row = store.one('SELECT * FROM wrk_records WHERE id = ? AND company = ? AND kind = ? AND deleted = 0', id, company, kind);
	return row === undefined ? undefined : bodyOf(store, row);
}

/** Throws the 404 of an address. */
export function recordById(store: Store, of: Of, id: string): Kept {
	const record = findRecord(store, of, id);
	if (record === undefined) throw notFound(`${KINDS[of.kind].title} ${id}`);
	return record;
}

/** The first living record for which this holds, e.g. `name = ?`. */
export function findWhere(store: Store, { company, kind }: Of, condition: string, ...values: SQLInputValue[]): Kept | undefined {
	const sql = `SELECT * FROM wrk_records WHERE company = ? AND kind = ? AND deleted = 0 AND ${condition} ORDER BY position LIMIT 1`;
	const row = store.one(sql, company, kind, ...values);
	return row === undefined ? undefined : bodyOf(store, row);
}

export function allWhere(store: Store, { company, kind }: Of, condition = '1', ...values: SQLInputValue[]): Kept[] {
	const sql = `SELECT * FROM wrk_records WHERE company = ? AND kind = ? AND deleted = 0 AND ${condition} ORDER BY position`;
	return store.all(sql, company, kind, ...values).map((row) => bodyOf(store, row));
}

/** Keeps a new record or a changed one: marks the change and raises the version. */
export function keep(store: Store, of: Of, fields: Body, { id, at = store.stamp() }: { id?: string; at?: number } = {}): Kept {
	const { prefix, first } = KINDS[of.kind];
	const row = id === undefined ? undefined : store.one('SELECT version, body FROM wrk_records WHERE id = ?', id);
	const before = row === undefined ? undefined : (JSON.parse(String(row.body)) as Body);
	const kept: Kept = {
		id: id ?? `${prefix}_${store.next(of.kind, first)}`, ...fields, externalRefs: (before?.externalRefs ?? {}) as Kept['externalRefs'],
		createdAt: String(before?.createdAt ?? instant(at)), updatedAt: instant(at), version: Number(row?.version ?? 0) + 1,
	};
	const columns = columnsOf(kept);
	if (row === undefined) {
		store.insert('wrk_records', { ...of, id: kept.id, ...columns, updated: at, version: kept.version, body: JSON.stringify(kept) });
	} else {
		const names = Object.keys(columns).map((name) => `${name} = ?`).join(', ');
		store.run(
			`UPDATE wrk_records SET ${names}, updated = ?, version = ?, deleted = 0, body = ? WHERE id = ?`,
			...Object.values(columns), at, kept.version, JSON.stringify(kept), kept.id,
		);
	}
	return withRefs(store, kept);
}

function columnsOf(record: Body): Record<string, SQLInputValue> {
	const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
	return {
		name: fold(record.name), code: fold(record.code), email: fold(record.email), client: text(record.clientId), invoice: text(record.invoiceId),
		number: text(record.number), day: text(record.issueDate ?? record.date),
		status: typeof record.active === 'boolean' ? String(record.active) : text(record.status),
	};
}

/** Leaves a tombstone. */
export function bury(store: Store, id: string): void {
	store.run('UPDATE wrk_records SET deleted = 1, updated = ?, version = version + 1, name = NULL, code = NULL, number = NULL WHERE id = ?', store.stamp(), id);
}

/** As on the wire, or the tombstone. */
export function bodyOf(store: Store, row: Row): Kept {
	const body = JSON.parse(String(row.body)) as Kept;
	if (row.deleted === 1) return { id: body.id, deleted: true, updatedAt: instant(Number(row.updated)) } as unknown as Kept; // a tombstone has no more
	return withRefs(store, body);
}

function withRefs(store: Store, record: Kept): Kept {
	if (!readSettings(store).externalRefs) {
		const { externalRefs: _left, ...rest } = record;
		return rest as Kept; // an account without the feature
	}
	return record;
}

/** Notes or clears the record's id in another system, without a new version: a sync must not wake itself. */
export function setExternalRef(store: Store, of: Of, id: string, system: string, ref: ExternalRef | null): Kept {
	const record = recordById(store, of, id);
	const { [system]: _old, ...others } = record.externalRefs;
	const externalRefs = ref === null ? others : { ...record.externalRefs, [system]: ref };
	store.run('DELETE FROM wrk_refs WHERE record = ? AND system = ?', id, system);
	if (ref !== null) store.insert('wrk_refs', { record: id, system, external: ref.id });
	const changed = { ...record, externalRefs };
	store.run('UPDATE wrk_records SET body = ? WHERE id = ?', JSON.stringify(changed), id);
	return changed;
}
