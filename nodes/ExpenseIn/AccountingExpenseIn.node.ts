import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { callOperations } from '../core/operations';
import { run } from '../core/run';
import { connect } from './connect';
import { testExpenseIn } from './credential-test';
import { expenseInFields } from './fields';
import { searchRecords } from './list-search';
import { operations } from './operations';
import { overridesOf, sessionFor } from './session';

export class AccountingExpenseIn implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ExpenseIn',
		name: 'accountingExpenseIn',
		icon: { light: 'file:expensein.svg', dark: 'file:expensein.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Read expenses and supplier invoices from ExpenseIn, mark them, and keep its lists in step with the books',
		defaults: { name: 'ExpenseIn' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingExpenseInApi', required: true, testedBy: 'testExpenseIn' }],
		properties: expenseInFields,
	};

	methods = {
		credentialTest: { testExpenseIn },
		listSearch: { searchRecords },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await run(this, {
			name: 'ExpenseIn',
			// Items under another contract are another conversation.
			companyOf: overridesOf,
			open: async (context, index) => sessionFor(await connect(context, overridesOf(context, index))),
			operations: { ...callOperations, ...operations },
		});
	}
}
