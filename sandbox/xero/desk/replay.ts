import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../frame/types';

const KEPT_MS = 6 * 60_000;

export interface Replayed {
	status: number;
	type: string;
	body: Buffer;
}
export type Claim =
	| { state: 'new'; done: (answer: Replayed | undefined) => void }
	| { state: 'replay'; answer: Replayed }
	| { state: 'waiting'; answer: Promise<Replayed | undefined> }
	| { state: 'mismatch' };

/**
 * Answers by Idempotency-Key, per app, for six minutes from the first call; refusals and outages are kept like any
 * other answer. Source: Xero, "Idempotent requests".
 */
export class Replay {
	private readonly running = new Map<string, { print: string; answer: Promise<Replayed | undefined> }>();

	constructor(
		private readonly db: DatabaseSync,
		private readonly clock: Clock,
	) {
		db.exec(`CREATE TABLE IF NOT EXISTS xero_replay (
			key TEXT PRIMARY KEY, print TEXT NOT NULL, first INTEGER NOT NULL, status INTEGER NOT NULL, type TEXT NOT NULL, body BLOB NOT NULL
		) STRICT`);
	}

	/** @param request method, address with query, organisation and body: what makes two requests the same */
	claim(app: string, key: string, request: { method: string; url: string; tenant: string; body: Buffer }): Claim {
		const name = `${app} ${key}`;
		const print = createHash('sha256')
			.update(`${request.method} ${request.url} ${request.tenant}\n`)
			.update(request.body)
			.digest('hex');
		const running = this.running.get(name);
		if (running !== undefined)
			return running.print === print ? { state: 'waiting', answer: running.answer } : { state: 'mismatch' };
		const now = this.clock.now();
		this.db.prepare('DELETE FROM xero_replay WHERE first <= ? OR first > ?').run(now - KEPT_MS, now);
		const row = this.db.prepare('SELECT * FROM xero_replay WHERE key = ?').get(name);
		if (row !== undefined) {
			if (row.print !== print) return { state: 'mismatch' };
			const answer = { status: Number(row.status), type: String(row.type), body: Buffer.from(row.body as Uint8Array) };
			return { state: 'replay', answer };
		}
		let finish: (answer: Replayed | undefined) => void = () => undefined;
		this.running.set(name, {
			print,
			answer: new Promise((resolve) => {
				finish = resolve;
			}),
		});
		const done = (answer: Replayed | undefined): void => {
			this.running.delete(name);
			finish(answer);
		};
		return { state: 'new', done };
	}

	/** Keeps the answer beside what it wrote: called inside the same transaction, and again if a fault changes it. */
	keep(
		app: string,
		key: string,
		request: { method: string; url: string; tenant: string; body: Buffer },
		answer: Replayed,
	): void {
		const print = createHash('sha256')
			.update(`${request.method} ${request.url} ${request.tenant}\n`)
			.update(request.body)
			.digest('hex');
		this.db
			.prepare(
				`INSERT INTO xero_replay (key, print, first, status, type, body) VALUES (?, ?, ?, ?, ?, ?)
				 ON CONFLICT (key) DO UPDATE SET status = excluded.status, type = excluded.type, body = excluded.body`,
			)
			.run(`${app} ${key}`, print, this.clock.now(), answer.status, answer.type, answer.body);
	}

	clear(): void {
		this.db.exec('DELETE FROM xero_replay');
	}
}
