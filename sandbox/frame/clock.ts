import type { State } from './state';
import type { Clock } from './types';

/** Emulated time stands at `emulated` when real time stands at `real`, and runs `scale` times as fast from there. */
interface Setting {
	emulated: number;
	real: number;
	scale: number;
}

/** Real timers hold at most this long; a longer sleep is slept in parts. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** The sandbox's time, kept across restarts. Sleepers wake early when someone moves the clock past their time. */
export class SandboxClock implements Clock {
	private setting: Setting;
	private readonly sleepers = new Set<() => void>();
	private stopped = false;

	constructor(private readonly state: State) {
		const kept = state.get('clock');
		const real = Date.now();
		this.setting = kept === undefined ? { emulated: real, real, scale: 1 } : (JSON.parse(kept) as Setting);
	}

	now(): number {
		const { emulated, real, scale } = this.setting;
		return Math.round(emulated + (Date.now() - real) * scale);
	}

	get scale(): number {
		return this.setting.scale;
	}

	set(instant: string): void {
		const emulated = Date.parse(instant);
		if (Number.isNaN(emulated)) throw new RangeError(`"${instant}" is no instant such as 2026-11-03T10:00:00Z`);
		this.change({ ...this.setting, emulated });
	}

	setScale(scale: number): void {
		if (!Number.isFinite(scale) || scale <= 0) throw new RangeError('The scale must be a number above 0');
		this.change({ ...this.setting, emulated: this.now(), scale });
	}

	advance(seconds: number): void {
		if (!Number.isFinite(seconds)) throw new RangeError('The seconds to advance must be a number');
		this.change({ ...this.setting, emulated: this.now() + seconds * 1000 });
	}

	async sleep(emulatedMs: number): Promise<void> {
		const until = this.now() + emulatedMs;
		while (!this.stopped && this.now() < until) {
			const wait = Math.min(Math.ceil((until - this.now()) / this.scale), LONGEST_TIMER);
			await new Promise<void>((resolve) => {
				const wake = () => {
					clearTimeout(timer);
					this.sleepers.delete(wake);
					resolve();
				};
				const timer = setTimeout(wake, wait);
				this.sleepers.add(wake);
			});
		}
	}

	/** Wakes every sleeper for good, so that a closing sandbox leaves no timer behind. */
	stop(): void {
		this.stopped = true;
		this.wakeAll();
	}

	private change(setting: Setting): void {
		this.setting = { ...setting, real: Date.now() };
		this.state.set('clock', JSON.stringify(this.setting));
		this.wakeAll();
	}

	private wakeAll(): void {
		for (const wake of [...this.sleepers]) wake();
	}
}
