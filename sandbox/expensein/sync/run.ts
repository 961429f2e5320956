import { readSettings } from '../state/settings';
import { instant, type Store } from '../state/store';
import type { Body } from '../state/validate';
import { passes } from './filters';
import { readRows, type SyncRow } from './rows';
import { type Sources, sourceRecords, type Wish, wishOf } from './sources';
import { SPECS } from './targets';
import { addToTwin, changeTwin, keyOf, twinRecords } from './twin';

export interface RowResult {
	target: string;
	created: number;
	updated: number;
	unchanged: number;
	failed: Array<{ reference: string; reason: string }>;
	/** Why the whole row was not run. */
	error?: string;
}
export interface SyncRun {
	id: number;
	at: string;
	/** "Save & Sync" or "daily". */
	startedBy: string;
	rows: RowResult[];
}

/** One sync of the enabled rows on the twin's records. With none enabled there is none. `at`: emulated milliseconds. */
export function runSync(store: Store, sources: Sources, startedBy: string, at = store.now()): SyncRun | undefined {
	const enabled = readRows(store).filter((row) => row.enabled);
	if (enabled.length === 0) return undefined;
	return store.atomically(() => {
		const rows = enabled.map((row) => syncRow(store, row, sources, at));
		store.insert('ein_twin_runs', { at, started_by: startedBy, rows: JSON.stringify(rows) });
		return syncHistory(store)[0];
	});
}

/** Newest first. */
export function syncHistory(store: Store): SyncRun[] {
	return store.all('SELECT * FROM ein_twin_runs ORDER BY id DESC').map((row) => ({
		id: Number(row.id), at: instant(Number(row.at)), startedBy: String(row.started_by), rows: JSON.parse(String(row.rows)) as RowResult[],
	}));
}

/** Its own failure stops a row and no other. */
function syncRow(store: Store, { target, source, filter }: SyncRow, sources: Sources, at: number): RowResult {
	const result: RowResult = { target, created: 0, updated: 0, unchanged: 0, failed: [] };
	if (target === 'Suppliers' && !readSettings(store).invoicingModule) return { ...result, error: 'The Invoicing module is not enabled' };
	try {
		const wishes = sourceRecords(sources, source).filter((record) => passes(record, filter)).map((record) => wishOf(target, record));
		apply(store, target, wishes, result, at);
		return result;
	} catch (error) {
		if (error instanceof RangeError) return { ...result, error: error.message };
		throw error;
	}
}

function apply(store: Store, target: SyncRow['target'], wishes: readonly Wish[], result: RowResult, at: number): void {
	const { kind, fresh, stale } = SPECS[target];
	const there = twinRecords(store, kind);
	// Earlier ones last, so that they win where several have the same key.
	const byKey = new Map([...there].reverse().map((record) => [keyOf(record), record]));
	const namesOf = new Map(there.map((record) => [String(record.name), keyOf(record)]));
	for (const wish of wishes) {
		const before = byKey.get(wish.reference);
		if (before === undefined && !wish.isActive) continue;
		const changes = before === undefined ? { name: wish.name, reference: wish.reference } : stale(before, wish);
		if (Object.keys(changes).length === 0) {
			result.unchanged += 1;
			continue;
		}
		const reason = refusal(wish, changes, namesOf);
		if (reason !== undefined) {
			result.failed.push({ reference: wish.reference, reason });
			continue;
		}
		const record: Body = before === undefined ? { ...changes, ...fresh(wish) } : { ...before, ...changes };
		record.updatedAt = instant(at);
		if (before === undefined) addToTwin(store, kind, record);
		else changeTwin(store, record);
		result[before === undefined ? 'created' : 'updated'] += 1;
		if (before !== undefined) namesOf.delete(String(before.name));
		byKey.set(wish.reference, record);
		namesOf.set(String(record.name), wish.reference);
	}
}

/** What ExpenseIn would not take. */
function refusal({ reference, name }: Wish, changes: Body, namesOf: ReadonlyMap<string, string>): string | undefined {
	if (reference === '' || reference.length > 50) return 'A reference has 1 to 50 characters';
	if (name === '' || name.length > 100) return 'A name has 1 to 100 characters';
	return changes.name !== undefined && namesOf.has(name) ? `Another record has the name "${name}"` : undefined;
}
