import type { DatabaseSync } from 'node:sqlite';

/** The emulator's tables. Money: whole cents. Days: "2026-11-03"; moments: "2026-11-03 10:00:00", UTC. */
const TABLES: Readonly<Record<string, string>> = {
	exp_settings: 'name TEXT PRIMARY KEY, value TEXT NOT NULL',
	exp_accounts: `email TEXT PRIMARY KEY COLLATE NOCASE, account_id INTEGER NOT NULL, first_name TEXT NOT NULL DEFAULT '',
		last_name TEXT NOT NULL DEFAULT '', domain_admin INTEGER NOT NULL DEFAULT 0`,
	exp_pairs: 'partner_user_id TEXT PRIMARY KEY, secret TEXT NOT NULL, email TEXT NOT NULL COLLATE NOCASE',
	exp_policies: `id TEXT PRIMARY KEY, name TEXT NOT NULL, owner TEXT NOT NULL, currency TEXT NOT NULL, type TEXT NOT NULL,
		tax TEXT NOT NULL DEFAULT '{}', position INTEGER NOT NULL`,
	exp_members: `policy_id TEXT NOT NULL, email TEXT NOT NULL COLLATE NOCASE, role TEXT NOT NULL, submits_to TEXT NOT NULL DEFAULT '',
		employee_id TEXT NOT NULL DEFAULT '', payroll_id TEXT NOT NULL DEFAULT '', custom_field1 TEXT NOT NULL DEFAULT '',
		custom_field2 TEXT NOT NULL DEFAULT '', more TEXT NOT NULL DEFAULT '{}', PRIMARY KEY (policy_id, email)`,
	exp_categories: `policy_id TEXT NOT NULL, name TEXT NOT NULL, enabled INTEGER NOT NULL, gl_code TEXT NOT NULL,
		payroll_code TEXT NOT NULL, comments_required INTEGER NOT NULL, comment_hint TEXT NOT NULL, max_amount INTEGER,
		position INTEGER NOT NULL, PRIMARY KEY (policy_id, name)`,
	exp_tag_lists: `policy_id TEXT NOT NULL, level INTEGER NOT NULL, name TEXT NOT NULL, required INTEGER NOT NULL DEFAULT 0,
		PRIMARY KEY (policy_id, level)`,
	exp_tags: `policy_id TEXT NOT NULL, level INTEGER NOT NULL, name TEXT NOT NULL, enabled INTEGER NOT NULL, gl_code TEXT NOT NULL,
		approver TEXT NOT NULL DEFAULT '', position INTEGER NOT NULL, PRIMARY KEY (policy_id, level, name)`,
	exp_fields: `policy_id TEXT NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, field_values TEXT NOT NULL,
		position INTEGER NOT NULL, PRIMARY KEY (policy_id, name)`,
	// `clock_day` is the later of created and submitted: the day that the exporter's date filters look at.
	exp_reports: `id TEXT PRIMARY KEY, old_id INTEGER NOT NULL, policy_id TEXT NOT NULL, name TEXT NOT NULL,
		employee TEXT NOT NULL COLLATE NOCASE, manager TEXT NOT NULL, state TEXT NOT NULL, currency TEXT NOT NULL,
		created TEXT NOT NULL, submitted TEXT, approved TEXT, reimbursed TEXT, fields TEXT NOT NULL DEFAULT '{}',
		entry_id TEXT NOT NULL DEFAULT '', is_ach INTEGER NOT NULL DEFAULT 0,
		clock_day TEXT GENERATED ALWAYS AS (substr(max(created, coalesce(submitted, '')), 1, 10)) STORED`,
	exp_actions: 'report_id TEXT NOT NULL, action TEXT NOT NULL, email TEXT NOT NULL, at TEXT NOT NULL, message TEXT NOT NULL',
	exp_labels: 'report_id TEXT NOT NULL, label TEXT NOT NULL, ready_at INTEGER NOT NULL, PRIMARY KEY (report_id, label)',
	exp_expenses: `id TEXT PRIMARY KEY, report_id TEXT NOT NULL, employee TEXT NOT NULL COLLATE NOCASE, merchant TEXT NOT NULL,
		modified_merchant TEXT, created TEXT NOT NULL, modified_created TEXT, amount INTEGER NOT NULL, modified_amount INTEGER,
		converted_amount INTEGER, currency TEXT NOT NULL, conversion_rate TEXT, category TEXT NOT NULL, tag TEXT NOT NULL,
		comment TEXT NOT NULL, billable INTEGER NOT NULL, reimbursable INTEGER NOT NULL, bank TEXT NOT NULL, card_id INTEGER,
		mcc INTEGER NOT NULL DEFAULT 0, tax_code TEXT, tax_amount INTEGER, modified_tax_amount INTEGER, receipt_id TEXT,
		receipt_filename TEXT, external_id TEXT, type TEXT NOT NULL DEFAULT 'expense', units TEXT, attendees TEXT NOT NULL DEFAULT '[]',
		inserted TEXT NOT NULL, position INTEGER NOT NULL`,
	exp_files: `name TEXT PRIMARY KEY, file_system TEXT NOT NULL, ready_at INTEGER NOT NULL, content_type TEXT NOT NULL, bytes BLOB NOT NULL`,
	exp_rules: `id INTEGER PRIMARY KEY, policy_id TEXT NOT NULL, email TEXT NOT NULL COLLATE NOCASE, actions TEXT NOT NULL`,
	exp_cards: `id INTEGER PRIMARY KEY, domain TEXT NOT NULL, bank TEXT NOT NULL, name TEXT NOT NULL, number TEXT NOT NULL,
		email TEXT NOT NULL COLLATE NOCASE, reimbursable INTEGER NOT NULL DEFAULT 0`,
	exp_outbox: 'ready_at INTEGER NOT NULL, kind TEXT NOT NULL, recipients TEXT NOT NULL, message TEXT NOT NULL',
};

const INDEXES = `
	CREATE INDEX IF NOT EXISTS exp_reports_clock ON exp_reports (clock_day);
	CREATE UNIQUE INDEX IF NOT EXISTS exp_reports_old ON exp_reports (old_id);
	CREATE INDEX IF NOT EXISTS exp_reports_approved ON exp_reports (approved);
	CREATE INDEX IF NOT EXISTS exp_reports_employee ON exp_reports (employee, policy_id, state);
	CREATE INDEX IF NOT EXISTS exp_expenses_report ON exp_expenses (report_id, position);
	CREATE INDEX IF NOT EXISTS exp_actions_report ON exp_actions (report_id);
	CREATE INDEX IF NOT EXISTS exp_labels_label ON exp_labels (label, report_id)`;

export function createTables(db: DatabaseSync): void {
	for (const [name, columns] of Object.entries(TABLES)) db.exec(`CREATE TABLE IF NOT EXISTS ${name} (${columns}) STRICT`);
	db.exec(INDEXES);
}

/** Also brings an older file to today's columns. */
export function recreateTables(db: DatabaseSync): void {
	for (const name of Object.keys(TABLES)) db.exec(`DROP TABLE IF EXISTS ${name}`);
	createTables(db);
}
