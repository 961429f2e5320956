import type { INodeProperties } from 'n8n-workflow';
import { documentProperties } from './document-fields';
import { locator } from './locator';
import { offering, resourceProperties, wordFor, type ResourceSpec } from './resources';
import { partyProperties } from './party-fields';

/** The properties that every accounting node shares; a system adds its own beside them. */
export function ledgerProperties(resources: ResourceSpec[], first = 'bill'): INodeProperties[] {
	return [
		...resourceProperties(resources, first),
		...documentProperties(resources),
		...partyProperties(resources),
		...readProperties(resources),
		...targetProperties(resources),
		...requestProperties(),
	];
}

function readProperties(resources: ResourceSpec[]): INodeProperties[] {
	const show = { resource: offering(resources, 'getMany'), operation: ['getMany'] };
	return [
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: { show },
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { ...show, returnAll: [false] } },
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
	];
}

function targetProperties(resources: ResourceSpec[]): INodeProperties[] {
	const onOne = ['attach', 'delete', 'get', 'note', 'update'];
	return [
		locator({
			displayName: 'Record',
			name: 'target',
			modes: ['id', 'number', 'code', 'name', 'key'],
			required: true,
			description: 'The record, by the ID in the books, its number, code or name, or the document key',
			displayOptions: {
				show: { resource: offering(resources, 'attach', 'delete', 'get', 'note', 'update'), operation: onOne },
			},
		}),
		{
			displayName: 'Kind of Document',
			name: 'documentKind',
			type: 'string',
			default: '={{ $json.kind }}',
			required: true,
			description: 'What the books made of it: bill, supplierCredit, expense, journal, invoice or payment',
			displayOptions: { show: { resource: ['document'], operation: ['attach', 'note'] } },
		},
		{
			displayName: 'Changes',
			name: 'changes',
			type: 'json',
			default: '{}',
			required: true,
			description: 'The fields to change, named as in a document; the others stay as they are',
			displayOptions: { show: { resource: offering(resources, 'update'), operation: ['update'] } },
		},
		{
			displayName: 'Input Binary Field',
			name: 'binaryProperty',
			type: 'string',
			default: 'data',
			required: true,
			hint: 'The name of the input binary field that holds the file to be attached',
			displayOptions: { show: { resource: offering(resources, 'attach'), operation: ['attach'] } },
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			placeholder: 'e.g. receipt.pdf',
			description: 'Name in the books; empty to take the name of the file',
			displayOptions: { show: { resource: offering(resources, 'attach'), operation: ['attach'] } },
		},
		{
			displayName: 'Note',
			name: 'text',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Approved by Ana on 3 November',
			displayOptions: { show: { resource: offering(resources, 'note'), operation: ['note'] } },
		},
	];
}

function requestProperties(): INodeProperties[] {
	const show = { resource: ['api'], operation: ['request'] };
	return [
		{
			displayName: 'Method',
			name: 'method',
			type: 'options',
			default: 'GET',
			options: ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'].map((value) => ({ name: value, value })),
			displayOptions: { show },
		},
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. /Reports/TrialBalance',
			description: 'The part of the address behind the base address of the API',
			displayOptions: { show },
		},
		{ displayName: 'Query', name: 'query', type: 'json', default: '{}', displayOptions: { show } },
		{
			displayName: 'Body',
			name: 'body',
			type: 'json',
			default: '{}',
			displayOptions: { show: { ...show, method: ['DELETE', 'PATCH', 'POST', 'PUT'] } },
		},
	];
}
