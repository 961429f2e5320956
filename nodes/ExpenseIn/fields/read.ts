import type { INodeProperties } from 'n8n-workflow';
import { locator } from '../../core/properties/locator';
import { combineProperty } from '../../core/properties/read';
import { offering, type ResourceSpec } from '../../core/properties/resources';
import { LIST_KINDS } from '../contract';

const changedSince: INodeProperties = {
	displayName: 'Changed Since',
	name: 'changedSince',
	type: 'dateTime',
	default: '',
	description: 'Only what was changed at or after this time',
};

const filters = (resource: string[], options: INodeProperties[]): INodeProperties => ({
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	displayOptions: { show: { resource, operation: ['getMany'] } },
	options,
});

const flag = (displayName: string, name: string, description: string): INodeProperties => ({
	displayName, name, type: 'boolean', default: true, description,
});

const listFilters = filters([...LIST_KINDS, 'record'], [
	flag('Active Only', 'activeOnly', 'Whether to leave out what is inactive'),
	changedSince,
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. Travel',
		description: 'Text to look for in name, reference or email',
	},
]);

const approval: INodeProperties[] = [
	{ displayName: 'Approved From', name: 'approvedFrom', type: 'dateTime', default: '', description: 'First day of the approval' },
	{ displayName: 'Approved To', name: 'approvedTo', type: 'dateTime', default: '', description: 'Last day of the approval' },
];
const marks: INodeProperties[] = [
	flag('Failed Only', 'failedOnly', 'Whether to give only what is marked as failed to post'),
	flag('Not Exported', 'notExported', 'Whether to leave out what is marked as posted already'),
];

const expenseFilters = filters(['expense'], [
	...approval,
	changedSince,
	...marks,
	{
		displayName: 'Not Waiting to Be Billed',
		name: 'notWaitingToBeBilled',
		type: 'boolean',
		default: true,
		description: 'Whether to leave out what is to be re-charged to a client and not yet marked as billed',
	},
	{
		displayName: 'Sections',
		name: 'sections',
		type: 'multiOptions',
		default: [],
		options: [
			{ name: 'Reconcilable', value: 'Reconcilable', description: 'Paid by a company card or another company method' },
			{ name: 'Reimbursable', value: 'Reimbursable', description: 'Owed to the employee' },
		],
		description: 'None chosen means all',
	},
	{
		displayName: 'Types',
		name: 'types',
		type: 'multiOptions',
		default: [],
		options: ['Mileage', 'Purchase', 'Time'].map((value) => ({ name: value, value })),
		description: 'None chosen means all',
	},
]);

const postingFilters = filters(['posting'], [
	changedSince,
	{
		displayName: 'Search',
		name: 'search',
		type: 'string',
		default: '',
		placeholder: 'e.g. EI10234',
		description: 'Text to look for in the number of the document or the reference of the posting',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		default: 'Failed',
		options: [
			{ name: 'Complete', value: 'Complete' },
			{ name: 'Failed', value: 'Failed' },
		],
	},
]);

export function readFields(resources: ResourceSpec[]): INodeProperties[] {
	const many = { resource: offering(resources, 'getMany'), operation: ['getMany'] };
	const lists = [...LIST_KINDS, 'record'];
	return [
		{
			displayName: 'Kind',
			name: 'kind',
			type: 'string',
			default: '={{ $json.kind }}',
			required: true,
			description: 'One of user, category, project, department, taxRate, supplier; for reading also expense, supplierInvoice, posting',
			displayOptions: { show: { resource: ['record'] } },
		},
		locator({
			displayName: 'Record',
			name: 'target',
			modes: ['list', 'id', 'code', 'name'],
			search: 'searchRecords',
			required: true,
			description: 'The record, by its ID, reference or name',
			displayOptions: { show: { resource: lists, operation: ['get', 'update'] } },
		}),
		locator({
			displayName: 'Document',
			name: 'target',
			modes: ['id', 'number'],
			required: true,
			description: 'By its ID, or by its number, for which all documents are read',
			displayOptions: { show: { resource: ['expense', 'supplierInvoice'], operation: ['get'] } },
		}),
		{
			displayName: 'Statuses',
			name: 'statuses',
			type: 'multiOptions',
			default: ['Approved'],
			options: ['Approved', 'Completed', 'Draft', 'Rejected', 'Submitted'].map((value) => ({ name: value, value })),
			description: 'Documents in one of these states; none chosen means all',
			displayOptions: { show: { resource: ['expense', 'supplierInvoice'], operation: ['getMany'] } },
		},
		combineProperty({ show: many }),
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			description: 'Whether to return all results or only up to a given limit',
			displayOptions: { show: { ...many, combine: [false] } },
		},
		{
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 50,
			description: 'Max number of results to return',
			displayOptions: { show: { ...many, combine: [false], returnAll: [false] } },
		},
		{
			displayName: 'Simplify',
			name: 'simplify',
			type: 'boolean',
			default: true,
			description: 'Whether to return a simplified version of the response instead of the raw data',
			displayOptions: { show: { resource: offering(resources, 'get', 'getMany'), operation: ['get', 'getMany'] } },
		},
		listFilters,
		expenseFilters,
		filters(['supplierInvoice'], [...approval, changedSince, ...marks]),
		postingFilters,
	];
}
