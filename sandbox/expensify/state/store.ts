import { Sql } from '../../frame/sql';
import type { Frame } from '../../frame/types';

export type { Row } from '../../frame/sql';

/** The emulator's state: SQL, time in Expensify's formats, running numbers. */
export class Store extends Sql {
	constructor(readonly frame: Frame) {
		super(frame.db, 'exp_settings');
	}

	/** Emulated milliseconds since 1970. */
	now(): number {
		return this.frame.clock.now();
	}

	/** "2026-11-03 10:00:00", as Expensify writes a moment. */
	moment(): string {
		return new Date(this.now()).toISOString().slice(0, 19).replace('T', ' ');
	}

	today(): string {
		return this.moment().slice(0, 10);
	}
}
