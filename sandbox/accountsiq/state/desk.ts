import type { Frame } from '../../frame/types';
import { Records } from './records';
import { Store } from './store';

/** What the emulator's routes share. */
export class Desk {
	readonly store: Store;
	readonly records: Records;

	constructor(readonly frame: Frame) {
		this.store = new Store(frame);
		this.records = new Records(this.store);
	}
}
