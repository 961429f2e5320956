import type { INodeProperties } from 'n8n-workflow';
import { expectedSyncs, lateAfter, longestRun, timeZone } from './dashboard';

export const alertFields: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	displayOptions: { show: { operation: ['alerts'] } },
	options: [
		expectedSyncs,
		lateAfter,
		longestRun,
		{ displayName: 'Remind After (Hours)', name: 'reminderHours', type: 'number', typeOptions: { minValue: 0 }, default: 24, description: 'After how long a problem that lasts is told again; 0 for never' },
		timeZone,
	],
};
