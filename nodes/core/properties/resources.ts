import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { isDocumentKind } from '../model/documents';

/** What a system's node offers for one of its resources. */
export interface ResourceSpec {
	/** The canonical kind ("bill"), "document" for any kind, or "api". */
	value: string;
	/** "Bill" */
	name: string;
	operations: OperationName[];
	/** Operations that only this system has. */
	extra?: INodePropertyOptions[];
	description?: string;
}

export type OperationName =
	| 'attach' | 'create' | 'delete' | 'get' | 'getMany' | 'note' | 'request' | 'update' | 'upsert';

interface Wording {
	name: string;
	action: (one: string, many: string) => string;
	description: (one: string, many: string) => string;
}

const OPERATIONS: Readonly<Record<OperationName, Wording>> = {
	attach: {
		name: 'Attach File',
		action: (one) => `Attach a file to ${article(one)}`,
		description: (one) => `Attach a file, such as a receipt, to ${article(one)}; the same file is stored once`,
	},
	create: {
		name: 'Create',
		action: (one) => `Create ${article(one)}`,
		description: (one) => `Post ${article(one)}; the same document key is posted once, whatever happens`,
	},
	delete: {
		name: 'Delete',
		action: (one) => `Delete ${article(one)}`,
		description: (one) => `Take back ${article(one)}: delete a draft, void what was posted`,
	},
	get: { name: 'Get', action: (one) => `Get ${article(one)}`, description: (one) => `Get ${article(one)}` },
	getMany: {
		name: 'Get Many',
		action: (_one, many) => `Get many ${many}`,
		description: (_one, many) => `Get many ${many}`,
	},
	note: {
		name: 'Add Note',
		action: (one) => `Add a note to ${article(one)}`,
		description: (one) => `Leave a note in the history of ${article(one)}`,
	},
	request: {
		name: 'Request',
		action: () => 'Call any endpoint',
		description: () => 'Call any endpoint with the same credential, limits and errors',
	},
	update: {
		name: 'Update',
		action: (one) => `Update ${article(one)}`,
		description: (one) => `Change the given fields of ${article(one)}`,
	},
	upsert: {
		name: 'Create or Update',
		action: (one) => `Create or update ${article(one)}`,
		description: () => 'Create a new record, or update the current one if it already exists (upsert)',
	},
};

/** In lists there is no document key: a record is found by its code or name. */
const CREATE_RECORD: Wording = {
	...OPERATIONS.create,
	description: (one) => `Create ${article(one)}; one that is there already comes out as found`,
};

function article(word: string): string {
	return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
}

function plural(word: string): string {
	if (word.endsWith('y') && !/[aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
	return word.endsWith('s') ? word : `${word}s`;
}

/** The two choices at the top of every node: what, and what to do with it. */
export function resourceProperties(resources: ResourceSpec[], first: string): INodeProperties[] {
	const sorted = [...resources].sort((a, b) => a.name.localeCompare(b.name));
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			default: first,
			options: sorted.map(({ name, value, description }) => ({ name, value, description })),
		},
		...sorted.map(operationProperty),
	];
}

function operationProperty({ value, name, operations, extra = [] }: ResourceSpec): INodeProperties {
	const one = name.toLowerCase();
	const options = operations.map((operation): INodePropertyOptions => {
		const posts = value === 'document' || isDocumentKind(value);
		const wording = operation === 'create' && !posts ? CREATE_RECORD : OPERATIONS[operation];
		return {
			name: wording.name,
			value: operation,
			action: wording.action(one, plural(one)),
			description: wording.description(one, plural(one)),
		};
	});
	const all = [...options, ...extra].sort((a, b) => a.name.localeCompare(b.name));
	const preferred = operations.includes('create') ? 'create' : (operations[0] ?? String(all[0]?.value));
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		default: preferred,
		options: all,
	};
}

/** Resources that offer an operation, for `displayOptions`. */
export function offering(resources: ResourceSpec[], ...names: OperationName[]): string[] {
	return resources
		.filter(({ operations }) => names.some((name) => operations.includes(name)))
		.map(({ value }) => value);
}

/** What the system's users call a kind of record: Xero's dimension values are tracking options. */
export function wordFor(resources: ResourceSpec[], kind: string, otherwise: string): string {
	return resources.find(({ value }) => value === kind)?.name ?? otherwise;
}
