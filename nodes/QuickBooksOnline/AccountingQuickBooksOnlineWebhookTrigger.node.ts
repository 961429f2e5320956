import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { receive } from './webhook';

export class AccountingQuickBooksOnlineWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'QuickBooks Online Webhook Trigger',
		name: 'accountingQuickBooksOnlineWebhookTrigger',
		icon: { light: 'file:quickbooks-online.svg', dark: 'file:quickbooks-online.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts at once when Intuit tells of something new, changed, merged or deleted in QuickBooks Online',
		defaults: { name: 'QuickBooks Online Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingQuickBooksOnlineOAuth2Api', required: true }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: 'noData', path: 'quickbooks-online' }],
		properties: [
			{
				displayName:
					'Intuit has no way for a program to subscribe. Publish the workflow, put the production URL of this node into "Webhooks" of your app at developer.intuit.com, choose the same kinds there, and copy the verifier token into the credential. Either format of Intuit will do. An app has one such address for all its companies; events of other companies are left out here.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: ['bill'],
				options: [
					{ name: 'Account', value: 'account' },
					{ name: 'Bill', value: 'bill' },
					{ name: 'Bill Payment or Customer Payment', value: 'payment' },
					{ name: 'Class', value: 'class' },
					{ name: 'Credit Memo', value: 'creditMemo' },
					{ name: 'Customer', value: 'customer' },
					{ name: 'Department', value: 'department' },
					{ name: 'Deposit', value: 'deposit' },
					{ name: 'Employee', value: 'employee' },
					{ name: 'Expense', value: 'expense' },
					{ name: 'Invoice', value: 'invoice' },
					{ name: 'Item', value: 'item' },
					{ name: 'Journal', value: 'journal' },
					{ name: 'Payment Method', value: 'paymentMethod' },
					{ name: 'Supplier', value: 'supplier' },
					{ name: 'Supplier Credit', value: 'supplierCredit' },
					{ name: 'Term', value: 'term' },
				],
			},
			{
				displayName: 'Types',
				name: 'eventTypes',
				type: 'multiOptions',
				default: [],
				description: 'Empty for all',
				options: [
					{ name: 'Changed', value: 'update' },
					{ name: 'Created', value: 'create' },
					{ name: 'Deleted', value: 'delete' },
					{ name: 'Emailed', value: 'emailed' },
					{ name: 'Merged', value: 'merge' },
					{ name: 'Voided', value: 'void' },
				],
			},
		],
	};

	/** Subscriptions are made by hand at Intuit: there is nothing to look for, to make or to delete. */
	webhookMethods = {
		default: {
			checkExists: async (): Promise<boolean> => true,
			create: async (): Promise<boolean> => true,
			delete: async (): Promise<boolean> => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
