import { Sql } from '../../frame/sql';
import type { Frame } from '../../frame/types';

/** The emulator's state: SQL, time, running numbers. */
export class Store extends Sql {
	constructor(readonly frame: Frame) {
		super(frame.db, 'qbo_settings');
	}

	/** Emulated milliseconds since 1970. */
	now(): number {
		return this.frame.clock.now();
	}

	/** A mark of change. The vendor's instants have whole seconds, so many changes share one. */
	stamp(): number {
		return Math.floor(this.now() / 1000) * 1000;
	}
}
