import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { decide, type AlertRow } from './alerts/decide';
import { grouped } from './alerts/group';
import { messageOf } from './alerts/message';
import { summaryFrom } from './show';

/** One item for each message that is due. @param told rows of *Sync alerts* */
export function alert(context: IExecuteFunctions, runs: readonly IDataObject[], log: readonly IDataObject[], told: readonly IDataObject[], now: Date): INodeExecutionData[] {
	const { reminderHours = 24 } = context.getNodeParameter('options', 0, {}) as { reminderHours?: number };
	const summary = summaryFrom(context, runs, log, now);
	const alerts = decide(grouped(summary.problems, summary.syncs, now), told as Array<Partial<AlertRow>>, now, reminderHours);
	return alerts.map((one) => ({ json: JSON.parse(JSON.stringify({ ...one, ...messageOf(one, summary.zone) })) as IDataObject, pairedItem: { item: 0, input: 0 } }));
}
