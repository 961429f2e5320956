import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { begin } from './begin';
import { runRow, type LogRow, type RunRow } from './columns';
import { rowsOf } from './fold';
import { readResults, unchangedIn } from './result';
import { countsOf, totalsOf } from './totals';
import { hasNode, outputsOf } from './workflow';

export interface Rows {
	runs: RunRow[];
	log: LogRow[];
}

/** The row that a run ends with, and one for each of its documents. Undefined where a quiet run is left out. */
export function end(context: IExecuteFunctions, started: IDataObject | undefined, handedIn: readonly IDataObject[], now: Date): Rows | undefined {
	const first = startedRow(context, started, now);
	const run = { at: now.toISOString(), sync: first.sync, execution: first.execution };
	const names = namesOf(context);
	const unknown = names.filter((name) => !hasNode(context, name));
	// With names, the second input only says that all is done: its items come from the same nodes and would count twice.
	const told = names.length > 0 ? [] : handedIn.flatMap((json) => readResults(json));
	let unchanged = names.length > 0 ? 0 : handedIn.reduce((sum, json) => sum + unchangedIn(json), 0);
	for (const name of names.filter((one) => !unknown.includes(one))) {
		for (const json of outputsOf(context, name)) {
			told.push(...readResults(json, name));
			unchanged += unchangedIn(json);
		}
	}
	const rows = rowsOf(told, run);
	const log = rows.filter((row) => !isStillTheSame(row));
	const ended = runRow({
		...first, ...run, event: 'ended', seconds: secondsFrom(first.startedAt, now), ...countsOf(rows, unchanged), documents: String(log.length), totals: JSON.stringify(totalsOf(log)), reason: unknownWords(unknown),
	});
	return isQuiet(context, ended, now) ? undefined : { log, runs: [ended] };
}

/**
 * A sync that looks every few minutes would fill the table with rows that say nothing. Of its quiet runs one in each
 * hour of the clock is logged, so that a sync that runs no more is still seen to be late.
 */
function isQuiet(context: IExecuteFunctions, { documents, reason }: RunRow, now: Date): boolean {
	if (context.getNodeParameter('quiet', 0, false) !== true) return false;
	const state = context.getWorkflowStaticData('node');
	const hour = now.toISOString().slice(0, 13);
	const isLeftOut = documents === '0' && reason === '' && state.loggedIn === hour;
	state.loggedIn = hour;
	return isLeftOut;
}

/** What Begin has handed on; without it the run seems to have begun just now. */
function startedRow(context: IExecuteFunctions, started: IDataObject | undefined, now: Date): RunRow {
	const [row] = Array.isArray(started?.runs) ? (started.runs as Array<Partial<RunRow>>) : [];
	return row === undefined ? begin(context, now) : runRow(row);
}

/** A record of a list that was as it should be is counted and has no row: lists have thousands of them, every day. */
function isStillTheSame({ action, result, source, amount, booksAmount }: LogRow): boolean {
	return action === 'unchanged' && result === 'ok' && source === '' && amount === '' && booksAmount === '';
}

/** A node that was given another name would otherwise leave the log without a word. */
function unknownWords(names: string[]): string {
	return names.length === 0 ? '' : `The workflow has no node ${names.map((name) => `"${name}"`).join(', ')}, whose results were to be logged.`;
}

/** Nodes by their names, one a line. */
function namesOf(context: IExecuteFunctions): string[] {
	const given = context.getNodeParameter('resultsOf', 0, '') as string | string[];
	return (Array.isArray(given) ? given : given.split('\n')).map((name) => name.trim()).filter((name) => name !== '');
}

/** With a tenth, as people read a duration. */
export function secondsFrom(start: string, now: Date): string {
	const passed = (now.getTime() - Date.parse(start)) / 1000;
	return Number.isFinite(passed) ? Math.max(0, passed).toFixed(1) : '';
}
