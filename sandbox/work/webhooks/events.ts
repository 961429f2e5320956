import { randomBytes } from 'node:crypto';
import type { Kept } from '../state/records';
import { readSettings } from '../state/settings';
import { instant, type Store } from '../state/store';
import { ApiError, type FieldError, invalid, notFound } from '../wire/errors';
import { post, signatureOf, unixNow } from './sign';

export const EVENT_TYPES = [
	'client.created', 'client.updated', 'invoice.approved', 'invoice.updated', 'invoice.voided', 'payment.recorded', 'payment.voided',
	'site.created', 'site.updated',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export interface Hook {
	id: string;
	url: string;
	events: string[];
	secret: string;
}
/** How events are sent once more. */
export interface Again {
	count: number;
	/** How often each. */
	times?: number;
	reverse?: boolean;
	wrongSignature?: boolean;
	/** Real seconds that the signature is old. */
	age?: number;
}

const MINUTE = 60_000;
/** Waits before the next tries; after the last an event is failed. */
const RETRIES = [1, 5, 30, 120, 720].map((minutes) => minutes * MINUTE);
/** Real milliseconds: an event goes out just after its commit. */
const SOON_MS = 20;

/** Subscriptions and the sender: keeps events, delivers them signed, tries again. */
export class Events {
	private timer: NodeJS.Timeout | undefined;
	private stopped = false;
	private delivering: Promise<void> | undefined;
	private lose = 0;

	constructor(private readonly store: Store) {}

	hooks(company?: string): Hook[] {
		const rows = company === undefined ? this.store.all('SELECT * FROM wrk_hooks') : this.store.all('SELECT * FROM wrk_hooks WHERE company = ?', company);
		return rows.map((row) => ({ id: String(row.id), url: String(row.url), events: JSON.parse(String(row.events)) as string[], secret: String(row.secret) }));
	}

	/** Asks the receiver first: it must send back the challenge. */
	async subscribe(company: string, { url, events, secret }: { url?: unknown; events?: unknown; secret?: unknown }): Promise<Hook> {
		const errors: FieldError[] = [];
		if (typeof url !== 'string' || !URL.canParse(url)) errors.push({ path: 'url', code: 'invalid', message: 'Must be an address.' });
		const known: readonly unknown[] = EVENT_TYPES;
		if (!Array.isArray(events) || events.length === 0 || events.some((event) => !known.includes(event))) {
			errors.push({ path: 'events', code: 'invalid', message: `Must be some of ${EVENT_TYPES.join(', ')}.` });
		}
		if (typeof secret !== 'string' || secret === '') errors.push({ path: 'secret', code: 'required', message: 'A value is required.' });
		if (errors.length > 0) throw invalid('Webhook', errors);
		const hook: Hook = { id: `wh_${this.store.next('webhook', 1)}`, url: String(url), events: events as string[], secret: String(secret) }; // checked above
		const challenge = randomBytes(12).toString('hex');
		const answer = await post(hook.url, JSON.stringify({ type: 'webhook.ping', challenge }), {});
		if (answer.status !== 200 || answer.text !== challenge) {
			throw new ApiError(422, 'validation_failed', 'The address did not send back the challenge.', [
				{ path: 'url', code: 'no_challenge', message: `Answered ${answer.status ?? 'nothing'}.` },
			]);
		}
		this.store.insert('wrk_hooks', { id: hook.id, company, url: hook.url, events: JSON.stringify(hook.events), secret: hook.secret });
		return hook;
	}

	unsubscribe(company: string, id: string): void {
		if (this.store.run('DELETE FROM wrk_hooks WHERE company = ? AND id = ?', company, id) === 0) throw notFound(`Webhook ${id}`);
		this.store.run('DELETE FROM wrk_deliveries WHERE hook = ?', id);
	}

	/** Notes an event within the change's own transaction. */
	note(company: string, type: EventType, { id, version }: Kept): void {
		if (!readSettings(this.store).webhooks) return;
		const concerned = this.hooks(company).filter(({ events }) => events.includes(type));
		if (concerned.length === 0) return;
		const [kind = ''] = type.split('.');
		const body = {
			id: `ev_${this.store.next('event', 1)}`, type, occurredAt: instant(this.store.now()), companyId: company, resource: { type: kind, id, version },
		};
		this.store.insert('wrk_events', { company, type, body: JSON.stringify(body) });
		const event = Number(this.store.one('SELECT max(n) AS n FROM wrk_events')?.n);
		for (const { id: hook } of concerned) {
			const state = this.lose > 0 ? 'lost' : 'waiting';
			this.store.insert('wrk_deliveries', { event, hook, attempts: 0, due: this.store.now(), state });
		}
		if (this.lose > 0) this.lose -= 1;
		this.soon();
	}

	/** The next `count` events never arrive. */
	loseNext(count: number): void {
		this.lose = count;
	}

	/** One event out of turn, to see that the address answers. */
	async test(company: string, id: string): Promise<{ status: number | null }> {
		const hook = this.hooks(company).find((one) => one.id === id);
		if (hook === undefined) throw notFound(`Webhook ${id}`);
		const body = JSON.stringify({ id: `ev_${this.store.next('event', 1)}`, type: 'webhook.test', occurredAt: instant(this.store.now()), companyId: company });
		const { status } = await post(hook.url, body, { 'x-work-signature': signatureOf(body, hook.secret, unixNow()) });
		return { status };
	}

	/** Delivers what is due, and resolves when nothing is. */
	async flush(): Promise<void> {
		this.delivering ??= this.deliverDue().finally(() => {
			this.delivering = undefined;
		});
		await this.delivering;
	}

	/** The last events to every subscription that wants them, once more. */
	async sendAgain({ count, times = 1, reverse = false, wrongSignature = false, age = 0 }: Again): Promise<Array<number | null>> {
		const rows = this.store.all('SELECT * FROM wrk_events ORDER BY n DESC LIMIT ?', count);
		const answers: Array<number | null> = [];
		for (const { company, type, body } of reverse ? rows : rows.reverse()) {
			for (const hook of this.hooks(String(company)).filter(({ events }) => events.includes(String(type)))) {
				const secret = wrongSignature ? `${hook.secret}-other` : hook.secret;
				for (let time = 0; time < times; time++) {
					const headers = { 'x-work-signature': signatureOf(String(body), secret, unixNow() - age) };
					answers.push((await post(hook.url, String(body), headers)).status);
				}
			}
		}
		return answers;
	}

	/** What has become of each event, newest last. */
	deliveries(): Array<{ event: unknown; hook: string; attempts: number; state: string; status: number | null }> {
		const sql = 'SELECT d.*, e.body FROM wrk_deliveries d JOIN wrk_events e ON e.n = d.event ORDER BY d.n';
		return this.store.all(sql).map((row) => ({
			event: JSON.parse(String(row.body)) as unknown, hook: String(row.hook), attempts: Number(row.attempts), state: String(row.state),
			status: row.status === null ? null : Number(row.status),
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
		this.stopped = true;
		clearTimeout(this.timer);
	}

	private soon(): void {
		if (this.stopped) return;
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.flush(), SOON_MS);
		this.timer.unref();
	}

	private async deliverDue(): Promise<void> {
		for (;;) {
			const row = this.stopped
				? undefined
				: this.store.one(
						`SELECT d.*, e.body, h.url, h.secret FROM wrk_deliveries d JOIN wrk_events e ON e.n = d.event JOIN wrk_hooks h ON h.id = d.hook
						 WHERE d.state = 'waiting' AND d.due <= ? ORDER BY d.n LIMIT 1`,
						this.store.now(),
					);
			if (row === undefined) return;
			const body = String(row.body);
			const { status } = await post(String(row.url), body, { 'x-work-signature': signatureOf(body, String(row.secret), unixNow()) });
			if (this.stopped) return;
			this.settle(Number(row.n), Number(row.attempts), status);
		}
	}

	private settle(n: number, attempts: number, status: number | null): void {
		const taken = status !== null && status >= 200 && status < 300;
		const wait = RETRIES[attempts];
		const state = taken ? 'delivered' : wait === undefined ? 'failed' : 'waiting';
		const due = this.store.now() + (wait ?? 0);
		this.store.run('UPDATE wrk_deliveries SET attempts = ?, due = ?, state = ?, status = ? WHERE n = ?', attempts + 1, due, state, status, n);
		if (state === 'waiting' && wait !== undefined) void this.store.frame.clock.sleep(wait).then(() => this.soon());
	}
}
