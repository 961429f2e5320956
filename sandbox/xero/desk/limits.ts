import { WindowCounter } from '../../frame/windows';
import type { Clock } from '../../frame/types';

export type LimitProblem = 'minute' | 'day' | 'concurrent' | 'appminute';

export interface LimitSettings {
	perMinute: number;
	/** 1,000 on the Starter tier, 5,000 above. */
	perDay: number;
	concurrent: number;
	appPerMinute: number;
}
export const USUAL_LIMITS: LimitSettings = { perMinute: 60, perDay: 5000, concurrent: 5, appPerMinute: 10_000 };

const MINUTE = 60;
const DAY = 86_400;

/** Xero's limits, per organisation and per app, in windows on the emulated clock. Source: Xero, "OAuth 2.0 API limits". */
export class Limits {
	private readonly inFlight = new Map<string, number>();
	private tenants: WindowCounter;
	private apps: WindowCounter;
	private current = USUAL_LIMITS;

	constructor(private readonly clock: Clock) {
		[this.tenants, this.apps] = this.counters();
	}

	get settings(): LimitSettings {
		return this.current;
	}

	set(settings: Partial<LimitSettings>): void {
		this.current = { ...this.current, ...settings };
		[this.tenants, this.apps] = this.counters();
	}

	reset(): void {
		this.current = USUAL_LIMITS;
		[this.tenants, this.apps] = this.counters();
	}

	/** Counts a call that arrives, or names the limit it breaks. A refused call is not counted. */
	enter(app: string, tenant: string): { problem: LimitProblem; retryAfter?: number } | undefined {
		const open = this.inFlight.get(tenant) ?? 0;
		if (open >= this.current.concurrent) return { problem: 'concurrent' };
		const full = this.tenants.hit(tenant);
		if (full !== undefined) return this.refusal(full.window.seconds === MINUTE ? 'minute' : 'day', full.retryAfter);
		const appFull = this.apps.hit(app);
		if (appFull !== undefined) return this.refusal('appminute', appFull.retryAfter);
		this.inFlight.set(tenant, open + 1);
		return undefined;
	}

	leave(tenant: string): void {
		this.inFlight.set(tenant, Math.max(0, (this.inFlight.get(tenant) ?? 0) - 1));
	}

	/** What a refusal tells the client, also for one that a waiting fault asks for. Retry-After is in real seconds. */
	refusal(problem: LimitProblem, emulatedSeconds: number): { problem: LimitProblem; retryAfter: number } {
		return { problem, retryAfter: Math.max(1, Math.ceil(emulatedSeconds / this.clock.scale)) };
	}

	headers(app: string, tenant: string): Record<string, string> {
		const [minute = 0, day = 0] = this.tenants.remaining(tenant);
		const [appMinute = 0] = this.apps.remaining(app);
		return {
			'x-minlimit-remaining': String(minute),
			'x-daylimit-remaining': String(day),
			'x-appminlimit-remaining': String(appMinute),
		};
	}

	private counters(): [WindowCounter, WindowCounter] {
		const { perMinute, perDay, appPerMinute } = this.current;
		return [
			new WindowCounter(this.clock, [
				{ kind: 'fixed', seconds: MINUTE, limit: perMinute },
				{ kind: 'fixed', seconds: DAY, limit: perDay },
			]),
			new WindowCounter(this.clock, [{ kind: 'fixed', seconds: MINUTE, limit: appPerMinute }]),
		];
	}
}
