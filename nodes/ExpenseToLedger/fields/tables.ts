import type { INodeProperties } from 'n8n-workflow';

/** The mapping tables: rows of data tables read by earlier nodes, or typed here. */
export const tableFields: INodeProperties[] = [
	{
		displayName: 'Settings and mapping tables are read once per run. A row with a workspace (ID or name) counts for it alone, and before a row without one. Codes are meant where accounts and taxes are named, names elsewhere; write "name:", "code:" or "email:" in front to say otherwise.',
		name: 'tableNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['mapReports', 'reportUnmapped', 'suggestMappings'] } },
	},
	{
		displayName: 'Category Map',
		name: 'categoryMap',
		type: 'json',
		default: '[]',
		description: 'Rows with category (name or code), account (code), and optionally expenseType (code, for expense reports), taxRate (code) and workspace',
		hint: 'e.g. [{ "category": "Travel", "account": "493" }]',
		displayOptions: { show: { operation: ['mapReports', 'reportUnmapped', 'suggestMappings'] } },
	},
	{
		displayName: 'Tax Map',
		name: 'taxMap',
		type: 'json',
		default: '[]',
		description: 'Rows with tax (code or name in the report), taxRate (code in the books), and optionally workspace',
		hint: 'e.g. [{ "tax": "id_TAX_20", "taxRate": "INPUT2" }]',
		displayOptions: { show: { operation: ['mapReports', 'reportUnmapped', 'suggestMappings'] } },
	},
	{
		displayName: 'Dimension Map',
		name: 'dimensionMap',
		type: 'json',
		default: '[]',
		description: 'Rows with level (of the tag, from 1), dimension, and optionally tag, value and workspace. Without a tag the row serves the whole level. Without a value the tag\'s code, or else its name, is taken; {name} and {code} choose. The dimension "customer" stands for the customer of the line.',
		hint: 'e.g. [{ "level": 1, "dimension": "Cost Centre" }]',
		displayOptions: { show: { operation: ['mapReports', 'reportUnmapped', 'suggestMappings'] } },
	},
	{
		displayName: 'Supplier Map',
		name: 'supplierMap',
		type: 'json',
		default: '[]',
		description: 'Rows with merchant, supplier, and optionally workspace',
		hint: 'e.g. [{ "merchant": "Shell", "supplier": "Shell UK Oil" }]',
		displayOptions: { show: { operation: ['mapReports', 'reportUnmapped', 'suggestMappings'] } },
	},
	{
		displayName: 'Employee Map',
		name: 'employeeMap',
		type: 'json',
		default: '[]',
		description: 'Rows with email (of the employee), supplier, employee (code, for expense reports), and optionally workspace',
		displayOptions: { show: { operation: ['mapReports', 'reportUnmapped', 'suggestMappings'] } },
	},
	{
		displayName: 'Card Map',
		name: 'cardMap',
		type: 'json',
		default: '[]',
		description: 'Rows with card (its ID, feed, or both), bankAccount (code), and optionally workspace',
		displayOptions: { show: { operation: ['mapReports', 'reportUnmapped'], companyCardFormat: ['expense'] } },
	},
];
