import {
	NodeConnectionTypes,
	NodeOperationError,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { asBooksError } from '../core/errors';
import { testWork } from './credential-test';
import { isSubscribed, receive, subscribe, unsubscribe } from './webhook';

export class AccountingWorkWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Work Webhook Trigger',
		name: 'accountingWorkWebhookTrigger',
		icon: { light: 'file:work.svg', dark: 'file:work.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description: 'Starts at once when Work tells of a client, site, invoice or payment',
		defaults: { name: 'Work Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingWorkApi', required: true, testedBy: 'testWork' }],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', responseData: 'noData', path: 'work' }],
		properties: [
			{
				displayName:
					'Whether your Work account has webhooks is not known. The subscription is made when the workflow is published, and needs a <b>Webhook Secret</b> in the credential. An event can get lost: let a Work Trigger run beside it, say once a day.',
				name: 'notice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				default: ['invoice.approved', 'payment.recorded'],
				options: [
					{ name: 'Client Changed', value: 'client.updated' },
					{ name: 'Client Created', value: 'client.created' },
					{ name: 'Invoice Approved', value: 'invoice.approved' },
					{ name: 'Invoice Changed', value: 'invoice.updated' },
					{ name: 'Invoice Voided', value: 'invoice.voided' },
					{ name: 'Payment Recorded', value: 'payment.recorded' },
					{ name: 'Payment Voided', value: 'payment.voided' },
					{ name: 'Site Changed', value: 'site.updated' },
					{ name: 'Site Created', value: 'site.created' },
				],
			},
		],
	};

	methods = { credentialTest: { testWork } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return await told(this, isSubscribed);
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await told(this, subscribe);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return await told(this, unsubscribe);
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}

/** A failure as n8n shows it to whoever publishes the workflow. */
async function told(context: IHookFunctions, work: (context: IHookFunctions) => Promise<boolean>): Promise<boolean> {
	try {
		return await work(context);
	} catch (error) {
		const { sentence, facts } = asBooksError(error);
		throw new NodeOperationError(context.getNode(), sentence, { description: facts.hint });
	}
}
