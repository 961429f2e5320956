import type { INodeProperties } from 'n8n-workflow';
import { showFor } from './shared';

export const jobOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['job'] } },
	options: [
		{
			name: 'Run',
			value: 'run',
			action: 'Run a custom job',
			description: 'Send any job to the integration server',
		},
	],
	default: 'run',
};

const run = showFor('job', 'run');

export const jobFields: INodeProperties[] = [
	{
		displayName: 'Job',
		name: 'job',
		type: 'json',
		required: true,
		default: '{\n  "type": "get",\n  "inputSettings": { "type": "policyList" }\n}',
		description: "The job without credentials; the node's credential is put in when it is sent",
		displayOptions: run,
	},
	{
		displayName: 'Parts',
		name: 'parts',
		type: 'collection',
		placeholder: 'Add part',
		default: {},
		displayOptions: run,
		options: [
			{
				displayName: 'Data',
				name: 'data',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				description: 'JSON text of an employee feed',
			},
			{
				displayName: 'File',
				name: 'file',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				description: 'CSV or TSV text of dependent tags',
			},
			{
				displayName: 'Template',
				name: 'template',
				type: 'string',
				typeOptions: { rows: 4 },
				default: '',
				description: 'FreeMarker template of an export',
			},
		],
	},
	{
		displayName: 'Download the File',
		name: 'download',
		type: 'boolean',
		default: false,
		description: 'Whether to wait for the file that the job makes, and put it out',
		displayOptions: run,
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		required: true,
		default: 'data',
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show: { ...run.show, download: [true] } },
	},
];
