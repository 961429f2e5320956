import type { INodeProperties } from 'n8n-workflow';
import { timeZone } from './dashboard';

const shown = (...operation: string[]) => ({ show: { operation } });

/** Of the operations about what is tried again, by itself or by a person. */
export const retryFields: INodeProperties[] = [
	{
		displayName: 'Tries',
		name: 'tries',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 6,
		displayOptions: shown('retries', 'failures'),
		description: 'After so many failures a problem waits for a person',
	},
	{
		displayName: 'Claim Of',
		name: 'claim',
		type: 'string',
		default: '',
		displayOptions: shown('retries'),
		description: 'ID of the execution that has written its starts into Sync retries and looks again: only starts written before its own count, so that of two runs at once one starts a sync. Empty at the first look.',
	},
	{
		displayName: 'Forms',
		name: 'forms',
		type: 'string',
		typeOptions: { rows: 4 },
		default: '',
		placeholder: 'e.g. Expensify to Xero = /form/expensify-to-xero',
		displayOptions: shown('failures'),
		description: 'Where settings and mappings of a sync are corrected, one a line: its name, "=", the address',
	},
	{
		displayName: 'Documents',
		name: 'documents',
		type: 'json',
		default: '={{ $json.documents }}',
		displayOptions: shown('again'),
		description: 'What to start again, as a list of { sync, workflow, key, source }',
	},
	{
		displayName: 'Started By',
		name: 'startedBy',
		type: 'string',
		default: 'form',
		displayOptions: shown('again'),
		description: 'What the log is to say about who started it',
	},
	{
		displayName: 'Changed After Posting',
		name: 'changed',
		type: 'options',
		default: 'refuse',
		displayOptions: shown('again'),
		description: 'What the sync is to do with a document that stands in the books and has another total or currency now',
		options: [
			{ name: 'Refuse', value: 'refuse', description: 'The document fails, and a person decides' },
			{ name: 'Update', value: 'update', description: 'It is brought up to date where the books allow that' },
		],
	},
	{
		displayName: 'Asked',
		name: 'asked',
		type: 'json',
		default: '[]',
		displayOptions: shown('outcome'),
		description: 'What was started, as Start Again gave it',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: shown('failures'),
		options: [
			{ displayName: 'Lines', name: 'most', type: 'number', typeOptions: { minValue: 1, maxValue: 1000 }, default: 100, description: 'How many open problems are shown' },
			timeZone,
		],
	},
];
