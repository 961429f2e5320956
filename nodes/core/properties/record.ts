import type { INodeProperties } from 'n8n-workflow';
import { isDocumentKind } from '../model/documents';
import { offering, type OperationName, type ResourceSpec } from './resources';

/** Reference records that are made and changed, above all of the resource "record": whatever kind each item says. */
export function recordProperties(resources: ResourceSpec[]): INodeProperties[] {
	const among = (...names: OperationName[]) => offering(resources, ...names).filter((value) => !isDocumentKind(value) && value !== 'document');
	return [
		kindProperty(resources, ['get', 'getMany'], offering(resources, 'getMany')),
		kindProperty(resources, ['create', 'update'], among('create', 'update', 'upsert')),
		{
			displayName: 'Record',
			name: 'record',
			type: 'json',
			default: '={{ $json.record ?? $json }}',
			required: true,
			description: 'The record to make, as the node Reference Sync gives it',
			displayOptions: { show: { resource: among('create'), operation: ['create'] } },
		},
		{
			displayName: 'Whole Record',
			name: 'whole',
			type: 'json',
			default: '={{ $json.target ?? {} }}',
			description:
				'The record as it was read, not simplified: for systems that replace the whole record. Empty to have it read anew.',
			displayOptions: { show: { resource: among('update'), operation: ['update'] } },
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			displayOptions: { show: { resource: among('create', 'update'), operation: ['create', 'update'] } },
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

function kindProperty(resources: ResourceSpec[], operation: string[], kinds: string[]): INodeProperties {
	const options = resources
		.filter(({ value }) => kinds.includes(value) && !['api', 'document', 'record'].includes(value))
		.map(({ name, value }) => ({ name, value }))
		.sort((a, b) => a.name.localeCompare(b.name));
	const [{ value: first } = { value: '' }] = options;
	return {
		displayName: 'Kind of Record',
		name: 'kind',
		type: 'options',
		default: first,
		required: true,
		description: 'What to read or write. By an expression each item can say its own kind.',
		options,
		displayOptions: { show: { resource: ['record'], operation } },
	};
}
