import type { DatabaseSync } from 'node:sqlite';

/**
 * The emulator's tables. A record's `body` is its JSON as on the wire; the columns beside it are for finding it.
 * `updated`: emulated milliseconds.
 */
const TABLES: Readonly<Record<string, string>> = {
	ein_settings: 'name TEXT PRIMARY KEY, value TEXT NOT NULL',
	ein_keys: 'key TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, permissions TEXT NOT NULL, allowed_ips TEXT NOT NULL',
	ein_records: `position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL, reference TEXT,
		updated INTEGER NOT NULL, body TEXT NOT NULL`,
	ein_documents: `position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, number TEXT NOT NULL UNIQUE,
		status TEXT NOT NULL, type TEXT NOT NULL, approved TEXT, updated INTEGER NOT NULL, body TEXT NOT NULL`,
	ein_receipts: `position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document TEXT NOT NULL, file_name TEXT NOT NULL,
		content_type TEXT NOT NULL, bytes BLOB NOT NULL`,
	ein_postings: `position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, record TEXT NOT NULL, number TEXT NOT NULL,
		status TEXT NOT NULL, reference TEXT, reason TEXT, at INTEGER NOT NULL`,
	ein_twin_records: 'position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, reference TEXT NOT NULL, body TEXT NOT NULL',
	ein_twin_runs: 'id INTEGER PRIMARY KEY, at INTEGER NOT NULL, started_by TEXT NOT NULL, rows TEXT NOT NULL',
	ein_entries: `id INTEGER PRIMARY KEY, at INTEGER NOT NULL, section TEXT NOT NULL, status TEXT NOT NULL, records TEXT NOT NULL`,
	ein_mail: 'id INTEGER PRIMARY KEY, at INTEGER NOT NULL, subject TEXT NOT NULL, text TEXT NOT NULL',
};

const INDEXES = `
	CREATE INDEX IF NOT EXISTS ein_records_reference ON ein_records (kind, reference);
	CREATE INDEX IF NOT EXISTS ein_records_name ON ein_records (kind, name);
	CREATE INDEX IF NOT EXISTS ein_documents_status ON ein_documents (kind, status, updated);
	CREATE INDEX IF NOT EXISTS ein_receipts_document ON ein_receipts (document);
	CREATE INDEX IF NOT EXISTS ein_postings_at ON ein_postings (at);
	CREATE INDEX IF NOT EXISTS ein_twin_records_kind ON ein_twin_records (kind, reference)`;

export function createTables(db: DatabaseSync): void {
	for (const [name, columns] of Object.entries(TABLES)) db.exec(`CREATE TABLE IF NOT EXISTS ${name} (${columns}) STRICT`);
	db.exec(INDEXES);
}

/** Also brings an older file to today's columns. */
export function recreateTables(db: DatabaseSync): void {
	for (const name of Object.keys(TABLES)) db.exec(`DROP TABLE IF EXISTS ${name}`);
	createTables(db);
}
