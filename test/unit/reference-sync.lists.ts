import type { Entry } from '../../nodes/core/lists';
import { inOrder } from '../../nodes/ReferenceSync/in-order';
import { compareOneWay, type OneWay } from '../../nodes/ReferenceSync/one-way/compare';
import { oneWaySettings, type OneWaySettings } from '../../nodes/ReferenceSync/settings';
import type { SyncRecord } from '../../nodes/core/values';

export const settings = (more: object = {}): OneWaySettings =>
	oneWaySettings.parse({ fields: [{ source: 'name' }, { source: 'code' }], ...more });

const entries = (records: SyncRecord[]): Entry[] => records.map((record, item) => ({ record, item }));
const ordered = (records: SyncRecord[], { match }: OneWaySettings, side: 'source' | 'target') =>
	inOrder(entries(records), match, side).map(({ record }) => record);

/** As the node does it: lists in order, then compared. */
export function compare(sources: SyncRecord[], targets: SyncRecord[], given: OneWaySettings = settings()): OneWay {
	return compareOneWay(ordered(sources, given, 'source'), ordered(targets, given, 'target'), given);
}

/** A target system that does as it is told: what a writer node would make of the outputs. */
export function apply(targets: SyncRecord[], { create, update }: OneWay, idOf: (at: number) => string): SyncRecord[] {
	const changes = new Map(update.map((one) => [one.target.id, one.changes]));
	return [
		...targets.map((target) => ({ ...target, ...changes.get(target.id) })),
		...create.map(({ record }, at) => ({ active: true, ...record, id: idOf(at) })),
	];
}

/** Numbers that look random and are the same in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

export function shuffled<T>(list: readonly T[], random: () => number): T[] {
	const copy = [...list];
	for (let at = copy.length - 1; at > 0; at--) {
		const other = Math.floor(random() * (at + 1));
		[copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
	}
	return copy;
}
