import type { INodeProperties } from 'n8n-workflow';
import { offering, type ResourceSpec } from '../../core/properties/resources';
import { LIST_KINDS } from '../contract';

const named = LIST_KINDS.filter((kind) => kind !== 'user');
const making = { operation: ['create', 'upsert'] };

const field = (resource: string[], property: Omit<INodeProperties, 'displayOptions'>): INodeProperties => ({
	...property,
	displayOptions: { show: { resource, ...making, source: ['fields'] } },
});

const more = (resource: string[], options: INodeProperties[]): INodeProperties =>
	field(resource, { displayName: 'More Fields', name: 'moreFields', type: 'collection', placeholder: 'Add field', default: {}, options });

const text = (displayName: string, name: string, description?: string): INodeProperties => ({
	displayName, name, type: 'string', default: '', ...(description === undefined ? {} : { description }),
});

const active: INodeProperties = {
	displayName: 'Active', name: 'active', type: 'boolean', default: true, description: 'Whether people can choose it',
};
const appliesTo: INodeProperties = {
	displayName: 'Applies To',
	name: 'appliesTo',
	type: 'multiOptions',
	default: ['Purchase'],
	options: ['Invoice', 'Mileage', 'Purchase', 'Time'].map((value) => ({ name: value, value })),
	description: 'What can be claimed under it; nothing chosen leaves it to ExpenseIn',
};
const description = text('Description', 'description');

export function saveFields(resources: ResourceSpec[]): INodeProperties[] {
	const lists = offering(resources, 'upsert');
	return [
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			options: [
				{ name: 'Fields', value: 'fields', description: 'Fill in the fields below' },
				{ name: 'JSON', value: 'json', description: 'Take an object, usually the item itself' },
			],
			default: 'fields',
			displayOptions: { show: { resource: [...LIST_KINDS], ...making } },
		},
		field(named, { displayName: 'Name', name: 'name', type: 'string', required: true, default: '' }),
		field(['user'], { displayName: 'Email', name: 'email', type: 'string', placeholder: 'e.g. name@example.com', required: true, default: '' }),
		field([...LIST_KINDS], {
			displayName: 'Reference',
			name: 'code',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5110',
			description: 'What the books call it: account, BI code, tax code or supplier code. It tells whether the record is there already.',
		}),
		field(['taxRate'], {
			displayName: 'Percent',
			name: 'percent',
			type: 'string',
			default: '',
			placeholder: 'e.g. 20',
			description: 'Needed to create one. The percent of a tax rate that exists cannot be changed and is left alone.',
		}),
		more(['category'], [
			active,
			appliesTo,
			text('Default Tax Rate ID', 'defaultTaxRateId'),
			description,
			text('Fixed Amount', 'fixedAmount', 'The most that can be claimed'),
		]),
		more(['project'], [
			active,
			appliesTo,
			{ displayName: 'Billable', name: 'billable', type: 'boolean', default: true, description: 'Whether its expenses are re-charged to a client' },
			text('Client Name', 'clientName'),
			description,
		]),
		more(['department'], [active, description]),
		more(['taxRate'], [active]),
		more(['supplier'], [
			active,
			text('Currency', 'currency', 'Code such as EUR'),
			{ displayName: 'Email', name: 'email', type: 'string', placeholder: 'e.g. name@example.com', default: '' },
		]),
		more(['user'], [active, text('Department ID', 'departmentId'), text('First Name', 'firstName'), text('Last Name', 'lastName')]),
		{
			displayName: 'Record',
			name: 'record',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'Fields such as name, code (the reference), percent, active, description; the vendor\'s own names work too',
			displayOptions: { show: { resource: [...LIST_KINDS], ...making, source: ['json'] } },
		},
		{
			displayName: 'Record',
			name: 'record',
			type: 'json',
			default: '={{ $json.record ?? $json }}',
			required: true,
			description: 'Fields such as name, code (the reference), percent, active, description; the vendor\'s own names work too',
			displayOptions: { show: { resource: ['record'], ...making } },
		},
		{
			displayName: 'Match By',
			name: 'matchBy',
			type: 'options',
			default: 'code',
			options: [
				{ name: 'Email', value: 'email', description: 'Of users and suppliers' },
				{ name: 'ID', value: 'id' },
				{ name: 'Name', value: 'name' },
				{ name: 'Reference', value: 'code' },
			],
			description: 'What tells whether the record is there already',
			displayOptions: { show: { resource: lists, operation: ['upsert'] } },
		},
		{
			displayName: 'Changes',
			name: 'changes',
			type: 'json',
			default: '={{ $json.changes }}',
			required: true,
			description: 'The fields to change, such as name, code or active; the others stay as they are',
			displayOptions: { show: { resource: lists, operation: ['update'] } },
		},
		{
			displayName: 'Whole Record',
			name: 'whole',
			type: 'json',
			default: '={{ $json.target ?? {} }}',
			description: 'The record as it was read with Simplify off, so that it is not read again. Empty or simplified to have it read anew.',
			displayOptions: { show: { resource: lists, operation: ['update'] } },
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			displayOptions: { show: { resource: lists, operation: ['create', 'update', 'upsert'] } },
			options: [
				{
					displayName: 'Dry Run',
					name: 'dryRun',
					type: 'boolean',
					default: false,
					description: 'Whether to check everything and return what would be written, without writing',
				},
			],
		},
	];
}
