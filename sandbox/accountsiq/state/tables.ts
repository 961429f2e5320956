import type { DatabaseSync } from 'node:sqlite';

/** The emulator's tables. Amounts: whole cents, debits positive. Days: "2026-11-03"; moments: milliseconds since 1970, UTC. */
const TABLES: Readonly<Record<string, string>> = {
	aiq_settings: 'name TEXT PRIMARY KEY, value TEXT NOT NULL',
	aiq_apps: `client_id TEXT PRIMARY KEY, secret TEXT NOT NULL, name TEXT NOT NULL, entities TEXT NOT NULL, scope TEXT NOT NULL,
		revoked INTEGER NOT NULL DEFAULT 0`,
	aiq_user_keys: 'user_key TEXT PRIMARY KEY, entity TEXT NOT NULL, user TEXT NOT NULL, scope TEXT NOT NULL',
	// A pair of 2.0 has a refresh token; a session of 1.1 has none and stands for one entity.
	aiq_tokens: `access TEXT PRIMARY KEY, refresh TEXT, client_id TEXT, entity TEXT, user TEXT NOT NULL, scope TEXT NOT NULL,
		expires INTEGER NOT NULL`,
	aiq_entities: 'id TEXT PRIMARY KEY, position INTEGER NOT NULL, currency TEXT NOT NULL, body TEXT NOT NULL',
	aiq_records: `seq INTEGER PRIMARY KEY, entity TEXT NOT NULL, kind TEXT NOT NULL, code TEXT NOT NULL, id INTEGER NOT NULL,
		created INTEGER NOT NULL, modified INTEGER NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (entity, kind, code)`,
	aiq_transactions: `id INTEGER PRIMARY KEY, entity TEXT NOT NULL, type TEXT NOT NULL, number TEXT NOT NULL, ledger TEXT NOT NULL,
		account TEXT NOT NULL, account_id INTEGER NOT NULL, reference TEXT NOT NULL, description TEXT NOT NULL, date TEXT NOT NULL,
		period INTEGER NOT NULL, period_date TEXT NOT NULL, created INTEGER NOT NULL, modified INTEGER NOT NULL, author TEXT NOT NULL,
		currency TEXT NOT NULL, rate TEXT NOT NULL, amount INTEGER NOT NULL, outstanding INTEGER NOT NULL, base INTEGER NOT NULL,
		batch INTEGER NOT NULL, invoice INTEGER NOT NULL, due TEXT, bank TEXT NOT NULL, lodgment TEXT NOT NULL,
		reversed INTEGER NOT NULL DEFAULT 0, disputed INTEGER NOT NULL DEFAULT 0`,
	aiq_lines: `id INTEGER PRIMARY KEY, transaction_id INTEGER NOT NULL, entity TEXT NOT NULL, gl TEXT NOT NULL, part TEXT NOT NULL,
		description TEXT NOT NULL, department TEXT NOT NULL, tax TEXT NOT NULL, currency TEXT NOT NULL, rate TEXT NOT NULL,
		amount INTEGER NOT NULL, base INTEGER NOT NULL, period INTEGER NOT NULL`,
	aiq_allocations: `id INTEGER PRIMARY KEY, entity TEXT NOT NULL, number INTEGER NOT NULL, one INTEGER NOT NULL, other INTEGER NOT NULL,
		amount INTEGER NOT NULL, reference TEXT NOT NULL, date TEXT NOT NULL, created INTEGER NOT NULL, author TEXT NOT NULL,
		difference INTEGER`,
	aiq_changes: `id INTEGER PRIMARY KEY, entity TEXT NOT NULL, transaction_id INTEGER NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL,
		after TEXT NOT NULL, author TEXT NOT NULL, at INTEGER NOT NULL`,
	aiq_documents: `id INTEGER PRIMARY KEY, entity TEXT NOT NULL, master_type TEXT NOT NULL, master_id TEXT NOT NULL, filename TEXT NOT NULL,
		comments TEXT NOT NULL, bytes BLOB NOT NULL`,
	aiq_notes: 'id INTEGER PRIMARY KEY, entity TEXT NOT NULL, master_type TEXT NOT NULL, master_id TEXT NOT NULL, notes TEXT NOT NULL',
};
const INDEXES = `
CREATE INDEX IF NOT EXISTS aiq_records_modified ON aiq_records (entity, kind, modified);
CREATE INDEX IF NOT EXISTS aiq_records_id ON aiq_records (entity, kind, id);
CREATE INDEX IF NOT EXISTS aiq_transactions_reference ON aiq_transactions (entity, reference COLLATE NOCASE);
CREATE INDEX IF NOT EXISTS aiq_transactions_account ON aiq_transactions (entity, ledger, account);
CREATE INDEX IF NOT EXISTS aiq_transactions_created ON aiq_transactions (entity, created);
CREATE INDEX IF NOT EXISTS aiq_transactions_invoice ON aiq_transactions (entity, invoice);
CREATE INDEX IF NOT EXISTS aiq_lines_transaction ON aiq_lines (transaction_id);
CREATE INDEX IF NOT EXISTS aiq_lines_gl ON aiq_lines (entity, gl);
CREATE INDEX IF NOT EXISTS aiq_allocations_one ON aiq_allocations (entity, one);
CREATE INDEX IF NOT EXISTS aiq_allocations_other ON aiq_allocations (entity, other);
CREATE INDEX IF NOT EXISTS aiq_documents_master ON aiq_documents (entity, master_type, master_id);`;

export function createTables(db: DatabaseSync): void {
	for (const [name, columns] of Object.entries(TABLES)) db.exec(`CREATE TABLE IF NOT EXISTS ${name} (${columns}) STRICT`);
	db.exec(INDEXES);
}

export function recreateTables(db: DatabaseSync): void {
	for (const name of Object.keys(TABLES)) db.exec(`DROP TABLE IF EXISTS ${name}`);
	createTables(db);
}
