import type { INodeProperties } from 'n8n-workflow';
import { locator } from './locator';
import { offering, wordFor, type ResourceSpec } from './resources';

/** Lists: how much of them, in which form, and what of it. */
export function readProperties(resources: ResourceSpec[]): INodeProperties[] {
	const show = { resource: offering(resources, 'getMany'), operation: ['getMany'] };
	return [
		combineProperty({ show }),
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: { show: { ...show, combine: [false] } },
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { ...show, combine: [false], returnAll: [false] } },
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
			displayOptions: {
				show: { resource: offering(resources, 'get', 'getMany'), operation: ['get', 'getMany'] },
			},
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			displayOptions: { show },
			options: [
				{
					displayName: 'Active Only',
					name: 'activeOnly',
					type: 'boolean',
					default: true,
					description: 'Whether to leave out what is archived, inactive, voided or deleted',
				},
				{
					displayName: 'Change Marks Only',
					name: 'marksOnly',
					type: 'boolean',
					default: false,
					description:
						'Whether to tell only ID, time and version of what has changed since, and what was deleted: a cheap question whether anything has to be read at all',
				},
				{
					displayName: 'Changed Since',
					name: 'changedSince',
					type: 'dateTime',
					default: '',
					description: 'Only what was changed at or after this time',
				},
				{ displayName: 'From Date', name: 'from', type: 'dateTime', default: '', description: 'First day, for documents' },
				{
					displayName: 'Search',
					name: 'search',
					type: 'string',
					default: '',
					placeholder: 'e.g. Acme',
					description: 'Text to look for in name, number or code',
				},
				{ displayName: 'To Date', name: 'to', type: 'dateTime', default: '', description: 'Last day, for documents' },
			],
		},
		locator({
			displayName: wordFor(resources, 'dimension', 'Dimension'),
			name: 'of',
			modes: ['list', 'id', 'name'],
			search: 'searchDimensions',
			description: 'Only the values of this one; empty for all',
			displayOptions: { show: { resource: ['dimensionValue'], operation: ['getMany'] } },
		}),
		locator({
			displayName: 'Bank Account',
			name: 'of',
			modes: ['list', 'id', 'code'],
			search: 'searchBankAccounts',
			description: 'Only the transactions of this account; empty for all',
			displayOptions: { show: { resource: ['bankTransaction'], operation: ['getMany'] } },
		}),
		locator({
			displayName: 'Belongs To',
			name: 'of',
			modes: ['id', 'code', 'name'],
			description: 'Only what belongs to this record, such as the values of one dimension; empty for all',
			displayOptions: { show: { resource: ['record'], operation: ['getMany'] } },
		}),
	];
}

export function combineProperty(displayOptions: INodeProperties['displayOptions']): INodeProperties {
	return {
		displayName: 'Combine Into One Item',
		name: 'combine',
		type: 'boolean',
		default: false,
		description:
			'Whether to return the whole list in one item, as "records" beside what came in. An empty list is then an item, too.',
		displayOptions,
	};
}
