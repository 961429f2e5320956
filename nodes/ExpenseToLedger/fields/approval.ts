import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { operation: ['checkApproval'] } };

/** Check Approval: rules, answers, and how long to wait. */
export const approvalFields: INodeProperties[] = [
	{
		displayName: 'Input: reports. Place it before Map Reports. Without rules and approvals all reports are ready. Write the rows of the third output into the table of approvals; their "action" says whether to ask, to remind, or to tell that the time is over.',
		name: 'approvalNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'Approval Rules',
		name: 'approvalRules',
		type: 'json',
		default: '[]',
		description: 'Rows with workspace, department (a tag), above (an amount), currency and approver (an email address). An empty cell means all.',
		displayOptions,
	},
	{
		displayName: 'Approvals',
		name: 'approvals',
		type: 'json',
		default: '[]',
		description: 'All rows of the table of approvals. A person answers by the state: approved or rejected.',
		displayOptions,
	},
	{
		displayName: 'Remind After Hours',
		name: 'remindAfterHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 24,
		description: 'How long to wait for an answer before the approver is reminded, once. 0 never reminds.',
		displayOptions,
	},
	{
		displayName: 'Expire After Days',
		name: 'expireAfterDays',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 7,
		description: 'How long to wait for an answer at all. The report stays held after that. 0 waits for ever.',
		displayOptions,
	},
	{
		displayName: 'Hold Whole Months',
		name: 'wholeMonths',
		type: 'boolean',
		default: false,
		description: 'Whether all reports of an employee\'s month wait for one of them. Switch it on where documents are made per employee and month.',
		displayOptions,
	},
	{
		displayName: 'Treat as Now',
		name: 'approvalNow',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2026-11-30T09:00:00Z',
		description: 'The time of the run, for trying out. Otherwise the time of the clock.',
		displayOptions,
	},
];
