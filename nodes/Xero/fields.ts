import type { INodeProperties } from 'n8n-workflow';
import type { ResourceSpec } from '../core/properties/resources';

/** What the Xero node offers, resource by resource. */
const ON_DOCUMENT = ['attach', 'create', 'delete', 'get', 'getMany', 'note'] as const;
const LIST = ['get', 'getMany'] as const;

export const RESOURCES: ResourceSpec[] = [
	{ value: 'account', name: 'Account', operations: [...LIST] },
	{ value: 'api', name: 'Custom API Call', operations: ['request'] },
	{ value: 'bankAccount', name: 'Bank Account', operations: [...LIST] },
	{
		value: 'bankTransaction',
		name: 'Bank Transaction',
		operations: [...LIST],
		extra: [
			{
				name: 'Match Expenses',
				value: 'match',
				action: 'Match expenses to bank transactions',
				description: 'Find the bank transaction that each card expense is already booked as, and note the expense on it',
			},
		],
	},
	{ value: 'bill', name: 'Bill', operations: [...ON_DOCUMENT, 'update'] },
	{ value: 'company', name: 'Organisation', operations: ['getMany'] },
	{ value: 'currency', name: 'Currency', operations: [...LIST] },
	{ value: 'customer', name: 'Customer', operations: [...LIST, 'upsert'] },
	{ value: 'dimension', name: 'Tracking Category', operations: [...LIST] },
	{ value: 'dimensionValue', name: 'Tracking Option', operations: [...LIST] },
	{
		value: 'document',
		name: 'Document of Any Kind',
		operations: ['attach', 'create', 'note'],
		description: 'Bills, credits, journals, expenses, invoices and payments, as each item says',
	},
	{ value: 'expense', name: 'Expense', operations: [...ON_DOCUMENT], description: 'Spend money on a bank or card account' },
	{ value: 'invoice', name: 'Invoice', operations: [...ON_DOCUMENT, 'update'] },
	{ value: 'item', name: 'Item', operations: [...LIST, 'upsert'] },
	{
		value: 'journal',
		name: 'Journal',
		operations: [...ON_DOCUMENT],
		description: 'Manual journal',
		extra: [
			{
				name: 'Reverse',
				value: 'reverse',
				action: 'Reverse a journal',
				description: 'Post the same journal with the signs turned around, once, on a day of your choice',
			},
		],
	},
	{ value: 'payment', name: 'Payment', operations: ['create', 'delete', 'get', 'getMany', 'note'] },
	{
		value: 'record',
		name: 'Record of Any Kind',
		operations: ['create', ...LIST, 'update'],
		description: 'Accounts, tax rates, suppliers, tracking options and other lists, as each item says',
	},
	{ value: 'supplier', name: 'Supplier', operations: [...LIST, 'upsert'] },
	{ value: 'supplierCredit', name: 'Supplier Credit', operations: [...ON_DOCUMENT, 'update'] },
	{ value: 'taxRate', name: 'Tax Rate', operations: [...LIST] },
];

/** The organisation, for connections that may have several. */
export const organisationProperty: INodeProperties = {
	displayName: 'Organisation',
	name: 'organisation',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The company in Xero. Empty where the login has only one.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchCompanies', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 7e000000-0000-4000-8000-000000000001',
		},
	],
	displayOptions: { show: { authentication: ['oAuth2'] } },
};

export const authenticationProperty: INodeProperties = {
	displayName: 'Authentication',
	name: 'authentication',
	type: 'options',
	default: 'oAuth2',
	options: [
		{ name: 'Custom Connection', value: 'customConnection' },
		{ name: 'OAuth2', value: 'oAuth2' },
	],
};

/** Properties of the operations that only Xero has. */
export const xeroProperties: INodeProperties[] = [
	{
		displayName: 'Document',
		name: 'document',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		description: 'The expense to match, as the node Expense to Ledger gives it',
		displayOptions: { show: { resource: ['bankTransaction'], operation: ['match'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: { show: { resource: ['bankTransaction'], operation: ['match'] } },
		options: [
			{
				displayName: 'Days Apart',
				name: 'days',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 5,
				description: 'How many days may lie between the expense and the bank transaction',
			},
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description: 'Whether to only show the matches, and note nothing in Xero',
			},
			{
				displayName: 'Enabled',
				name: 'enabled',
				type: 'boolean',
				default: true,
				description: 'Whether to match at all; otherwise everything is handed on as not matched',
			},
			{
				displayName: 'Least Likeness',
				name: 'threshold',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
				default: 0.7,
				description: 'How alike the names must be, from 0 to 1, to count as a match without a person',
			},
		],
	},
	{
		displayName: 'Journal to Reverse',
		name: 'target',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		modes: [
			{ displayName: 'By ID', name: 'id', type: 'string' },
			{ displayName: 'By Document Key', name: 'key', type: 'string', placeholder: 'e.g. EXP-1042-J' },
		],
		displayOptions: { show: { resource: ['journal'], operation: ['reverse'] } },
	},
	{
		displayName: 'Date',
		name: 'date',
		type: 'dateTime',
		default: '',
		description: 'Day of the reversal; empty for the day of the journal',
		displayOptions: { show: { resource: ['journal'], operation: ['reverse'] } },
	},
];
