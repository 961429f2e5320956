import type { Conflict } from './conflict';
import { normalName } from './match-keys';
import { textAt, type SyncRecord } from '../core/values';

/** A record that is to be made, or that gets another name: one that differs in more than its case or blanks. */
export interface Naming {
	name: string;
	/** Position of the target that gets the name; undefined for a new one. */
	target?: number;
	/** The source that wants it, for the conflict and for who comes first. */
	source: number;
}

export type Clash = Pick<Conflict, 'reason' | 'category' | 'message' | 'hint' | 'target' | 'others'>;

/**
 * Who cannot have the name that is meant for it, where no two targets may have the same. A name that its holder gives up
 * in this very run is free; renames come out in an order in which each name is free by then.
 * @param namings in the order in which they come first
 * @returns clashes by position of the naming, and the others in their order
 */
export function settleNames(
	namings: readonly Naming[],
	targets: readonly SyncRecord[],
	field: string,
	sources: readonly SyncRecord[],
): { clashes: Map<number, Clash>; order: number[] } {
	const clashes = new Map<number, Clash>();
	const renaming = new Map<number, number>();
	namings.forEach(({ target }, at) => target !== undefined && renaming.set(target, at));
	const holders = holdersOf(targets, field);
	/** Namings that wait for the one at the key to give its name up. */
	const waiting = new Map<number, number[]>();
	const waitsFor = new Map<number, number>();
	const wanted = new Map<string, number>();
	namings.forEach((naming, at) => {
		const key = normalName(naming.name);
		const first = wanted.get(key);
		if (first !== undefined) return clashes.set(at, taken(naming.name, sources[namings[first]?.source ?? -1], 'source'));
		wanted.set(key, at);
		for (const holder of holders.get(key) ?? []) {
			const leaving = renaming.get(holder);
			if (leaving === undefined) return clashes.set(at, taken(naming.name, targets[holder], 'target'));
			waiting.set(leaving, [...(waiting.get(leaving) ?? []), at]);
			waitsFor.set(at, (waitsFor.get(at) ?? 0) + 1);
		}
		return undefined;
	});
	spread([...clashes.keys()], waiting, (at, blocker) => {
		if (clashes.has(at)) return false;
		const holder = targets[namings[blocker]?.target ?? -1];
		clashes.set(at, taken(namings[at]?.name ?? '', holder, 'target'));
		return true;
	});
	const order = inOrder(namings, clashes, waiting, waitsFor);
	namings.forEach(({ name, target }, at) => {
		if (clashes.has(at) || order.has(at)) return;
		clashes.set(at, swapped(name, targets[target ?? -1]));
	});
	return { clashes, order: [...order] };
}

function holdersOf(targets: readonly SyncRecord[], field: string): Map<string, number[]> {
	const holders = new Map<string, number[]>();
	targets.forEach((record, at) => {
		const key = normalName(textAt(record, field));
		if (key === '') return;
		const held = holders.get(key);
		if (held === undefined) holders.set(key, [at]);
		else held.push(at);
	});
	return holders;
}

/** From each of these on to all that depend on it, as long as `visit` says that there is something new. */
function spread(from: number[], next: Map<number, number[]>, visit: (at: number, from: number) => boolean): void {
	const queue = [...from];
	for (let blocker = queue.pop(); blocker !== undefined; blocker = queue.pop()) {
		for (const at of next.get(blocker) ?? []) if (visit(at, blocker)) queue.push(at);
	}
}

/** Who gives a name up comes before who takes it. What is left over goes round in a circle. */
function inOrder(namings: readonly Naming[], clashes: ReadonlyMap<number, Clash>, waiting: Map<number, number[]>, waitsFor: Map<number, number>): Set<number> {
	const left = new Map(waitsFor);
	const order = new Set<number>();
	const ready = namings.map((_, at) => at).filter((at) => !clashes.has(at) && (left.get(at) ?? 0) === 0);
	for (const at of ready) {
		order.add(at);
		for (const next of waiting.get(at) ?? []) {
			const rest = (left.get(next) ?? 0) - 1;
			left.set(next, rest);
			if (rest === 0 && !clashes.has(next)) ready.push(next);
		}
	}
	return order;
}

function taken(name: string, holder: SyncRecord | undefined, side: 'source' | 'target'): Clash {
	return {
		reason: 'nameTaken',
		category: 'duplicate',
		message: side === 'source' ? `Another record wants the name "${name}", too` : `The name "${name}" is that of another record`,
		hint: 'Rename one of them; if they are the same, give them the same reference.',
		...(side === 'target' ? { target: holder } : { others: holder === undefined ? [] : [holder] }),
	};
}

function swapped(name: string, target: SyncRecord | undefined): Clash {
	return {
		reason: 'swappedNames',
		category: 'duplicate',
		message: `The name "${name}" is still in use by a record that waits for another name itself`,
		hint: 'Rename one of them by hand where the names are to go, to anything else; the next run does the rest.',
		target,
	};
}
