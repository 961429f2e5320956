import type { INodeProperties } from 'n8n-workflow';
import { COMPARED, GROUP_BY, type Compared, type GroupBy } from '../settings';
import { optionFields } from './options';

const COMPARED_NAMES: Readonly<Record<Compared, string>> = {
	accounts: 'Accounts', currency: 'Currency', date: 'Date', dimensions: 'Dimensions', kind: 'Kind', party: 'Supplier or Customer', tax: 'Tax',
};
const GROUP_NAMES: Readonly<Record<GroupBy, string>> = {
	account: 'Account', dimension: 'Dimension', kind: 'Kind', month: 'Month', party: 'Supplier or Customer', taxRate: 'Tax Rate',
};

const choices = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>): INodeProperties['options'] =>
	values.map((value) => ({ name: names[value], value }));

/** What every reconciliation asks for. */
export const mainFields: INodeProperties[] = [
	{
		displayName: 'Both lists must be whole, also some days beyond the period. Read each with "Combine Into One Item", so that an empty list is told from one that was not read. Several lists on one side, such as bills and credits, are added together.',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: 'Reconciliation',
		description: 'Heading of the page, and the beginning of the file names',
	},
	{
		displayName: 'First Day',
		name: 'from',
		type: 'dateTime',
		default: '',
		description: 'First day of the period. Empty for all that came in.',
	},
	{
		displayName: 'Last Day',
		name: 'to',
		type: 'dateTime',
		default: '',
		description: 'Last day of the period. Empty for all that came in.',
	},
	{
		displayName: 'Own Keys Start With',
		name: 'ownKeys',
		type: 'string',
		default: '',
		placeholder: 'e.g. EXP-',
		description: 'Only documents of the books whose key starts so are the sync\'s own; others are neither extra nor counted, unless they turn out to be a document of the source. Several with commas; empty for all.',
	},
	{
		displayName: 'Tolerance',
		name: 'tolerance',
		type: 'string',
		default: '0',
		placeholder: 'e.g. 0.02',
		description: 'How much two amounts of one document may differ, in its currency',
	},
	{
		displayName: 'Days of Slack',
		name: 'slackDays',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 366 },
		default: 0,
		description: 'A document whose two days lie on both sides of the period\'s edge, and no farther apart than this, counts in the source\'s period',
	},
	{
		displayName: 'Compare',
		name: 'compare',
		type: 'multiOptions',
		default: [...COMPARED],
		description: 'What is compared beside the total and the period, where both sides tell it',
		options: choices(COMPARED, COMPARED_NAMES),
	},
	{
		displayName: 'Group By',
		name: 'groupBy',
		type: 'multiOptions',
		default: [...GROUP_BY],
		description: 'By what the report shows where the money went',
		options: choices(GROUP_BY, GROUP_NAMES),
	},
	{
		displayName: 'CSV File',
		name: 'csv',
		type: 'boolean',
		default: true,
		description: 'Whether the report carries a CSV file of all findings, as binary data "csv"',
	},
	{
		displayName: 'Page',
		name: 'page',
		type: 'boolean',
		default: true,
		description: 'Whether the report carries a web page for people, as binary data "page"',
	},
	optionFields,
];
