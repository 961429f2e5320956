import type { INodeProperties } from 'n8n-workflow';
import { isDocumentKind } from '../model/documents';
import { locator } from './locator';
import { offering, wordFor, type ResourceSpec } from './resources';

/** Documents: from the input, or typed, line by line. */
export function documentProperties(resources: ResourceSpec[]): INodeProperties[] {
	const typed = offering(resources, 'create').filter(isDocumentKind);
	const all = [...typed, 'document'];
	const among = (...kinds: string[]) => typed.filter((kind) => kinds.includes(kind));
	const show = (resource: string[], source?: string) => ({
		show: { resource, operation: ['create'], ...(source === undefined ? {} : { source: [source] }) },
	});
	const withLines = typed.filter((kind) => kind !== 'payment');
	return [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			default: 'fields',
			options: [
				{ name: 'Define Below', value: 'fields' },
				{ name: 'From Input', value: 'item' },
			],
			displayOptions: show(typed),
		},
		...['document', 'typed'].map(
			(form): INodeProperties => ({
				displayName: 'Document',
				name: 'document',
				type: 'json',
				default: '={{ $json }}',
				required: true,
				description: 'The document, as the node Expense to Ledger gives it',
				displayOptions: form === 'typed' ? show(typed, 'item') : show(['document']),
			}),
		),
		{
			displayName: 'Document Key',
			name: 'key',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. EXP-1042',
			description: 'Made from the source and the same for ever: the same key is posted once, however often this runs',
			displayOptions: show(typed, 'fields'),
		},
		locator({
			displayName: 'Supplier',
			name: 'supplier',
			modes: ['list', 'id', 'code', 'name', 'email'],
			search: 'searchSuppliers',
			required: true,
			displayOptions: show(among('bill', 'supplierCredit', 'expense'), 'fields'),
		}),
		locator({
			displayName: 'Customer',
			name: 'customer',
			modes: ['list', 'id', 'code', 'name', 'email'],
			search: 'searchCustomers',
			required: true,
			displayOptions: show(among('invoice'), 'fields'),
		}),
		locator({
			displayName: 'Employee',
			name: 'employee',
			modes: ['list', 'id', 'name', 'email'],
			search: 'searchEmployees',
			required: true,
			displayOptions: show(among('employeeExpense'), 'fields'),
		}),
		{
			displayName: 'Direction',
			name: 'direction',
			type: 'options',
			default: 'out',
			options: [
				{ name: 'Customer Pays an Invoice', value: 'in' },
				{ name: 'We Pay a Bill', value: 'out' },
			],
			displayOptions: show(among('payment'), 'fields'),
		},
		locator({
			displayName: 'Document Paid',
			name: 'paid',
			modes: ['id', 'number', 'key'],
			required: true,
			displayOptions: show(among('payment'), 'fields'),
		}),
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 48.00',
			displayOptions: show(among('payment'), 'fields'),
		},
		locator({
			displayName: 'Bank Account',
			name: 'bankAccount',
			modes: ['list', 'id', 'code'],
			search: 'searchBankAccounts',
			required: true,
			displayOptions: show(among('expense', 'payment'), 'fields'),
		}),
		{
			displayName: 'Date',
			name: 'date',
			type: 'dateTime',
			default: '',
			required: true,
			displayOptions: show(typed, 'fields'),
		},
		{
			displayName: 'Lines',
			name: 'lines',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Line',
			default: {},
			displayOptions: show(withLines, 'fields'),
			options: [{ displayName: 'Line', name: 'line', values: lineProperties(wordFor(resources, 'dimensionValue', 'Dimension Value'), typed.includes('employeeExpense')) }],
		},
		{
			displayName: 'More Fields',
			name: 'moreFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			displayOptions: show(typed, 'fields'),
			options: moreFields(),
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			displayOptions: show(all),
			options: postingOptions(),
		},
	];
}

function lineProperties(dimensionValue: string, ofEmployees: boolean): INodeProperties[] {
	return [
		{ displayName: 'Description', name: 'description', type: 'string', default: '', placeholder: 'e.g. Taxi to site' },
		{
			displayName: 'Amount',
			name: 'amount',
			type: 'string',
			default: '',
			placeholder: 'e.g. 48.00',
			description: 'Total of the line; in a journal debit is positive and credit negative',
		},
		locator({
			displayName: 'Account',
			name: 'account',
			modes: ['list', 'id', 'code', 'name'],
			search: 'searchAccounts',
		}),
		...(ofEmployees ? [
			locator({
				displayName: 'Expense Type',
				name: 'expenseType',
				modes: ['list', 'id', 'name'],
				search: 'searchExpenseTypes',
				description: 'In place of an account, for the expenses of an employee',
			}),
			{
				displayName: 'Date of the Expense',
				name: 'expenseDate',
				type: 'dateTime' as const,
				default: '',
				description: 'For the expenses of an employee; empty for the date of the report',
			},
		] : []),
		locator({
			displayName: 'Tax Rate',
			name: 'taxRate',
			modes: ['list', 'code', 'name'],
			search: 'searchTaxRates',
		}),
		locator({
			displayName: dimensionValue,
			name: 'dimensionValue',
			modes: ['list', 'id'],
			search: 'searchDimensionValues',
			description: 'Tracking option, class or department of the line',
		}),
		locator({
			displayName: `Second ${dimensionValue}`,
			name: 'secondDimensionValue',
			modes: ['list', 'id'],
			search: 'searchDimensionValues',
		}),
		locator({ displayName: 'Item', name: 'item', modes: ['list', 'id', 'code'], search: 'searchItems' }),
		{ displayName: 'Quantity', name: 'quantity', type: 'string', default: '', placeholder: 'e.g. 2' },
		{ displayName: 'Unit Amount', name: 'unitAmount', type: 'string', default: '', placeholder: 'e.g. 24.00' },
		{
			displayName: 'Tax Amount',
			name: 'taxAmount',
			type: 'string',
			default: '',
			description: 'Only where it differs from what the books would compute',
		},
	];
}

function moreFields(): INodeProperties[] {
	return [
		{ displayName: 'Currency', name: 'currency', type: 'string', default: '', placeholder: 'e.g. EUR' },
		{ displayName: 'Due Date', name: 'dueDate', type: 'dateTime', default: '' },
		{
			displayName: 'Exchange Rate',
			name: 'exchangeRate',
			type: 'string',
			default: '',
			description: 'Units of the document\'s currency for one unit of the company\'s currency',
		},
		{ displayName: 'Link to Source', name: 'url', type: 'string', default: '' },
		{ displayName: 'Memo', name: 'memo', type: 'string', default: '' },
		{
			displayName: 'Number',
			name: 'number',
			type: 'string',
			default: '',
			description: 'The supplier\'s number of a bill, our number of an invoice',
		},
		{
			displayName: 'Status',
			name: 'status',
			type: 'options',
			default: 'posted',
			options: [
				{ name: 'Draft', value: 'draft' },
				{ name: 'Posted', value: 'posted' },
				{ name: 'Submitted for Approval', value: 'submitted' },
			],
		},
		{
			displayName: 'Tax Included',
			name: 'taxIncluded',
			type: 'boolean',
			default: true,
			description: 'Whether the amounts of the lines include tax',
		},
	];
}

function postingOptions(): INodeProperties[] {
	return [
		{
			displayName: 'Changed After Posting',
			name: 'changed',
			type: 'options',
			default: 'refuse',
			description: 'What to do with a document that stands in the books with another total or currency than it has now',
			options: [
				{ name: 'Refuse', value: 'refuse', description: 'The item fails, and a person decides' },
				{ name: 'Update', value: 'update', description: 'Its date and lines are brought up to date where the books allow that. What people changed in its lines there is lost.' },
			],
		},
		{
			displayName: 'Closed Period',
			name: 'closedPeriod',
			type: 'options',
			default: 'refuse',
			description: 'What to do with a document dated in a period that the books have locked',
			options: [
				{ name: 'Post on the First Open Day', value: 'firstOpenDay' },
				{ name: 'Refuse', value: 'refuse' },
			],
		},
		{
			displayName: 'Create Missing Suppliers and Customers',
			name: 'createParties',
			type: 'boolean',
			default: false,
			description: 'Whether to create a supplier or customer that the books lack',
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to check everything and show what would be posted, and post nothing',
		},
	];
}
