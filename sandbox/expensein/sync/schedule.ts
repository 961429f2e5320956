import { readValue, saveValue } from '../state/settings';
import { instant, type Store } from '../state/store';
import { readRows } from './rows';
import { runSync } from './run';
import type { Sources } from './sources';

const DAY = 86_400_000;
/** Four in the morning, universal time: it does not move in summer. */
const HOUR = 4 * 3_600_000;
/** Days that are made up for; more have the same outcome. */
const MOST_DAYS = 31;

/** The first run after an instant, both in emulated milliseconds. */
function runAfter(ms: number): number {
	const today = Math.floor(ms / DAY) * DAY + HOUR;
	return today > ms ? today : today + DAY;
}

/** When the next daily run is due; null where nothing is enabled. */
export function nextRun(store: Store): string | null {
	return readRows(store).some(({ enabled }) => enabled) ? instant(runAfter(store.now())) : null;
}

export function readSources(store: Store): Sources {
	return readValue<Sources>(store, 'sync:sources', {});
}

/** What AccountsIQ holds from now on; earlier daily runs saw what it held before. */
export function saveSources(store: Store, sources: Sources): void {
	catchUp(store);
	saveValue(store, 'sync:sources', sources);
}

/** Carries out the daily runs that have come due since this was last called: whoever looks sees them done. */
export function catchUp(store: Store): void {
	const now = store.now();
	const last = readValue(store, 'sync:looked', now);
	const from = Math.max(last, now - MOST_DAYS * DAY);
	for (let due = runAfter(from); due <= now; due += DAY) runSync(store, readSources(store), 'daily', due);
	saveValue(store, 'sync:looked', now);
}
