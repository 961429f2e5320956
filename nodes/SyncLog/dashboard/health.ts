import type { RunRow } from '../columns';
import type { OpenProblem } from './open';

export type Health = 'good' | 'problems' | 'late' | 'never';

export interface SyncState {
	sync: string;
	health: Health;
	/** Why it is not good, in a sentence each. */
	why: string[];
	/** The newest row of the newest run. */
	last?: RunRow;
	/** UTC; empty where it has no schedule. */
	nextRun: string;
	/** Problems that are open. */
	open: number;
	/** UTC; when the newest run ended well. */
	lastGood: string;
}

export interface HealthSettings {
	/** A run may begin so many minutes after it was due, before it is called late. */
	graceMinutes: number;
	/** A run that has not ended after so many hours was broken off. */
	longestHours: number;
	/** Syncs that should be there, also where they never ran. */
	expected: string[];
}

/** Sentences of `why` that tell of the sync itself and not of its documents. */
export const LATE = 'The next run is overdue.';
export const BROKEN_OFF = 'The last run was broken off: it began and never ended.';
export const NEVER = 'It has never run.';

/** Each sync at a glance, those that need somebody first. */
export function healthOf(runs: readonly RunRow[], problems: readonly OpenProblem[], now: Date, settings: HealthSettings): SyncState[] {
	const bySync = new Map<string, RunRow[]>(settings.expected.map((sync) => [sync, []]));
	for (const row of runs) {
		const list = bySync.get(row.sync);
		if (list === undefined) bySync.set(row.sync, [row]);
		else list.push(row);
	}
	return [...bySync]
		.map(([sync, rows]) => stateOf(sync, rows, problems.filter((one) => one.sync === sync), now, settings))
		.sort((a, b) => ORDER.indexOf(a.health) - ORDER.indexOf(b.health) || (a.sync < b.sync ? -1 : 1));
}

const ORDER: Health[] = ['late', 'problems', 'never', 'good'];

function stateOf(sync: string, rows: RunRow[], problems: OpenProblem[], now: Date, { graceMinutes, longestHours }: HealthSettings): SyncState {
	const last = rows[rows.length - 1];
	if (last === undefined) return { sync, health: 'never', why: [NEVER], nextRun: '', open: 0, lastGood: '' };
	const newest = rows.filter(({ execution }) => execution === last.execution).pop() ?? last;
	// A run started by hand tells the same schedule; the newest one that has one knows.
	const nextRun = [...rows].reverse().find((row) => row.nextRun !== '')?.nextRun ?? '';
	const lastGood = [...rows].reverse().find(({ event }) => event === 'ended')?.at ?? '';
	const late = nextRun !== '' && Date.parse(nextRun) + graceMinutes * 60_000 < now.getTime();
	const brokenOff = newest.event === 'started' && Date.parse(newest.startedAt) + longestHours * 3_600_000 < now.getTime();
	const stopped = problems.filter(({ result }) => result === 'stopped').length > 0;
	const waiting = problems.filter(({ result }) => result !== 'stopped').length;
	const why = [
		...(late ? [LATE] : []),
		...(brokenOff ? [BROKEN_OFF] : []),
		...(stopped ? ['The last run stopped with an error.'] : []),
		...(waiting > 0 ? [waiting === 1 ? '1 document waits for somebody.' : `${waiting.toLocaleString('en-GB')} documents wait for somebody.`] : []),
		...(newest.event === 'ended' && newest.reason !== '' ? [newest.reason] : []),
	];
	return { sync, health: late ? 'late' : why.length > 0 ? 'problems' : 'good', why, last: newest, nextRun, open: problems.length, lastGood };
}
