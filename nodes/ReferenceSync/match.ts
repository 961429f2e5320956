import { MOST_OTHERS, type Conflict } from './conflict';
import { isIdentity, keyOf, type MatchStep } from './match-keys';
import { isInactive, type SyncRecord } from '../core/values';

export interface MatchSettings {
	steps: readonly MatchStep[];
	/** Whether references that differ in case alone are the same. */
	ignoreCase: boolean;
	/** The field that says whether a record is in use, on either side. */
	active: { source: string; target: string };
	/** What the sides are called in conflicts. */
	words?: { source: string; target: string };
}

export interface Matched {
	/** Position of the target, by position of the source. */
	pairs: Map<number, number>;
	/** By position of the source. */
	conflicts: Map<number, Conflict>;
	/** Inactive sources that stand behind an active one of the same reference. */
	shadowed: Set<number>;
	/** Targets that have found their source, or that a conflict is about. */
	claimed: Set<number>;
}

/**
 * Finds for each source the target that is the same, step by step: what an earlier step has joined is out of reach for
 * later ones. Index by index, so that lists of many thousands take no longer than reading them. The order of the lists
 * has no influence.
 * @param among the sources that look for a target
 * @param within the targets that may be found
 */
export function match(
	sources: readonly SyncRecord[],
	targets: readonly SyncRecord[],
	settings: MatchSettings,
	among: Iterable<number> = sources.keys(),
	within: Iterable<number> = targets.keys(),
): Matched {
	const run: Run = { sources, targets, settings, identities: [], claimed: new Set(), pairs: new Map(), conflicts: new Map(), shadowed: new Set() };
	const open = new Set(among);
	const reachable = [...within];
	for (const step of settings.steps) {
		const held = grouped(reachable, (at) => targetKey(run, step, at));
		for (const [key, group] of grouped(open, (at) => sourceKey(run, step, at))) {
			const candidates = held.get(key) ?? [];
			if (isIdentity(step)) byIdentity(run, step, group, candidates);
			else byLikeness(run, step, group, candidates);
			for (const at of group) if (run.pairs.has(at) || run.conflicts.has(at) || run.shadowed.has(at)) open.delete(at);
		}
		if (isIdentity(step)) run.identities.push(step);
	}
	return run;
}

interface Run extends Matched {
	sources: readonly SyncRecord[];
	targets: readonly SyncRecord[];
	settings: MatchSettings;
	/** The steps by identity that are done. */
	identities: MatchStep[];
}

function sourceKey({ sources, settings }: Run, step: MatchStep, at: number): string | undefined {
	return keyOf(sources[at] ?? {}, step.source, step, settings.ignoreCase);
}

function targetKey({ targets, settings }: Run, step: MatchStep, at: number): string | undefined {
	return keyOf(targets[at] ?? {}, step.target, step, settings.ignoreCase);
}

function byIdentity(run: Run, step: MatchStep, group: number[], candidates: number[]): void {
	const [source, second] = activeFirst(run.sources, group, run.settings.active.source);
	if (source === undefined) return;
	if (second !== undefined) return conflictAll(run, group, candidates, 'duplicateReference', 'source', step);
	for (const at of group) if (at !== source) run.shadowed.add(at);
	const [target, other] = activeFirst(run.targets, candidates, run.settings.active.target);
	if (target === undefined) return;
	if (other !== undefined) return conflictAll(run, [source], candidates, 'duplicateReference', 'target', step);
	// Only an earlier step by identity can have claimed it: two keys of one record lead to two others.
	if (run.claimed.has(target)) return conflictAll(run, [source], [target], 'severalSources', 'target', step);
	run.pairs.set(source, target);
	// Its inactive twins, too: once the source is switched off, so is the target, and nobody can tell them apart.
	for (const at of candidates) run.claimed.add(at);
}

/**
 * Records that carry two different references are two, however alike their names are. Whoever is still free here has
 * found no equal reference, so the two may belong together only where one of them has none. What counts is thus which
 * references a record has; by that the records are sorted, since a common name may be that of thousands.
 */
function byLikeness(run: Run, step: MatchStep, group: number[], candidates: number[]): void {
	const free = candidates.filter((at) => !run.claimed.has(at));
	if (free.length === 0) return;
	const targets = grouped(free, (at) => carries(run, (one) => targetKey(run, one, at)));
	const reaching: number[] = [];
	let fitting: number[] = [];
	for (const [carried, some] of grouped(group, (at) => carries(run, (one) => sourceKey(run, one, at)))) {
		const reached = [...targets].flatMap(([other, positions]) => (isDisjoint(carried, other) ? positions : []));
		if (reached.length === 0) continue;
		reaching.push(...some);
		fitting = reached;
	}
	const [source, second] = activeFirst(run.sources, reaching, run.settings.active.source);
	if (source === undefined) return;
	if (second !== undefined) return conflictAll(run, reaching, free, 'severalSources', 'target', step);
	if (reaching.length > 1) {
		// The one in use chooses; what is left is for the others.
		byLikeness(run, step, [source], free);
		return byLikeness(run, step, reaching.filter((at) => at !== source), free);
	}
	const [target, other] = activeFirst(run.targets, fitting, run.settings.active.target);
	if (target === undefined) return;
	if (other !== undefined) return conflictAll(run, [source], fitting, 'ambiguousMatch', 'target', step);
	run.pairs.set(source, target);
	run.claimed.add(target);
}

/** "10": a reference by the first step, none by the second. */
function carries({ identities }: Run, key: (step: MatchStep) => string | undefined): string {
	return identities.map((step) => (key(step) === undefined ? '0' : '1')).join('');
}

function isDisjoint(a: string, b: string): boolean {
	return [...a].every((mark, at) => mark === '0' || b[at] === '0');
}

/** The active ones where there are any, else all. */
function activeFirst(records: readonly SyncRecord[], positions: number[], field: string): number[] {
	const active = positions.filter((at) => !isInactive(records[at] ?? {}, field));
	return active.length > 0 ? active : positions;
}

const WORDS = {
	duplicateReference: {
		message: 'More than one record of {side} has this {key}',
		hint: 'Give each record a {key} of its own, or switch the wrong ones off.',
	},
	severalSources: {
		message: 'More than one record of {source} wants the same record of {target}',
		hint: 'Give them different names, or give the record of {target} the reference of the one that is meant.',
	},
	ambiguousMatch: {
		message: 'More than one record of {target} has this {key}',
		hint: 'Give the one that is meant the reference of the record of {source}, or switch the others off.',
	},
} as const;
const KEYS: Readonly<Record<MatchStep['by'], string>> = {
	id: 'ID', reference: 'reference', nameAndEmail: 'name and e-mail', email: 'e-mail', name: 'name',
};

function conflictAll(
	run: Run,
	group: number[],
	candidates: number[],
	reason: keyof typeof WORDS,
	side: 'source' | 'target',
	step: MatchStep,
): void {
	const { source: ofSource, target: ofTarget } = run.settings.words ?? { source: 'the source', target: 'the target' };
	const named: Readonly<Record<string, string>> = {
		key: KEYS[step.by], source: ofSource, target: ofTarget, side: side === 'source' ? ofSource : ofTarget,
	};
	const text = (wording: string) => wording.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? '');
	const { message, hint } = WORDS[reason];
	// What a person has to decide about is not for others to take.
	for (const at of candidates) run.claimed.add(at);
	const [target] = candidates;
	const rivals = group.slice(0, MOST_OTHERS + 1);
	const rest = candidates.slice(1, MOST_OTHERS + 1).map((other) => run.targets[other]);
	for (const at of group) {
		const others = side === 'source' || reason === 'severalSources' ? rivals.filter((other) => other !== at).map((other) => run.sources[other]) : rest;
		run.conflicts.set(at, {
			reason,
			category: 'duplicate',
			message: text(message),
			hint: text(hint),
			source: run.sources[at],
			target: target === undefined ? undefined : run.targets[target],
			others: others.filter((other) => other !== undefined).slice(0, MOST_OTHERS),
			from: { source: at, target },
		});
	}
}

function grouped(positions: Iterable<number>, keyAt: (at: number) => string | undefined): Map<string, number[]> {
	const groups = new Map<string, number[]>();
	for (const at of positions) {
		const key = keyAt(at);
		if (key === undefined) continue;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [at]);
		else group.push(at);
	}
	return groups;
}
