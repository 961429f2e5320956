import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../../frame/types';
import type { RecordsChanged, Store } from '../books/store';
import type { Connections } from '../identity/connections';
import { deliver, FAILS, judge, type Delivery } from './deliver';
import { almost, payload, sign, type WebhookEvent } from './sign';

export const WEBHOOK_KEY = 'sandbox-xero-webhook-key';
const RETRY_MS = 15 * 60_000;
const GIVE_UP_MS = 24 * 3_600_000;
/** Changes that come close together travel together. */
const GATHER_MS = 30;

const CATEGORIES: Readonly<Record<string, WebhookEvent['eventCategory']>> = {
	Invoices: 'INVOICE',
	Contacts: 'CONTACT',
	CreditNotes: 'CREDITNOTE',
};

export interface Subscription {
	url: string;
	key: string;
	state: 'off' | 'on' | 'disabled';
}
interface Kept {
	n: number;
	delivered: boolean;
	event: WebhookEvent;
}

/** The sender: keeps events, delivers them signed, tries again, gives up after a day. */
export class Webhooks {
	private timer: NodeJS.Timeout | undefined;
	private stopped = false;
	private delivering: Promise<void> | undefined;

	constructor(
		private readonly db: DatabaseSync,
		private readonly clock: Clock,
		private readonly connections: Connections,
	) {
		db.exec(`
		CREATE TABLE IF NOT EXISTS xero_webhook (url TEXT NOT NULL, key TEXT NOT NULL, state TEXT NOT NULL, failing_since INTEGER) STRICT;
		CREATE TABLE IF NOT EXISTS xero_events (
			n INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, delivered INTEGER NOT NULL DEFAULT 0
		) STRICT;`);
	}

	get subscription(): Subscription | undefined {
		const row = this.db.prepare('SELECT * FROM xero_webhook').get();
		return row === undefined
			? undefined
			: { url: String(row.url), key: String(row.key), state: String(row.state) as Subscription['state'] };
	}

	/** A new address stays off until it has passed the intent to receive. */
	configure(url: string, key: string): void {
		this.db.exec('DELETE FROM xero_webhook');
		this.db.prepare("INSERT INTO xero_webhook (url, key, state) VALUES (?, ?, 'off')").run(url, key);
	}
	remove(): void {
		this.db.exec('DELETE FROM xero_webhook');
	}

	/** Called after each commit. One event per record and commit, of what Xero has webhooks for. */
	note(changes: RecordsChanged[], store: Store): void {
		const known = this.subscription;
		if (known === undefined || known.state === 'off') return;
		const latest = new Map<string, { event: WebhookEvent }>();
		for (const { tenant, kind, id, created, at } of changes) {
			const eventCategory = CATEGORIES[kind];
			if (eventCategory === undefined || !this.connections.isConnected(tenant)) continue;
			const key = `${tenant}/${id}`;
			const isNew = created || latest.get(key)?.event.eventType === 'CREATE';
			const note = kind === 'CreditNotes' ? store.get(tenant, 'CreditNotes', id) : undefined;
			latest.set(key, {
				event: {
					resourceUrl: `https://api.xero.com/api.xro/2.0/${kind}/${id}`,
					resourceId: id,
					tenantId: tenant,
					tenantType: 'ORGANISATION',
					eventCategory,
					eventType: isNew ? 'CREATE' : 'UPDATE',
					eventDateUtc: new Date(at).toISOString().slice(0, 23),
					...(note === undefined ? {} : { data: { Type: note.Type, Status: note.Status } }),
				},
			});
		}
		const insert = this.db.prepare('INSERT INTO xero_events (event) VALUES (?)');
		for (const { event } of latest.values()) insert.run(JSON.stringify(event));
		if (latest.size > 0) this.soon(GATHER_MS);
	}

	/** Four deliveries without events; two of them badly signed. The webhook goes on only if every answer is right. */
	async intentToReceive(): Promise<{ passed: boolean; deliveries: Delivery[] }> {
		const known = this.subscription;
		if (known === undefined) return { passed: false, deliveries: [] };
		const deliveries: Delivery[] = [];
		for (const good of [true, false, true, false]) {
			const body = payload([], 0, 0);
			const right = sign(body, known.key);
			const wrong = deliveries.length === 1 ? almost(right) : sign(body, `${known.key}-other`);
			deliveries.push(judge(await deliver(known.url, body, good ? right : wrong), good));
		}
		const passed = deliveries.every(({ complaint }) => complaint === undefined);
		this.db.prepare('UPDATE xero_webhook SET state = ?, failing_since = NULL').run(passed ? 'on' : 'off');
		if (passed) this.soon(0);
		return { passed, deliveries };
	}

	/** Everything kept since `since`, in order, delivered once more. */
	async replay(since: number): Promise<Delivery[]> {
		return await this.sendAgain(
			this.kept().filter(({ event }) => Date.parse(`${event.eventDateUtc}Z`) >= since),
			{},
		);
	}

	/** For tests: the last `count` events again, in reverse or badly signed. */
	async sendLast(count: number, how: { reverse?: boolean; wrongSignature?: boolean }): Promise<Delivery[]> {
		return await this.sendAgain(this.kept().slice(-count), how);
	}

	/** Delivers what waits and resolves when nothing does, or the receiver fails. */
	async flush(): Promise<void> {
		this.delivering ??= this.deliverWaiting().finally(() => {
			this.delivering = undefined;
		});
		await this.delivering;
	}

	events(): Array<WebhookEvent & { delivered: boolean }> {
		return this.kept().map(({ event, delivered }) => ({ ...event, delivered }));
	}

	/** After a restart: what still waits goes out. */
	resume(): void {
		if (this.subscription?.state === 'on') this.soon(GATHER_MS);
	}

	stop(): void {
		this.stopped = true;
		clearTimeout(this.timer);
	}

	/** Forgets the events; the subscription stays. */
	clear(): void {
		this.db.exec('DELETE FROM xero_events');
	}

	private soon(realMs: number): void {
		if (this.stopped) return;
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.flush(), realMs);
		this.timer.unref();
	}

	private async deliverWaiting(): Promise<void> {
		for (;;) {
			const known = this.subscription;
			const waiting = this.kept()
				.filter(({ delivered }) => !delivered)
				.slice(0, 100);
			const [first] = waiting;
			const last = waiting[waiting.length - 1];
			if (this.stopped || known?.state !== 'on' || first === undefined || last === undefined) return;
			const body = payload(
				waiting.map(({ event }) => event),
				first.n,
				last.n,
			);
			const { complaint } = judge(await deliver(known.url, body, sign(body, known.key)), true);
			if (this.stopped) return;
			if (complaint !== undefined && FAILS.has(complaint)) return this.tryLater();
			this.db.prepare('UPDATE xero_events SET delivered = 1 WHERE n BETWEEN ? AND ?').run(first.n, last.n);
			this.db.exec('UPDATE xero_webhook SET failing_since = NULL');
		}
	}

	/** Every quarter of an hour for a day of emulated time, then the subscription is off. */
	private tryLater(): void {
		const row = this.db.prepare('SELECT failing_since FROM xero_webhook').get();
		const now = this.clock.now();
		const since = row?.failing_since === null || row === undefined ? now : Number(row.failing_since);
		if (now - since >= GIVE_UP_MS) return this.db.exec("UPDATE xero_webhook SET state = 'disabled'");
		this.db.prepare('UPDATE xero_webhook SET failing_since = ?').run(since);
		void this.clock.sleep(RETRY_MS).then(() => this.soon(0));
	}

	private async sendAgain(
		kept: Kept[],
		{ reverse = false, wrongSignature = false }: { reverse?: boolean; wrongSignature?: boolean },
	): Promise<Delivery[]> {
		const known = this.subscription;
		if (known === undefined) return [];
		const deliveries: Delivery[] = [];
		for (const { n, event } of reverse ? [...kept].reverse() : kept) {
			const body = payload([event], n, n);
			const right = sign(body, known.key);
			deliveries.push(judge(await deliver(known.url, body, wrongSignature ? almost(right) : right), !wrongSignature));
		}
		return deliveries;
	}

	private kept(): Kept[] {
		return this.db
			.prepare('SELECT * FROM xero_events ORDER BY n')
			.all()
			.map((row) => ({
				n: Number(row.n),
				delivered: row.delivered === 1,
				event: JSON.parse(String(row.event)) as WebhookEvent,
			}));
	}
}
