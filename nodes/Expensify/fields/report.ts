import type { INodeProperties } from 'n8n-workflow';
import { newReportFields } from './new-report';
import { dryRunOption, listFields, optionsField, reportIdField, showFor, simplifyField } from './shared';

export const reportOperations: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['report'] } },
	options: [
		{
			name: 'Create',
			value: 'create',
			action: 'Create a report',
			description: 'Create a report with its expenses',
		},
		{ name: 'Get', value: 'get', action: 'Get a report', description: 'Retrieve a report with its expenses' },
		{
			name: 'Get Many',
			value: 'getAll',
			action: 'Get many reports',
			description: 'Retrieve reports with their expenses',
		},
		{
			name: 'Mark as Exported',
			value: 'markExported',
			action: 'Mark a report as exported',
			description:
				'Put a label on a report that later queries can leave out. A label cannot be taken away again.',
		},
		{
			name: 'Mark as Reimbursed',
			value: 'markReimbursed',
			action: 'Mark a report as reimbursed',
			description: 'Move an approved report to reimbursed',
		},
	],
	default: 'getAll',
};

const many = showFor('report', 'getAll');
const read = showFor('report', 'get', 'getAll');
const mark = showFor('report', 'markExported');
const reimburse = showFor('report', 'markReimbursed');

/** How a server's answer is read; see the documentation of the node. */
export const readingOptions: INodeProperties[] = [
	{
		displayName: 'Invert Sign',
		name: 'invertSign',
		type: 'options',
		options: [
			{ name: 'All Expenses', value: 'all' },
			{ name: 'Company Card Expenses', value: 'card' },
			{ name: 'No', value: 'none' },
		],
		default: 'none',
		description: 'Which amounts to turn around, for card feeds that book a purchase as a negative amount',
	},
	{
		displayName: 'Number Style',
		name: 'numberStyle',
		type: 'options',
		options: [
			{ name: 'Automatic', value: 'auto', description: 'Plain, and quoted where that fails' },
			{ name: 'Plain', value: 'plain' },
			{ name: 'Quoted', value: 'quoted' },
		],
		default: 'auto',
		description: 'How the export template prints numbers',
	},
];

export const reportFields: INodeProperties[] = [
	reportIdField(showFor('report', 'get', 'markExported', 'markReimbursed')),
	{
		displayName: 'States',
		name: 'states',
		type: 'multiOptions',
		options: [
			{ name: 'Approved', value: 'approved' },
			{ name: 'Closed', value: 'closed' },
			{ name: 'Open', value: 'open' },
			{ name: 'Reimbursed', value: 'reimbursed' },
			{ name: 'Submitted', value: 'submitted', description: 'Shown as Processing or Outstanding on the website' },
		],
		default: ['approved'],
		description: 'Reports in one of these states; none chosen means all',
		displayOptions: many,
	},
	{
		displayName: 'Workspace Names or IDs',
		name: 'policies',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getPolicies' },
		default: [],
		description:
			'Reports of these workspaces; none chosen means all. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		displayOptions: many,
	},
	{
		displayName: 'From',
		name: 'from',
		type: 'dateTime',
		default: '={{ $now.minus({ days: 90 }).toISODate() }}',
		description:
			'Reports created or, if later, submitted on this day or after. Not needed with "Approved After" or report IDs.',
		displayOptions: many,
	},
	...listFields(many, { simplify: false, combine: false }),
	simplifyField(read),
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		displayOptions: many,
		options: [
			{
				displayName: 'Approved After',
				name: 'approvedAfter',
				type: 'dateTime',
				default: '',
				description: 'Reports approved on this day or after',
			},
			{
				displayName: 'Not Marked As',
				name: 'notMarkedAs',
				type: 'string',
				default: '',
				placeholder: 'e.g. n8n-xero',
				description: 'Leaves out reports that carry this label',
			},
			{
				displayName: 'Report IDs',
				name: 'reportIds',
				type: 'string',
				default: '',
				description: 'Only these, separated by commas. Dates do not count then.',
			},
			{
				displayName: 'To',
				name: 'to',
				type: 'dateTime',
				default: '',
				description: 'Reports created or, if later, submitted on this day or before',
			},
		],
	},
	optionsField(readingOptions, read),

	...newReportFields,
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		required: true,
		default: 'n8n',
		description: 'The filter "Not Marked As" leaves reports out by it',
		displayOptions: mark,
	},
	{
		displayName: 'Verify',
		name: 'verify',
		type: 'boolean',
		default: true,
		description:
			'Whether to ask Expensify afterwards which reports carry the label. Three more calls for up to a hundred reports.',
		displayOptions: mark,
	},
	{
		displayName: 'Payment Source',
		name: 'paymentSource',
		type: 'string',
		default: '',
		placeholder: 'e.g. Business Bank Account',
		description: "Shown in the report's history as where the money came from",
		displayOptions: reimburse,
	},
	optionsField([dryRunOption], showFor('report', 'markExported', 'markReimbursed')),
];
