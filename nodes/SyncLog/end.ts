import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { begin } from './begin';
import { runRow, type LogRow, type RunRow } from './columns';
import { rowsOf } from './fold';
import { readResult } from './result';
import { countsOf, totalsOf } from './totals';
import { hasNode, outputsOf } from './workflow';

export interface Rows {
	runs: RunRow[];
	log: LogRow[];
}

/** The row that a run ends with, and one for each of its documents. */
export function end(context: IExecuteFunctions, started: IDataObject | undefined, handedIn: readonly IDataObject[], now: Date): Rows {
	const first = startedRow(context, started, now);
	const run = { at: now.toISOString(), sync: first.sync, execution: first.execution };
	const names = namesOf(context);
	const unknown = names.filter((name) => !hasNode(context, name));
	const results = names.filter((name) => !unknown.includes(name)).flatMap((name) => [...outputsOf(context, name)]);
	const told = [...handedIn, ...results].flatMap((json) => readResult(json) ?? []);
	const log = rowsOf(told, run);
	const ended = runRow({
		...first, ...run, event: 'ended', seconds: secondsFrom(first.startedAt, now), ...countsOf(log), totals: JSON.stringify(totalsOf(log)), reason: unknownWords(unknown),
	});
	return { log, runs: [ended] };
}

/** What Begin has handed on; without it the run seems to have begun just now. */
function startedRow(context: IExecuteFunctions, started: IDataObject | undefined, now: Date): RunRow {
	const [row] = Array.isArray(started?.runs) ? (started.runs as Array<Partial<RunRow>>) : [];
	return row === undefined ? begin(context, now) : runRow(row);
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
