import { randomUUID } from 'node:crypto';
import { post } from '../../frame/post';
import type { Row } from '../../frame/sql';
import type { Operation } from '../books/books';
import { readSettings } from '../state/settings';
import type { Store } from '../state/store';
import { CONTENT_TYPES, type Event, type Format, payloadOf, signatureOf } from './payload';

/** What stands on the page "Webhooks" of the app. */
export interface Subscription {
	url: string;
	verifier: string;
	format: Format;
	/** Seconds that events are gathered: 60, 180 or 300 in production, nearly none in a sandbox company. */
	delay: number;
}
export interface Again {
	count?: number;
	/** How often each. */
	times?: number;
	reverse?: boolean;
	wrongSignature?: boolean;
}

/** What the portal can tick. Source: Intuit, "Webhooks", supported entities. */
const COVERED: ReadonlySet<string> = new Set([
	'Account', 'Bill', 'BillPayment', 'Class', 'CreditMemo', 'Customer', 'Department', 'Deposit', 'Employee', 'Estimate', 'Invoice', 'Item', 'JournalEntry', 'Payment', 'PaymentMethod',
	'Preferences', 'Purchase', 'PurchaseOrder', 'RefundReceipt', 'SalesReceipt', 'TaxAgency', 'Term', 'TimeActivity', 'Transfer', 'Vendor', 'VendorCredit',
]);
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Waits before the next tries; after these it is the last again and again. */
const RETRIES = [10 * SECOND, 20 * SECOND, 30 * SECOND, 5 * MINUTE, 20 * MINUTE, 2 * HOUR, 4 * HOUR, 6 * HOUR];
/** The receiver has this long, in real milliseconds. */
const PATIENCE_MS = 3000;
/** Real milliseconds: a change is gathered just after its commit. */
const SOON_MS = 20;

/** Gathers events, sends them signed, tries again. */
export class Hooks {
	private timer: NodeJS.Timeout | undefined;
	private isStopped = false;
	private delivering: Promise<void> | undefined;
	private lose = 0;
	/** When the sender next looks by itself, in emulated milliseconds. */
	private wakes: number | undefined;

	constructor(private readonly store: Store) {}

	get subscription(): Subscription | undefined {
		const row = this.store.one("SELECT value FROM qbo_settings WHERE name = 'webhook'");
		return row === undefined ? undefined : (JSON.parse(String(row.value)) as Subscription);
	}

	subscribe(subscription: Subscription | undefined): void {
		this.store.run("DELETE FROM qbo_settings WHERE name = 'webhook'");
		if (subscription !== undefined) this.store.insert('qbo_settings', { name: 'webhook', value: JSON.stringify(subscription) });
	}

	/** Notes an event within the change's own transaction. Companies that no app is connected to have no events. */
	note(realm: string, entity: string, record: string, operation: Operation, gone?: string): void {
		if (this.subscription === undefined || !COVERED.has(entity)) return;
		if (this.store.one('SELECT 1 AS one FROM qbo_grants WHERE realm = ? AND revoked = 0', realm) === undefined) return;
		if (this.lose > 0) {
			this.lose -= 1;
			return;
		}
		this.store.insert('qbo_events', { id: randomUUID(), realm, entity, record, operation, gone: gone ?? null, at: this.store.now() });
		this.soon();
	}

	/** The next `count` events never arrive. */
	loseNext(count: number): void {
		this.lose = count;
	}

	/** Sends what is due, and resolves when nothing is. `now`: without waiting for more to gather. */
	async flush(now = false): Promise<void> {
		await this.delivering;
		this.delivering = this.deliver(now).finally(() => (this.delivering = undefined));
		await this.delivering;
	}

	/** The last events once more, as duplicates, backwards, or badly signed. The status of each answer. */
	async sendAgain({ count = 1, times = 1, reverse = false, wrongSignature = false }: Again): Promise<Array<number | null>> {
		const subscription = this.subscription;
		if (subscription === undefined) return [];
		const rows = this.store.all('SELECT * FROM qbo_events ORDER BY n DESC LIMIT ?', count).map(eventOf);
		const answers: Array<number | null> = [];
		for (const event of reverse ? rows : rows.reverse()) {
			for (let time = 0; time < times; time++) answers.push(await this.send(subscription, [event], wrongSignature));
		}
		return answers;
	}

	/** What has become of each delivery, newest last. */
	deliveries(): Array<{ events: Event[]; attempts: number; state: string; status: number | null }> {
		return this.store.all('SELECT * FROM qbo_deliveries ORDER BY n').map((row) => ({
			events: this.eventsOf(Number(row.n)), attempts: Number(row.attempts), state: String(row.state), status: row.status === null ? null : Number(row.status),
		}));
	}

	clear(): void {
		clearTimeout(this.timer);
		this.lose = 0;
	}
	/** After a restart: what still waits goes out. */
	resume(): void {
		this.soon();
	}
	stop(): void {
		this.isStopped = true;
		clearTimeout(this.timer);
	}

	private soon(): void {
		if (this.isStopped) return;
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.flush(), SOON_MS);
		this.timer.unref();
	}

	private async deliver(now: boolean): Promise<void> {
		this.gather(now);
		for (;;) {
			const row = this.isStopped ? undefined : this.nextDue();
			const subscription = this.subscription;
			if (row === undefined || subscription === undefined) return this.wakeForNext();
			const status = await this.send(subscription, this.eventsOf(Number(row.n)), false);
			if (this.isStopped) return;
			this.settle(Number(row.n), Number(row.attempts), status);
		}
	}

	/** Also after a restart somebody has to come back for what is due later. */
	private wakeForNext(): void {
		const due = this.store.frame.db.isOpen && !this.isStopped ? this.store.one("SELECT min(due) AS due FROM qbo_deliveries WHERE state = 'waiting' AND due > ?", this.store.now())?.due : null;
		if (typeof due === 'number') this.wakeAt(due);
	}

	private wakeAt(due: number): void {
		if (this.wakes !== undefined && this.wakes <= due && this.wakes > this.store.now()) return;
		this.wakes = due;
		void this.store.frame.clock.sleep(due - this.store.now()).then(() => this.soon());
	}

	private nextDue(): Row | undefined {
		const [first] = this.store.all("SELECT * FROM qbo_deliveries WHERE state = 'waiting' ORDER BY n LIMIT 1");
		if (readSettings(this.store).holdEvents) return first !== undefined && Number(first.due) <= this.store.now() ? first : undefined;
		return this.store.one("SELECT * FROM qbo_deliveries WHERE state = 'waiting' AND due <= ? ORDER BY n LIMIT 1", this.store.now());
	}

	/** Makes one delivery of the events whose time to gather is over. */
	private gather(now: boolean): void {
		const [oldest] = this.store.all('SELECT * FROM qbo_events WHERE delivery IS NULL ORDER BY n LIMIT 1');
		const subscription = this.subscription;
		if (oldest === undefined || subscription === undefined) return;
		const left = Number(oldest.at) + subscription.delay * SECOND - this.store.now();
		if (!now && left > 0) {
			this.wakeAt(this.store.now() + left);
			return;
		}
		this.store.atomically(() => {
			this.store.insert('qbo_deliveries', { attempts: 0, due: this.store.now(), state: 'waiting' });
			const n = Number(this.store.one('SELECT max(n) AS n FROM qbo_deliveries')?.n);
			this.store.run('UPDATE qbo_events SET delivery = ? WHERE delivery IS NULL', n);
		});
	}

	private eventsOf(delivery: number): Event[] {
		return this.store.all('SELECT * FROM qbo_events WHERE delivery = ? ORDER BY n', delivery).map(eventOf);
	}

	private async send({ url, verifier, format }: Subscription, events: Event[], wrong: boolean): Promise<number | null> {
		const body = payloadOf(format, events);
		const headers = { 'content-type': CONTENT_TYPES[format], 'intuit-signature': signatureOf(body, wrong ? `${verifier}-other` : verifier), 'user-agent': 'intuit_notification_v1' };
		return (await post(url, body, headers, PATIENCE_MS)).status;
	}

	private settle(n: number, attempts: number, status: number | null): void {
		if (status === 200) {
			this.store.run("UPDATE qbo_deliveries SET attempts = ?, state = 'delivered', status = 200 WHERE n = ?", attempts + 1, n);
			return;
		}
		const wait = RETRIES[Math.min(attempts, RETRIES.length - 1)] ?? HOUR;
		this.store.run('UPDATE qbo_deliveries SET attempts = ?, due = ?, status = ? WHERE n = ?', attempts + 1, this.store.now() + wait, status, n);
	}
}

function eventOf(row: Row): Event {
	return {
		id: String(row.id), realm: String(row.realm), entity: String(row.entity), record: String(row.record), operation: String(row.operation), at: Number(row.at),
		...(row.gone === null ? {} : { gone: String(row.gone) }),
	};
}
