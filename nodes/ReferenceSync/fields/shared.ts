import type { INodeProperties } from 'n8n-workflow';

/** What both operations ask for. */
export const sharedFields: INodeProperties[] = [
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		default: 'oneWay',
		options: [
			{
				name: 'One Way',
				value: 'oneWay',
				action: 'Compare lists one way',
				description: 'The target list follows the source list; what people add or change elsewhere stays',
			},
			{
				name: 'Two Way',
				value: 'twoWay',
				action: 'Compare lists two way',
				description: 'Both lists are kept the same; the last change goes to the other side',
			},
		],
	},
	{
		displayName: 'Both lists must be whole. Read each with "Combine Into One Item", so that an empty list is told from one that was not read: a list that did not come is reported and never taken for an empty one.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Group By Field',
		name: 'groupBy',
		type: 'string',
		default: '',
		placeholder: 'e.g. part',
		description: 'The field of the items that names the group, such as suppliers or accounts. Groups are compared separately. Empty for one group.',
	},
	{
		displayName: 'Settings',
		name: 'settingsFrom',
		type: 'options',
		default: 'fields',
		options: [
			{ name: 'Define Below', value: 'fields', description: 'The same for all groups, but for expressions' },
			{ name: 'JSON', value: 'json', description: 'Each group may bring its own' },
		],
	},
	{
		displayName: 'Settings as JSON',
		name: 'settings',
		type: 'json',
		default: '={{ $json.settings }}',
		required: true,
		description: 'The settings below under the names that the documentation gives, read from the first item of each group in the first input',
		displayOptions: { show: { settingsFrom: ['json'] } },
	},
];

/** At the end of the node: what comes in and goes out, in which form. */
export const moreField = (unchanged: INodeProperties[]): INodeProperties => ({
	displayName: 'More',
	name: 'more',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Fields to Hand On',
			name: 'passOn',
			type: 'string',
			default: '',
			placeholder: 'e.g. kind, part',
			description: 'Fields of the item that brought the list, to stand on each item that comes out; several with commas',
		},
		{
			displayName: 'Records Field',
			name: 'recordsField',
			type: 'string',
			default: 'records',
			description: 'The field of a combined item that holds the list',
		},
		{
			displayName: 'Tell Lists That Did Not Come',
			name: 'tellUnread',
			type: 'boolean',
			default: true,
			description: 'Whether a group that could not be compared is an item of the output Conflict, and not only a hint',
		},
		...unchanged,
	],
});
