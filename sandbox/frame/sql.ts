import type { DatabaseSync, SQLInputValue } from 'node:sqlite';

export type Row = Record<string, unknown>;

/** SQL with short names, prepared once; running numbers; work that stands or falls together. */
export class Sql {
	private readonly prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>();
	private depth = 0;

	/** @param settings table with the columns name and value, where the running numbers are kept */
	constructor(
		private readonly db: DatabaseSync,
		private readonly settings: string,
	) {}

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
		const marks = names.map(() => '?').join(', ');
		const { lastInsertRowid } = this.statement(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${marks})`).run(...Object.values(row));
		return Number(lastInsertRowid);
	}

	/** All of the work or none of it. Within other such work it is undone alone. */
	atomically<T>(work: () => T): T {
		const outermost = !this.db.isTransaction;
		const name = `part_${this.depth}`;
		this.db.exec(outermost ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`);
		this.depth += 1;
		try {
			const result = work();
			this.db.exec(outermost ? 'COMMIT' : `RELEASE ${name}`);
			return result;
		} catch (error) {
			this.db.exec(outermost ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`);
			this.undone();
			throw error;
		} finally {
			this.depth -= 1;
		}
	}

	/** The next of a running number, which survives restarts. */
	next(counter: string, first: number): number {
		const row = this.one(`SELECT value FROM ${this.settings} WHERE name = ?`, `next:${counter}`);
		const number = row ? Number(row.value) : first;
		this.run(`INSERT OR REPLACE INTO ${this.settings} (name, value) VALUES (?, ?)`, `next:${counter}`, String(number + 1));
		return number;
	}

	/** Tables that are made anew leave their statements without a floor. */
	forget(): void {
		this.prepared.clear();
	}

	/** Called when work was taken back: what was read meanwhile may not be true. */
	protected undone(): void {}

	private statement(sql: string): ReturnType<DatabaseSync['prepare']> {
		const known = this.prepared.get(sql);
		if (known) return known;
		const fresh = this.db.prepare(sql);
		// Statements made of conditions come in many shapes; the few that matter are back at once.
		if (this.prepared.size > 500) this.prepared.clear();
		this.prepared.set(sql, fresh);
		return fresh;
	}
}
