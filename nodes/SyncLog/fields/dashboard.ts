import type { INodeProperties } from 'n8n-workflow';

export const expectedSyncs: INodeProperties = { displayName: 'Expected Syncs', name: 'expected', type: 'string', typeOptions: { rows: 3 }, default: '', description: 'Names of syncs that should be there, one a line. One that never ran is shown as such.' };

export const lateAfter: INodeProperties = { displayName: 'Late After (Minutes)', name: 'graceMinutes', type: 'number', typeOptions: { minValue: 0 }, default: 30, description: 'How long after it was due a run that has not begun is called late' };

export const longestRun: INodeProperties = { displayName: 'Longest Run (Hours)', name: 'longestHours', type: 'number', typeOptions: { minValue: 1 }, default: 6, description: 'A run that has not ended after so long was broken off' };

export const timeZone: INodeProperties = { displayName: 'Time Zone', name: 'timeZone', type: 'string', default: '', placeholder: 'e.g. Europe/London', description: 'In which times and days are told; the workflow\'s own unless given' };

/** What most people leave as it is. */
export const dashboardFields: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: { operation: ['dashboard'] } },
	options: [
		{ displayName: 'Days', name: 'days', type: 'number', typeOptions: { minValue: 1, maxValue: 92 }, default: 30, description: 'How many days the chart has' },
		expectedSyncs,
		lateAfter,
		{ displayName: 'Lines', name: 'most', type: 'number', typeOptions: { minValue: 1, maxValue: 10000 }, default: 200, description: 'How many open problems the page shows' },
		longestRun,
		timeZone,
		{ displayName: 'Title', name: 'title', type: 'string', default: 'Accounting syncs' },
	],
};
