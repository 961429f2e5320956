import type { RunRow } from '../columns';
import type { OpenProblem } from '../dashboard/open';

/** Minutes to wait after the first failure, the second …; the last one holds for all further ones. */
export const WAITS: readonly number[] = [5, 15, 60, 240];

/** What is to be done about the open problems of one sync. */
export interface Retry {
	sync: string;
	/** Id of the workflow that its newest run was of; empty where no run is known. */
	workflow: string;
	/** due: start it now; waits: at `at`; person: nothing of it goes on by itself. */
	state: 'due' | 'waits' | 'person';
	/** UTC, when the next retry is due; empty where a person is needed. */
	at: string;
	/** Document keys that a retry can help; empty for a run that stopped. */
	keys: string[];
	/** Ids of their records in the source. */
	sources: string[];
	/** How many wait for a person: not retryable, or tried as often as the limit allows. */
	persons: number;
}

/**
 * One answer for each sync that has open problems. A problem that was told so many times has been tried as often, by
 * whatever started those runs; so no try is counted anywhere else, and a restart of n8n forgets none.
 * @param problems of the log
 * @param asked UTC by sync, when a retry was last started: a run that has not told its end is not started again before its wait is over
 * @param limit after so many failures a problem waits for a person
 */
export function retriesOf(problems: readonly OpenProblem[], runs: readonly RunRow[], asked: ReadonlyMap<string, string>, now: Date, limit: number): Retry[] {
	const syncs = [...new Set(problems.map(({ sync }) => sync))].sort();
	return syncs.map((sync) => {
		const own = problems.filter((one) => one.sync === sync);
		const open = own.filter(({ retryable, times }) => retryable && times < limit);
		const ids = open.flatMap(({ source }) => source.split(', ')).filter((id) => id !== '');
		const rest = {
			sync, workflow: [...runs].reverse().find((run) => run.sync === sync && run.workflow !== '')?.workflow ?? '',
			keys: open.map(({ key }) => key).filter((key) => key !== ''), sources: [...new Set(ids)], persons: own.length - open.length,
		};
		if (open.length === 0) return { ...rest, state: 'person', at: '' };
		const due = Math.min(...open.map((one) => dueOf(one, asked.get(sync))));
		return { ...rest, state: due <= now.getTime() ? 'due' : 'waits', at: new Date(due).toISOString() };
	});
}

/** @returns milliseconds since 1970 */
function dueOf({ last, times }: OpenProblem, asked: string | undefined): number {
	const wait = WAITS[Math.min(times, WAITS.length) - 1] ?? 0;
	const started = asked === undefined ? 0 : Date.parse(asked) || 0;
	return Math.max(Date.parse(last), started) + wait * 60_000;
}
