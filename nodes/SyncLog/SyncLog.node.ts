import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { alertFields } from './fields/alerts';
import { dashboardFields } from './fields/dashboard';
import { mainFields } from './fields/main';
import { retryFields } from './fields/retries';
import { run } from './run';

/** What a sync did, as rows for n8n's data tables. Makes no call to anybody. */
export class SyncLog implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sync Log',
		name: 'syncLog',
		icon: { light: 'file:syncLog.svg', dark: 'file:syncLog.dark.svg' },
		group: ['transform'],
		version: 1,
		usableAsTool: true,
		subtitle: '={{ $parameter["operation"] }}',
		description: 'Log what a sync did, a row for each run and each document, and show it on a dashboard',
		defaults: { name: 'Sync Log' },
		inputs: `={{ ({ end: ["Begin", "Results"], dashboard: ["Runs", "Log"], alerts: ["Runs", "Log", "Told Before"], retries: ["Runs", "Log", "Asked Before"], failures: ["Runs", "Log", "Asked Before"], outcome: ["Runs", "Log", "Not Started"] }[$parameter["operation"]] ?? [""]).map((displayName) => ({ type: "${NodeConnectionTypes.Main}", ...(displayName === "" ? {} : { displayName }) })) }}`,
		outputs: [NodeConnectionTypes.Main],
		properties: [...mainFields, ...retryFields, dashboardFields, alertFields],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this);
	}
}
