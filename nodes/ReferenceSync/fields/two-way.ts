import type { INodeProperties } from 'n8n-workflow';
import { compareAs, filterRow, fixedRow, limitRow, matchTable, table, text } from './rows';
import { moreField } from './shared';

const always: INodeProperties['displayOptions'] = { show: { operation: ['twoWay'] } };
const show: INodeProperties['displayOptions'] = { show: { operation: ['twoWay'], settingsFrom: ['fields'] } };

const pair: INodeProperties[] = [
	text('Field in A', 'a', { placeholder: 'e.g. name' }),
	text('Field in B', 'b', { placeholder: 'e.g. name', description: 'Empty for the same name' }),
	{
		displayName: 'Direction',
		name: 'direction',
		type: 'options',
		default: 'both',
		options: [
			{ name: 'A to B', value: 'aToB', description: 'A is right, whoever changed it, once the record is on both sides' },
			{ name: 'B to A', value: 'bToA', description: 'B is right, whoever changed it, once the record is on both sides' },
			{ name: 'Both Ways', value: 'both', description: 'Whoever changed it' },
		],
	},
	{
		displayName: 'Only Changes',
		name: 'onlyChanges',
		type: 'boolean',
		default: false,
		description: 'Whether a change on the side that the value goes to stays as it is. With one direction only.',
	},
	compareAs,
	{
		displayName: 'Carry Over Empty',
		name: 'clear',
		type: 'boolean',
		default: false,
		description: 'Whether a field that was emptied on one side is emptied on the other, too',
	},
];

const sides = ['A', 'B'] as const;
const onEach = (make: (side: (typeof sides)[number]) => INodeProperties): INodeProperties[] => sides.map(make);

const whoIsRight = (displayName: string, name: string, byDefault: string, description: string): INodeProperties => ({
	displayName,
	name,
	type: 'options',
	default: byDefault,
	description,
	options: [
		{ name: 'A', value: 'a' },
		{ name: 'A Person, by the Output Conflict', value: 'conflict' },
		{ name: 'B', value: 'b' },
		{ name: 'The Last Change, by the Clock of Each Side', value: 'lastChange' },
	],
	displayOptions: show,
});

/** Two Way: how both lists are kept the same. */
export const twoWayFields: INodeProperties[] = [
	{
		displayName: 'Link Table',
		name: 'links',
		type: 'json',
		default: '={{ $json.links ?? [] }}',
		required: true,
		description: 'The rows that earlier runs stored: aId, bId, aPrint, bPrint, state, group. Read for the first item of each group in input A.',
		hint: 'e.g. {{ $("Link table").all().map((row) => row.json) }}',
		displayOptions: always,
	},
	matchTable({ source: 'A', target: 'B' }, ['nameAndEmail', 'name'], show),
	table(
		{
			displayName: 'Fields',
			name: 'pairs',
			description: 'What is kept the same. All other fields are left alone.',
			default: { pair: ['name', 'email'].map((field) => ({ a: field, b: field, direction: 'both', as: 'text', clear: false })) },
		},
		{ displayName: 'Field', name: 'pair', values: pair },
		show,
	),
	...onEach((side) => table({ displayName: `Fixed Values in ${side}`, name: `fixed${side}`, description: `Values that a new record of ${side} gets` }, fixedRow, show)),
	...onEach((side) =>
		table(
			{
				displayName: `Default Values in ${side}`,
				name: `defaults${side}`,
				description: `Values that a record of ${side} gets where it would be without when it is written. They never go to the other side.`,
			},
			fixedRow,
			show,
		),
	),
	...onEach((side) => table({ displayName: `Only Records of ${side} Where`, name: `filters${side}`, description: 'All conditions must hold' }, filterRow, show)),
	...onEach((side) =>
		table(
			{
				displayName: `Limits of ${side}`,
				name: `limits${side}`,
				description: `What ${side} would refuse is told as a conflict before it is asked. A name is required anyway.`,
			},
			limitRow,
			show,
		),
	),
	{
		displayName: 'Create Missing Records',
		name: 'create',
		type: 'options',
		default: 'both',
		options: [
			{ name: 'In A Only', value: 'a' },
			{ name: 'In B Only', value: 'b' },
			{ name: 'Nowhere', value: 'none' },
			{ name: 'On Both Sides', value: 'both' },
		],
		displayOptions: show,
	},
	{
		displayName: 'Inactive Records',
		name: 'inactive',
		type: 'options',
		default: 'skip',
		description: 'What to do with those that the other side does not have',
		options: [
			{ name: 'Create', value: 'create' },
			{ name: 'Leave Out', value: 'skip' },
		],
		displayOptions: show,
	},
	whoIsRight('Changed on Both Sides', 'bothChanged', 'conflict', 'Who is right about a field that both sides have changed since they last agreed'),
	whoIsRight('Found to Be the Same', 'firstLink', 'lastChange', 'Who is right about a field that differs when two records are joined for the first time; an empty one is never'),
	{
		displayName: 'Gone on One Side',
		name: 'gone',
		type: 'options',
		default: 'report',
		description: 'What to do with a linked record whose counterpart is no longer there. Nothing is ever deleted.',
		options: [
			{ name: 'Look for It Anew, Make It Where It Is Missing', value: 'recreate' },
			{ name: 'Switch Off', value: 'deactivate' },
			{ name: 'Tell Once and Leave Alone', value: 'report' },
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
			...onEach((side) => text(`Active Field of ${side}`, `active${side}`, { default: 'active' })),
			...onEach((side) => text(`Change Time of ${side}`, `changedAt${side}`, { default: 'changedAt', description: 'The field that says when a record was changed last' })),
			{
				displayName: 'Ignore Case of References',
				name: 'ignoreCase',
				type: 'boolean',
				default: false,
				description: 'Whether references that differ in case alone are the same',
			},
			...onEach((side) => text(`Merged Into Field of ${side}`, `mergedInto${side}`, { default: 'mergedInto', description: 'The field that holds the ID of the record into which this one was merged' })),
			{
				displayName: 'Most Gone (Percent)',
				name: 'mostGonePercent',
				type: 'number',
				typeOptions: { minValue: 0, maxValue: 100 },
				default: 30,
				description: 'Where more of the linked records, and more than five, are gone at once, nothing is done about them',
			},
			...onEach((side) => text(`Name Field of ${side}`, `nameField${side}`, { default: 'name' })),
			...onEach((side) => ({
				displayName: `Names Are Unique in ${side}`,
				name: `uniqueNames${side}`,
				type: 'boolean',
				default: true,
				description: `Whether ${side} refuses two records of one name`,
			})),
			{
				displayName: 'Right in Doubt',
				name: 'prefer',
				type: 'options',
				default: 'a',
				description: 'Who is right where the times of change are equal or not told',
				options: [
					{ name: 'A', value: 'a' },
					{ name: 'B', value: 'b' },
				],
			},
		],
	},
	{ ...moreField([]), displayOptions: always },
];
