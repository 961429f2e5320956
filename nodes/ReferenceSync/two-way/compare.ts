import type { Conflict } from '../conflict';
import { passes } from '../filter';
import { breachOf } from '../limits';
import { match } from '../match';
import { normalName } from '../match-keys';
import { settleNames, type Naming } from '../names';
import { isEmpty, isInactive, textAt, tidy, valueAt, withValue, type SyncRecord } from '../../core/values';
import { followLinks, followPair } from './linked';
import { printsOf, type Link } from './links';
import { limitsOf, otherSide, type SideName, type TwoWaySettings } from './settings';
import { begin, recordAt, type State, type TwoWayConflict } from './state';

export type TwoWay = Pick<State, 'creates' | 'updates' | 'unchanged' | 'resting' | 'skipped' | 'conflicts' | 'links'>;

/**
 * What has to be done so that both lists say the same. The table of links tells who belongs together and how they last
 * agreed; whom it does not know is looked for by the settings' ways of matching, and made where it is missing. Nothing
 * is ever deleted. Both lists must be whole.
 */
export function compareTwoWay(a: readonly SyncRecord[], b: readonly SyncRecord[], links: readonly Link[], settings: TwoWaySettings): TwoWay {
	const state = begin(a, b, settings);
	followLinks(state, links);
	const open = { a: openOn(state, 'a'), b: openOn(state, 'b') };
	const { match: steps, ignoreCase, active } = settings;
	const words = { source: 'A', target: 'B' };
	const found = match(a, b, { steps, ignoreCase, active: { source: active.a, target: active.b }, words }, open.a, open.b);
	for (const [, conflict] of found.conflicts) state.conflicts.push(asTwoWay(conflict));
	for (const [atA, atB] of found.pairs) {
		followPair(state, { aId: textAt(a[atA] ?? {}, 'id'), bId: textAt(b[atB] ?? {}, 'id'), prints: { a: {}, b: {} }, state: '' });
	}
	const taken = { a: new Set([...found.pairs.keys(), ...found.conflicts.keys(), ...found.shadowed]), b: found.claimed };
	for (const side of ['a', 'b'] as const) for (const at of open[side]) if (!taken[side].has(at)) createFrom(state, side, at);
	for (const side of ['a', 'b'] as const) if (settings.uniqueNames[side]) settle(state, side);
	return state;
}

/** Records that nobody has yet, as far as they take part at all. */
function openOn(state: State, side: SideName): number[] {
	return [...state.lists[side].keys()].filter((at) => {
		if (state.held[side].has(at)) return false;
		const record = recordAt(state, side, at) ?? {};
		// What was merged into another record is that other one.
		const fits = passes(record, state.settings.filters[side] ?? []) && isEmpty(valueAt(record, state.settings.mergedInto[side]));
		if (!fits) state.skipped += 1;
		return fits;
	});
}

function createFrom(state: State, side: SideName, at: number): void {
	const { settings } = state;
	const into = otherSide(side);
	const source = recordAt(state, side, at) ?? {};
	const wanted = settings.create === 'both' || settings.create === into;
	if (!wanted || (settings.inactive === 'skip' && isInactive(source, settings.active[side]))) {
		state.skipped += 1;
		return;
	}
	const record = newRecord(source, side, settings);
	const breach = breachOf(record, limitsOf(settings, into), true, source);
	if (breach !== undefined) {
		state.conflicts.push({ ...breach, message: `${into.toUpperCase()}: ${breach.message}`, [side]: source, from: { [side]: at } });
		return;
	}
	const ids = { aId: '', bId: '', [`${side}Id`]: textAt(source, 'id') };
	const prints = { [side]: printsOf(source, settings.fields, side), [into]: printsOf(record, settings.fields, into) } as Link['prints']; // the two sides
	state.creates[into].push({ record, source, link: { ...ids, prints, state: '' }, from: { [side]: at } });
}

/** All that there is, also of fields that later go the other way only; what the new side fixes, and what it would lack. */
function newRecord(source: SyncRecord, side: SideName, { fields, fixed, defaults }: TwoWaySettings): SyncRecord {
	const into = otherSide(side);
	let record: SyncRecord = {};
	for (const [name, value] of Object.entries(fixed[into] ?? {})) record = withValue(record, name, value);
	for (const rule of fields) {
		const value = valueAt(source, rule[side]);
		if (!isEmpty(value)) record = withValue(record, rule[into], tidy(value));
	}
	for (const [name, value] of Object.entries(defaults[into] ?? {})) if (isEmpty(valueAt(record, name))) record = withValue(record, name, value);
	return record;
}

/** Takes out what would clash by its name on a side, with all that was meant for that pair. */
function settle(state: State, side: SideName): void {
	const field = state.settings.nameField[side];
	const source = otherSide(side);
	const namings: Naming[] = [];
	for (const { record, from } of state.creates[side]) {
		const name = textAt(record, field);
		if (name !== '') namings.push({ name, source: from[source] ?? -1 });
	}
	for (const { changes, target, from } of state.updates[side]) {
		const name = textAt(changes, field);
		if (name !== '' && normalName(name) !== normalName(textAt(target, field))) namings.push({ name, source: from[source] ?? -1, target: from[side] });
	}
	const rank = ({ source: at, target }: Naming) => (isInactive(recordAt(state, source, at) ?? {}, state.settings.active[source]) ? 2 : 0) + (target === undefined ? 1 : 0);
	namings.sort((one, other) => rank(one) - rank(other));
	const { clashes, order } = settleNames(namings, state.lists[side], field, state.lists[source]);
	const refused = new Set([...clashes.keys()].map((place) => namings[place]?.source));
	for (const [place, clash] of clashes) {
		const { source: at = -1, target } = namings[place] ?? {};
		const { target: holder, others, ...words } = clash;
		state.conflicts.push({
			...words, message: `${side.toUpperCase()}: ${clash.message}`,
			[source]: recordAt(state, source, at), [side]: holder, others, from: { [source]: at, [side]: target },
		});
	}
	const isRefused = ({ from }: { from: Partial<Record<SideName, number>> }) => from[source] !== undefined && refused.has(from[source]);
	state.creates[side] = state.creates[side].filter((one) => !isRefused(one));
	for (const one of ['a', 'b'] as const) state.updates[one] = state.updates[one].filter((write) => !isRefused(write));
	const places = new Map(order.map((place, at) => [namings[place]?.source, at]));
	state.updates[side].sort((one, other) => (places.get(one.from[source]) ?? 0) - (places.get(other.from[source]) ?? 0));
}

function asTwoWay({ source, target, from, ...rest }: Conflict): TwoWayConflict {
	return { ...rest, a: source, b: target, from: { a: from.source, b: from.target } };
}
