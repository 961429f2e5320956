import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollList, startFromProperty } from '../core/poll-list';
import { testWork } from './credential-test';
import { openWork } from './ledger';

export class AccountingWorkTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Work Trigger',
		name: 'accountingWorkTrigger',
		icon: { light: 'file:work.svg', dark: 'file:work.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description: 'Starts the workflow when clients, sites, billing items, invoices or payments are new or changed in Work',
		defaults: { name: 'Work Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingWorkApi', required: true, testedBy: 'testWork' }],
		properties: [
			{
				displayName: 'New or Changed',
				name: 'event',
				type: 'options',
				default: 'customer',
				options: [
					{ name: 'Billing Item', value: 'item' },
					{ name: 'Client', value: 'customer', description: 'Deleted and merged ones come as their ID with "deleted"' },
					{ name: 'Invoice', value: 'invoice', description: 'Also when it is paid or voided' },
					{ name: 'Payment', value: 'payment', description: 'Recorded or voided' },
					{ name: 'Site', value: 'site' },
				],
			},
			startFromProperty,
		],
	};

	methods = { credentialTest: { testWork } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollList(this, 'Work', async () => await openWork(this));
	}
}
