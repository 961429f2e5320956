import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption, existingOptions, optionsField, policyField, showFor, sourceField, whenSource } from './shared';

const create = showFor('report', 'create');

export const newReportFields: INodeProperties[] = [
	sourceField(create),
	policyField(whenSource(create, 'fields')),
	{
		displayName: 'Employee Email',
		name: 'employeeEmail',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. nathan@example.com',
		displayOptions: whenSource(create, 'fields'),
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		required: true,
		default: '',
		description: 'Make it unique for the employee, so that the report can be found again',
		displayOptions: whenSource(create, 'fields'),
	},
	{
		displayName: 'Expenses',
		name: 'expenses',
		type: 'json',
		default: '[]',
		description:
			'List of expenses with merchant, date, amount (such as "12.50") and currency; optionally externalID, category, tag, comment, billable, reimbursable and tax',
		displayOptions: whenSource(create, 'fields'),
	},
	{
		displayName: 'Report Fields',
		name: 'reportFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true },
		placeholder: 'Add field',
		default: {},
		displayOptions: whenSource(create, 'fields'),
		options: [
			{
				displayName: 'Field',
				name: 'field',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '' },
				],
			},
		],
	},
	{
		displayName: 'Report',
		name: 'report',
		type: 'json',
		required: true,
		default: '={{ $json }}',
		description:
			'Object with policyID, employeeEmail, title, fields and expenses. An expense report as this package reads them fits as well.',
		displayOptions: whenSource(create, 'json'),
	},
	optionsField([dryRunOption, ...existingOptions], create),
];
