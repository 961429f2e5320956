import type { INodeProperties } from 'n8n-workflow';
import type { ResourceSpec } from '../core/properties/resources';

/** What the QuickBooks Online node offers, resource by resource. */
const ON_DOCUMENT = ['attach', 'create', 'delete', 'get', 'getMany', 'note'] as const;
const LIST = ['get', 'getMany'] as const;
const ERASE = {
	name: 'Delete for Good',
	value: 'erase',
	action: 'Delete a document for good',
	description: 'Delete what "Delete" would only void: nothing stays in the books',
};

export const RESOURCES: ResourceSpec[] = [
	{ value: 'account', name: 'Account', operations: [...LIST] },
	{ value: 'api', name: 'Custom API Call', operations: ['request'] },
	{ value: 'bankAccount', name: 'Bank Account', operations: [...LIST], description: 'Bank and credit card accounts' },
	{ value: 'bill', name: 'Bill', operations: [...ON_DOCUMENT, 'update'] },
	{ value: 'class', name: 'Class', operations: [...LIST] },
	{
		value: 'company',
		name: 'Company',
		operations: ['getMany'],
		extra: [
			{
				name: 'Disconnect',
				value: 'disconnect',
				action: 'Disconnect from the company',
				description: 'Give the access back to Intuit; the credential works again only after it is connected anew',
			},
		],
	},
	{ value: 'creditMemo', name: 'Credit Memo', operations: [...LIST], description: 'Made by an invoice with a negative total' },
	{ value: 'currency', name: 'Currency', operations: [...LIST] },
	{ value: 'customer', name: 'Customer', operations: [...LIST, 'upsert'] },
	{ value: 'department', name: 'Department', operations: [...LIST], description: 'QuickBooks calls it location, store or division, too' },
	{ value: 'deposit', name: 'Deposit', operations: [...LIST] },
	{ value: 'dimension', name: 'Dimension', operations: [...LIST], description: 'Class, department, and the fields of sales forms' },
	{ value: 'dimensionValue', name: 'Class or Department', operations: [...LIST] },
	{
		value: 'document',
		name: 'Document of Any Kind',
		operations: ['attach', 'create', 'note'],
		description: 'Bills, credits, journals, expenses, invoices and payments, as each item says',
	},
	{ value: 'employee', name: 'Employee', operations: [...LIST] },
	{ value: 'expense', name: 'Expense', operations: [...ON_DOCUMENT, 'update'], description: 'Money spent from a bank or card account (purchase)' },
	{ value: 'invoice', name: 'Invoice', operations: [...ON_DOCUMENT, 'update'], extra: [ERASE] },
	{ value: 'item', name: 'Item', operations: [...LIST, 'upsert'] },
	{ value: 'journal', name: 'Journal', operations: [...ON_DOCUMENT, 'update'], description: 'Journal entry' },
	{ value: 'payment', name: 'Payment', operations: [...ON_DOCUMENT], extra: [ERASE] },
	{ value: 'paymentMethod', name: 'Payment Method', operations: [...LIST] },
	{
		value: 'record',
		name: 'Record of Any Kind',
		operations: ['create', ...LIST, 'update'],
		description: 'Accounts, classes, departments, customers, suppliers, items, employees and other lists, as each item says',
	},
	{ value: 'supplier', name: 'Supplier', operations: [...LIST, 'upsert'] },
	{ value: 'supplierCredit', name: 'Supplier Credit', operations: [...ON_DOCUMENT, 'update'], description: 'Vendor credit' },
	{ value: 'taxRate', name: 'Tax Code', operations: [...LIST] },
	{ value: 'term', name: 'Term', operations: [...LIST], description: 'Terms of payment' },
];

/** Properties of the operations that only QuickBooks has. */
export const qboProperties: INodeProperties[] = [
	{
		displayName:
			'QuickBooks posts at once: there are no drafts. The document key stands in the number and at the end of the memo. "Delete" voids invoices and payments and deletes the others.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['bill', 'document', 'expense', 'invoice', 'journal', 'payment', 'supplierCredit'] } },
	},
	{
		displayName: 'Record',
		name: 'target',
		type: 'resourceLocator',
		default: { mode: 'id', value: '' },
		required: true,
		description: 'The record, by the ID in the books, its number or the document key',
		modes: [
			{ displayName: 'By ID', name: 'id', type: 'string' },
			{ displayName: 'By Number', name: 'number', type: 'string' },
			{ displayName: 'By Document Key', name: 'key', type: 'string' },
		],
		displayOptions: { show: { resource: ['invoice', 'payment'], operation: ['erase'] } },
	},
];

/** What the triggers can tell of, beside documents. */
export const KIND_OPTIONS = [
	{ name: 'Account', value: 'account' },
	{ name: 'Bank Account', value: 'bankAccount' },
	{ name: 'Bill', value: 'bill' },
	{ name: 'Class', value: 'class' },
	{ name: 'Credit Memo', value: 'creditMemo' },
	{ name: 'Customer', value: 'customer' },
	{ name: 'Department', value: 'department' },
	{ name: 'Deposit', value: 'deposit' },
	{ name: 'Employee', value: 'employee' },
	{ name: 'Expense', value: 'expense' },
	{ name: 'Invoice', value: 'invoice' },
	{ name: 'Item', value: 'item' },
	{ name: 'Journal', value: 'journal' },
	{ name: 'Payment', value: 'payment' },
	{ name: 'Payment Method', value: 'paymentMethod' },
	{ name: 'Supplier', value: 'supplier' },
	{ name: 'Supplier Credit', value: 'supplierCredit' },
	{ name: 'Tax Code', value: 'taxRate' },
	{ name: 'Term', value: 'term' },
];
