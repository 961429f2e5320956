import type { Frame } from '../../frame/types';
import { Sql } from '../../frame/sql';

export type { Row } from '../../frame/sql';
export type Body = Record<string, unknown>;

/** The emulator's state: SQL, time, running numbers. */
export class Store extends Sql {
	constructor(readonly frame: Frame) {
		super(frame.db, 'wrk_settings');
	}

	/** Emulated milliseconds since 1970. */
	now(): number {
		return this.frame.clock.now();
	}

	/** A mark of change. The contract's instants have whole seconds, so many changes may share one. */
	stamp(): number {
		return Math.floor(this.now() / 1000) * 1000;
	}
}

/** "2026-05-01T07:59:00Z". */
export function instant(ms: number): string {
	return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
