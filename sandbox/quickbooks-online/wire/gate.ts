import { type Refusal, WindowCounter } from '../../frame/windows';
import { readSettings, type Settings } from '../state/settings';
import type { Store } from '../state/store';
import { throttled } from './faults';

/** Counts calls against the vendor's limits. Source: Intuit, "Limits and throttles". */
export class Gate {
	private counters: Counters | undefined;
	private readonly running = new Map<string, number>();

	constructor(private readonly store: Store) {}

	/** Lets a call in, or throws 429. The result ends it. */
	enter(app: string, realm: string, isBatch: boolean): () => void {
		const settings = readSettings(this.store);
		if (!settings.limits) return () => undefined;
		const key = `${app}|${realm}`;
		const running = this.running.get(key) ?? 0;
		if (running >= settings.concurrent) throw throttled();
		const { second, minute, batches, batchesOfCompany } = this.countersFor(settings);
		// Batches count on their own: a hundred and twenty a minute stand beside the five hundred.
		const refusal = isBatch ? (batchesOfCompany.hit(realm) ?? batches.hit(key)) : (minute.hit(realm) ?? second.hit(key));
		if (refusal !== undefined) throw throttled(headersOf(refusal, settings));
		this.running.set(key, running + 1);
		return () => this.running.set(key, (this.running.get(key) ?? 1) - 1);
	}

	clear(): void {
		this.counters = undefined;
		this.running.clear();
	}

	private countersFor(settings: Settings): Counters {
		const { perSecond, perMinute, batchesPerMinute, batchesPerMinuteOfCompany } = settings;
		const made = [perSecond, perMinute, batchesPerMinute, batchesPerMinuteOfCompany].join();
		if (this.counters?.made === made) return this.counters;
		const count = (limit: number, seconds: number) => new WindowCounter(this.store.frame.clock, [{ kind: 'sliding', seconds, limit }]);
		this.counters = {
			made, second: count(perSecond, 1), minute: count(perMinute, 60), batches: count(batchesPerMinute, 60), batchesOfCompany: count(batchesPerMinuteOfCompany, 60),
		};
		return this.counters;
	}
}

interface Counters {
	/** The limits that they count for. */
	made: string;
	second: WindowCounter;
	minute: WindowCounter;
	batches: WindowCounter;
	batchesOfCompany: WindowCounter;
}

function headersOf({ retryAfter }: Refusal, settings: Settings): Record<string, string> {
	return settings.retryAfter ? { 'retry-after': String(retryAfter) } : {};
}
