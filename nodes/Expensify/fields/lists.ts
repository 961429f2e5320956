import type { INodeProperties } from 'n8n-workflow';
import { dryRunOption, listFields, optionsField, policyField, showFor } from './shared';

/** Categories, tags and report fields of a workspace. */
function operationsOf(resource: string, plural: string, singular: string): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		options: [
			{
				name: 'Create or Update',
				value: 'upsert',
				action: `Create or update a ${singular}`,
				description: 'Create a new record, or update the current one if it already exists (upsert)',
			},
			{ name: 'Get Many', value: 'getAll', action: `Get many ${plural}` },
		],
		default: 'getAll',
	};
}

export const categoryOperations = operationsOf('category', 'categories', 'category');
export const tagOperations = operationsOf('tag', 'tags', 'tag');
export const reportFieldOperations = operationsOf('reportField', 'report fields', 'report field');

const activeOnly = (resource: string): INodeProperties => ({
	displayName: 'Active Only',
	name: 'activeOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to leave out what is switched off',
	displayOptions: showFor(resource, 'getAll'),
});

const syncOptions: INodeProperties[] = [
	dryRunOption,
	{
		displayName: 'Match By',
		name: 'matchBy',
		type: 'options',
		options: [
			{ name: 'GL Code', value: 'glCode', description: 'An equal code under another name is a rename' },
			{ name: 'Name', value: 'name' },
		],
		default: 'name',
		description: 'By what an entry is recognised as being there already',
	},
	{
		displayName: 'Unlisted Entries',
		name: 'unlisted',
		type: 'options',
		options: [
			{ name: 'Disable', value: 'disable', description: 'Switch off what the items do not name' },
			{ name: 'Keep', value: 'keep', description: 'Leave alone what the items do not name' },
			{ name: 'Remove', value: 'remove', description: 'Delete what the items do not name' },
		],
		default: 'keep',
		description: 'What to do with entries of the workspace that no item names',
	},
];

const named = (resource: string): INodeProperties[] => [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		required: true,
		default: '',
		displayOptions: showFor(resource, 'upsert'),
	},
	{
		displayName: 'GL Code',
		name: 'glCode',
		type: 'string',
		default: '',
		description: 'Code of the account or dimension value in the books',
		displayOptions: showFor(resource, 'upsert'),
	},
];
const enabledField: INodeProperties = {
	displayName: 'Enabled',
	name: 'enabled',
	type: 'boolean',
	default: true,
	description: 'Whether people can choose it',
};

const previousNameField: INodeProperties = {
	displayName: 'Previous Name',
	name: 'previousName',
	type: 'string',
	default: '',
	description: 'The name at the last sync: an entry that still has it is renamed',
};

export const categoryFields: INodeProperties[] = [
	policyField(showFor('category', 'getAll', 'upsert')),
	...listFields(showFor('category', 'getAll')),
	activeOnly('category'),
	...named('category'),
	{
		displayName: 'More Fields',
		name: 'moreFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		displayOptions: showFor('category', 'upsert'),
		options: [
			{ displayName: 'Comment Hint', name: 'commentHint', type: 'string', default: '' },
			{
				displayName: 'Comment Required',
				name: 'areCommentsRequired',
				type: 'boolean',
				default: false,
				description: 'Whether an expense of this category needs a comment',
			},
			enabledField,
			{ displayName: 'Payroll Code', name: 'payrollCode', type: 'string', default: '' },
			previousNameField,
		],
	},
	optionsField(syncOptions, showFor('category', 'upsert')),
];

export const tagFields: INodeProperties[] = [
	policyField(showFor('tag', 'getAll', 'upsert')),
	...listFields(showFor('tag', 'getAll')),
	activeOnly('tag'),
	...named('tag'),
	{
		displayName: 'Level',
		name: 'level',
		type: 'string',
		default: '',
		placeholder: 'e.g. Cost Centre',
		description: "Name of the tag list, as it stands in the workspace's settings",
		displayOptions: showFor('tag', 'upsert'),
	},
	{
		displayName: 'More Fields',
		name: 'moreFields',
		type: 'collection',
		placeholder: 'Add field',
		default: {},
		displayOptions: showFor('tag', 'upsert'),
		options: [enabledField, previousNameField],
	},
	optionsField(
		[
			...syncOptions.slice(0, 2),
			{
				displayName: 'Tag Required',
				name: 'setRequired',
				type: 'boolean',
				default: false,
				description: 'Whether each expense needs a tag; left as it is when the option is not added',
			},
			...syncOptions.slice(2),
		],
		showFor('tag', 'upsert'),
	),
];

const upsertField = showFor('reportField', 'upsert');
const dropdown = { show: { ...upsertField.show, fieldType: ['dropdown'] } };
export const reportFieldFields: INodeProperties[] = [
	policyField(showFor('reportField', 'getAll', 'upsert')),
	...listFields(showFor('reportField', 'getAll')),
	{ displayName: 'Name', name: 'name', type: 'string', required: true, default: '', displayOptions: upsertField },
	{
		displayName: 'Type',
		name: 'fieldType',
		type: 'options',
		options: [
			{ name: 'Date', value: 'date' },
			{ name: 'Dropdown', value: 'dropdown' },
			{ name: 'Text', value: 'text' },
		],
		default: 'dropdown',
		displayOptions: upsertField,
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		description: 'One value of the list; several items with the same name add several values',
		displayOptions: dropdown,
	},
	{
		displayName: 'External ID',
		name: 'externalID',
		type: 'string',
		default: '',
		description: 'Code of the value in the books',
		displayOptions: dropdown,
	},
	{ ...enabledField, displayOptions: dropdown },
	optionsField([dryRunOption], upsertField),
];
