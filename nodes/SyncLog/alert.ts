import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { groupsOf } from './alerts/group';
import { messagesOf, type AlertRow } from './alerts/messages';
import { logRow, runRow, type LogRow, type RunRow } from './columns';
import { healthOf } from './dashboard/health';
import { openProblems } from './dashboard/open';
import { ordered } from './show';

interface Options {
	dashboard?: string;
	expected?: string;
	graceMinutes?: number;
	longestHours?: number;
	remindHours?: number;
}

/** One item for each message that is due; none where there is nothing to tell. */
export function alert(context: IExecuteFunctions, runs: readonly IDataObject[], log: readonly IDataObject[], kept: readonly IDataObject[], now: Date): INodeExecutionData[] {
	const options = context.getNodeParameter('alertOptions', 0, {}) as Options;
	const { dashboard = '', expected = '', graceMinutes = 30, longestHours = 6, remindHours = 24 } = options;
	const runRows = ordered(runs).map((row) => runRow(row as Partial<RunRow>));
	const problems = openProblems(ordered(log).map((row) => logRow(row as Partial<LogRow>)), runRows);
	const syncs = healthOf(runRows, problems, now, { graceMinutes, longestHours, expected: expected.split('\n').map((one) => one.trim()).filter((one) => one !== '') });
	const messages = messagesOf(groupsOf(problems, syncs, now), kept as Array<Partial<AlertRow>>, now, { remindHours, dashboard });
	return messages.map((json) => ({ json: json as unknown as IDataObject, pairedItem: { item: 0, input: 0 } }));
}
