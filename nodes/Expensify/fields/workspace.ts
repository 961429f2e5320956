import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption, existingOptions, listFields, optionsField, policyField, showFor } from './shared';

/** Workspaces, employees and tax rates. */
export const policyOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['policy'] } },
	options: [
		{ name: 'Create', value: 'create', action: 'Create a workspace' },
		{
			name: 'Get',
			value: 'get',
			action: 'Get a workspace',
			description: 'Retrieve the lists and settings of a workspace',
		},
		{ name: 'Get Many', value: 'getAll', action: 'Get many workspaces' },
	],
	default: 'getAll',
};
export const employeeOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['employee'] } },
	options: [
		{ name: 'Get Many', value: 'getAll', action: 'Get many employees' },
		{
			name: 'Update',
			value: 'update',
			action: 'Update an employee',
			description: 'Add employees to a workspace or change them, all items in one feed',
		},
	],
	default: 'getAll',
};
export const taxRateOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['taxRate'] } },
	options: [
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many tax rates',
			description: 'Retrieve tax rates; Expensify lets nobody write them from outside',
		},
	],
	default: 'getAll',
};

const all = showFor('policy', 'getAll');
const one = showFor('policy', 'get');
const create = showFor('policy', 'create');
const update = showFor('employee', 'update');

export const policyFields: INodeProperties[] = [
	{
		displayName: 'Admin Only',
		name: 'adminOnly',
		type: 'boolean',
		default: true,
		description: 'Whether to leave out workspaces where the pair has no admin rights',
		displayOptions: all,
	},
	...listFields(all, { simplify: false }),
	policyField(one),
	{
		displayName: 'Sections',
		name: 'sections',
		type: 'multiOptions',
		options: [
			{ name: 'Categories', value: 'categories' },
			{ name: 'Employees', value: 'employees' },
			{ name: 'Report Fields', value: 'reportFields' },
			{ name: 'Tags', value: 'tags' },
			{ name: 'Tax', value: 'tax' },
		],
		default: [],
		description: 'What to retrieve; none chosen means everything',
		displayOptions: one,
	},
	{ displayName: 'Name', name: 'policyName', type: 'string', required: true, default: '', displayOptions: create },
	{
		displayName: 'Plan',
		name: 'plan',
		type: 'options',
		options: [
			{ name: 'Collect', value: 'team' },
			{ name: 'Control', value: 'corporate' },
		],
		default: 'team',
		displayOptions: create,
	},
	optionsField(
		[
			dryRunOption,
			{
				...existingOptions[1]!,
				description: 'Whether to take a workspace of the same name that is there already',
			},
		],
		create,
	),
];

export const employeeFields: INodeProperties[] = [
	policyField(showFor('employee', 'getAll', 'update')),
	...listFields(showFor('employee', 'getAll')),
	{
		displayName: 'Employee Email',
		name: 'employeeEmail',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. nathan@example.com',
		displayOptions: update,
	},
	{
		displayName: 'Manager Email',
		name: 'managerEmail',
		type: 'string',
		default: '',
		placeholder: 'e.g. mira@example.com',
		description: 'Whom the employee submits reports to',
		displayOptions: update,
	},
	{ displayName: 'Employee ID', name: 'employeeID', type: 'string', default: '', displayOptions: update },
	{
		displayName: 'More Fields',
		name: 'moreFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		displayOptions: update,
		options: [
			{ displayName: 'Custom Field 1', name: 'customField1', type: 'string', default: '' },
			{ displayName: 'Custom Field 2', name: 'customField2', type: 'string', default: '' },
			{ displayName: 'First Name', name: 'firstName', type: 'string', default: '' },
			{
				displayName: 'Is Terminated',
				name: 'isTerminated',
				type: 'boolean',
				default: false,
				description: 'Whether the employee leaves the workspace',
			},
			{ displayName: 'Last Name', name: 'lastName', type: 'string', default: '' },
			{
				displayName: 'Role',
				name: 'role',
				type: 'options',
				options: [
					{ name: 'Admin', value: 'admin' },
					{ name: 'Auditor', value: 'auditor' },
					{ name: 'User', value: 'user' },
				],
				default: 'user',
			},
		],
	},
	optionsField(
		[
			{ ...dryRunOption, description: 'Whether Expensify only works out what the feed would change' },
			{
				displayName: 'Set as Default Workspace For',
				name: 'setEmployeePrimaryPolicy',
				type: 'options',
				options: [
					{ name: 'All Employees', value: 'all_employees' },
					{ name: 'New Employees', value: 'new_employees' },
					{ name: 'Nobody', value: 'none' },
				],
				default: 'none',
			},
			{
				displayName: 'Skip Notification Email',
				name: 'shouldSkipNotificationEmail',
				type: 'boolean',
				default: true,
				description: 'Whether new employees get no e-mail from Expensify',
			},
		],
		update,
	),
];

const taxRates = showFor('taxRate', 'getAll');
export const taxRateFields: INodeProperties[] = [policyField(taxRates), ...listFields(taxRates)];
