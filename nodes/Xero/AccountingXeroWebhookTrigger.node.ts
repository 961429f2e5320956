import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { listsOf } from '../core/properties/lists';
import { authenticationProperty, organisationProperty } from './fields';
import { openForList } from './ledger';
import { choiceOfList } from './parameters';
import { receive } from './webhook';

export class AccountingXeroWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Xero Accounting Webhook Trigger',
		name: 'accountingXeroWebhookTrigger',
		icon: { light: 'file:xero.svg', dark: 'file:xero.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts at once when Xero tells of a new or changed contact, bill, invoice or credit note',
		defaults: { name: 'Xero Accounting Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'accountingXeroOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
			{
				name: 'accountingXeroCustomConnectionApi',
				required: true,
				displayOptions: { show: { authentication: ['customConnection'] } },
			},
		],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: 'noData', path: 'xero' }],
		properties: [
			{
				displayName:
					'Xero has no way for a program to subscribe. Publish the workflow, put the production URL of this node into "Webhooks" of your app at developer.xero.com, choose the same kinds of events there, copy the webhook key into the credential, and press "Send Intent to Receive". An app has one such address for all its organisations.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			authenticationProperty,
			{ ...organisationProperty, description: 'Only events of this company; empty for all of this login' },
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: ['bill'],
				options: [
					{ name: 'Bill', value: 'bill' },
					{ name: 'Contact', value: 'contact' },
					{ name: 'Credit Note', value: 'creditNote' },
					{ name: 'Invoice', value: 'invoice' },
				],
			},
			{
				displayName: 'Types',
				name: 'eventTypes',
				type: 'multiOptions',
				default: [],
				description: 'Empty for both. Voiding, deleting and archiving come as changes.',
				options: [
					{ name: 'Changed', value: 'UPDATE' },
					{ name: 'Created', value: 'CREATE' },
				],
			},
		],
	};

	methods = {
		listSearch: listsOf(async (context, kind) => await openForList(context, choiceOfList(context), kind)),
	};

	/** Subscriptions are made by hand at Xero: there is nothing to look for, to make or to delete. */
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
