import { randomBytes } from 'node:crypto';
import { exact, toCents } from '../../frame/money';
import type { Store } from './store';
import { stampText } from './times';

export type Body = Record<string, unknown>;

/** A record as on the wire. */
export interface Kept extends Body {
	Id: string;
	SyncToken: string;
	MetaData: { CreateTime: string; LastUpdatedTime: string };
}
export interface Ref {
	value: string;
	name?: string;
	type?: string;
}

/** Entities whose ids are longer than a double holds. */
const LONG_IDS: ReadonlySet<string> = new Set(['Class', 'Attachable']);
const FIRST_LONG = 142_238;

export const fold = (text: unknown): string | null => (typeof text === 'string' && text !== '' ? text.toLowerCase() : null);
export const valueOf = (ref: unknown): string | undefined => (ref as Ref | undefined)?.value; // a reference, checked when it came in

/** Records of one company. */
export class Records {
	constructor(
		readonly store: Store,
		readonly realm: string,
	) {}

	get(entity: string, id: string | undefined): Kept | undefined {
		if (id === undefined) return undefined;
		const row = this.store.one('SELECT body FROM qbo_records WHERE realm = ? AND entity = ? AND id = ? AND deleted = 0', this.realm, entity, id);
		return row === undefined ? undefined : (JSON.parse(String(row.body)) as Kept);
	}

	/** In the order in which they were made. `where` goes on after AND. */
	all(entity: string, where = '1', ...values: Array<string | number>): Kept[] {
		const sql = `SELECT body FROM qbo_records WHERE realm = ? AND entity = ? AND deleted = 0 AND ${where} ORDER BY position`;
		return this.store.all(sql, this.realm, entity, ...values).map(({ body }) => JSON.parse(String(body)) as Kept);
	}

	newest(entity: string, most: number): { newest: Kept[]; count: number } {
		const where = 'FROM qbo_records WHERE realm = ? AND entity = ? AND deleted = 0';
		const rows = this.store.all(`SELECT body ${where} ORDER BY position DESC LIMIT ?`, this.realm, entity, most);
		const count = Number(this.store.one(`SELECT count(*) AS n ${where}`, this.realm, entity)?.n ?? 0);
		return { newest: rows.map(({ body }) => JSON.parse(String(body)) as Kept), count };
	}

	byName(entity: string, name: string): Kept[] {
		return this.all(entity, 'name = ?', name.toLowerCase());
	}

	/** Creates, or replaces and raises SyncToken. `id` is for records whose id the vendor fixed. */
	put(entity: string, fields: Body, id?: string): Kept {
		const known = id ?? (typeof fields.Id === 'string' ? fields.Id : undefined);
		const before = this.get(entity, known);
		const at = this.store.stamp();
		const created = before?.MetaData.CreateTime ?? stampText(at);
		const kept: Kept = {
			...fields, domain: 'QBO', sparse: false, Id: known ?? this.nextId(entity), SyncToken: before === undefined ? '0' : String(Number(before.SyncToken) + 1),
			MetaData: { CreateTime: created, LastUpdatedTime: stampText(at) },
		};
		if (before === undefined) {
			this.store.insert('qbo_records', {
				realm: this.realm, entity, id: kept.Id, ...columnsOf(kept), created: at, updated: at, body: JSON.stringify(kept),
			});
		} else this.rewrite(entity, kept, at);
		return kept;
	}

	/** Changes what QuickBooks works out itself, such as a balance, without a new version. */
	patch(entity: string, id: string, changes: Body): void {
		const before = this.get(entity, id);
		if (before !== undefined) this.rewrite(entity, { ...before, ...changes });
	}

	/** Leaves a tombstone for the change feed. */
	bury(entity: string, id: string): void {
		const sql = 'UPDATE qbo_records SET deleted = 1, updated = ?, name = NULL, number = NULL WHERE realm = ? AND entity = ? AND id = ?';
		this.store.run(sql, this.store.stamp(), this.realm, entity, id);
	}

	private rewrite(entity: string, kept: Kept, at?: number): void {
		const columns = columnsOf(kept);
		const names = Object.keys(columns).map((name) => `${name} = ?`).join(', ');
		this.store.run(
			`UPDATE qbo_records SET ${names}, updated = coalesce(?, updated), body = ? WHERE realm = ? AND entity = ? AND id = ?`,
			...Object.values(columns), at ?? null, JSON.stringify(kept), this.realm, entity, kept.Id,
		);
	}

	private nextId(entity: string): string {
		if (LONG_IDS.has(entity)) return `5000000000000${String(this.store.next(`long:${this.realm}`, FIRST_LONG)).padStart(6, '0')}`;
		return String(this.store.next(`id:${this.realm}`, 1));
	}
}

function columnsOf(record: Kept): { name: string | null; number: string | null; party: string | null; day: string | null; active: number; open: number | null } {
	return {
		name: fold(record.DisplayName ?? record.Name), number: fold(record.DocNumber),
		party: valueOf(record.VendorRef) ?? valueOf(record.CustomerRef) ?? valueOf(record.EntityRef) ?? null,
		day: typeof record.TxnDate === 'string' ? record.TxnDate : null, active: record.Active === false ? 0 : 1,
		open: typeof record.Balance === 'number' ? toCents(exact(record.Balance)) : null,
	};
}

export const pseudonym = (): string => randomBytes(17).toString('hex').slice(0, 33);
