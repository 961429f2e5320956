import type { DatabaseSync } from 'node:sqlite';

export interface HistoryEntry {
	changes: string;
	details: string;
	user: string;
	at: number;
}

/** History and notes under documents, newest first as Xero lists them. */
export class History {
	private readonly insert: ReturnType<DatabaseSync['prepare']>;
	private readonly select: ReturnType<DatabaseSync['prepare']>;

	constructor(private readonly db: DatabaseSync) {
		db.exec(`CREATE TABLE IF NOT EXISTS xero_history (
			n INTEGER PRIMARY KEY, tenant TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, changes TEXT NOT NULL,
			details TEXT NOT NULL, user TEXT NOT NULL, at INTEGER NOT NULL
		) STRICT; CREATE INDEX IF NOT EXISTS xero_history_of ON xero_history (tenant, kind, id)`);
		this.insert = db.prepare(
			'INSERT INTO xero_history (tenant, kind, id, changes, details, user, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
		);
		this.select = db.prepare('SELECT * FROM xero_history WHERE tenant = ? AND kind = ? AND id = ? ORDER BY n DESC');
	}

	add(tenant: string, kind: string, id: string, { changes, details, user, at }: HistoryEntry): void {
		this.insert.run(tenant, kind, id, changes, details, user, at);
	}

	of(tenant: string, kind: string, id: string): HistoryEntry[] {
		return this.select.all(tenant, kind, id).map((row) => ({
			changes: String(row.changes),
			details: String(row.details),
			user: String(row.user),
			at: Number(row.at),
		}));
	}

	clear(): void {
		this.db.exec('DELETE FROM xero_history');
	}
}
