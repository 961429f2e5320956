import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import type { ResourceSpec } from '../core/properties/resources';

/** What the Sage Intacct node offers, resource by resource. */
const ON_DOCUMENT = ['attach', 'create', 'delete', 'get', 'getMany'] as const;
const LIST = ['get', 'getMany'] as const;
const WRITTEN = ['create', 'get', 'getMany', 'update'] as const;

const CHECK: INodePropertyOptions = {
	name: 'Check Set-Up',
	value: 'checkSetUp',
	action: 'Check the set up of a connection',
	description: 'Tell which modules and permissions the connection has, what each missing one prevents, and where to switch it on',
};

export const RESOURCES: ResourceSpec[] = [
	{ value: 'account', name: 'GL Account', operations: [...LIST] },
	{ value: 'api', name: 'Custom API Call', operations: ['request'] },
	{ value: 'bankAccount', name: 'Bank or Card Account', operations: [...LIST] },
	{ value: 'bill', name: 'Bill', operations: [...ON_DOCUMENT, 'update'], description: 'AP bill; with a negative total an AP adjustment' },
	{ value: 'class', name: 'Class', operations: [...WRITTEN] },
	{ value: 'company', name: 'Entity', operations: [...LIST], extra: [CHECK] },
	{ value: 'currency', name: 'Currency', operations: [...LIST] },
	{ value: 'customer', name: 'Customer', operations: [...LIST, 'upsert'] },
	{ value: 'customField', name: 'Custom Field', operations: [...LIST] },
	{ value: 'department', name: 'Department', operations: [...WRITTEN] },
	{ value: 'dimension', name: 'Dimension', operations: [...LIST], description: 'Those of the company, user-defined ones included' },
	{ value: 'dimensionValue', name: 'Dimension Value', operations: [...LIST] },
	{
		value: 'document', name: 'Document of Any Kind', operations: ['attach', 'create'],
		description: 'Bills, credits, journals, expenses, expense reports, invoices and payments, as each item says',
	},
	{ value: 'employee', name: 'Employee', operations: [...LIST, 'upsert'] },
	{ value: 'employeeExpense', name: 'Expense Report', operations: [...ON_DOCUMENT], description: 'What an employee claims, by expense types' },
	{ value: 'expense', name: 'Expense', operations: [...ON_DOCUMENT], description: 'Charge-card transaction' },
	{ value: 'expenseType', name: 'Expense Type', operations: [...WRITTEN] },
	{ value: 'invoice', name: 'Invoice', operations: [...ON_DOCUMENT], description: 'AR invoice; with a negative total an AR adjustment' },
	{ value: 'item', name: 'Item', operations: [...LIST, 'upsert'] },
	{ value: 'journal', name: 'Journal', operations: [...ON_DOCUMENT] },
	{ value: 'location', name: 'Location', operations: [...LIST] },
	{ value: 'payment', name: 'Payment', operations: ['attach', 'create', 'delete', 'get', 'getMany'], description: 'AP payment or AR payment' },
	{ value: 'project', name: 'Project', operations: [...WRITTEN] },
	{
		value: 'record', name: 'Record of Any Kind', operations: ['create', ...LIST, 'update'],
		description: 'Suppliers, customers, employees, items, departments, classes, projects and expense types to write, and all lists to read, as each item says',
	},
	{ value: 'supplier', name: 'Supplier', operations: [...LIST, 'upsert'] },
	{ value: 'supplierCredit', name: 'Supplier Credit', operations: [...ON_DOCUMENT], description: 'AP adjustment; with lines of both signs a bill below zero' },
	{ value: 'task', name: 'Task', operations: [...LIST] },
	{ value: 'taxRate', name: 'Tax Detail', operations: [...LIST] },
	{ value: 'taxSolution', name: 'Tax Solution', operations: [...LIST] },
];

export const entityProperty: INodeProperties = {
	displayName: 'Entity',
	name: 'entity',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description: 'Whose books are meant. Empty for the entity in the credential, or the top level of the company where it names none.',
	modes: [
		{ displayName: 'From List', name: 'list', type: 'list', typeOptions: { searchListMethod: 'searchCompanies', searchable: true } },
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. E1' },
	],
};

export const intacctProperties: INodeProperties[] = [
	{
		displayName: 'Journal',
		name: 'journalSymbol',
		type: 'string',
		default: 'GJ',
		description: 'Symbol of the general ledger journal that entries go to',
		displayOptions: { show: { resource: ['document', 'journal'], operation: ['create'] } },
	},
	{
		displayName:
			'Expense reports need employees and expense types of Time and Expenses. Where approvals are on, a posted document waits as submitted. "Delete" deletes drafts, journals and adjustments, and reverses the rest.',
		name: 'notice',
		type: 'notice',
		default: '',
		displayOptions: { show: { resource: ['bill', 'document', 'employeeExpense', 'expense', 'invoice', 'journal', 'supplierCredit'] } },
	},
];

/** What triggers can tell. */
export const KIND_OPTIONS: INodePropertyOptions[] = [
	{ name: 'Bank or Card Account', value: 'bankAccount' },
	{ name: 'Bill or Its Credit', value: 'bill' },
	{ name: 'Class', value: 'class' },
	{ name: 'Customer', value: 'customer' },
	{ name: 'Department', value: 'department' },
	{ name: 'Dimension', value: 'dimension' },
	{ name: 'Dimension Value', value: 'dimensionValue' },
	{ name: 'Employee', value: 'employee' },
	{ name: 'Entity', value: 'company' },
	{ name: 'Expense', value: 'expense' },
	{ name: 'Expense Report', value: 'employeeExpense' },
	{ name: 'Expense Type', value: 'expenseType' },
	{ name: 'GL Account', value: 'account' },
	{ name: 'Invoice', value: 'invoice' },
	{ name: 'Item', value: 'item' },
	{ name: 'Journal', value: 'journal' },
	{ name: 'Location', value: 'location' },
	{ name: 'Payment', value: 'payment' },
	{ name: 'Project', value: 'project' },
	{ name: 'Supplier', value: 'supplier' },
	{ name: 'Supplier Credit', value: 'supplierCredit' },
	{ name: 'Task', value: 'task' },
	{ name: 'Tax Detail', value: 'taxRate' },
];
