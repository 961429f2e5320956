import type { DatabaseSync } from 'node:sqlite';

/**
 * The emulator's tables. A record's `body` is its JSON as on the wire; the columns beside it are for finding it.
 * `name` and `number` are folded (lower case). `open` is
 * what is still due of a document, in cents. `created`, `updated`, `at` and `due`: emulated milliseconds; `day`:
 * "2026-05-01". A posting's `cents` are debits less credits in the company's own currency.
 */
const TABLES: Readonly<Record<string, string>> = {
	qbo_settings: 'name TEXT PRIMARY KEY, value TEXT NOT NULL',
	qbo_companies: 'realm TEXT PRIMARY KEY, position INTEGER NOT NULL, body TEXT NOT NULL',
	qbo_records: `position INTEGER PRIMARY KEY, realm TEXT NOT NULL, entity TEXT NOT NULL, id TEXT NOT NULL, name TEXT, number TEXT, party TEXT,
		day TEXT, active INTEGER NOT NULL DEFAULT 1, open INTEGER, created INTEGER NOT NULL, updated INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0,
		body TEXT NOT NULL, UNIQUE (realm, entity, id)`,
	qbo_postings: 'realm TEXT NOT NULL, entity TEXT NOT NULL, txn TEXT NOT NULL, day TEXT NOT NULL, account TEXT NOT NULL, cents INTEGER NOT NULL',
	qbo_rates: 'realm TEXT NOT NULL, currency TEXT NOT NULL, day TEXT NOT NULL, rate TEXT NOT NULL, PRIMARY KEY (realm, currency, day)',
	qbo_replays: `realm TEXT NOT NULL, request TEXT NOT NULL, status INTEGER NOT NULL, answer TEXT NOT NULL, at INTEGER NOT NULL,
		PRIMARY KEY (realm, request)`,
	qbo_grants: `id TEXT PRIMARY KEY, app TEXT NOT NULL, realm TEXT NOT NULL, scopes TEXT NOT NULL, refresh TEXT NOT NULL, previous TEXT,
		rotated INTEGER, used INTEGER NOT NULL, opened INTEGER NOT NULL, revoked INTEGER NOT NULL DEFAULT 0`,
	qbo_access: 'token TEXT PRIMARY KEY, consent TEXT NOT NULL, expires INTEGER NOT NULL',
	qbo_files: 'realm TEXT NOT NULL, id TEXT NOT NULL, type TEXT NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (realm, id)',
	qbo_events: `n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, realm TEXT NOT NULL, entity TEXT NOT NULL, record TEXT NOT NULL,
		operation TEXT NOT NULL, gone TEXT, at INTEGER NOT NULL, delivery INTEGER`,
	qbo_deliveries: `n INTEGER PRIMARY KEY AUTOINCREMENT, attempts INTEGER NOT NULL, due INTEGER NOT NULL, state TEXT NOT NULL, status INTEGER`,
};

const INDEXES = `
	CREATE INDEX IF NOT EXISTS qbo_records_order ON qbo_records (realm, entity, updated);
	CREATE INDEX IF NOT EXISTS qbo_records_name ON qbo_records (realm, entity, name);
	CREATE INDEX IF NOT EXISTS qbo_records_number ON qbo_records (realm, entity, number);
	CREATE INDEX IF NOT EXISTS qbo_records_party ON qbo_records (realm, entity, party, deleted, open);
	CREATE INDEX IF NOT EXISTS qbo_postings_txn ON qbo_postings (realm, entity, txn);
	CREATE INDEX IF NOT EXISTS qbo_postings_account ON qbo_postings (realm, account, cents);
	CREATE INDEX IF NOT EXISTS qbo_grants_refresh ON qbo_grants (refresh);
	CREATE INDEX IF NOT EXISTS qbo_events_delivery ON qbo_events (delivery)`;

export function createTables(db: DatabaseSync): void {
	for (const [name, columns] of Object.entries(TABLES)) db.exec(`CREATE TABLE IF NOT EXISTS ${name} (${columns}) STRICT`);
	db.exec(INDEXES);
}

/** Also brings an older file to today's columns. */
export function recreateTables(db: DatabaseSync): void {
	for (const name of Object.keys(TABLES)) db.exec(`DROP TABLE IF EXISTS ${name}`);
	createTables(db);
}
