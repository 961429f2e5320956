import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { formatFields } from './fields/formats';
import { optionFields } from './fields/options';
import { ruleFields } from './fields/rules';
import { tableFields } from './fields/tables';
import { runConfirm } from './run-confirm';
import { runMap } from './run-map';

/** Expense reports of any spend system to documents for any accounting node. Makes no call to anybody. */
export class ExpenseToLedger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expense to Ledger',
		name: 'expenseToLedger',
		icon: { light: 'file:expenseToLedger.svg', dark: 'file:expenseToLedger.dark.svg' },
		group: ['transform'],
		version: 1,
		usableAsTool: true,
		subtitle: '={{ $parameter["operation"] === "confirmExport" ? "confirm export" : "map reports" }}',
		description: 'Turn approved expense reports into bills, journals, expenses and credits for the books',
		defaults: { name: 'Expense to Ledger' },
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ ($parameter["operation"] === "confirmExport" ? ["Complete", "Incomplete"] : ["Ready", "Held", "Nothing to Post"]).map((displayName) => ({ type: "${NodeConnectionTypes.Main}", displayName })) }}`,
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'mapReports',
				options: [
					{
						name: 'Confirm Export',
						value: 'confirmExport',
						action: 'Confirm export of reports',
						description: 'Tell which reports stand in the books as a whole, from the results of the accounting node',
					},
					{
						name: 'Map Reports',
						value: 'mapReports',
						action: 'Map reports to documents',
						description: 'Turn expense reports into documents that an accounting node can post',
					},
				],
			},
			...formatFields,
			...ruleFields,
			...tableFields,
			...optionFields,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return this.getNodeParameter('operation', 0) === 'confirmExport' ? runConfirm(this) : runMap(this);
	}
}
