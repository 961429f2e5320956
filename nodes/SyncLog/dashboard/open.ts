import type { LogRow, RunRow } from '../columns';
import { STEP } from '../result';

/** Something that went wrong and is not over. */
export interface OpenProblem {
	sync: string;
	/** Document key or report id; empty for a run that stopped. */
	key: string;
	/** UTC; when it was told first, without a success since. */
	since: string;
	/** UTC; when it was told last. */
	last: string;
	/** How many runs have told it. */
	times: number;
	result: 'held' | 'failed' | 'stopped';
	category: string;
	reason: string;
	hint: string;
	retryable: boolean;
	kind: string;
	amount: string;
	currency: string;
	source: string;
	/** Opens the document in the books, or the run in n8n. */
	link: string;
	execution: string;
}

/**
 * What is not over, oldest first: a failure is, once a later row of its key says "ok", or one of its source for a
 * report that was held, or once a run that looked at everything has ended without naming it.
 * @param log and @param runs oldest first
 */
export function openProblems(log: readonly LogRow[], runs: readonly RunRow[]): OpenProblem[] {
	const open = new Map<string, OpenProblem>();
	const ended = runs.filter(({ event }) => event !== 'started');
	let next = 0;
	const endRunsUntil = (at: string | undefined) => {
		for (; next < ended.length && (at === undefined || (ended[next] as RunRow).at < at); next++) endOf(ended[next] as RunRow, open);
	};
	for (const row of log) {
		endRunsUntil(row.at);
		tell(row, open);
	}
	endRunsUntil(undefined);
	return [...open.values()].sort((a, b) => (a.since < b.since ? -1 : 1));
}

const nameOf = (sync: string, key: string) => `${sync}\n${key}`;

function tell(row: LogRow, open: Map<string, OpenProblem>): void {
	const sources = row.source.split(', ').filter((id) => id !== '');
	// A document of a report that was held shows that it is held no more.
	for (const id of sources) if (id !== row.key && open.get(nameOf(row.sync, id))?.result === 'held') open.delete(nameOf(row.sync, id));
	const name = nameOf(row.sync, row.key || row.source);
	if (row.result === 'ok') {
		open.delete(name);
		return;
	}
	const before = open.get(name);
	const { sync, key, category, reason, hint, kind, amount, currency, source, link, execution } = row;
	open.set(name, {
		sync, key: key || source, since: before?.since ?? row.at, last: row.at, times: (before?.times ?? 0) + 1, result: row.result === 'held' ? 'held' : 'failed',
		category: category || 'unknown', reason, hint, retryable: row.retryable === 'yes', kind, amount, currency, source, link, execution,
	});
}

function endOf(run: RunRow, open: Map<string, OpenProblem>): void {
	const { sync, execution } = run;
	const name = nameOf(sync, '');
	const before = open.get(name);
	if (run.event === 'failed') {
		const { at, category, reason, hint, link } = run;
		open.set(name, {
			sync, key: '', since: before?.since ?? at, last: at, times: (before?.times ?? 0) + 1, result: 'stopped', category: category || 'stopped',
			reason, hint, retryable: true, kind: '', amount: '', currency: '', source: '', link, execution,
		});
		return;
	}
	open.delete(name);
	// A step that is not told again went well; so is a document, where the run looked at all of them.
	for (const [other, problem] of open) if (problem.sync === sync && problem.execution !== execution && (run.whole === 'yes' || problem.kind === STEP)) open.delete(other);
}
