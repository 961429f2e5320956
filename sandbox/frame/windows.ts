import type { Clock } from './types';

/**
 * A limit such as "60 calls a minute". A fixed window starts with the first call after the last window ended; a sliding
 * one looks back from each call.
 */
export interface Window {
	kind: 'fixed' | 'sliding';
	/** Emulated seconds. */
	seconds: number;
	limit: number;
}

export interface Refusal {
	/** The window that is full. */
	window: Window;
	/** Emulated seconds until a call fits again, rounded up. */
	retryAfter: number;
}

/** Counts calls per key (a credential, a tenant) against several windows at once, on the emulated clock. */
export class WindowCounter {
	/** Instants of the counted calls, oldest first, per key and window. */
	private readonly calls = new Map<string, number[][]>();

	constructor(
		private readonly clock: Clock,
		private readonly windows: readonly Window[],
	) {}

	/** Counts one call, or refuses it where a window is full. A refused call is not counted anywhere. */
	hit(key: string): Refusal | undefined {
		const now = this.clock.now();
		const counted = this.counted(key, now);
		for (const [index, window] of this.windows.entries()) {
			const calls = counted[index] ?? [];
			const oldest = calls[0];
			if (calls.length < window.limit || oldest === undefined) continue;
			// In a sliding window the first place falls free when the oldest counted call leaves it.
			const waitMs = oldest + window.seconds * 1000 - now;
			return { window, retryAfter: Math.max(1, Math.ceil(waitMs / 1000)) };
		}
		for (const calls of counted) calls.push(now);
		return undefined;
	}

	/** How many calls still fit, per window in the order given. */
	remaining(key: string): number[] {
		const counted = this.counted(key, this.clock.now());
		return this.windows.map((window, index) => Math.max(0, window.limit - (counted[index]?.length ?? 0)));
	}

	clear(): void {
		this.calls.clear();
	}

	private counted(key: string, now: number): number[][] {
		const kept = (this.calls.get(key) ?? this.windows.map((): number[] => [])).map((calls, index) => {
			const { kind, seconds } = this.windows[index] as Window;
			const length = seconds * 1000;
			const [first] = calls;
			// A clock that was set back would otherwise keep a window shut until the old time comes round again.
			if (first === undefined || first > now) return [];
			if (kind === 'fixed') return now < first + length ? calls : [];
			return calls.filter((at) => at + length > now);
		});
		this.calls.set(key, kept);
		return kept;
	}
}
