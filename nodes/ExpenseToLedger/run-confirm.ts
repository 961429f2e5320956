import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { confirmReports } from './confirm';
import { paired, plain } from './run-map';

/** Confirm Export: outputs Complete and Incomplete, one item per report. */
export function runConfirm(context: IExecuteFunctions): INodeExecutionData[][] {
	const items = context.getInputData();
	const { complete, incomplete, strangers } = confirmReports(items.map(({ json }) => json));
	const report = ({ json, items: sources }: { json: object; items: number[] }): INodeExecutionData => ({
		json: plain(json),
		pairedItem: paired(sources),
	});
	return [
		complete.map(report),
		[
			...incomplete.map(report),
			...strangers.map((index) => ({
				json: { ...items[index]?.json, missing: [{ key: '', why: 'The item tells no report: it has no origin.' }] },
				pairedItem: { item: index },
			})),
		],
	];
}
