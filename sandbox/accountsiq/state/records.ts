import type { Data } from '../wire/shapes';
import { nextNumber } from './settings';
import type { Row, Store } from './store';

/** What an entity holds besides its ledger. */
export type Kind =
	| 'account' | 'dimension' | 'department' | 'tax' | 'supplier' | 'customer' | 'contact' | 'item' | 'bank' | 'currency'
	| 'currencyHistory' | 'period' | 'creditTerm' | 'project' | 'invoice' | 'connection';

export interface Stored {
	code: string;
	id: number;
	/** Emulated milliseconds. */
	created: number;
	modified: number;
	version: number;
	/** The record as on the wire, without what never changes or comes from the row. */
	body: Data;
}

/** Records of every entity as JSON in SQLite, by their code. Read records are shared: who changes one puts a new body. */
export class Records {
	private readonly read = new Map<string, Stored>();
	private lastVersion: number | undefined;
	private lastStamp = 0;

	constructor(private readonly store: Store) {
		store.onForget(() => {
			this.read.clear();
			this.lastVersion = undefined;
		});
	}

	get(entity: string, kind: Kind, code: string): Stored | undefined {
		const key = `${entity}/${kind}/${code}`;
		const known = this.read.get(key);
		if (known !== undefined) return known;
		const row = this.store.one('SELECT * FROM aiq_records WHERE entity = ? AND kind = ? AND code = ?', entity, kind, code);
		return row === undefined ? undefined : this.remember(key, row);
	}

	byId(entity: string, kind: Kind, id: number): Stored | undefined {
		const row = this.store.one('SELECT code FROM aiq_records WHERE entity = ? AND kind = ? AND id = ?', entity, kind, id);
		return row === undefined ? undefined : this.get(entity, kind, String(row.code));
	}

	/** In the order of their codes. `since`: changed at or after this instant. */
	list(entity: string, kind: Kind, since?: number): Stored[] {
		// Codes alone: bodies that have been read already need not come out of the database again.
		const sql = 'SELECT code FROM aiq_records WHERE entity = ? AND kind = ?';
		const rows =
			since === undefined
				? this.store.all(`${sql} ORDER BY code`, entity, kind)
				: this.store.all(`${sql} AND modified >= ? ORDER BY code`, entity, kind, since);
		return rows.flatMap(({ code }) => this.get(entity, kind, String(code)) ?? []);
	}

	/** In the order in which they were made, as things are shown that have a place rather than a name. */
	inOrder(entity: string, kind: Kind): Stored[] {
		return this.list(entity, kind).sort((a, b) => a.id - b.id);
	}

	/** Creates or replaces. Every write gives a new row version and a new instant of change. */
	put(entity: string, kind: Kind, code: string, body: Data, at = this.stamp(), newId?: number): Stored {
		const before = this.get(entity, kind, code);
		const id = before?.id ?? newId ?? nextNumber(this.store, `record:${entity}:${kind}`, kind === 'customer' ? 50_001 : 1);
		const stored: Stored = { code, id, created: before?.created ?? at, modified: at, version: this.nextVersion(), body };
		this.store.run(
			`INSERT INTO aiq_records (entity, kind, code, id, created, modified, version, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			 ON CONFLICT (entity, kind, code) DO UPDATE SET modified = excluded.modified, version = excluded.version, body = excluded.body`,
			entity, kind, code, id, stored.created, at, stored.version, JSON.stringify(body),
		);
		this.read.set(`${entity}/${kind}/${code}`, stored);
		return stored;
	}

	remove(entity: string, kind: Kind, code: string): boolean {
		this.read.delete(`${entity}/${kind}/${code}`);
		return this.store.run('DELETE FROM aiq_records WHERE entity = ? AND kind = ? AND code = ?', entity, kind, code) > 0;
	}

	/** A record keeps id, creation and everything that points to it by id, under another code. */
	rename(entity: string, kind: Kind, code: string, newCode: string): void {
		this.read.delete(`${entity}/${kind}/${code}`);
		this.store.run(
			'UPDATE aiq_records SET code = ?, modified = ?, version = ? WHERE entity = ? AND kind = ? AND code = ?',
			newCode, this.stamp(), this.nextVersion(), entity, kind, code,
		);
	}

	/** Marks of change rise, so that two changes of one millisecond keep their order. */
	stamp(): number {
		const now = this.store.now();
		// A clock that was set back must not drag old marks along.
		this.lastStamp = now > this.lastStamp || this.lastStamp - now > 1000 ? now : this.lastStamp + 1;
		return this.lastStamp;
	}

	private nextVersion(): number {
		this.lastVersion ??= Number(this.store.one('SELECT max(version) AS version FROM aiq_records')?.version ?? 2000);
		this.lastVersion += 1;
		return this.lastVersion;
	}

	private remember(key: string, row: Row): Stored {
		const stored: Stored = {
			code: String(row.code), id: Number(row.id), created: Number(row.created), modified: Number(row.modified),
			version: Number(row.version), body: JSON.parse(String(row.body)) as Data,
		};
		this.read.set(key, stored);
		return stored;
	}
}

/** A row version as SQL Server has it, in base64. */
export function rowVersion(version: number): string {
	const bytes = Buffer.alloc(8);
	bytes.writeBigUInt64BE(BigInt(version));
	return bytes.toString('base64');
}
