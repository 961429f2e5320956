import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { startFromProperty } from '../core/poll-list';
import { testExpenseIn } from './credential-test';
import { contractField } from './fields';
import { pollExpenseIn } from './poll';

export class AccountingExpenseInTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'ExpenseIn Trigger',
		name: 'accountingExpenseInTrigger',
		icon: { light: 'file:expensein.svg', dark: 'file:expensein.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["event"]}}',
		description: 'Starts the workflow when expenses or supplier invoices are approved, or anything is new or changed in ExpenseIn',
		defaults: { name: 'ExpenseIn Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingExpenseInApi', required: true, testedBy: 'testExpenseIn' }],
		properties: [
			{
				displayName: 'Event',
				name: 'event',
				type: 'options',
				options: [
					{ name: 'Category New or Changed', value: 'category' },
					{ name: 'Department New or Changed', value: 'department' },
					{ name: 'Expense Approved', value: 'expenseApproved' },
					{ name: 'Expense Changed', value: 'expenseChanged', description: 'In any way and in any state' },
					{ name: 'Posting Failed', value: 'postingFailed', description: 'An expense or supplier invoice was marked as failed' },
					{ name: 'Project New or Changed', value: 'project' },
					{ name: 'Supplier Invoice Approved', value: 'invoiceApproved' },
					{ name: 'Supplier Invoice Changed', value: 'invoiceChanged', description: 'In any way and in any state' },
					{ name: 'Supplier New or Changed', value: 'supplier' },
					{ name: 'Tax Rate New or Changed', value: 'taxRate' },
					{ name: 'User New or Changed', value: 'user' },
				],
				default: 'expenseApproved',
			},
			startFromProperty,
			contractField,
		],
	};

	methods = { credentialTest: { testExpenseIn } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollExpenseIn(this);
	}
}
