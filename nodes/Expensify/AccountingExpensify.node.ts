import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { run } from '../core/run';
import { openExpensify } from './connection';
import { testExpensify } from './credential-test';
import { expensifyFields } from './fields';
import { getPolicies, searchPolicies } from './lists';
import { operations } from './operations';
import { sessionFor } from './session';

export class AccountingExpensify implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expensify',
		name: 'accountingExpensify',
		icon: { light: 'file:expensify.svg', dark: 'file:expensify.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Read expense reports from Expensify, mark them, and keep its lists in step with the books',
		defaults: { name: 'Expensify' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingExpensifyApi', required: true, testedBy: 'testExpensify' }],
		properties: expensifyFields,
	};

	methods = {
		credentialTest: { testExpensify },
		listSearch: { searchPolicies },
		loadOptions: { getPolicies },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, {
			name: 'Expensify',
			companyOf: () => '',
			open: async (context) => sessionFor(await openExpensify(context)),
			operations,
		});
	}
}
