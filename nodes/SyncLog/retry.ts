import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { retriesOf } from './retries/decide';
import { summaryFrom } from './show';

/** One item for each sync with open problems. @param asked rows of *Sync retries*: `sync`, and `asked` in UTC */
export function retry(context: IExecuteFunctions, runs: readonly IDataObject[], log: readonly IDataObject[], asked: readonly IDataObject[], now: Date): INodeExecutionData[] {
	const limit = Number(context.getNodeParameter('tries', 0, 6));
	const { problems, runs: newest } = summaryFrom(context, runs, log, now);
	const started = new Map<string, string>();
	for (const row of asked) {
		if (typeof row.sync !== 'string' || typeof row.asked !== 'string') continue;
		if (row.asked > (started.get(row.sync) ?? '')) started.set(row.sync, row.asked);
	}
	const retries = retriesOf(problems, [...newest].reverse(), started, now, limit);
	return retries.map((one) => ({ json: { ...one }, pairedItem: { item: 0, input: 0 } }));
}
