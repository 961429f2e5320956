import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

/** The pair that Expensify gives to a user for its integration server. It never expires and cannot be narrowed. */
export class AccountingExpensifyApi implements ICredentialType {
	name = 'accountingExpensifyApi';

	displayName = 'Expensify Accounting API';

	icon: Icon = { light: 'file:../nodes/Expensify/expensify.svg', dark: 'file:../nodes/Expensify/expensify.dark.svg' };

	documentationUrl = 'https://github.com/accounting-sync/n8n-nodes-accounting-sync/blob/main/docs/expensify.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Sign in to Expensify as an admin of the workspaces to sync, open <a href="https://www.expensify.com/tools/integrations/" target="_blank">expensify.com/tools/integrations</a> and generate the pair there. The secret is shown once, and generating again replaces it.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Partner User ID',
			name: 'partnerUserID',
			type: 'string',
			required: true,
			placeholder: 'e.g. aa_name_example_com',
			default: '',
		},
		{
			displayName: 'Partner User Secret',
			name: 'partnerUserSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			placeholder: 'e.g. https://integrations.expensify.com',
			default: 'https://integrations.expensify.com',
			description: 'Address of the integration server. Change it for the sandbox or a proxy.',
		},
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 20,
			description:
				'Expensify takes 20 a minute for this pair, all its users together. Lower it when others use the pair too.',
		},
	];

	/**
	 * Puts the pair into the job, where this server wants it, so that no node ever holds the secret. Calls that carry no
	 * job (a receipt's address) go out without it.
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => {
		const body = request.body as Record<string, unknown> | undefined;
		if (typeof body?.requestJobDescription !== 'string') return request;
		const job = JSON.parse(body.requestJobDescription) as Record<string, unknown>;
		const { partnerUserID, partnerUserSecret } = credentials;
		const requestJobDescription = JSON.stringify({ ...job, credentials: { partnerUserID, partnerUserSecret } });
		return { ...request, body: { ...body, requestJobDescription } };
	};
}
