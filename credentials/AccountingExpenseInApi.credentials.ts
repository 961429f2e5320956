import type { IAuthenticateGeneric, Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class AccountingExpenseInApi implements ICredentialType {
	name = 'accountingExpenseInApi';

	displayName = 'ExpenseIn Accounting API';

	icon: Icon = { light: 'file:../nodes/ExpenseIn/expensein.svg', dark: 'file:../nodes/ExpenseIn/expensein.dark.svg' };

	documentationUrl = 'https://github.com/accounting-sync/n8n-nodes-accounting-sync/blob/main/docs/expensein.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'In ExpenseIn open Admin > Integrations > ExpenseIn API and make a new key. Tick <b>Account administrator</b> for categories, projects, departments, tax rates, suppliers and users, and <b>Finance</b> for expenses and invoices. If you list allowed IP addresses, add those of this n8n; n8n in the cloud has changing ones, so leave the list empty there. Regenerating the key ends the old one.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
		},
		{
			displayName: 'Base Address',
			name: 'baseUrl',
			type: 'string',
			placeholder: 'e.g. https://api.expensein.com/1.0',
			default: 'https://api.expensein.com/1.0',
			description: 'Address of the API. Change it for the sandbox or a proxy.',
		},
		{
			displayName: 'Calls per Minute',
			name: 'callsPerMinute',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 120,
			description: 'ExpenseIn publishes no limit. Lower it when others use the key too.',
		},
		{
			displayName: 'Contract Overrides',
			name: 'contract',
			type: 'json',
			default: '{}',
			description:
				'Advanced: paths, field names, paging and the like where your API differs from what is assumed, e.g. {"paths": {"taxRate": "/tax-rates"}}. See the documentation.',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { Authorization: '=ApiKey {{$credentials.apiKey}}' } },
	};
}
