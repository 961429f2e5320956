import { MOST_OTHERS, type Conflict } from '../conflict';
import { passes } from '../filter';
import { isIdentity, keyOf } from '../match-keys';
import type { OneWaySettings } from '../settings';
import { isInactive, type SyncRecord } from '../../core/values';

/** So few may always be switched off; more only up to the share that the settings allow. */
const ALWAYS_ALLOWED = 5;

/**
 * The targets that are in use although their source is gone or inactive. None where the settings leave them alone; a
 * conflict in place of them where there are so many that the source list is more likely wrong.
 */
export function goneTargets(
	sources: readonly SyncRecord[],
	targets: readonly SyncRecord[],
	settings: OneWaySettings,
	pairs: ReadonlyMap<number, number>,
): { off: Set<number>; conflict?: Conflict } {
	if (settings.gone === 'keep') return { off: new Set() };
	const own = [...targets.keys()].filter((at) => isOwn(targets[at] ?? {}, settings));
	const sourceOf = new Map([...pairs].map(([source, target]) => [target, source]));
	const known = knownKeys(sources, settings);
	const off = own.filter((at) => {
		const source = sourceOf.get(at);
		if (source !== undefined) return isInactive(sources[source] ?? {}, settings.active.source);
		return !settings.match.some((step, place) => {
			const key = keyOf(targets[at] ?? {}, step.target, step, settings.ignoreCase);
			return key !== undefined && known[place]?.has(key) === true;
		});
	});
	const share = Math.floor((own.length * settings.mostGonePercent) / 100);
	if (off.length === 0 || (sources.length > 0 && off.length <= Math.max(ALWAYS_ALLOWED, share))) return { off: new Set(off) };
	return { off: new Set(), conflict: tooMany(off.map((at) => targets[at] ?? {}), own.length, sources.length) };
}

function isOwn(target: SyncRecord, { own, targetFilters, active, match, ignoreCase }: OneWaySettings): boolean {
	if (isInactive(target, active.target) || !passes(target, targetFilters)) return false;
	return own === 'any' || match.some((step) => isIdentity(step) && keyOf(target, step.target, step, ignoreCase) !== undefined);
}

/** All keys of all sources, also of those that the filters leave out: what is there is not gone. */
function knownKeys(sources: readonly SyncRecord[], { match, ignoreCase }: OneWaySettings): Array<Set<string>> {
	return match.map((step) => {
		const keys = sources.map((source) => keyOf(source, step.source, step, ignoreCase));
		return new Set(keys.filter((key) => key !== undefined));
	});
}

function tooMany(off: SyncRecord[], own: number, sources: number): Conflict {
	const why = sources === 0 ? 'the source list is empty' : `${off.length} of ${own} target records have no active source`;
	return {
		reason: 'tooMany',
		category: 'waiting',
		message: `Nothing was switched off, since ${why}`,
		hint: 'Check the source list and the filters. If it is right, raise "Most to Switch Off" for one run.',
		others: off.slice(0, MOST_OTHERS),
		from: {},
	};
}
