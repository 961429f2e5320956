import type { IExecuteFunctions } from 'n8n-workflow';
import { runRow, type RunRow } from './columns';
import { nextRun } from './next-run';
import { fingerprint, startedBy } from './workflow';

/** The row that a run begins with. */
export function begin(context: IExecuteFunctions, now: Date): RunRow {
	const { id, name = '' } = context.getWorkflow();
	const parameter = (field: string) => String(context.getNodeParameter(field, 0, '') ?? '').trim();
	const at = now.toISOString();
	const zone = context.getTimezone();
	return runRow({
		at, event: 'started', sync: parameter('sync') || name, workflow: id ?? '', version: `${parameter('version') || '1'}+${fingerprint(context)}`,
		execution: context.getExecutionId(), startedBy: parameter('startedBy') || startedBy(context), startedAt: at,
		nextRun: nextRun(parameter('schedule'), now, zone), whole: context.getNodeParameter('whole', 0, false) === true ? 'yes' : '',
		link: linkOf(context),
	});
}

/** The execution in n8n's own pages. */
function linkOf(context: IExecuteFunctions): string {
	const base = context.getInstanceBaseUrl();
	return `${base.replace(/\/?$/, '/')}workflow/${context.getWorkflow().id ?? ''}/executions/${context.getExecutionId()}`;
}
