import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { answerFields } from './fields/answers';
import { approvalFields, askFields } from './fields/approval';
import { formatFields } from './fields/formats';
import { optionFields } from './fields/options';
import { ruleFields } from './fields/rules';
import { pageFields, suggestFields } from './fields/suggest';
import { tableFields } from './fields/tables';
import { runAnswer, runOffer } from './run-answer';
import { runApproval } from './run-approval';
import { runAsk } from './run-ask';
import { runConfirm } from './run-confirm';
import { runMap } from './run-map';
import { runPage } from './run-page';
import { runSuggest } from './run-suggest';
import { runUnmapped } from './run-unmapped';

/** Expense reports of any spend system to documents for any accounting node. Makes no call to anybody. */
export class ExpenseToLedger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Expense to Ledger',
		name: 'expenseToLedger',
		icon: { light: 'file:expenseToLedger.svg', dark: 'file:expenseToLedger.dark.svg' },
		group: ['transform'],
		version: 1,
		usableAsTool: true,
		subtitle: '={{ $parameter["operation"].replace(/[A-Z]/g, (letter) => " " + letter.toLowerCase()) }}',
		description: 'Turn approved expense reports into bills, journals, expenses and credits for the books',
		defaults: { name: 'Expense to Ledger' },
		inputs: [NodeConnectionTypes.Main],
		outputs: `={{ ({ askApprovers: ["Messages", "Rows to Write"], checkApproval: ["Ready", "Held", "Approvals to Write"], confirmExport: ["Complete", "Incomplete"], makePage: ["Page"], offerApprovals: ["Form"], reportUnmapped: ["Unmapped"], suggestMappings: ["Suggestions"], takeAnswers: ["Answers"] }[$parameter["operation"]] ?? ["Ready", "Held", "Nothing to Post"]).map((displayName) => ({ type: "${NodeConnectionTypes.Main}", displayName })) }}`,
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'mapReports',
				options: [
					{
						name: 'Ask Approvers',
						value: 'askApprovers',
						action: 'Make messages to approvers',
						description: 'Turn the questions of Check Approval into one message for each approver',
					},
					{
						name: 'Check Approval',
						value: 'checkApproval',
						action: 'Check approval of reports',
						description: 'Hold reports above an amount until somebody has approved them',
					},
					{
						name: 'Confirm Export',
						value: 'confirmExport',
						action: 'Confirm export of reports',
						description: 'Tell which reports stand in the books as a whole, from the results of the accounting node',
					},
					{
						name: 'Make Page',
						value: 'makePage',
						action: 'Make a page of tables',
						description: 'Turn rows into a page for the end of a form, with all of them as text',
					},
					{
						name: 'Map Reports',
						value: 'mapReports',
						action: 'Map reports to documents',
						description: 'Turn expense reports into documents that an accounting node can post',
					},
					{
						name: 'Offer Approvals',
						value: 'offerApprovals',
						action: 'Offer approvals in a form',
						description: 'Make the fields of a form in which an approver answers, from the rows of the table of approvals',
					},
					{
						name: 'Report Unmapped',
						value: 'reportUnmapped',
						action: 'Report what is unmapped in reports',
						description: 'Tell which categories, taxes, tags, suppliers, employees and cards have no mapping, and what they hold',
					},
					{
						name: 'Suggest Mappings',
						value: 'suggestMappings',
						action: 'Suggest rows for the mapping tables',
						description: 'Find accounts, tax rates, dimensions and suppliers that fit names of the source which no row maps yet',
					},
					{
						name: 'Take Answers',
						value: 'takeAnswers',
						action: 'Take answers of approvers',
						description: 'Check what an approver answered in a form against the table of approvals, and give the rows to write',
					},
				],
			},
			...formatFields,
			...ruleFields,
			...tableFields,
			...optionFields,
			...suggestFields,
			...pageFields,
			...approvalFields,
			...askFields,
			...answerFields,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const run = OPERATIONS[this.getNodeParameter('operation', 0) as keyof typeof OPERATIONS];
		return run(this);
	}
}

const OPERATIONS = {
	askApprovers: runAsk,
	checkApproval: runApproval,
	confirmExport: runConfirm,
	makePage: runPage,
	mapReports: runMap,
	offerApprovals: runOffer,
	reportUnmapped: runUnmapped,
	suggestMappings: runSuggest,
	takeAnswers: runAnswer,
};
