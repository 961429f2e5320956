import { Sql } from '../../frame/sql';
import type { Frame } from '../../frame/types';

export type { Row } from '../../frame/sql';

/** The emulator's state: SQL, the clock, and memories of what was read. */
export class Store extends Sql {
	private readonly forgetters: Array<() => void> = [];

	constructor(readonly frame: Frame) {
		super(frame.db, 'aiq_settings');
	}

	/** Emulated milliseconds since 1970. */
	now(): number {
		return this.frame.clock.now();
	}

	/** Registers a memory of read rows, to be emptied when a transaction fails or the tables are made anew. */
	onForget(forgetter: () => void): void {
		this.forgetters.push(forgetter);
	}

	override forget(): void {
		super.forget();
		this.undone();
	}

	protected override undone(): void {
		for (const forgetter of this.forgetters) forgetter();
	}
}
