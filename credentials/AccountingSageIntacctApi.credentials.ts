import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** A sender (Web Services licence) and a web services user of one company, for the XML gateway. */
export class AccountingSageIntacctApi implements ICredentialType {
	name = 'accountingSageIntacctApi';

	displayName = 'Sage Intacct Accounting API';

	icon: Icon = { light: 'file:../nodes/SageIntacct/sage-intacct.svg', dark: 'file:../nodes/SageIntacct/sage-intacct.dark.svg' };

	documentationUrl = 'https://github.com/accounting-sync/n8n-nodes-accounting-sync/blob/main/docs/sage-intacct.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Sender ID',
			name: 'senderId',
			type: 'string',
			default: '',
			required: true,
			description: 'Of your Web Services licence. The company must list it under Company, Security, Web Services Authorizations.',
		},
		{
			displayName: 'Sender Password',
			name: 'senderPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Company ID',
			name: 'companyId',
			type: 'string',
			default: '',
			required: true,
			description: 'The one that people type in when they sign in to Sage Intacct',
		},
		{
			displayName: 'User ID',
			name: 'userId',
			type: 'string',
			default: '',
			required: true,
			description: 'A web services user of the company',
		},
		{
			displayName: 'User Password',
			name: 'userPassword',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
		},
		{
			displayName: 'Entity',
			name: 'entity',
			type: 'string',
			default: '',
			placeholder: 'e.g. E1',
			description: 'Location ID of the entity, unless a node chooses another one. Empty for the top level of the company.',
		},
		{
			displayName: 'Gateway Address',
			name: 'endpointUrl',
			type: 'string',
			default: 'https://api.intacct.com/ia/xml/xmlgw.phtml',
			description: 'Sandbox companies have the same address and another company ID',
		},
		{
			displayName: 'Calls at Once',
			name: 'callsAtOnce',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 8 },
			default: 2,
			description: 'The lowest performance tier of Sage Intacct takes two at once for a company',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Only for the Sage Intacct Webhook Trigger: a long random text that your smart events send along',
		},
	];

	/** Puts the secrets into the empty elements at the head of a request, so that no node ever holds them. */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const { body } = request;
		if (typeof body !== 'string') return request;
		const text = (name: string) =>
			String(credentials[name] ?? '').trim().replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
		// The first of each alone, and by function: what stands further down is data, and "$" in a secret is no pattern.
		const signed = body
			.replace('<control><senderid/><password/>', () => `<control><senderid>${text('senderId')}</senderid><password>${text('senderPassword')}</password>`)
			.replace('<authentication><login><userid/><companyid/><password/>', () =>
				`<authentication><login><userid>${text('userId')}</userid><companyid>${text('companyId')}</companyid><password>${text('userPassword')}</password>`);
		return { ...request, body: signed };
	};
}
