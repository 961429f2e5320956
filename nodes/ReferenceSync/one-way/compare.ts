import type { Conflict } from '../conflict';
import { passes } from '../filter';
import { breachOf, withName } from '../limits';
import { match } from '../match';
import { isIdentity, keyOf, normalName } from '../match-keys';
import { settleNames, type Naming } from '../names';
import type { Limit, OneWaySettings } from '../settings';
import { isInactive, memberOf, textAt, withValue, type SyncRecord } from '../../core/values';
import { changesOf, newRecord, type Changes } from './changes';
import { goneTargets } from './gone';

export interface Create {
	record: SyncRecord;
	source: SyncRecord;
	from: { source: number };
}
export interface Update extends Changes {
	target: SyncRecord;
	/** Undefined where the target is switched off because its source is gone. */
	source?: SyncRecord;
	from: { source?: number; target: number };
}
export interface Unchanged {
	target: SyncRecord;
	from: { source: number; target: number };
}
export interface OneWay {
	create: Create[];
	update: Update[];
	unchanged: Unchanged[];
	conflict: Conflict[];
	/** Sources that the filters leave out. */
	filtered: number;
	/** Inactive sources that have no target. */
	skipped: number;
}

/**
 * What has to be done so that the target list follows the source list. Nothing is ever deleted, and of what is there
 * only the fields change that the source decides about. Both lists must be whole. Work and memory grow with the length
 * of the lists, not with their product.
 */
export function compareOneWay(sources: readonly SyncRecord[], targets: readonly SyncRecord[], settings: OneWaySettings): OneWay {
	const inScope = [...sources.keys()].filter((at) => passes(sources[at] ?? {}, settings.filters));
	const matched = match(sources, targets, { ...settings, steps: settings.match }, inScope);
	const gone = goneTargets(sources, targets, settings, matched.pairs);
	const plan: Plan = {
		sources, targets, settings, off: gone.off, creates: new Map(), updates: new Map(), unchanged: [],
		conflicts: new Map(matched.conflicts), skipped: matched.shadowed.size,
		limits: withName(settings.limits, settings.nameField, settings.fields.map(({ target }) => target)),
	};
	for (const at of inScope) if (!matched.conflicts.has(at) && !matched.shadowed.has(at)) planOne(plan, at, matched.pairs.get(at));
	const renames = settings.uniqueNames ? settle(plan) : [];
	const renamed = new Set(renames);
	const paired = new Set(matched.pairs.values());
	const switchedOff = [...gone.off].filter((at) => !paired.has(at));
	return {
		create: [...plan.creates.values()],
		update: [
			...renames.flatMap((at) => plan.updates.get(at) ?? []),
			...[...plan.updates].flatMap(([at, update]) => (renamed.has(at) ? [] : [update])),
			...switchedOff.map((at) => switchOff(plan, at)),
		],
		unchanged: plan.unchanged,
		conflict: [...plan.conflicts.values(), ...(gone.conflict === undefined ? [] : [gone.conflict])],
		filtered: sources.length - inScope.length,
		skipped: plan.skipped,
	};
}

/** By position of the source. */
interface Plan {
	readonly sources: readonly SyncRecord[];
	readonly targets: readonly SyncRecord[];
	readonly settings: OneWaySettings;
	readonly limits: readonly Limit[];
	/** Targets to be switched off. */
	readonly off: ReadonlySet<number>;
	creates: Map<number, Create>;
	updates: Map<number, Update>;
	unchanged: Unchanged[];
	conflicts: Map<number, Conflict>;
	skipped: number;
}

function planOne(plan: Plan, at: number, targetAt: number | undefined): void {
	const { settings, sources, targets } = plan;
	const source = sources[at] ?? {};
	if (targetAt !== undefined) return planUpdate(plan, source, at, targets[targetAt] ?? {}, targetAt);
	if (settings.inactive === 'skip' && isInactive(source, settings.active.source)) {
		plan.skipped += 1;
		return;
	}
	const record = newRecord(source, settings);
	const breach = breachOf(record, plan.limits, true, source);
	if (breach !== undefined) plan.conflicts.set(at, { ...breach, source, from: { source: at } });
	else plan.creates.set(at, { record, source, from: { source: at } });
}

function planUpdate(plan: Plan, source: SyncRecord, at: number, target: SyncRecord, targetAt: number): void {
	const from = { source: at, target: targetAt };
	const { changes, before } = changesOf(source, target, plan.settings.fields);
	const off = plan.off.has(targetAt) ? switchOff(plan, targetAt) : undefined;
	const update = { changes: { ...changes, ...off?.changes }, before: { ...before, ...off?.before }, target, source, from };
	if (Object.keys(update.changes).length === 0) {
		plan.unchanged.push({ target, from });
		return;
	}
	const breach = breachOf(changes, plan.limits, false, source);
	if (breach !== undefined) plan.conflicts.set(at, { ...breach, source, target, from });
	else plan.updates.set(at, update);
}

function switchOff({ settings, targets }: Plan, at: number): Update {
	const target = targets[at] ?? {};
	const member = memberOf(settings.active.target);
	const after = withValue(target, settings.active.target, false);
	return { changes: { [member]: after[member] }, before: { [member]: target[member] ?? null }, target, from: { target: at } };
}

/** Takes out what would clash by its name. Answers the renames, each behind the one that makes its name free. */
function settle(plan: Plan): number[] {
	const { sources, targets, settings: { nameField } } = plan;
	const namings: Naming[] = [];
	for (const [source, { record }] of plan.creates) {
		const name = textAt(record, nameField);
		if (name !== '') namings.push({ name, source });
	}
	for (const [source, { changes, target, from }] of plan.updates) {
		const name = textAt(changes, nameField);
		if (name !== '' && normalName(name) !== normalName(textAt(target, nameField))) namings.push({ name, source, target: from.target });
	}
	namings.sort((a, b) => rankOf(plan, a) - rankOf(plan, b));
	const { clashes, order } = settleNames(namings, targets, nameField, sources);
	for (const [place, clash] of clashes) {
		const { source: at, target } = namings[place] ?? { source: -1 };
		plan.conflicts.set(at, { ...clash, source: sources[at], from: { source: at, target } });
		plan.creates.delete(at);
		plan.updates.delete(at);
	}
	return order.flatMap((place) => (namings[place]?.target === undefined ? [] : [namings[place]?.source ?? -1]));
}

/** Of two that want one name, the one in use has it, then the one with a reference, then the one that is there. */
function rankOf({ sources, settings: { active, match: steps, ignoreCase } }: Plan, { source: at, target }: Naming): number {
	const source = sources[at] ?? {};
	const isNamed = steps.some((step) => isIdentity(step) && keyOf(source, step.source, step, ignoreCase) !== undefined);
	return (isInactive(source, active.source) ? 4 : 0) + (isNamed ? 0 : 2) + (target === undefined ? 1 : 0);
}
