import type { INodeProperties } from 'n8n-workflow';

export const alertFields: INodeProperties = {
	displayName: 'Options',
	name: 'alertOptions',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: { operation: ['alerts'] } },
	options: [
		{ displayName: 'Dashboard Address', name: 'dashboard', type: 'string', default: '', description: 'Stands in each message' },
		{ displayName: 'Expected Syncs', name: 'expected', type: 'string', typeOptions: { rows: 3 }, default: '', description: 'Names of syncs that should be there, one a line. One that never ran is told.' },
		{ displayName: 'Late After (Minutes)', name: 'graceMinutes', type: 'number', typeOptions: { minValue: 0 }, default: 30, description: 'How long after it was due a run that has not begun is called late' },
		{ displayName: 'Longest Run (Hours)', name: 'longestHours', type: 'number', typeOptions: { minValue: 1 }, default: 6, description: 'A run that has not ended after so long was broken off' },
		{ displayName: 'Remind After (Hours)', name: 'remindHours', type: 'number', typeOptions: { minValue: 1 }, default: 24, description: 'How long after the last message a problem that lasts is told again' },
	],
};
