import type { INodeProperties } from 'n8n-workflow';
import { locator } from './locator';
import { offering, type ResourceSpec } from './resources';

/** One record that stands in the system: which one, and what to do with it. */
export function targetProperties(resources: ResourceSpec[]): INodeProperties[] {
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
