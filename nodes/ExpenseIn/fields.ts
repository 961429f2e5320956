import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { requestProperties } from '../core/properties/request';
import { resourceProperties, type ResourceSpec } from '../core/properties/resources';
import { documentFields } from './fields/documents';
import { readFields } from './fields/read';
import { saveFields } from './fields/save';

const creating = (one: string): INodePropertyOptions => ({
	name: 'Create',
	value: 'create',
	action: `Create a ${one}`,
	description: `Create a ${one}; one that is there already under its reference comes out as found`,
});

const list = (value: string, name: string): ResourceSpec => ({
	value,
	name,
	operations: ['getMany', 'get', 'update', 'upsert'],
	extra: [creating(name.toLowerCase())],
});

/** What the ExpenseIn node offers, resource by resource. */
export const RESOURCES: ResourceSpec[] = [
	list('user', 'User'),
	list('category', 'Category'),
	list('project', 'Project'),
	list('department', 'Department'),
	list('taxRate', 'Tax Rate'),
	list('supplier', 'Supplier'),
	{ ...list('record', 'Record of Any Kind'), description: 'Whatever kind each item says' },
	{ value: 'expense', name: 'Expense', operations: ['getMany', 'get'] },
	{ value: 'supplierInvoice', name: 'Supplier Invoice', operations: ['getMany', 'get'], description: 'Of the Invoicing module' },
	{
		value: 'posting',
		name: 'Posting',
		operations: ['getMany'],
		description: 'What ExpenseIn knows of the way into the books',
		extra: [
			{
				name: 'Mark as Failed',
				value: 'markFailed',
				action: 'Mark documents as failed to post',
				description: 'Note in the posting history why expenses or supplier invoices are not in the books',
			},
			{
				name: 'Mark as Posted',
				value: 'markPosted',
				action: 'Mark documents as posted',
				description: 'Move expenses or supplier invoices on to Completed, with their number in the books',
			},
		],
	},
	{
		value: 'receipt',
		name: 'Receipt',
		operations: [],
		extra: [{ name: 'Download', value: 'download', action: 'Download receipts', description: 'Get receipts as files' }],
	},
	{ value: 'api', name: 'Custom API Call', operations: ['request'] },
];

/** For an account whose API turns out to be another than assumed. */
export const contractField: INodeProperties = {
	displayName: 'Advanced',
	name: 'advanced',
	type: 'collection',
	placeholder: 'Add setting',
	default: {},
	options: [
		{
			displayName: 'Contract Overrides',
			name: 'contract',
			type: 'json',
			default: '{}',
			description:
				'Paths, field names, paging and the like where they differ from what is assumed, e.g. {"paths": {"taxRate": "/tax-rates"}}. Counts more than the credential\'s. See the documentation.',
		},
	],
};

export const expenseInFields: INodeProperties[] = [
	...resourceProperties(RESOURCES, 'expense'),
	...readFields(RESOURCES),
	...documentFields,
	...saveFields(RESOURCES),
	...requestProperties(),
	contractField,
];
