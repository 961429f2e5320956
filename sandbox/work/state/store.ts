import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Frame } from '../../frame/types';

export type Row = Record<string, unknown>;
export type Body = Record<string, unknown>;

/** The emulator's state: SQL with short names, time, running numbers. */
export class Store {
	private readonly db: DatabaseSync;
	private readonly prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();

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

	/** A mark of change. The contract's instants have whole seconds, so many changes may share one. */
	stamp(): number {
		return Math.floor(this.now() / 1000) * 1000;
	}

	/** The next of a running number, which survives restarts. */
	next(counter: string, first: number): number {
		const row = this.one('SELECT value FROM wrk_settings WHERE name = ?', `next:${counter}`);
		const number = row ? Number(row.value) : first;
		this.run('INSERT OR REPLACE INTO wrk_settings (name, value) VALUES (?, ?)', `next:${counter}`, String(number + 1));
		return number;
	}

	/** Tables that are made anew leave their statements without a floor. */
	forget(): void {
		this.prepared.clear();
	}

	private statement(sql: string): ReturnType<DatabaseSync['prepare']> {
		const known = this.prepared.get(sql);
		if (known) return known;
		const fresh = this.db.prepare(sql);
		this.prepared.set(sql, fresh);
		return fresh;
	}
}

/** "2026-05-01T07:59:00Z". */
export function instant(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
