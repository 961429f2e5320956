import {
	NodeConnectionTypes,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { testSageIntacct } from './credential-test';
import { receive } from './webhook';

export class AccountingSageIntacctWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Sage Intacct Webhook Trigger',
		name: 'accountingSageIntacctWebhookTrigger',
		icon: { light: 'file:sage-intacct.svg', dark: 'file:sage-intacct.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts at once when a smart event of Sage Intacct tells of something new, changed or deleted',
		defaults: { name: 'Sage Intacct Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingSageIntacctApi', required: true, testedBy: 'testSageIntacct' }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: 'noData', path: 'sage-intacct' }],
		properties: [
			{
				displayName:
					'Sage Intacct signs nothing that a smart event sends, so each one carries a secret. Put a long random text into "Webhook Secret" of the credential. In Sage Intacct make a smart event (Customization Services) on Add, Set and Delete with the action HTTP Post to the production URL of this node, and these fields: secret, object (such as APBILL), recordno (such as {!APBILL.RECORDNO!}) and event (add, set or delete).',
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
					{ name: 'Bill', value: 'bill' },
					{ name: 'Customer', value: 'customer' },
					{ name: 'Employee', value: 'employee' },
					{ name: 'Expense', value: 'expense' },
					{ name: 'Expense Report', value: 'employeeExpense' },
					{ name: 'Invoice', value: 'invoice' },
					{ name: 'Journal', value: 'journal' },
					{ name: 'Payment', value: 'payment' },
					{ name: 'Project', value: 'project' },
					{ name: 'Supplier', value: 'supplier' },
					{ name: 'Supplier Credit', value: 'supplierCredit' },
				],
			},
		],
	};

	methods = { credentialTest: { testSageIntacct } };

	/** Smart events are made by hand in Sage Intacct: there is nothing to look for, to make or to delete. */
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
