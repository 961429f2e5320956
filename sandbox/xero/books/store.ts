import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { Kind, Organisation, Records } from '../records';
import { keysOf } from './keys';

const TABLES = `
CREATE TABLE IF NOT EXISTS xero_records (
	seq INTEGER PRIMARY KEY, tenant TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, number TEXT, name TEXT, type TEXT,
	status TEXT, contact TEXT, parent TEXT, app TEXT, updated INTEGER NOT NULL, body TEXT NOT NULL,
	UNIQUE (tenant, kind, id)
) STRICT;
CREATE INDEX IF NOT EXISTS xero_records_number ON xero_records (tenant, kind, number);
CREATE INDEX IF NOT EXISTS xero_records_name ON xero_records (tenant, kind, name);
CREATE INDEX IF NOT EXISTS xero_records_parent ON xero_records (tenant, kind, parent);
CREATE INDEX IF NOT EXISTS xero_records_contact ON xero_records (tenant, kind, contact);
CREATE INDEX IF NOT EXISTS xero_records_updated ON xero_records (tenant, kind, updated);`;

/** Narrows a list by the indexed columns. Lists mean "one of these"; texts must be folded by the caller. */
export interface Narrow {
	id?: string[];
	number?: string[];
	name?: string[];
	type?: string[];
	status?: string[];
	contact?: string[];
	parent?: string[];
	app?: string;
	/** Changed at or after this instant. */
	since?: number;
}
const LISTS = ['id', 'number', 'name', 'type', 'status', 'contact', 'parent'] as const;

export interface RecordsChanged {
	tenant: string;
	kind: Kind;
	id: string;
	created: boolean;
	at: number;
}

/**
 * Records of every organisation, as JSON with indexed columns, in SQLite. Read records are shared: who changes one puts
 * a new object back. One request is one transaction; one element of a batch is a savepoint in it.
 */
export class Store {
	private readonly read = new Map<string, unknown>();
	private readonly statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();
	private touched: string[] | undefined;
	private changes: RecordsChanged[] = [];
	private lastStamp: number;

	/** @param onChange told after a commit what was created and changed in it */
	constructor(
		readonly db: DatabaseSync,
		private readonly now: () => number,
		private readonly onChange: (changes: RecordsChanged[]) => void,
	) {
		db.exec(TABLES);
		const row = db.prepare('SELECT max(updated) AS last FROM xero_records').get();
		this.lastStamp = Number(row?.last ?? 0);
	}

	/** Change marks rise strictly, so that no two changes share one and none is missed by who asks "since". */
	stamp(): number {
		this.lastStamp = Math.max(this.now(), this.lastStamp + 1);
		return this.lastStamp;
	}

	get<K extends Kind>(tenant: string, kind: K, id: string): Records[K] | undefined {
		const key = `${tenant}/${kind}/${id}`;
		const known = this.read.get(key);
		if (known !== undefined) return known as Records[K];
		const row = this.prepare('SELECT body FROM xero_records WHERE tenant = ? AND kind = ? AND id = ?').get(
			tenant,
			kind,
			id,
		);
		return row === undefined ? undefined : this.remember<K>(key, String(row.body));
	}

	/** Every organisation, in the order in which they were made. */
	tenants(): Organisation[] {
		const rows = this.prepare("SELECT id FROM xero_records WHERE kind = 'Organisations' ORDER BY seq").all();
		return rows.flatMap(({ id }) => this.get(String(id), 'Organisations', String(id)) ?? []);
	}

	/** In the order in which they were created. */
	list<K extends Kind>(tenant: string, kind: K, narrow: Narrow = {}): Array<Records[K]> {
		const conditions = ['tenant = ?', 'kind = ?'];
		const values: SQLInputValue[] = [tenant, kind];
		for (const column of LISTS) {
			const wanted = narrow[column];
			if (wanted === undefined) continue;
			conditions.push(`${column} IN (${wanted.map(() => '?').join(',')})`);
			values.push(...wanted);
		}
		if (narrow.app !== undefined) {
			conditions.push('app = ?');
			values.push(narrow.app);
		}
		if (narrow.since !== undefined) {
			conditions.push('updated >= ?');
			values.push(narrow.since);
		}
		const rows = this.prepare(`SELECT id FROM xero_records WHERE ${conditions.join(' AND ')} ORDER BY seq`).all(
			...values,
		);
		const found: Array<Records[K]> = [];
		for (const row of rows) {
			const record = this.get(tenant, kind, String(row.id));
			if (record !== undefined) found.push(record);
		}
		return found;
	}

	/** The highest whole number that follows `prefix` (folded) in the column of numbers. */
	highestNumber(tenant: string, kind: Kind, type: string, prefix: string): number {
		const row = this.prepare(
			`SELECT max(CAST(substr(number, ?) AS INTEGER)) AS highest FROM xero_records
			 WHERE tenant = ? AND kind = ? AND type = ? AND number GLOB ?`,
		).get(prefix.length + 1, tenant, kind, type, `${prefix}[0-9]*`);
		return Number(row?.highest ?? 0);
	}

	/** Creates or replaces. `quietly` keeps the change mark, for the few edits that Xero does not count as changes. */
	put<K extends Kind>(
		tenant: string,
		kind: K,
		record: Records[K],
		{ app = null, quietly = false }: { app?: string | null; quietly?: boolean } = {},
	): Records[K] {
		const keys = keysOf[kind](record);
		const before = this.get(tenant, kind, keys.id);
		const updated = quietly && before?.UpdatedDateUTC !== undefined ? before.UpdatedDateUTC : this.stamp();
		const kept = { ...record, UpdatedDateUTC: updated };
		this.prepare(
			`INSERT INTO xero_records (tenant, kind, id, number, name, type, status, contact, parent, app, updated, body)
			 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			 ON CONFLICT (tenant, kind, id) DO UPDATE SET number = excluded.number, name = excluded.name, type = excluded.type,
			 status = excluded.status, contact = excluded.contact, parent = excluded.parent, updated = excluded.updated,
			 body = excluded.body`,
		).run(
			tenant,
			kind,
			keys.id,
			keys.number ?? null,
			keys.name ?? null,
			keys.type ?? null,
			keys.status ?? null,
			keys.contact ?? null,
			keys.parent ?? null,
			app,
			updated,
			JSON.stringify(kept),
		);
		const key = `${tenant}/${kind}/${keys.id}`;
		this.read.set(key, kept);
		this.touched?.push(key);
		if (!quietly) this.changes.push({ tenant, kind, id: keys.id, created: before === undefined, at: updated });
		return kept;
	}

	remove(tenant: string, kind: Kind, id: string): void {
		this.prepare('DELETE FROM xero_records WHERE tenant = ? AND kind = ? AND id = ?').run(tenant, kind, id);
		const key = `${tenant}/${kind}/${id}`;
		this.read.delete(key);
		this.touched?.push(key);
	}

	/** Everything that `work` writes stands or falls together. Changes are told once they stand. */
	transaction<T>(work: () => T): T {
		return this.guarded('BEGIN', 'COMMIT', 'ROLLBACK', work);
	}

	/** One element of a batch, inside a transaction. */
	savepoint<T>(work: () => T): T {
		return this.guarded('SAVEPOINT element', 'RELEASE element', 'ROLLBACK TO element; RELEASE element', work);
	}

	/** Forgets every record; the caller fills the books anew. */
	clear(): void {
		this.db.exec('DELETE FROM xero_records');
		this.read.clear();
		this.lastStamp = 0; // new books may be of an earlier day than the old ones
	}

	private guarded<T>(begin: string, end: string, undo: string, work: () => T): T {
		const outer = this.touched;
		const changesBefore = this.changes.length;
		this.touched = [];
		this.db.exec(begin);
		try {
			const result = work();
			this.db.exec(end);
			outer?.push(...this.touched);
			return result;
		} catch (error) {
			this.db.exec(undo);
			for (const key of this.touched) this.read.delete(key);
			this.changes.length = changesBefore;
			throw error;
		} finally {
			this.touched = outer;
			if (outer === undefined && this.changes.length > 0) this.onChange(this.changes.splice(0));
		}
	}

	private remember<K extends Kind>(key: string, body: string): Records[K] {
		const record = JSON.parse(body) as Records[K];
		this.read.set(key, record);
		return record;
	}

	private prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
		const known = this.statements.get(sql);
		if (known !== undefined) return known;
		const statement = this.db.prepare(sql);
		// Lists of many lengths make many statements; the few that matter come back at once.
		if (this.statements.size > 500) this.statements.clear();
		this.statements.set(sql, statement);
		return statement;
	}
}
