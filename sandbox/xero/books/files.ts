import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';

export interface StoredFile {
	id: string;
	name: string;
	mime: string;
	size: number;
	online: boolean;
}

/** Files attached to documents. The same name on the same document replaces the bytes and keeps the id. */
export class Files {
	constructor(private readonly db: DatabaseSync) {
		db.exec(`CREATE TABLE IF NOT EXISTS xero_files (
			id TEXT PRIMARY KEY, tenant TEXT NOT NULL, kind TEXT NOT NULL, owner TEXT NOT NULL, name TEXT NOT NULL,
			mime TEXT NOT NULL, online INTEGER NOT NULL, bytes BLOB NOT NULL, UNIQUE (tenant, kind, owner, name)
		) STRICT`);
	}

	save(
		tenant: string,
		kind: string,
		owner: string,
		file: { name: string; mime: string; online: boolean; bytes: Buffer },
	): StoredFile {
		const id = this.find(tenant, kind, owner, file.name)?.id ?? randomUUID();
		this.db
			.prepare(
				`INSERT INTO xero_files (id, tenant, kind, owner, name, mime, online, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
				 ON CONFLICT (id) DO UPDATE SET mime = excluded.mime, online = excluded.online, bytes = excluded.bytes`,
			)
			.run(id, tenant, kind, owner, file.name, file.mime, file.online ? 1 : 0, file.bytes);
		return { id, name: file.name, mime: file.mime, size: file.bytes.length, online: file.online };
	}

	of(tenant: string, kind: string, owner: string): StoredFile[] {
		return this.db
			.prepare(
				'SELECT id, name, mime, online, length(bytes) AS size FROM xero_files WHERE tenant = ? AND kind = ? AND owner = ? ORDER BY rowid',
			)
			.all(tenant, kind, owner)
			.map((row) => ({
				id: String(row.id),
				name: String(row.name),
				mime: String(row.mime),
				size: Number(row.size),
				online: row.online === 1,
			}));
	}

	/** By id or file name. */
	find(tenant: string, kind: string, owner: string, name: string): StoredFile | undefined {
		const wanted = name.toLowerCase();
		return this.of(tenant, kind, owner).find((file) => file.id === wanted || file.name.toLowerCase() === wanted);
	}

	bytes(id: string): Buffer {
		const row = this.db.prepare('SELECT bytes FROM xero_files WHERE id = ?').get(id);
		return Buffer.from(row?.bytes as Uint8Array);
	}

	clear(): void {
		this.db.exec('DELETE FROM xero_files');
	}
}
