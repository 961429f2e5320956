import { sleep } from 'n8n-workflow';

/** So many calls in so many seconds; a sliding window, which also keeps inside a vendor's fixed one. */
export interface Window {
	calls: number;
	seconds: number;
}

export interface Limits {
	/** Calls under way at once. */
	concurrent: number;
	windows: Window[];
}

export type Wait = (seconds: number, why: string) => void;

/**
 * Keeps one connection inside its vendor's limits. One limiter serves all nodes and runs of a process; several
 * processes meet in the vendor's 429 and its wait.
 */
export class Limiter {
	private underWay = 0;
	private recent: Array<{ endedAt?: number }> = [];
	private pausedUntil = 0;
	private pauseReason = '';
	private queue: Promise<unknown> = Promise.resolve();

	constructor(
		private limits: Limits,
		private readonly now: () => number = Date.now,
		private readonly pause: (ms: number) => Promise<unknown> = sleep,
	) {}

	/** The settings of the credential may change while n8n runs. */
	adjust(limits: Limits): void {
		this.limits = limits;
	}

	/** Runs the call when there is room, in the order asked. */
	async run<T>(call: () => Promise<T>, onWait: Wait): Promise<T> {
		const turn = this.queue.then(async () => await this.room(onWait));
		this.queue = turn.catch(() => undefined);
		const mine = await turn;
		try {
			return await call();
		} finally {
			mine.endedAt = this.now();
			this.underWay -= 1;
		}
	}

	/** The vendor said: not before so many seconds. Holds for every call of this connection. */
	hold(seconds: number, why: string): void {
		const until = this.now() + seconds * 1000;
		if (until <= this.pausedUntil) return;
		this.pausedUntil = until;
		this.pauseReason = why;
	}

	/**
	 * The vendor's own count of what is left in the window: at zero, wait until the oldest of our calls leaves it,
	 * before the vendor has to say no.
	 */
	learn(remaining: number): void {
		const [window] = this.limits.windows;
		if (!(remaining <= 0) || window === undefined) return;
		const oldest = this.counted().find((at) => at > this.now() - window.seconds * 1000) ?? this.now();
		const seconds = Math.max(1, (oldest + window.seconds * 1000 - this.now()) / 1000);
		this.hold(seconds, 'the allowance of this minute is used up');
	}

	private async room(onWait: Wait): Promise<{ endedAt?: number }> {
		for (;;) {
			const { ms, why } = this.delay();
			if (ms <= 0) break;
			if (ms >= 1000) onWait(ms / 1000, why);
			await this.pause(ms);
		}
		const longest = Math.max(0, ...this.limits.windows.map(({ seconds }) => seconds)) * 1000;
		const oldest = this.now() - longest - MARGIN_MS;
		this.recent = this.recent.filter(({ endedAt = Infinity }) => endedAt > oldest);
		const mine = {};
		this.underWay += 1;
		this.recent.push(mine);
		return mine;
	}

	/**
	 * When the vendor has counted each recent call at the latest, in order: a call is on its way for a while before it
	 * arrives, and only its end tells that it has.
	 */
	private counted(): number[] {
		const now = this.now();
		return this.recent.map(({ endedAt = now }) => endedAt).sort((a, b) => a - b);
	}

	private delay(): { ms: number; why: string } {
		const now = this.now();
		if (this.pausedUntil > now) return { ms: this.pausedUntil - now, why: this.pauseReason };
		for (const { calls: allowed, seconds } of this.limits.windows) {
			const calls = atLeastOne(allowed);
			// A little more than the window: two clocks never agree to the millisecond.
			const since = now - seconds * 1000 - MARGIN_MS;
			const inside = this.counted().filter((at) => at > since);
			if (inside.length >= calls) {
				const free = inside[inside.length - calls] ?? now;
				return { ms: free - since, why: `${calls} calls in ${seconds} seconds are allowed` };
			}
		}
		if (this.underWay >= atLeastOne(this.limits.concurrent)) return { ms: POLL_MS, why: 'other calls are under way' };
		return { ms: 0, why: '' };
	}
}

/** A limit of none, typed by mistake, would wait for ever. */
const atLeastOne = (limit: number) => (limit >= 1 ? Math.floor(limit) : 1);

const MARGIN_MS = 50;
const POLL_MS = 15;

const limiters = new Map<string, Limiter>();

/** The one limiter of a connection in this process. */
export function limiterOf(connection: string, limits: Limits): Limiter {
	const known = limiters.get(connection);
	if (known !== undefined) {
		known.adjust(limits);
		return known;
	}
	const made = new Limiter(limits);
	limiters.set(connection, made);
	return made;
}
