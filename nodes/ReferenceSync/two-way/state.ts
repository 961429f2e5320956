import type { Conflict } from '../conflict';
import { textAt, type SyncRecord } from '../../core/values';
import type { Link } from './links';
import type { Write } from './pair';
import type { SideName, TwoWaySettings } from './settings';

export interface Creation {
	/** What is to be made, in the words of the side it is made in. */
	record: SyncRecord;
	source: SyncRecord;
	/** To be stored with the new record's ID in the place that is empty. */
	link: Link;
	from: Partial<Record<SideName, number>>;
}
export interface Rewrite extends Write {
	id: string;
	/** The record as it stands, and the one of the other side. */
	target: SyncRecord;
	source: SyncRecord | undefined;
	from: Partial<Record<SideName, number>>;
}
export interface TwoWayConflict extends Omit<Conflict, 'source' | 'target' | 'from'> {
	a?: SyncRecord;
	b?: SyncRecord;
	from: Partial<Record<SideName, number>>;
}
export interface LinkChange {
	action: 'store' | 'remove';
	link: Link;
	from: Partial<Record<SideName, number>>;
}

/** The comparison while it is under way: both lists, and what is known so far of each record. */
export interface State {
	readonly lists: Record<SideName, readonly SyncRecord[]>;
	readonly settings: TwoWaySettings;
	/** Position by ID. */
	readonly byId: Record<SideName, ReadonlyMap<string, number>>;
	/** Records that have their fate: linked, in conflict, or at rest. The others are looked for on the other side. */
	readonly held: Record<SideName, Set<number>>;
	creates: Record<SideName, Creation[]>;
	updates: Record<SideName, Rewrite[]>;
	unchanged: number;
	/** Pairs that rest because one of them is gone or merged, and records that the filters or their state leave out. */
	resting: number;
	skipped: number;
	conflicts: TwoWayConflict[];
	links: LinkChange[];
}

export function begin(a: readonly SyncRecord[], b: readonly SyncRecord[], settings: TwoWaySettings): State {
	return {
		lists: { a, b },
		settings,
		byId: { a: positions(a), b: positions(b) },
		held: { a: new Set(), b: new Set() },
		creates: { a: [], b: [] },
		updates: { a: [], b: [] },
		unchanged: 0,
		resting: 0,
		skipped: 0,
		conflicts: [],
		links: [],
	};
}

export function recordAt({ lists }: State, side: SideName, at: number | undefined): SyncRecord | undefined {
	return at === undefined ? undefined : lists[side][at];
}

function positions(records: readonly SyncRecord[]): Map<string, number> {
	return new Map(records.map((record, at) => [textAt(record, 'id'), at]));
}
