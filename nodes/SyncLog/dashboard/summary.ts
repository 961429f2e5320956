import type { LogRow, RunRow } from '../columns';
import { totalsOf, type Total } from '../totals';
import { countByDay, type DayCount } from './days';
import { healthOf, type HealthSettings, type SyncState } from './health';
import { openProblems, type OpenProblem } from './open';

export interface DashboardSettings extends HealthSettings {
	title: string;
	/** IANA name of the reader's time zone. */
	zone: string;
	/** How many days the chart has. */
	days: number;
}

export interface Summary {
	title: string;
	/** UTC. */
	at: string;
	zone: string;
	/** UTC; the oldest row that was looked at. */
	since: string;
	syncs: SyncState[];
	days: DayCount[];
	/** Open problems and those since, by category. A document counts once in each of its categories. */
	categories: Array<{ category: string; open: number; all: number }>;
	/** Oldest first. */
	problems: OpenProblem[];
	totals: Array<Total & { sync: string }>;
	/** Newest first; one row for each run, its last one. */
	runs: RunRow[];
}

/** All that the dashboard shows, from the rows of both tables in the order in which they were written. */
export function summarize(runs: readonly RunRow[], log: readonly LogRow[], now: Date, settings: DashboardSettings): Summary {
	const problems = openProblems(log, runs);
	return {
		title: settings.title, at: now.toISOString(), zone: settings.zone, since: [runs[0]?.at, log[0]?.at].filter((at) => at !== undefined).sort()[0] ?? '',
		syncs: healthOf(runs, problems, now, settings), days: countByDay(log, now, settings.zone, settings.days),
		categories: categoriesOf(log, runs, problems), problems, totals: totalsBySync(log), runs: lastRows(runs),
	};
}

function categoriesOf(log: readonly LogRow[], runs: readonly RunRow[], problems: readonly OpenProblem[]): Summary['categories'] {
	const seen = new Map<string, Set<string>>();
	const note = (category: string, name: string) => {
		const names = seen.get(category) ?? new Set();
		names.add(name);
		seen.set(category, names);
	};
	for (const { result, category, sync, key, source } of log) if (result !== 'ok') note(category || 'unknown', `${sync}\n${key || source}`);
	for (const { event, category, sync, execution } of runs) if (event === 'failed') note(category || 'stopped', `${sync}\n${execution}`);
	return [...seen]
		.map(([category, names]) => ({ category, all: names.size, open: problems.filter((one) => one.category === category).length }))
		.sort((a, b) => b.open - a.open || b.all - a.all || (a.category < b.category ? -1 : 1));
}

/** A document that later runs found again counts once, as it was told last. */
function totalsBySync(log: readonly LogRow[]): Summary['totals'] {
	const syncs = new Map<string, Map<string, LogRow>>();
	for (const row of log) {
		if (row.result !== 'ok' || row.amount === '' || row.booksAmount === '') continue;
		const rows = syncs.get(row.sync) ?? new Map<string, LogRow>();
		rows.set(row.key, row);
		syncs.set(row.sync, rows);
	}
	return [...syncs].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([sync, rows]) => totalsOf([...rows.values()]).map((total) => ({ sync, ...total })));
}

function lastRows(runs: readonly RunRow[]): RunRow[] {
	const last = new Map<string, RunRow>();
	for (const row of runs) {
		const name = `${row.sync}\n${row.execution}`;
		last.delete(name); // so that it stands where its last row does
		last.set(name, row);
	}
	return [...last.values()].reverse();
}
