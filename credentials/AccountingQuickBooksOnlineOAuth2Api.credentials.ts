import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

/** A person's consent for one company of QuickBooks Online. Several companies take several credentials. */
export class AccountingQuickBooksOnlineOAuth2Api implements ICredentialType {
	name = 'accountingQuickBooksOnlineOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'QuickBooks Online Accounting OAuth2 API';

	icon: Icon = { light: 'file:../nodes/QuickBooksOnline/quickbooks-online.svg', dark: 'file:../nodes/QuickBooksOnline/quickbooks-online.dark.svg' };

	documentationUrl = 'https://github.com/accounting-sync/n8n-nodes-accounting-sync/blob/main/docs/quickbooks-online.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Make an app at <a href="https://developer.intuit.com/app/developer/dashboard" target="_blank">developer.intuit.com</a> with the scope "Accounting", put the redirect URL above into it, and copy client ID and secret: the development keys for sandbox companies, the production keys for real ones. A credential belongs to one company, chosen when you connect.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'authorizationCode' },
		{
			displayName: 'Environment',
			name: 'environment',
			type: 'options',
			default: 'production',
			description: 'Where the company lives. Keys of one environment do not work in the other.',
			options: [
				{ name: 'Other Address', value: 'custom' },
				{ name: 'Production', value: 'production' },
				{ name: 'Sandbox', value: 'sandbox' },
			],
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			placeholder: 'e.g. http://localhost:5700/quickbooks-online',
			default: '',
			description: 'Of a proxy or an emulated QuickBooks; sign-in and API lie below it',
			displayOptions: { show: { environment: ['custom'] } },
		},
		{
			displayName: 'Company ID',
			name: 'realmId',
			type: 'string',
			placeholder: 'e.g. 4620816365000000000',
			default: '',
			description:
				'Intuit calls it realm ID. Leave it empty: Intuit tells it when you connect. Fill it in only where the credential was made without the Connect button, or to be safe from connecting another company by mistake. QuickBooks shows it under Account and settings, Billing & Subscription.',
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: 'com.intuit.quickbooks.accounting' },
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 500,
			description: 'QuickBooks takes 500 a minute for each company, from all apps together. Lower it when other apps are connected too.',
		},
		{
			displayName: 'Batches per Minute',
			name: 'batchesPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 40,
			description: 'QuickBooks takes 40 a minute from one app, of thirty documents each',
		},
		{
			displayName: 'Webhook Verifier Token',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'From the page "Webhooks" of the app. Only the node QuickBooks Online Webhook Trigger needs it.',
		},
		{
			displayName: 'Authorization URL',
			name: 'authUrl',
			type: 'hidden',
			default: '={{$self["environment"] === "custom" ? $self["baseUrl"] : "https://appcenter.intuit.com"}}/connect/oauth2',
			required: true,
		},
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: '={{$self["environment"] === "custom" ? $self["baseUrl"] : "https://oauth.platform.intuit.com"}}/oauth2/v1/tokens/bearer',
			required: true,
		},
		{ displayName: 'Auth URI Query Parameters', name: 'authQueryParameters', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
	];

	/** Reads the company, which every role may. */
	test: ICredentialTestRequest = {
		request: {
			baseURL:
				'={{$credentials.environment === "custom" ? $credentials.baseUrl : $credentials.environment === "sandbox" ? "https://sandbox-quickbooks.api.intuit.com" : "https://quickbooks.api.intuit.com"}}',
			url: '=/v3/company/{{$credentials.realmId || $credentials.oauthTokenData?.callbackQueryString?.realmId}}/companyinfo/{{$credentials.realmId || $credentials.oauthTokenData?.callbackQueryString?.realmId}}?minorversion=75',
			headers: { Accept: 'application/json' },
		},
	};
}
