import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface Connection {
	id: string;
	tenant: string;
	authEvent: string;
	created: number;
	updated: number;
}

/** Which organisations a user has connected to an app. */
export class Connections {
	constructor(private readonly db: DatabaseSync) {
		db.exec(`CREATE TABLE IF NOT EXISTS xero_connections (
			id TEXT PRIMARY KEY, app TEXT NOT NULL, user TEXT NOT NULL, tenant TEXT NOT NULL, event TEXT NOT NULL,
			created INTEGER NOT NULL, updated INTEGER NOT NULL, UNIQUE (app, user, tenant)
		) STRICT`);
	}

	connect(app: string, user: string, tenant: string, authEvent: string, now: number): void {
		this.db
			.prepare(
				`INSERT INTO xero_connections (id, app, user, tenant, event, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?)
				 ON CONFLICT (app, user, tenant) DO UPDATE SET event = excluded.event, updated = excluded.updated`,
			)
			.run(randomUUID(), app, user, tenant, authEvent, now, now);
	}

	/** Newest first. */
	of(app: string, user: string): Connection[] {
		return this.db
			.prepare('SELECT * FROM xero_connections WHERE app = ? AND user = ? ORDER BY updated DESC, rowid DESC')
			.all(app, user)
			.map((row) => ({
				id: String(row.id),
				tenant: String(row.tenant),
				authEvent: String(row.event),
				created: Number(row.created),
				updated: Number(row.updated),
			}));
	}

	disconnect(app: string, user: string, id: string): boolean {
		return (
			this.db.prepare('DELETE FROM xero_connections WHERE app = ? AND user = ? AND id = ?').run(app, user, id).changes >
			0
		);
	}
	disconnectAll(app: string, user: string): void {
		this.db.prepare('DELETE FROM xero_connections WHERE app = ? AND user = ?').run(app, user);
	}
	/** Whether anyone has connected this organisation to any app, as webhooks ask. */
	isConnected(tenant: string): boolean {
		return this.db.prepare('SELECT 1 FROM xero_connections WHERE tenant = ? LIMIT 1').get(tenant) !== undefined;
	}
}
