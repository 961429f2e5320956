import { passes } from '../filter';
import { isInactive, memberOf, textAt, withValue, type SyncRecord } from '../../core/values';
import { isSamePrints, idOn, withId, type Link } from './links';
import { settlePair } from './pair';
import { otherSide, type SideName } from './settings';
import { recordAt, type State } from './state';

const SIDES: readonly SideName[] = ['a', 'b'];
/** So few records may always be found gone; more only up to the share that the settings allow. */
const ALWAYS_ALLOWED = 5;

/** All pairs that the table knows: changed, gone on one side, merged, or come back. */
export function followLinks(state: State, links: readonly Link[]): void {
	const sound = withoutRivals(state, links);
	for (const link of sound) for (const side of SIDES) hold(state, side, idOn(link, side));
	const linked = { a: new Set(sound.map(({ aId }) => aId)), b: new Set(sound.map(({ bId }) => bId)) };
	const trusted = { a: isTrusted(state, sound, 'a'), b: isTrusted(state, sound, 'b') };
	for (const link of sound) {
		const missing = SIDES.filter((side) => !state.byId[side].has(idOn(link, side)));
		const [side] = missing;
		if (missing.length === 2) rest(state, link, 'gone');
		else if (side !== undefined) followGone(state, link, side, trusted[side]);
		else if (!followMerge(state, link, linked)) followPair(state, link);
	}
}

/** Writes and links of a pair; also for one that was found just now. */
export function followPair(state: State, link: Link): void {
	const from = { a: state.byId.a.get(link.aId), b: state.byId.b.get(link.bId) };
	const both = { a: recordAt(state, 'a', from.a) ?? {}, b: recordAt(state, 'b', from.b) ?? {} };
	if (SIDES.some((side) => !passes(both[side], state.settings.filters[side] ?? []))) {
		state.skipped += 1;
		return;
	}
	const { writes, conflict, link: after } = settlePair(both, link, state.settings);
	if (conflict !== undefined) {
		state.conflicts.push({ ...conflict, ...both, from });
		return;
	}
	for (const side of SIDES) {
		const write = writes[side];
		if (write !== undefined) state.updates[side].push({ ...write, id: textAt(both[side], 'id'), target: both[side], source: both[otherSide(side)], from });
	}
	if (writes.a !== undefined || writes.b !== undefined) return;
	state.unchanged += 1;
	const isStored = link.state === after.state && isSamePrints(link.prints.a, after.prints.a) && isSamePrints(link.prints.b, after.prints.b);
	if (!isStored) state.links.push({ action: 'store', link: after, from });
}

/** A record that two rows of the table link: nobody can tell which of them is right. */
function withoutRivals(state: State, links: readonly Link[]): Link[] {
	const rows = [...new Map(links.map((link) => [JSON.stringify([link.aId, link.bId]), link])).values()];
	const counts = { a: countsOf(rows, 'a'), b: countsOf(rows, 'b') };
	return rows.filter((link) => {
		const side = SIDES.find((one) => (counts[one].get(idOn(link, one)) ?? 0) > 1);
		if (side === undefined) return true;
		for (const one of SIDES) hold(state, one, idOn(link, one));
		state.conflicts.push({
			reason: 'severalLinks',
			category: 'duplicate',
			message: `The link table joins "${idOn(link, side)}" of ${side.toUpperCase()} with more than one record`,
			hint: 'Delete the wrong row of the link table.',
			...pairOf(state, link),
		});
		return false;
	});
}

function countsOf(links: readonly Link[], side: SideName): Map<string, number> {
	const counts = new Map<string, number>();
	for (const link of links) counts.set(idOn(link, side), (counts.get(idOn(link, side)) ?? 0) + 1);
	return counts;
}

/** Where a great part of the linked records is gone at once, the list is more likely wrong than the world. */
function isTrusted(state: State, links: readonly Link[], side: SideName): boolean {
	const open = links.filter(({ state: told }) => told === '');
	const gone = open.filter((link) => !state.byId[side].has(idOn(link, side)));
	const share = Math.floor((open.length * state.settings.mostGonePercent) / 100);
	if (gone.length === 0 || (state.lists[side].length > 0 && gone.length <= Math.max(ALWAYS_ALLOWED, share))) return true;
	state.conflicts.push({
		reason: 'tooMany',
		category: 'waiting',
		message: `${gone.length} of ${open.length} linked records are no longer in the list of ${side.toUpperCase()}; nothing was done about them`,
		hint: 'Check that the list is whole. If it is right, raise "Most Gone" for one run.',
		from: {},
	});
	return false;
}

function followGone(state: State, link: Link, side: SideName, isTrue: boolean): void {
	const there = otherSide(side);
	const at = state.byId[there].get(idOn(link, there));
	const record = recordAt(state, there, at) ?? {};
	const { gone } = state.settings;
	if (!isTrue) return void (state.resting += 1);
	if (gone === 'recreate') {
		state.links.push({ action: 'remove', link, from: { [there]: at } });
		// It is looked for once more among the records that nobody has: a merge may have left another of its name.
		if (at !== undefined) state.held[there].delete(at);
		return;
	}
	if (link.state !== '') return void (state.resting += 1);
	if (gone === 'deactivate' && !isInactive(record, state.settings.active[there])) return switchOff(state, link, there, at, record);
	state.links.push({ action: 'store', link: { ...link, state: 'gone' }, from: { [there]: at } });
	if (gone === 'deactivate') return;
	state.conflicts.push({
		reason: 'gone',
		category: 'not found',
		message: `The record is no longer in ${side.toUpperCase()}, where it was "${idOn(link, side)}"`,
		hint: 'Switch this one off, too, or delete the row of the link table to have it made anew. This is told once.',
		[there]: record,
		from: { [there]: at },
	});
}

function switchOff(state: State, link: Link, side: SideName, at: number | undefined, target: SyncRecord): void {
	const field = state.settings.active[side];
	const member = memberOf(field);
	const after = withValue(target, field, false);
	state.updates[side].push({
		changes: { [member]: after[member] }, before: { [member]: target[member] ?? null },
		id: textAt(target, 'id'), target, source: undefined, link: { ...link, state: 'gone' }, from: { [side]: at },
	});
}

/** Answers whether one of the pair was merged into another record, which is then dealt with. */
function followMerge(state: State, link: Link, linked: Record<SideName, Set<string>>): boolean {
	for (const side of SIDES) {
		const from = state.byId[side].get(idOn(link, side));
		const into = survivorOf(state, side, from);
		if (into === undefined) continue;
		if (!linked[side].has(into)) {
			// Nobody else has the record that is left, so it takes the place of the one that went into it.
			linked[side].add(into);
			hold(state, side, into);
			state.links.push({ action: 'remove', link, from: { [side]: from } });
			followPair(state, { ...withId(link, side, into), prints: { a: {}, b: {} }, state: '' });
			return true;
		}
		if (link.state === 'merged') return rest(state, link, 'merged');
		const other = otherSide(side);
		state.links.push({ action: 'store', link: { ...link, state: 'merged' }, from: pairOf(state, link).from });
		state.conflicts.push({
			reason: 'merged',
			category: 'duplicate',
			message: `${side.toUpperCase()} has merged this record into another one, and ${other.toUpperCase()} still has both`,
			hint: `Merge them in ${other.toUpperCase()}, too, or switch the one off that is not needed. This is told once.`,
			...pairOf(state, link),
		});
		return true;
	}
	return false;
}

/** Where a record went that was merged, perhaps more than once. */
function survivorOf(state: State, side: SideName, at: number | undefined): string | undefined {
	let found: string | undefined;
	const seen = new Set<number>();
	for (let next = at; next !== undefined && !seen.has(next); next = state.byId[side].get(found)) {
		seen.add(next);
		const into = textAt(recordAt(state, side, next) ?? {}, state.settings.mergedInto[side]);
		if (into === '' || !state.byId[side].has(into)) break;
		found = into;
	}
	return found;
}

function rest(state: State, link: Link, told: string): true {
	state.resting += 1;
	if (link.state !== told) state.links.push({ action: 'store', link: { ...link, state: told }, from: {} });
	return true;
}

function hold(state: State, side: SideName, id: string): void {
	const at = state.byId[side].get(id);
	if (at !== undefined) state.held[side].add(at);
}

function pairOf(state: State, link: Link) {
	const from = { a: state.byId.a.get(link.aId), b: state.byId.b.get(link.bId) };
	return { a: recordAt(state, 'a', from.a), b: recordAt(state, 'b', from.b), from };
}
