import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { logRow, runRow, type LogRow, type RunRow } from './columns';
import { summarize, type Summary } from './dashboard/summary';
import { dashboardPage } from './page/page';

interface Options {
	days?: number;
	expected?: string;
	graceMinutes?: number;
	longestHours?: number;
	most?: number;
	timeZone?: string;
	title?: string;
}

/** The dashboard: all numbers as fields, the page as the field `page`. */
export function show(context: IExecuteFunctions, runs: readonly IDataObject[], log: readonly IDataObject[], now: Date): INodeExecutionData {
	const { most = 200 } = context.getNodeParameter('options', 0, {}) as Options;
	const summary = summaryFrom(context, runs, log, now);
	return { json: { ...plain(summary), page: dashboardPage(summary, most) }, pairedItem: { item: 0, input: 0 } };
}

/** What the rows of both tables say, by the node's options. */
export function summaryFrom(context: IExecuteFunctions, runs: readonly IDataObject[], log: readonly IDataObject[], now: Date): Summary {
	const options = context.getNodeParameter('options', 0, {}) as Options;
	const { days = 30, expected = '', graceMinutes = 30, longestHours = 6, timeZone = '', title = 'Accounting syncs' } = options;
	return summarize(ordered(runs).map((row) => runRow(row as Partial<RunRow>)), ordered(log).map((row) => logRow(row as Partial<LogRow>)), now, {
		title, zone: timeZone || context.getTimezone(), days, graceMinutes, longestHours, expected: expected.split('\n').map((one) => one.trim()).filter((one) => one !== ''),
	});
}

/** As they were written. An empty data table gives an empty item where n8n was told to always give one. */
export function ordered(rows: readonly IDataObject[]): IDataObject[] {
	return rows.filter(({ at }) => typeof at === 'string' && at !== '').sort((a, b) => (a.at === b.at ? Number(a.id) - Number(b.id) : String(a.at) < String(b.at) ? -1 : 1));
}

/** Items hold plain JSON. Of very many problems or runs an item carries the first ones; the counts are of all. */
const MOST = 1000;
function plain({ problems, runs, ...summary }: Summary): IDataObject {
	return JSON.parse(JSON.stringify({ ...summary, openProblems: problems.length, problems: problems.slice(0, MOST), runs: runs.slice(0, MOST) })) as IDataObject;
}
