import type { INodeProperties } from 'n8n-workflow';
import { expenseFields, expenseOperations, receiptFields, receiptOperations } from './fields/expense';
import { jobFields, jobOperations } from './fields/job';
import {
	categoryFields,
	categoryOperations,
	reportFieldFields,
	reportFieldOperations,
	tagFields,
	tagOperations,
} from './fields/lists';
import { reportFields, reportOperations } from './fields/report';
import {
	employeeFields,
	employeeOperations,
	policyFields,
	policyOperations,
	taxRateFields,
	taxRateOperations,
} from './fields/workspace';

const resource: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'Category', value: 'category' },
		{ name: 'Custom Job', value: 'job' },
		{ name: 'Employee', value: 'employee' },
		{ name: 'Expense', value: 'expense' },
		{ name: 'Receipt', value: 'receipt' },
		{ name: 'Report', value: 'report' },
		{ name: 'Report Field', value: 'reportField' },
		{ name: 'Tag', value: 'tag' },
		{ name: 'Tax Rate', value: 'taxRate' },
		{ name: 'Workspace', value: 'policy' },
	],
	default: 'report',
};

export const expensifyFields: INodeProperties[] = [
	resource,
	categoryOperations,
	jobOperations,
	employeeOperations,
	expenseOperations,
	receiptOperations,
	reportOperations,
	reportFieldOperations,
	tagOperations,
	taxRateOperations,
	policyOperations,
	...categoryFields,
	...jobFields,
	...employeeFields,
	...expenseFields,
	...receiptFields,
	...reportFields,
	...reportFieldFields,
	...tagFields,
	...taxRateFields,
	...policyFields,
];
