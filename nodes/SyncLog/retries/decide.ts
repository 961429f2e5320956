import type { RunRow } from '../columns';
import type { OpenProblem } from '../dashboard/open';
import type { Start } from './starts';

/** Minutes to wait after the first failure, the second …; the last one holds for all further ones. */
export const WAITS: readonly number[] = [5, 15, 60, 240];

/** A run that has begun and told no end is taken for one that still goes for so many minutes. */
export const LONGEST_RUN = 60;

/** What is to be done about the open problems of one sync. */
export interface Retry {
	sync: string;
	/** Id of the workflow that its newest run was of; empty where no run is known. */
	workflow: string;
	/** due: start it now; waits: at `at`; person: nothing of it goes on by itself. */
	state: 'due' | 'waits' | 'person';
	/** UTC, when the next retry is due; empty where a person is needed. */
	at: string;
	/** Document keys that a retry can help: of a sync that is due those whose wait is over, else all. Empty for a run that stopped. */
	keys: string[];
	/** Ids of their records in the source; none where the whole sync is to run. */
	sources: string[];
	/** How many wait for a person: not retryable, or tried as often as the limit allows. */
	persons: number;
}

/** How often a problem was tried, and when it is tried again; never, where a person is needed. */
export interface Standing {
	tries: number;
	/** Milliseconds since 1970. */
	due?: number;
}

/**
 * One answer for each sync that has open problems. A problem that was told so many times has been tried as often, by
 * whatever started those runs. A start that led to no word of it counts too: a run that dies each time must not be
 * started for ever.
 * @param problems of the log
 * @param limit after so many failures a problem waits for a person
 */
export function retriesOf(problems: readonly OpenProblem[], runs: readonly RunRow[], starts: readonly Start[], now: Date, limit: number): Retry[] {
	const syncs = [...new Set(problems.map(({ sync }) => sync))].sort();
	return syncs.map((sync) => {
		const own = problems.filter((one) => one.sync === sync).map((problem) => ({ problem, due: standingOf(problem, starts, limit).due ?? Infinity }));
		const open = own.filter(({ due }) => due < Infinity);
		const free = Math.max(0, ...runs.filter((run) => run.sync === sync && run.event === 'started').map(({ at }) => Date.parse(at) + LONGEST_RUN * 60_000).filter((end) => end > now.getTime()));
		const next = Math.max(Math.min(...open.map(({ due }) => due)), free);
		const state = open.length === 0 ? 'person' : next <= now.getTime() ? 'due' : 'waits';
		const meant = (state === 'due' ? open.filter(({ due }) => due <= now.getTime()) : open).map(({ problem }) => problem);
		return {
			sync, workflow: workflowOf(sync, runs), state, at: state === 'person' ? '' : new Date(next).toISOString(),
			keys: meant.map(({ key }) => key).filter((key) => key !== ''), sources: sourcesOf(meant), persons: own.length - open.length,
		};
	});
}

export function standingOf({ sync, key, times, last, retryable }: OpenProblem, starts: readonly Start[], limit: number): Standing {
	const untold = starts.filter((start) => start.sync === sync && start.asked > last && (start.keys.length === 0 || start.keys.includes(key)));
	const tries = times + untold.length;
	if (!retryable || tries >= limit) return { tries };
	const newest = Math.max(Date.parse(last), ...untold.map(({ asked }) => Date.parse(asked)));
	return { tries, due: newest + (WAITS[Math.min(tries, WAITS.length) - 1] ?? 0) * 60_000 };
}

/** Id of the workflow that the newest run of a sync was of. @param runs oldest first */
export function workflowOf(sync: string, runs: readonly RunRow[]): string {
	return [...runs].reverse().find((run) => run.sync === sync && run.workflow !== '')?.workflow ?? '';
}

/** None where one of them is about no record, such as a run that stopped: then the whole sync has to run. */
export function sourcesOf(problems: ReadonlyArray<Pick<OpenProblem, 'source'>>): string[] {
	const lists = problems.map(({ source }) => source.split(', ').filter((id) => id !== ''));
	return lists.some((ids) => ids.length === 0) ? [] : [...new Set(lists.flat())];
}
