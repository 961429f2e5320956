import { randomUUID } from 'node:crypto';
import { duplicate, notFound } from '../wire/errors';
import { type Kind, KINDS } from './kinds';
import { readSettings } from './settings';
import { instant, type Store } from './store';
import { type Body, checked } from './validate';

/** All records of a kind in the order in which they were made, as one JSON text: 20,000 of them need no parsing. */
export function recordsText(store: Store, kind: Kind): string {
	const rows = store.all('SELECT body FROM ein_records WHERE kind = ? ORDER BY position', kind);
	return `[${rows.map((row) => String(row.body)).join(',')}]`;
}

export function records(store: Store, kind: Kind): Body[] {
	return JSON.parse(recordsText(store, kind)) as Body[];
}

export function recordById(store: Store, kind: Kind, id: string): Body {
	const row = store.one('SELECT body FROM ein_records WHERE kind = ? AND id = ?', kind, id);
	if (row === undefined) throw notFound(`The record ${id} of ${KINDS[kind].path}`);
	return JSON.parse(String(row.body)) as Body;
}

/** By id, reference, name or e-mail address, as people name things. */
export function findRecord(store: Store, kind: Kind, key: string): Body | undefined {
	const row =
		store.one('SELECT body FROM ein_records WHERE kind = ? AND id = ?', kind, key) ??
		store.one('SELECT body FROM ein_records WHERE kind = ? AND reference = ?', kind, key) ??
		store.one('SELECT body FROM ein_records WHERE kind = ? AND name = ?', kind, key);
	return row === undefined ? undefined : (JSON.parse(String(row.body)) as Body);
}

/** Throws a refusal as the API words it. `id` and `at` (emulated milliseconds) are given by the demo data only. */
export function createRecord(store: Store, kind: Kind, given: Body, { id = randomUUID(), at }: { id?: string; at?: number } = {}): Body {
	const { strictFields } = readSettings(store);
	const fields = checked(kind, given, { clears: false, strictFields, exists: existsIn(store) });
	refuseDuplicates(store, kind, id, fields);
	const updated = at ?? store.stamp();
	const record = { id, ...fields, updatedAt: instant(updated) };
	store.insert('ein_records', { id, kind, name: uniqueOf(kind, fields), reference: referenceOf(fields), updated, body: JSON.stringify(record) });
	return record;
}

/** `clears`: whether what is not given is emptied. People's edits name only what they change. */
export function updateRecord(store: Store, kind: Kind, id: string, given: Body, clears: boolean): Body {
	const before = recordById(store, kind, id);
	const { strictFields } = readSettings(store);
	const fields = checked(kind, given, { before, clears, strictFields, exists: existsIn(store) });
	refuseDuplicates(store, kind, id, fields);
	const updated = store.stamp();
	const record = { id, ...fields, updatedAt: instant(updated) };
	store.run(
		'UPDATE ein_records SET name = ?, reference = ?, updated = ?, body = ? WHERE id = ?',
		uniqueOf(kind, fields), referenceOf(fields), updated, JSON.stringify(record), id,
	);
	return record;
}

export function deleteRecord(store: Store, kind: Kind, id: string): void {
	if (store.run('DELETE FROM ein_records WHERE kind = ? AND id = ?', kind, id) === 0) throw notFound(`The record ${id} of ${KINDS[kind].path}`);
}

function existsIn(store: Store) {
	return (kind: Kind, id: string) => store.one('SELECT 1 FROM ein_records WHERE kind = ? AND id = ?', kind, id) !== undefined;
}

function refuseDuplicates(store: Store, kind: Kind, id: string, fields: Body): void {
	const reference = referenceOf(fields);
	if (reference !== null && store.one('SELECT 1 FROM ein_records WHERE kind = ? AND reference = ? AND id <> ?', kind, reference, id)) {
		throw duplicate('reference', reference);
	}
	const unique = uniqueOf(kind, fields);
	if (store.one('SELECT 1 FROM ein_records WHERE kind = ? AND name = ? AND id <> ?', kind, unique, id)) throw duplicate(KINDS[kind].unique, unique);
}

function uniqueOf(kind: Kind, fields: Body): string {
	return String(fields[KINDS[kind].unique]);
}

/** An empty reference is none. */
function referenceOf(fields: Body): string | null {
	return typeof fields.reference === 'string' && fields.reference !== '' ? fields.reference : null;
}
