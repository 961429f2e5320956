import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollList, startFromProperty } from '../core/poll-list';
import { KIND_OPTIONS } from './fields';
import { openLedger } from './ledger';

export class AccountingQuickBooksOnlineTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks Online Trigger',
		name: 'accountingQuickBooksOnlineTrigger',
		icon: { light: 'file:quickbooks-online.svg', dark: 'file:quickbooks-online.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{"new or changed: " + $parameter["event"]}}',
		description: 'Starts when something in QuickBooks Online is new, changed or deleted, by asking QuickBooks at intervals',
		defaults: { name: 'QuickBooks Online Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingQuickBooksOnlineOAuth2Api', required: true }],
		properties: [
			{
				displayName:
					'Each poll is a call or two, which count towards the monthly reads of an app in Intuit\'s Builder tier. The QuickBooks Online Webhook Trigger costs a call only when something happens. Deletions are told for thirty days.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{ displayName: 'New or Changed', name: 'event', type: 'options', default: 'bill', options: KIND_OPTIONS },
			startFromProperty,
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollList(this, 'QuickBooks', async () => await openLedger(this));
	}
}
