import type { INodeProperties } from 'n8n-workflow';
import { compareAs, filterRow, fixedRow, limitRow, matchTable, table, text } from './rows';
import { moreField } from './shared';

const always: INodeProperties['displayOptions'] = { show: { operation: ['oneWay'] } };
const show: INodeProperties['displayOptions'] = { show: { operation: ['oneWay'], settingsFrom: ['fields'] } };

const rule: INodeProperties[] = [
	text('Field in Source', 'source', { placeholder: 'e.g. name' }),
	text('Field in Target', 'target', { placeholder: 'e.g. name', description: 'Empty for the same name' }),
	{
		displayName: 'Owner',
		name: 'owner',
		type: 'options',
		default: 'always',
		description: 'Who decides about the value in the target',
		options: [
			{ name: 'Nobody', value: 'never', description: 'The field is left alone' },
			{ name: 'Source', value: 'always', description: 'A change in the target is overwritten' },
			{ name: 'Source at Creation, Then Target', value: 'createOnly', description: 'Set once and never touched again' },
			{ name: 'Source, Where It Has This Value', value: 'when', description: 'Only this value is carried over, such as active = true' },
		],
	},
	text('Value', 'value', { placeholder: 'e.g. true', description: 'For the owner "Source, Where It Has This Value"' }),
	compareAs,
	{
		displayName: 'Carry Over Empty',
		name: 'clear',
		type: 'boolean',
		default: false,
		description: 'Whether a field that is empty in the source is emptied in the target, too',
	},
];

/** One Way: how the target follows the source. */
export const oneWayFields: INodeProperties[] = [
	matchTable({ source: 'Source', target: 'Target' }, ['reference'], show),
	table(
		{
			displayName: 'Fields',
			name: 'fields',
			description: 'What is carried over. All other fields of the target are left alone.',
			default: {
				rule: ['name', 'code'].map((field) => ({ source: field, target: field, owner: 'always', value: '', as: 'text', clear: false })),
			},
		},
		{ displayName: 'Field', name: 'rule', values: rule },
		show,
	),
	table(
		{ displayName: 'Fixed Values', name: 'fixed', description: 'Values that a new record gets beside those of the source' },
		fixedRow,
		show,
	),
	table(
		{ displayName: 'Only Source Records Where', name: 'filters', description: 'All conditions must hold. A record that no longer meets them stays as it is in the target.' },
		filterRow,
		show,
	),
	table(
		{
			displayName: 'Limits of the Target',
			name: 'limits',
			description: 'What the target would refuse is told as a conflict before it is asked. A name is required anyway.',
		},
		limitRow,
		show,
	),
	{
		displayName: 'Inactive Source Records',
		name: 'inactive',
		type: 'options',
		default: 'skip',
		description: 'What to do with those that are not in the target',
		options: [
			{ name: 'Create', value: 'create' },
			{ name: 'Leave Out', value: 'skip' },
		],
		displayOptions: show,
	},
	{
		displayName: 'Target Records Without Active Source',
		name: 'gone',
		type: 'options',
		default: 'keep',
		description: 'Nothing is ever deleted',
		options: [
			{ name: 'Leave Alone', value: 'keep' },
			{ name: 'Switch Off', value: 'deactivate' },
		],
		displayOptions: show,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		displayOptions: show,
		options: [
			text('Active Field', 'activeField', { default: 'active', description: 'The field that says whether a record is in use' }),
			{
				displayName: 'Ignore Case of References',
				name: 'ignoreCase',
				type: 'boolean',
				default: false,
				description: 'Whether references that differ in case alone are the same',
			},
			{
				displayName: 'Most to Switch Off (Percent)',
				name: 'mostGonePercent',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 30,
				description: 'Where more of the target records in question, and more than five, would be switched off at once, none is',
			},
			text('Name Field', 'nameField', { default: 'name', description: 'The field of the target that holds the name' }),
			{
				displayName: 'Names Are Unique',
				name: 'uniqueNames',
				type: 'boolean',
				default: true,
				description: 'Whether the target refuses two records of one name',
			},
			table(
				{ displayName: 'Switch Off Only Where', name: 'targetFilters', description: 'Conditions on the target record; all must hold' },
				filterRow,
				undefined,
			),
			{
				displayName: 'Switch Off Which',
				name: 'own',
				type: 'options',
				default: 'withReference',
				options: [
					{ name: 'All', value: 'any' },
					{ name: 'Only Those With a Reference', value: 'withReference', description: 'What people added by hand mostly has none' },
				],
			},
		],
	},
	{
		...moreField([
			{
				displayName: 'Unchanged Records',
				name: 'unchanged',
				type: 'options',
				default: 'counts',
				description: 'What comes out of the output Unchanged',
				options: [
					{ name: 'An Item per Record', value: 'records' },
					{ name: 'Both', value: 'both' },
					{ name: 'One Item per Group With the Counts', value: 'counts' },
				],
			},
		]),
		displayOptions: always,
	},
];
