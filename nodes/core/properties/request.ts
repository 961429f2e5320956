import type { INodeProperties } from 'n8n-workflow';

/** Any endpoint: the resource "api". */
export function requestProperties(): INodeProperties[] {
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
