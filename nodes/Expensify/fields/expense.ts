import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption, existingOptions, optionsField, reportIdField, showFor, sourceField, whenSource } from './shared';

export const expenseOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['expense'] } },
	options: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create an expense',
			description: 'Create expenses, a hundred of an employee in a call',
		},
	],
	default: 'create',
};
export const receiptOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['receipt'] } },
	options: [
		{
			name: 'Download',
			value: 'download',
			action: 'Download a receipt',
			description: 'Retrieve a receipt, or else the report as PDF with its receipts',
		},
	],
	default: 'download',
};

const create = showFor('expense', 'create');
const typed = whenSource(create, 'fields');
const download = showFor('receipt', 'download');

export const expenseFields: INodeProperties[] = [
	sourceField(create),
	{
		displayName: 'Employee Email',
		name: 'employeeEmail',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. nathan@example.com',
		displayOptions: typed,
	},
	{ displayName: 'Merchant', name: 'merchant', type: 'string', required: true, default: '', displayOptions: typed },
	{ displayName: 'Date', name: 'date', type: 'dateTime', required: true, default: '', displayOptions: typed },
	{
		displayName: 'Amount',
		name: 'amount',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 12.50',
		description: 'As paid, with tax; negative for a refund',
		displayOptions: typed,
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. EUR',
		displayOptions: typed,
	},
	{
		displayName: 'External ID',
		name: 'externalID',
		type: 'string',
		default: '',
		description:
			'Your own name for this expense. It is also written into the comment in square brackets, and by it an expense is found again after a lost answer.',
		displayOptions: typed,
	},
	{
		displayName: 'More Fields',
		name: 'moreFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		displayOptions: typed,
		options: [
			{
				displayName: 'Billable',
				name: 'billable',
				type: 'boolean',
				default: false,
				description: 'Whether a customer is to be billed for it',
			},
			{ displayName: 'Category', name: 'category', type: 'string', default: '' },
			{ displayName: 'Comment', name: 'comment', type: 'string', default: '' },
			{
				displayName: 'Reimbursable',
				name: 'reimbursable',
				type: 'boolean',
				default: true,
				description: 'Whether the employee gets the money back',
			},
			{
				displayName: 'Report ID',
				name: 'reportID',
				type: 'string',
				default: '',
				description: 'The report to put it in; without one Expensify opens a report itself',
			},
			{
				displayName: 'Tag',
				name: 'tag',
				type: 'string',
				default: '',
				description: 'Levels are separated by colons',
			},
			{ displayName: 'Tax Amount', name: 'taxAmount', type: 'string', default: '', placeholder: 'e.g. 2.08' },
			{
				displayName: 'Tax Rate ID',
				name: 'taxRateID',
				type: 'string',
				default: '',
				placeholder: 'e.g. id_TAX_20',
			},
			{ displayName: 'Workspace ID', name: 'policyID', type: 'string', default: '' },
		],
	},
	{
		displayName: 'Expense',
		name: 'expense',
		type: 'json',
		required: true,
		default: '={{ $json }}',
		description:
			'Object with employeeEmail, merchant, date, amount and currency; optionally externalID, category, tag, comment, billable, reimbursable, reportID, policyID and tax',
		displayOptions: whenSource(create, 'json'),
	},
	optionsField([dryRunOption, ...existingOptions], create),
];

export const receiptFields: INodeProperties[] = [
	{
		displayName: 'URL',
		name: 'url',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://www.expensify.com/receipts/w_1.jpg',
		description: 'Address of the receipt, as an expense tells it',
		displayOptions: download,
	},
	{
		...reportIdField(download, false),
		default: '',
		description: 'The report to print with its receipts where the address gives none',
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
		displayOptions: download,
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		description: 'Name for the file; its own name when left empty',
		displayOptions: download,
	},
];
