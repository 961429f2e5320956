import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../core/properties/locator';
import { combineProperty } from '../../core/properties/read';

type Show = { resource: string[]; operation: string[] };

export const showFor = (resource: string, ...operation: string[]): { show: Show } => ({
	show: { resource: [resource], operation },
});

export function policyField(displayOptions: INodeProperties['displayOptions']): INodeProperties {
	return locator({
		displayName: 'Workspace',
		name: 'policy',
		modes: ['list', 'id'],
		search: 'searchPolicies',
		required: true,
		description: 'The workspace, which Expensify also calls policy',
		displayOptions,
	});
}

/** Combine, Return All, Limit and Simplify, as every list has them. */
export function listFields(
	displayOptions: INodeProperties['displayOptions'],
	{ simplify = true, combine = true } = {},
): INodeProperties[] {
	const inItems = combine ? { combine: [false] } : {};
	return [
		...(combine ? [combineProperty(displayOptions)] : []),
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: { show: { ...displayOptions?.show, ...inItems } },
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { ...displayOptions?.show, ...inItems, returnAll: [false] } },
		},
		...(simplify ? [simplifyField(displayOptions)] : []),
	];
}

export function simplifyField(displayOptions: INodeProperties['displayOptions']): INodeProperties {
	return {
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions,
	};
}

export function optionsField(
	options: INodeProperties[],
	displayOptions: INodeProperties['displayOptions'],
): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
		displayOptions,
	};
}

export const dryRunOption: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to check everything and return what would be written, without writing',
};

export const existingOptions: INodeProperties[] = [
	{
		displayName: 'Look Back Days',
		name: 'lookBackDays',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'How far back reports are searched for what exists already',
	},
	{
		displayName: 'Skip Existing',
		name: 'skipExisting',
		type: 'boolean',
		default: false,
		description:
			'Whether to ask Expensify first and leave out what is there already: expenses by their external ID, reports by title, employee and workspace. Costs two calls a run.',
	},
];

/** One item in fields, or as JSON from the node before. */
export function sourceField(displayOptions: INodeProperties['displayOptions']): INodeProperties {
	return {
		displayName: 'Source',
		name: 'source',
		type: 'options',
		options: [
			{ name: 'Fields', value: 'fields', description: 'Fill in the fields below' },
			{ name: 'JSON', value: 'json', description: 'Take an object, usually the item itself' },
		],
		default: 'fields',
		displayOptions,
	};
}

/** The same condition and the choice of `sourceField`. */
export function whenSource(
	displayOptions: { show: Show },
	source: 'fields' | 'json',
): { show: Show & { source: string[] } } {
	return { show: { ...displayOptions.show, source: [source] } };
}

export function reportIdField(displayOptions: INodeProperties['displayOptions'], required = true): INodeProperties {
	return {
		displayName: 'Report ID',
		name: 'reportId',
		type: 'string',
		...(required ? { required } : {}),
		default: '={{ $json.id }}',
		placeholder: 'e.g. R00AbCdEfGhI',
		displayOptions,
	};
}
