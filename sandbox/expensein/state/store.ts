import { Sql } from '../../frame/sql';
import type { Frame } from '../../frame/types';

export type { Row } from '../../frame/sql';

/** A clock that was set back by more than this starts the marks of change afresh. */
const SET_BACK = 60_000;

/** The emulator's state: SQL, time, running numbers, marks of change. */
export class Store extends Sql {
	private lastStamp: number | undefined;

	constructor(readonly frame: Frame) {
		super(frame.db, 'ein_settings');
	}

	/** Emulated milliseconds since 1970. */
	now(): number {
		return this.frame.clock.now();
	}

	/** A mark of change: the clock's millisecond, or the next free one, so that two changes never share one. */
	stamp(): number {
		return this.stamps(1).next().value as number; // a generator of at least one never ends before its first
	}

	/** As many marks, rising and ending now where there is room since the last change: a bulk load happened before now. */
	*stamps(count: number): Generator<number, void> {
		const now = this.now();
		let last = this.last();
		if (last - now > SET_BACK) last = 0;
		let at = Math.max(last + 1, now - count + 1);
		for (let made = 0; made < count; made++) {
			this.lastStamp = at;
			yield at;
			at += 1;
		}
	}

	override forget(): void {
		super.forget();
		this.lastStamp = undefined;
	}

	private last(): number {
		if (this.lastStamp !== undefined) return this.lastStamp;
		const row = this.one('SELECT max(updated) AS last FROM (SELECT updated FROM ein_records UNION ALL SELECT updated FROM ein_documents)');
		return Number(row?.last ?? 0);
	}
}

/** "2026-02-09T10:12:00.123Z". */
export function instant(ms: number): string {
	return new Date(ms).toISOString();
}
