import type { Frame } from '../../frame/types';
import type { Data } from '../wire/shapes';
import type { Call } from './call';
import type { Entity } from './entities';
import { Records } from './records';
import { readSettings } from './settings';
import { Store } from './store';

/** What the emulator's routes share. */
export class Desk {
	readonly store: Store;
	readonly records: Records;

	constructor(readonly frame: Frame) {
		this.store = new Store(frame);
		this.records = new Records(this.store);
	}

	/** A call as somebody at AccountsIQ's own pages makes it: no token, no faults. */
	byHand(entity: Entity, author: string, parameters: Data = {}): Call {
		return {
			store: this.store, records: this.records, settings: readSettings(this.store), entity, author, reachable: [entity.id], parameters, take: () => false,
		};
	}
}
