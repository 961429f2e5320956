import type {
	Icon,
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestHelper,
	INodeProperties,
} from 'n8n-workflow';

/** An app bound to one organisation, without a person's login and without renewal. Source: Xero, "Custom connections". */
export class AccountingXeroCustomConnectionApi implements ICredentialType {
	name = 'accountingXeroCustomConnectionApi';

	displayName = 'Xero Accounting Custom Connection API';

	icon: Icon = { light: 'file:../nodes/Xero/xero.svg', dark: 'file:../nodes/Xero/xero.dark.svg' };

	documentationUrl = 'https://github.com/accounting-sync/n8n-nodes-accounting-sync/blob/main/docs/xero.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Make a custom connection at <a href="https://developer.xero.com/app/manage" target="_blank">developer.xero.com</a>, choose its scopes there, and have the organisation agree to it. It belongs to that one organisation, in Australia, New Zealand, the UK or the US.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Access Token',
			name: 'accessToken',
			type: 'hidden',
			typeOptions: { expirable: true, password: true },
			default: '',
		},
		{ displayName: 'Client ID', name: 'clientId', type: 'string', required: true, default: '' },
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default:
				'accounting.settings accounting.contacts accounting.invoices accounting.payments accounting.banktransactions accounting.manualjournals accounting.attachments',
			description: 'What the connection may do, divided by blanks; no more than was chosen for it at Xero',
		},
		{
			displayName: 'API Address',
			name: 'apiUrl',
			type: 'string',
			placeholder: 'e.g. https://api.xero.com',
			default: 'https://api.xero.com',
			description: 'Change it for the sandbox or a proxy',
		},
		{
			displayName: 'Identity Address',
			name: 'identityUrl',
			type: 'string',
			placeholder: 'e.g. https://identity.xero.com',
			default: 'https://identity.xero.com',
			description: 'Where tokens come from. Change it for the sandbox.',
		},
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 60,
			description: 'Xero takes 60 a minute for each organisation. Lower it when other programs use the app too.',
		},
		{
			displayName: 'Webhook Key',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'From the page "Webhooks" of the app. Only the node Xero Accounting Webhook Trigger needs it.',
		},
	];

	/** n8n calls this when there is no token and when Xero answers 401; a token lives for half an hour. */
	async preAuthentication(this: IHttpRequestHelper, credentials: ICredentialDataDecryptedObject) {
		const { clientId, clientSecret, scope } = credentials;
		const identityUrl = String(credentials.identityUrl).replace(/\/+$/, '');
		const answer = (await this.helpers.httpRequest({
			method: 'POST',
			url: `${identityUrl}/connect/token`,
			headers: {
				Accept: 'application/json',
				Authorization: `Basic ${Buffer.from(`${String(clientId)}:${String(clientSecret)}`).toString('base64')}`,
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body: new URLSearchParams({ grant_type: 'client_credentials', scope: String(scope ?? '') }).toString(),
		})) as { access_token: string };
		return { accessToken: answer.access_token };
	}

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=Bearer {{$credentials.accessToken}}' } },
	};

	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.apiUrl}}', url: '/connections', headers: { Accept: 'application/json' } },
	};
}
