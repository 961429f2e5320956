import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { openExpensify } from './connection';
import { testExpensify } from './credential-test';
import { readingOptions } from './fields/report';
import { getPolicies } from './lists';
import { pollReports } from './poll';

export class AccountingExpensifyTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expensify Trigger',
		name: 'accountingExpensifyTrigger',
		icon: { light: 'file:expensify.svg', dark: 'file:expensify.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts the workflow when expense reports are submitted, approved or reimbursed in Expensify',
		defaults: { name: 'Expensify Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingExpensifyApi', required: true, testedBy: 'testExpensify' }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [
					{ name: 'Report Approved', value: 'approved' },
					{ name: 'Report Reimbursed', value: 'reimbursed' },
					{ name: 'Report Submitted', value: 'submitted' },
				],
				default: ['approved'],
			},
			{
				displayName: 'Workspace Names or IDs',
				name: 'policies',
				type: 'multiOptions',
				typeOptions: { loadOptionsMethod: 'getPolicies' },
				default: [],
				description:
					'Reports of these workspaces; none chosen means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
			},
			{
				displayName: 'First Activation',
				name: 'startFrom',
				type: 'options',
				options: [
					{ name: 'Starts Now', value: 'now', description: 'Deliver what happens from now on' },
					{
						name: 'Delivers What Is There',
						value: 'beginning',
						description: 'Deliver what has happened since a day of your choice as well',
					},
				],
				default: 'now',
			},
			{
				displayName: 'Since',
				name: 'since',
				type: 'dateTime',
				required: true,
				default: '={{ $now.minus({ days: 90 }).toISODate() }}',
				description: 'Deliver what has happened on this day or after',
				displayOptions: { show: { startFrom: ['beginning'] } },
			},
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				placeholder: 'Add option',
				default: {},
				options: readingOptions,
			},
		],
	};

	methods = {
		credentialTest: { testExpensify },
		loadOptions: { getPolicies },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollReports(this, await openExpensify(this));
	}
}
