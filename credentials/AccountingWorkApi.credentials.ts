import type { ICredentialDataDecryptedObject, Icon, ICredentialType, IHttpRequestOptions, INodeProperties } from 'n8n-workflow';
import { headersFor } from '../nodes/Work/auth';

export class AccountingWorkApi implements ICredentialType {
	name = 'accountingWorkApi';

	displayName = 'Work Accounting API';

	icon: Icon = { light: 'file:../nodes/Work/work.svg', dark: 'file:../nodes/Work/work.dark.svg' };

	documentationUrl = 'https://github.com/accounting-sync/n8n-nodes-accounting-sync/blob/main/docs/work.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'No public API of Work (Verizon Connect Work) is known. Ask Work for the address and key of yours. Where it differs from what is assumed here, put that right under <b>Contract Overrides</b>.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			required: true,
			placeholder: 'e.g. https://work.example.com/v1',
			default: '',
			description: 'Address of the API. There is none to begin with.',
		},
		{
			displayName: 'Authentication',
			name: 'authentication',
			type: 'options',
			default: 'apiKey',
			options: [
				{ name: 'API Key', value: 'apiKey' },
				{ name: 'Basic', value: 'basic' },
				{ name: 'Bearer Token', value: 'bearer' },
			],
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: ['apiKey', 'bearer'] } },
		},
		{
			displayName: 'Header',
			name: 'header',
			type: 'string',
			default: 'X-Api-Key',
			description: 'The header that takes the key',
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
		{
			displayName: 'Prefix',
			name: 'prefix',
			type: 'string',
			default: '',
			description: 'What stands before the key in its header, with the blank behind it',
			displayOptions: { show: { authentication: ['apiKey'] } },
		},
		{
			displayName: 'Email',
			name: 'user',
			type: 'string',
			placeholder: 'e.g. name@email.com',
			default: '',
			displayOptions: { show: { authentication: ['basic'] } },
		},
		{
			displayName: 'Password',
			name: 'password',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: { show: { authentication: ['basic'] } },
		},
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			description: 'For a key that serves several companies; empty for its only one',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Any long text of your choice, with which Work signs its webhooks. Only the webhook trigger needs it.',
		},
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 120,
			description: 'Lower it when others use the key too',
		},
		{
			displayName: 'Timeout in Seconds',
			name: 'timeoutSeconds',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			description: 'How long one call may take',
		},
		{
			displayName: 'Contract Overrides',
			name: 'contract',
			type: 'json',
			default: '{}',
			description:
				'Advanced: paths, field names, paging and the like where your API differs from what is assumed, e.g. {"paths": {"client": "/customers"}}. See the documentation.',
		},
	];

	/** A function, since the header's name is the user's to choose. */
	authenticate = async (credentials: ICredentialDataDecryptedObject, request: IHttpRequestOptions): Promise<IHttpRequestOptions> => {
		return await Promise.resolve({ ...request, headers: { ...request.headers, ...headersFor(credentials) } });
	};
}
