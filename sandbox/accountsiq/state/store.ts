import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Frame } from '../../frame/types';

export type Row = Record<string, unknown>;

/** The emulator's state: SQL with short names, transactions, and the clock. */
export class Store {
	private readonly db: DatabaseSync;
	private readonly prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
	private readonly forgetters: Array<() => void> = [];
	private depth = 0;

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

	/** The id of the new row. */
	insert(table: string, row: Record<string, SQLInputValue>): number {
		const names = Object.keys(row);
		const sql = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`;
		return Number(this.statement(sql).run(...Object.values(row)).lastInsertRowid);
	}

	/** All of the work or none of it; inside of another one a savepoint. */
	savepoint<T>(work: () => T): T {
		const name = `aiq_${this.depth}`;
		const outermost = this.depth === 0;
		this.db.exec(outermost ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
		this.depth += 1;
		try {
			const result = work();
			this.db.exec(outermost ? 'COMMIT' : `RELEASE ${name}`);
			return result;
		} catch (error) {
			this.db.exec(outermost ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
			this.forgetRead();
			throw error;
		} finally {
			this.depth -= 1;
		}
	}

	/** Emulated milliseconds since 1970. */
	now(): number {
		return this.frame.clock.now();
	}

	/** Registers a memory of read rows, to be emptied when a transaction fails or the tables are made anew. */
	onForget(forgetter: () => void): void {
		this.forgetters.push(forgetter);
	}

	/** Tables that are made anew leave their statements without a floor. */
	forget(): void {
		this.prepared.clear();
		this.forgetRead();
	}

	private forgetRead(): void {
		for (const forgetter of this.forgetters) forgetter();
	}

	private statement(sql: string): ReturnType<DatabaseSync['prepare']> {
		const known = this.prepared.get(sql);
		if (known) return known;
		const fresh = this.db.prepare(sql);
		this.prepared.set(sql, fresh);
		return fresh;
	}
}
