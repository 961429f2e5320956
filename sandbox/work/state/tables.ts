import type { DatabaseSync } from 'node:sqlite';

/**
 * The emulator's tables. A record's `body` is its JSON as on the wire; the columns beside it are for finding it.
 * `name` and `code` are folded (trimmed, lower case). `updated`, `at` and `due`: emulated milliseconds.
 */
const TABLES: Readonly<Record<string, string>> = {
	wrk_settings: 'name TEXT PRIMARY KEY, value TEXT NOT NULL',
	wrk_companies: 'id TEXT PRIMARY KEY, body TEXT NOT NULL, desk TEXT NOT NULL',
	wrk_keys: `key TEXT PRIMARY KEY, login TEXT NOT NULL, password TEXT NOT NULL, companies TEXT NOT NULL,
		revoked INTEGER NOT NULL DEFAULT 0`,
	wrk_records: `position INTEGER PRIMARY KEY, company TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL UNIQUE, name TEXT, code TEXT,
		email TEXT, status TEXT, client TEXT, invoice TEXT, number TEXT, day TEXT, updated INTEGER NOT NULL, version INTEGER NOT NULL,
		deleted INTEGER NOT NULL DEFAULT 0, body TEXT NOT NULL`,
	wrk_refs: 'record TEXT NOT NULL, system TEXT NOT NULL, external TEXT NOT NULL, PRIMARY KEY (record, system)',
	wrk_replays: `company TEXT NOT NULL, key TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL, location TEXT NOT NULL,
		answer TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (company, key)`,
	wrk_hooks: 'id TEXT PRIMARY KEY, company TEXT NOT NULL, url TEXT NOT NULL, events TEXT NOT NULL, secret TEXT NOT NULL',
	wrk_events: 'n INTEGER PRIMARY KEY AUTOINCREMENT, company TEXT NOT NULL, type TEXT NOT NULL, body TEXT NOT NULL',
	wrk_deliveries: `n INTEGER PRIMARY KEY AUTOINCREMENT, event INTEGER NOT NULL, hook TEXT NOT NULL, attempts INTEGER NOT NULL,
		due INTEGER NOT NULL, state TEXT NOT NULL, status INTEGER`,
};

const INDEXES = `
	CREATE INDEX IF NOT EXISTS wrk_records_order ON wrk_records (company, kind, updated, id);
	CREATE INDEX IF NOT EXISTS wrk_records_name ON wrk_records (company, kind, name);
	CREATE INDEX IF NOT EXISTS wrk_records_code ON wrk_records (company, kind, code);
	CREATE INDEX IF NOT EXISTS wrk_records_number ON wrk_records (company, kind, number);
	CREATE INDEX IF NOT EXISTS wrk_records_client ON wrk_records (client, kind);
	CREATE INDEX IF NOT EXISTS wrk_records_invoice ON wrk_records (invoice, kind);
	CREATE INDEX IF NOT EXISTS wrk_refs_external ON wrk_refs (system, external);
	CREATE INDEX IF NOT EXISTS wrk_deliveries_state ON wrk_deliveries (state, due)`;

export function createTables(db: DatabaseSync): void {
	for (const [name, columns] of Object.entries(TABLES)) db.exec(`CREATE TABLE IF NOT EXISTS ${name} (${columns}) STRICT`);
	db.exec(INDEXES);
}

/** Also brings an older file to today's columns. */
export function recreateTables(db: DatabaseSync): void {
	for (const name of Object.keys(TABLES)) db.exec(`DROP TABLE IF EXISTS ${name}`);
	createTables(db);
}
