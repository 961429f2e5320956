import type { Conflict } from '../conflict';
import { breachOf } from '../limits';
import { isEmpty, isSame, memberOf, textAt, tidy, valueAt, withValue, type SyncRecord } from '../../core/values';
import { nameOf, printOf, printsOf, type Link } from './links';
import { limitsOf, otherSide, type PairRule, type SideName, type TwoWaySettings } from './settings';

/** A record of either side that are the same. */
export interface Both {
	a: SyncRecord;
	b: SyncRecord;
}

/** What has to be written on one side. */
export interface Write {
	changes: SyncRecord;
	before: SyncRecord;
	/** To be stored once this is written: fields that are not a part of it keep their old fingerprints. */
	link: Link;
}

export interface Settled {
	writes: Partial<Record<SideName, Write>>;
	/** The link as it should stand where nothing has to be written. */
	link: Link;
	conflict?: Pick<Conflict, 'reason' | 'category' | 'message' | 'hint' | 'field'>;
}

/**
 * Brings a pair together, field by field. A field that one side alone has changed since both last agreed goes to the
 * other. What we wrote ourselves is in the link's fingerprints and so is no change.
 * @param link as it was stored; without fingerprints for a pair that was just found
 */
export function settlePair(both: Both, link: Link, settings: TwoWaySettings): Settled {
	const now = { a: printsOf(both.a, settings.fields, 'a'), b: printsOf(both.b, settings.fields, 'b') };
	const wins: Record<SideName, PairRule[]> = { a: [], b: [] };
	for (const rule of settings.fields) {
		const winner = winnerOf(rule, both, link, settings);
		if (winner === 'conflict') return { writes: {}, link, conflict: bothChanged(rule, both, settings) };
		if (winner !== undefined && (rule.clear || !isEmpty(valueAt(both[winner], rule[winner])))) wins[winner].push(rule);
	}
	const settled: Settled = { writes: {}, link: { ...link, prints: now, state: '' } };
	for (const winner of ['a', 'b'] as const) {
		const side = otherSide(winner);
		const write = writeOn(side, both, wins[winner], settings);
		if (write === undefined) continue;
		const breach = breachOf(write.changes, limitsOf(settings, side), false, both[winner]);
		if (breach !== undefined) return { writes: {}, link, conflict: { ...breach, message: `${side.toUpperCase()}: ${breach.message}` } };
		settled.writes[side] = { changes: write.changes, before: write.before, link: linkAfter(link, side, now, write.after, settings.fields, wins[side]) };
	}
	return settled;
}

function winnerOf(rule: PairRule, both: Both, { prints }: Link, settings: TwoWaySettings): SideName | 'conflict' | undefined {
	const values = { a: valueAt(both.a, rule.a), b: valueAt(both.b, rule.b) };
	if (isSame(values.a, values.b, rule.as)) return undefined;
	const before = { a: prints.a[nameOf(rule)], b: prints.b[nameOf(rule)] };
	const isKnown = before.a !== undefined && before.b !== undefined;
	const changed = { a: printOf(values.a, rule.as) !== before.a, b: printOf(values.b, rule.as) !== before.b };
	// They differed when they last were looked at, and that was right: a default, a value that was not to be emptied.
	if (isKnown && !changed.a && !changed.b) return undefined;
	if (rule.direction !== 'both') {
		const giver = rule.direction === 'aToB' ? 'a' : 'b';
		return rule.onlyChanges && !(isKnown && changed[giver]) ? undefined : giver;
	}
	if (isKnown && changed.a !== changed.b) return changed.a ? 'a' : 'b';
	// What one side does not say at all, the other may.
	if (!isKnown && isEmpty(values.a) !== isEmpty(values.b)) return isEmpty(values.a) ? 'b' : 'a';
	const policy = isKnown ? settings.bothChanged : settings.firstLink;
	return policy === 'lastChange' ? lastChanged(both, settings) : policy;
}

/** By the clock of either side. Where one tells no time, or both the same, the settings decide. */
function lastChanged(both: Both, { changedAt, prefer }: TwoWaySettings): SideName {
	const [a, b] = [Date.parse(textAt(both.a, changedAt.a)), Date.parse(textAt(both.b, changedAt.b))];
	if (Number.isNaN(a) || Number.isNaN(b) || a === b) return prefer;
	return a > b ? 'a' : 'b';
}

function writeOn(side: SideName, both: Both, rules: PairRule[], settings: TwoWaySettings) {
	if (rules.length === 0) return undefined;
	const held = both[side];
	let after = held;
	const members = new Set<string>();
	for (const rule of rules) {
		const value = valueAt(both[otherSide(side)], rule[otherSide(side)]);
		after = withValue(after, rule[side], isEmpty(value) ? '' : tidy(value));
		members.add(memberOf(rule[side]));
	}
	for (const [field, value] of Object.entries(settings.defaults[side] ?? {})) {
		if (!isEmpty(valueAt(after, field))) continue;
		after = withValue(after, field, value);
		members.add(memberOf(field));
	}
	const of = (record: SyncRecord) => Object.fromEntries([...members].map((name) => [name, record[name] ?? null]));
	return { changes: of(after), before: of(held), after };
}

/** Fields that were to go the other way may not get there, so theirs stay as they were: the next run sees to them. */
function linkAfter(link: Link, side: SideName, now: Link['prints'], after: SyncRecord, rules: readonly PairRule[], others: PairRule[]): Link {
	const prints = { a: { ...now.a }, b: { ...now.b }, [side]: printsOf(after, rules, side) };
	for (const rule of others) {
		for (const one of ['a', 'b'] as const) {
			const old = link.prints[one][nameOf(rule)];
			if (old === undefined) delete prints[one][nameOf(rule)];
			else prints[one][nameOf(rule)] = old;
		}
	}
	return { ...link, prints, state: '' };
}

function bothChanged(rule: PairRule, both: Both, { changedAt }: TwoWaySettings): Settled['conflict'] {
	const told = (side: SideName) => `${JSON.stringify(valueAt(both[side], rule[side]) ?? '')}${when(textAt(both[side], changedAt[side]))}`;
	return {
		reason: 'bothChanged',
		category: 'duplicate',
		message: `"${nameOf(rule)}" differs on both sides: A has ${told('a')}, B has ${told('b')}`,
		hint: 'Make it the same on both sides, or let the settings say which side is right.',
		field: nameOf(rule),
	};
}

const when = (at: string): string => (at === '' ? '' : ` since ${at}`);
