import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

const show20 = { show: { version: ['2.0'] } };
const show11 = { show: { version: ['1.1'] } };

/** An integration application (API 2.0), or the keys of those who still have them (API 1.1). */
export class AccountingAccountsIqApi implements ICredentialType {
	name = 'accountingAccountsIqApi';

	displayName = 'AccountsIQ Accounting API';

	icon: Icon = { light: 'file:../nodes/AccountsIq/accountsiq.svg', dark: 'file:../nodes/AccountsIq/accountsiq.dark.svg' };

	documentationUrl = 'https://github.com/accounting-sync/n8n-nodes-accounting-sync/blob/main/docs/accountsiq.md';

	properties: INodeProperties[] = [
		{
			displayName: 'API Version',
			name: 'version',
			type: 'options',
			default: '2.0',
			options: [
				{ name: '1.1 (Partner and User Key)', value: '1.1' },
				{ name: '2.0 (Integration Application)', value: '2.0' },
			],
			description: 'AccountsIQ gives out keys for 1.1 no more',
		},
		{
			displayName: 'Region',
			name: 'region',
			type: 'options',
			default: 'eu1',
			options: [
				{ name: 'EU 1', value: 'eu1' },
				{ name: 'EU 2', value: 'eu2' },
				{ name: 'Other Address', value: 'custom' },
				{ name: 'UK 1', value: 'uk1' },
				{ name: 'US 1', value: 'us1' },
			],
			description: 'The one that stands at the beginning of the address of your AccountsIQ',
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			placeholder: 'e.g. https://eu1.accountsiq.com',
			default: '',
			displayOptions: { show: { region: ['custom'] } },
		},
		{ displayName: 'Client ID', name: 'clientId', type: 'string', default: '', displayOptions: show20 },
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: show20,
		},
		{
			displayName: 'Entity',
			name: 'entity',
			type: 'string',
			placeholder: 'e.g. DEMO01',
			default: '',
			description: 'The company whose books are meant, unless a node chooses another one of this application',
			displayOptions: show20,
		},
		{ displayName: 'Company ID', name: 'companyId', type: 'string', default: '', displayOptions: show11 },
		{
			displayName: 'Partner Key',
			name: 'partnerKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			displayOptions: show11,
		},
		{
			displayName: 'User Key',
			name: 'userKey',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Made in AccountsIQ under Setup, for one user in one company',
			displayOptions: show11,
		},
		{
			displayName: 'Calls at Once',
			name: 'callsAtOnce',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 8 },
			default: 2,
			description: 'AccountsIQ states no limit and asks for moderation',
		},
		{
			displayName: 'Value of Bank Payments',
			name: 'sundryValue',
			type: 'options',
			default: 'net',
			options: [
				{ name: 'With Tax', value: 'gross' },
				{ name: 'Without Tax', value: 'net' },
			],
			description: 'How your company\'s AccountsIQ reads the value of a sundry payment. Post one and look: its total must be the amount paid.',
		},
	];

	/** Puts the secrets into the calls that sign in, where AccountsIQ wants them, so that no node ever holds them. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { clientId, clientSecret, companyId, partnerKey, userKey } = credentials;
		const secrets: Record<string, unknown> = { clientId, clientSecret, companyID: companyId, partnerKey, userKey };
		const action = String(request.headers?.SOAPAction ?? '');
		if (typeof request.body !== 'string' || !/\/(TokenGet|TokenRefresh|Login)"?$/.test(action)) return request;
		const body = request.body.replace(/<(clientId|clientSecret|companyID|partnerKey|userKey)\/>/g, (_empty, name: string) => {
			// A blank or line break that came along when the key was pasted is a known cause of refusals.
			const text = String(secrets[name] ?? '').trim().replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
			return `<${name}>${text}</${name}>`;
		});
		return { ...request, body };
	};
}
