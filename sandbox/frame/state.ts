import { DatabaseSync } from 'node:sqlite';

/** Opens the sandbox's database. `file` is a path or ":memory:". */
export function openDatabase(file: string): DatabaseSync {
	const db = new DatabaseSync(file);
	// A sandbox may lose its last moment in a power cut, not in a crash of the process: WAL without a flush per write.
	db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA busy_timeout = 5000');
	db.exec('CREATE TABLE IF NOT EXISTS frame_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
	return db;
}

/** Small named values that outlive the process: the clock's setting, which systems hold their demo data. */
export class State {
	constructor(private readonly db: DatabaseSync) {}

	get(name: string): string | undefined {
		const row = this.db.prepare('SELECT value FROM frame_state WHERE name = ?').get(name);
		return row === undefined ? undefined : String(row.value);
	}

	set(name: string, value: string): void {
		this.db
			.prepare('INSERT INTO frame_state (name, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value')
			.run(name, value);
	}
}
