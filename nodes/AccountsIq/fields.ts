import type { INodeProperties } from 'n8n-workflow';
import type { ResourceSpec } from '../core/properties/resources';

/** What the AccountsIQ node offers, resource by resource. */
const ON_DOCUMENT = ['attach', 'create', 'delete', 'get', 'getMany'] as const;
const LIST = ['get', 'getMany'] as const;

export const RESOURCES: ResourceSpec[] = [
	{ value: 'account', name: 'GL Account', operations: [...LIST] },
	{ value: 'api', name: 'Custom API Call', operations: ['request'] },
	{ value: 'bankAccount', name: 'Bank Account', operations: [...LIST] },
	{ value: 'bill', name: 'Bill', operations: [...ON_DOCUMENT], description: 'Batch purchases invoice' },
	{ value: 'company', name: 'Entity', operations: ['getMany'] },
	{ value: 'currency', name: 'Currency', operations: [...LIST] },
	{ value: 'customer', name: 'Customer', operations: [...LIST, 'upsert'] },
	{ value: 'dimension', name: 'Dimension', operations: [...LIST] },
	{ value: 'dimensionValue', name: 'Dimension Option or BI Code', operations: ['create', ...LIST, 'update'] },
	{
		value: 'document',
		name: 'Document of Any Kind',
		operations: ['attach', 'create'],
		description: 'Bills, credits, journals, expenses, invoices and payments, as each item says',
	},
	{ value: 'expense', name: 'Expense', operations: [...ON_DOCUMENT], description: 'Bank payment without a supplier (sundry payment)' },
	{ value: 'invoice', name: 'Invoice', operations: [...ON_DOCUMENT], description: 'Batch sales invoice' },
	{ value: 'item', name: 'Item', operations: [...LIST, 'upsert'] },
	{ value: 'journal', name: 'Journal', operations: [...ON_DOCUMENT], description: 'General journal' },
	{
		value: 'payment',
		name: 'Payment',
		operations: ['create', 'get', 'getMany'],
		extra: [
			{
				name: 'Allocate',
				value: 'allocate',
				action: 'Allocate two transactions',
				description: 'Settle two transactions against each other, once',
			},
		],
	},
	{ value: 'period', name: 'Period', operations: [...LIST] },
	{
		value: 'record',
		name: 'Record of Any Kind',
		operations: ['create', ...LIST, 'update'],
		description: 'Suppliers, customers, items, dimension options and BI codes to write, and all lists to read, as each item says',
	},
	{ value: 'supplier', name: 'Supplier', operations: [...LIST, 'upsert'] },
	{ value: 'supplierCredit', name: 'Supplier Credit', operations: [...ON_DOCUMENT], description: 'Batch purchases debit note' },
	{ value: 'taxRate', name: 'Tax Code', operations: [...LIST] },
];

export const entityProperty: INodeProperties = {
	displayName: 'Entity',
	name: 'entity',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'The company in AccountsIQ. Empty for the one in the credential.',
	modes: [
		{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod: 'searchCompanies', searchable: true } },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. DEMO01' },
	],
};

export const noticeProperty: INodeProperties = {
	displayName:
		'AccountsIQ posts at once: there are no drafts, and what is posted cannot be changed. "Delete" posts the opposite document under the reference and "-R" and settles the two. A document is in the currency of its supplier or customer.',
	name: 'notice',
	type: 'notice',
	default: '',
	displayOptions: { show: { resource: ['bill', 'document', 'expense', 'invoice', 'journal', 'supplierCredit'] } },
};

const show = { resource: ['payment'], operation: ['allocate'] };

/** Properties of the operation that only AccountsIQ has. */
export const allocateProperties: INodeProperties[] = [
	{
		displayName: 'Transaction ID', name: 'transactionId', type: 'string', default: '', required: true,
		description: 'The one to be settled, a bill say', displayOptions: { show },
	},
	{
		displayName: 'Other Transaction ID', name: 'otherTransactionId', type: 'string', default: '', required: true,
		description: 'What it is settled with, a debit note or payment say', displayOptions: { show },
	},
	{
		displayName: 'Amount', name: 'allocationAmount', type: 'string', default: '', placeholder: 'e.g. 12.50',
		description: 'Empty for as much as both have outstanding', displayOptions: { show },
	},
	{ displayName: 'Date', name: 'allocationDate', type: 'dateTime', default: '', description: 'Empty for today', displayOptions: { show } },
	{ displayName: 'Reference', name: 'allocationReference', type: 'string', default: '', displayOptions: { show } },
];
