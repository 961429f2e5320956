import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Frame } from '../../frame/types';

export type Row = Record<string, unknown>;

/** A clock that was set back by more than this starts the marks of change afresh. */
const SET_BACK = 60_000;

/** The emulator's state: SQL with short names, time, running numbers, marks of change. */
export class Store {
	private readonly db: DatabaseSync;
	private readonly prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
	private lastStamp: number | undefined;

	constructor(readonly frame: Frame) {
		this.db = frame.db;
	}

	all(sql: string, ...values: SQLInputValue[]): Row[] {
		return this.statement(sql).all(...values);
	}

	one(sql: string, ...values: SQLInputValue[]): Row | undefined {
		return this.statement(sql).get(...values);
	}

	/** The number of changed rows. */
	run(sql: string, ...values: SQLInputValue[]): number {
		return Number(this.statement(sql).run(...values).changes);
	}

	insert(table: string, row: Record<string, SQLInputValue>): void {
		const names = Object.keys(row);
		const marks = names.map(() => '?').join(', ');
		this.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`, ...Object.values(row));
	}

	/** All of the work or none of it. Nested calls join the outer one. */
	atomically<T>(work: () => T): T {
		if (this.db.isTransaction) return work();
		this.db.exec('BEGIN IMMEDIATE');
		try {
			const result = work();
			this.db.exec('COMMIT');
			return result;
		} catch (error) {
			this.db.exec('ROLLBACK');
			throw error;
		}
	}

	/** Emulated milliseconds since 1970. */
	now(): number {
		return this.frame.clock.now();
	}

	/** A mark of change: the clock's millisecond, or the next free one, so that two changes never share one. */
	stamp(): number {
		return this.stamps(1).next().value as number; // a generator of at least one never ends before its first
	}

	/** As many marks, rising and ending now where there is room since the last change: a bulk load happened before now. */
	*stamps(count: number): Generator<number, void> {
		const now = this.now();
		let last = this.last();
		if (last - now > SET_BACK) last = 0;
		let at = Math.max(last + 1, now - count + 1);
		for (let made = 0; made < count; made++) {
			this.lastStamp = at;
			yield at;
			at += 1;
		}
	}

	/** The next of a running number, which survives restarts. */
	next(counter: string, first: number): number {
		const row = this.one('SELECT value FROM ein_settings WHERE name = ?', `next:${counter}`);
		const number = row ? Number(row.value) : first;
		this.run('INSERT OR REPLACE INTO ein_settings (name, value) VALUES (?, ?)', `next:${counter}`, String(number + 1));
		return number;
	}

	/** Tables that are made anew leave their statements without a floor. */
	forget(): void {
		this.prepared.clear();
		this.lastStamp = undefined;
	}

	private last(): number {
		if (this.lastStamp !== undefined) return this.lastStamp;
		const row = this.one('SELECT max(updated) AS last FROM (SELECT updated FROM ein_records UNION ALL SELECT updated FROM ein_documents)');
		return Number(row?.last ?? 0);
	}

	private statement(sql: string): ReturnType<DatabaseSync['prepare']> {
		const known = this.prepared.get(sql);
		if (known) return known;
		const fresh = this.db.prepare(sql);
		this.prepared.set(sql, fresh);
		return fresh;
	}
}

/** "2026-02-09T10:12:00.123Z". */
export function instant(ms: number): string {
	return new Date(ms).toISOString();
}
