import type { DatabaseSync } from 'node:sqlite';

/** The emulator's tables. Amounts in postings: whole cents, debits positive. Moments: milliseconds since 1970, UTC. */
const TABLES: Readonly<Record<string, string>> = {
	sin_settings: 'name TEXT PRIMARY KEY, value TEXT NOT NULL',
	sin_companies: 'id TEXT PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL',
	sin_users: 'company TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (company, id)',
	sin_sessions: 'id TEXT PRIMARY KEY, company TEXT NOT NULL, user TEXT NOT NULL, entity TEXT NOT NULL, expires INTEGER NOT NULL',
	// `entity` is the owner, "" for what all entities share; `parent` is the RECORDNO of the header of a line.
	sin_records: `seq INTEGER PRIMARY KEY, company TEXT NOT NULL, object TEXT NOT NULL, recordno INTEGER NOT NULL, id TEXT NOT NULL,
		entity TEXT NOT NULL, parent INTEGER NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, author TEXT NOT NULL,
		editor TEXT NOT NULL, body TEXT NOT NULL, UNIQUE (company, object, recordno)`,
	sin_postings: `id INTEGER PRIMARY KEY, company TEXT NOT NULL, object TEXT NOT NULL, recordno INTEGER NOT NULL, entity TEXT NOT NULL,
		account TEXT NOT NULL, date TEXT NOT NULL, currency TEXT NOT NULL, trx INTEGER NOT NULL, base INTEGER NOT NULL`,
	sin_audit: `id INTEGER PRIMARY KEY, company TEXT NOT NULL, object TEXT NOT NULL, recordkey TEXT NOT NULL, mode TEXT NOT NULL,
		at INTEGER NOT NULL, user TEXT NOT NULL`,
	sin_done: 'company TEXT NOT NULL, controlid TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (company, controlid)',
	sin_results: 'id TEXT PRIMARY KEY, company TEXT NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL',
	sin_files: 'id INTEGER PRIMARY KEY, company TEXT NOT NULL, supdoc TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, data TEXT NOT NULL',
	sin_events: `id INTEGER PRIMARY KEY, company TEXT NOT NULL, event TEXT NOT NULL, object TEXT NOT NULL, recordno INTEGER NOT NULL,
		at INTEGER NOT NULL, url TEXT NOT NULL, body TEXT NOT NULL, status INTEGER`,
};
const INDEXES = `
CREATE INDEX IF NOT EXISTS sin_records_id ON sin_records (company, object, id);
CREATE INDEX IF NOT EXISTS sin_records_modified ON sin_records (company, object, modified);
CREATE INDEX IF NOT EXISTS sin_records_parent ON sin_records (company, object, parent);
CREATE INDEX IF NOT EXISTS sin_postings_document ON sin_postings (company, object, recordno);
CREATE INDEX IF NOT EXISTS sin_postings_account ON sin_postings (company, account);
CREATE INDEX IF NOT EXISTS sin_audit_at ON sin_audit (company, at);
CREATE INDEX IF NOT EXISTS sin_files_supdoc ON sin_files (company, supdoc);`;

export function createTables(db: DatabaseSync): void {
	for (const [name, columns] of Object.entries(TABLES)) db.exec(`CREATE TABLE IF NOT EXISTS ${name} (${columns}) STRICT`);
	db.exec(INDEXES);
}

export function recreateTables(db: DatabaseSync): void {
	for (const name of Object.keys(TABLES)) db.exec(`DROP TABLE IF EXISTS ${name}`);
	createTables(db);
}
