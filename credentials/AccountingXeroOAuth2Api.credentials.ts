import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A person's login: gives access to every organisation that this person connects. */
export class AccountingXeroOAuth2Api implements ICredentialType {
	name = 'accountingXeroOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Xero Accounting OAuth2 API';

	icon: Icon = { light: 'file:../nodes/Xero/xero.svg', dark: 'file:../nodes/Xero/xero.dark.svg' };

	documentationUrl = 'https://github.com/accounting-sync/n8n-nodes-accounting-sync/blob/main/docs/xero.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Make a web app at <a href="https://developer.xero.com/app/manage" target="_blank">developer.xero.com</a>, put the redirect URL above into it, and copy its client ID and secret. Use one credential per login: two credentials on the same login throw each other out when Xero renews the tokens.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Scope',
			name: 'scope',
			type: 'string',
			default:
				'offline_access accounting.settings accounting.contacts accounting.invoices accounting.payments accounting.banktransactions accounting.manualjournals accounting.attachments',
			description:
				'What the connection may do, divided by blanks. Apps made before March 2026 may have the older accounting.transactions in place of the four in the middle. After a change, connect again.',
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
			displayName: 'Login Address',
			name: 'loginUrl',
			type: 'string',
			placeholder: 'e.g. https://login.xero.com',
			default: 'https://login.xero.com',
			description: 'Where people agree to the connection. Change it for the sandbox.',
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
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{$self["loginUrl"]}}/identity/connect/authorize',
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["identityUrl"]}}/connect/token',
			required: true,
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];

	/** Lists the connected organisations, which every scope allows. */
	test: ICredentialTestRequest = {
		request: { baseURL: '={{$credentials.apiUrl}}', url: '/connections', headers: { Accept: 'application/json' } },
	};
}
