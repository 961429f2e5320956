import { randomUUID } from 'node:crypto';
import { type Kind, KIND_NAMES } from '../state/kinds';
import { records } from '../state/records';
import type { Store } from '../state/store';
import type { Body } from '../state/validate';

/**
 * The twin company's records: what the product's own Data Sync would make of the same lists. They lie beside the
 * company's, which another sync may change meanwhile, so that both outcomes can be held against each other.
 */
export function twinRecords(store: Store, kind: Kind): Body[] {
	return store.all('SELECT body FROM ein_twin_records WHERE kind = ? ORDER BY position', kind).map((row) => JSON.parse(String(row.body)) as Body);
}

/** Makes the twin what the company is now. */
export function copyToTwin(store: Store): void {
	store.atomically(() => {
		store.run('DELETE FROM ein_twin_records');
		for (const kind of KIND_NAMES) for (const record of records(store, kind)) addToTwin(store, kind, record);
	});
}

export function addToTwin(store: Store, kind: Kind, { id = randomUUID(), ...record }: Body): void {
	store.insert('ein_twin_records', { id: String(id), kind, reference: keyOf(record), body: JSON.stringify({ id, ...record }) });
}

export function changeTwin(store: Store, record: Body): void {
	store.run('UPDATE ein_twin_records SET reference = ?, body = ? WHERE id = ?', keyOf(record), JSON.stringify(record), String(record.id));
}

export function removeFromTwin(store: Store, id: string): void {
	store.run('DELETE FROM ein_twin_records WHERE id = ?', id);
}

/** By id, or by its reference without blanks around. */
export function findInTwin(store: Store, kind: Kind, key: string): Body | undefined {
	const row =
		store.one('SELECT body FROM ein_twin_records WHERE kind = ? AND id = ?', kind, key) ??
		store.one("SELECT body FROM ein_twin_records WHERE kind = ? AND reference = ? AND reference <> '' ORDER BY position", kind, key.trim());
	return row === undefined ? undefined : (JSON.parse(String(row.body)) as Body);
}

/** What links the two systems. */
export function keyOf({ reference }: Body): string {
	return typeof reference === 'string' ? reference.trim() : '';
}
