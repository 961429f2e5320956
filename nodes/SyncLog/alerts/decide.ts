import type { Problem } from './group';

/** *Sync alerts*: one row for each problem that somebody was told of. All text; times are UTC. */
export const ALERT_COLUMNS = [
	'problem', 'sync', 'category', 'reason',
	/** open, or over: the all-clear was given. */
	'state',
	'since',
	/** Documents, as told last. */
	'count',
	/** When somebody was told last. */
	'toldAt',
] as const;
export type AlertRow = Record<(typeof ALERT_COLUMNS)[number], string>;

export type Occasion = 'new' | 'reminder' | 'over';

export interface Alert extends Problem {
	occasion: Occasion;
	/** What *Sync alerts* has to hold once the message went out, and not before. */
	row: AlertRow;
}

/**
 * Who has to be told of what now: a problem when it is new, again after so many hours while it lasts, and once when it
 * is over. Nothing is told in between, however many documents come to it.
 * @param told rows of *Sync alerts*
 * @param reminderHours 0: no reminders
 */
export function decide(problems: readonly Problem[], told: readonly Partial<AlertRow>[], now: Date, reminderHours: number): Alert[] {
	const open = new Map(told.filter(({ state }) => state === 'open').map((row) => [row.problem ?? '', row]));
	const at = now.toISOString();
	const alerts: Alert[] = [];
	for (const problem of problems) {
		const before = open.get(problem.problem);
		const due = before === undefined || (reminderHours > 0 && now.getTime() - Date.parse(before.toldAt ?? '') >= reminderHours * 3_600_000);
		if (!due) continue;
		// What has no row of its own to begin with, such as a sync that never ran, began when it was told first.
		const known = { ...problem, since: [before?.since ?? '', problem.since].filter((one) => one !== '').sort()[0] ?? at };
		alerts.push({ ...known, occasion: before === undefined ? 'new' : 'reminder', row: rowOf(known, 'open', at) });
	}
	const still = new Set(problems.map(({ problem }) => problem));
	for (const [problem, row] of open) {
		if (still.has(problem)) continue;
		const { sync = '', category = '', reason = '', since = '', count = '' } = row;
		const over: Problem = { problem, sync, category, reason, hint: '', since, count: Number(count) || 1, samples: [] };
		alerts.push({ ...over, occasion: 'over', row: rowOf(over, 'over', at) });
	}
	return alerts;
}

const rowOf = ({ problem, sync, category, reason, since, count }: Problem, state: string, toldAt: string): AlertRow => ({
	problem, sync, category, reason, state, since, count: String(count), toldAt,
});
