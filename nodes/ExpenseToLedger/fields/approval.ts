import type { INodeProperties } from 'n8n-workflow';

const displayOptions = { show: { operation: ['checkApproval'] } };

/** Check Approval: rules, answers, and how long to wait. */
export const approvalFields: INodeProperties[] = [
	{
		displayName: 'Input: reports. Place it before Map Reports. Without rules and approvals all reports are ready. Write the rows of the third output into the table of approvals; their "occasion" says whether to ask, to remind, that the time is over, or that nothing is asked any more.',
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
		description: 'Rows with workspace, department (a tag), above (an amount), currency, from (a day) and approver (an email address). An empty cell means all.',
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
		description: 'Whether all reports of an employee\'s month wait for one of them. Switch it on where documents are made per employee and month; it may differ by report.',
		displayOptions,
	},
	{
		displayName: 'Sync',
		name: 'approvalSync',
		type: 'string',
		default: '',
		description: 'Name of the sync that asks, as in its log; the workflow\'s own unless given',
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

/** Ask Approvers: one message for each of them. */
export const askFields: INodeProperties[] = [
	{
		displayName: 'Input: rows as Check Approval gives them. Output: a message for each approver (to, subject, text) with the rows to write once it went out; and rows to write at once.',
		name: 'askNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['askApprovers'] } },
	},
	{
		displayName: 'Tell Approvers',
		name: 'tell',
		type: 'boolean',
		default: true,
		description: 'Whether to make messages. Otherwise all questions are written at once, and nobody is reminded.',
		displayOptions: { show: { operation: ['askApprovers'] } },
	},
	{
		displayName: 'Form Address',
		name: 'formAddress',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://n8n.example.com/form/accounting-sync-approvals',
		description: 'Where people approve and reject; the form of the template unless given',
		displayOptions: { show: { operation: ['askApprovers'] } },
	},
];
