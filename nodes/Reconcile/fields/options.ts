import type { INodeProperties } from 'n8n-workflow';

const text = (displayName: string, name: string, more: Partial<INodeProperties>): INodeProperties => ({ displayName, name, type: 'string', default: '', ...more });

/** What most people leave as it is. */
export const optionFields: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		text('Base Currency', 'baseCurrency', { placeholder: 'e.g. GBP', description: 'Of documents that name none, such as journals' }),
		text('Currencies', 'currencies', { placeholder: 'e.g. GBP, EUR', description: 'Only these; empty for all' }),
		{
			displayName: 'Date Tolerance (Days)',
			name: 'dateTolerance',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 366 },
			default: 0,
			description: 'How many days the two dates of one document may lie apart',
		},
		text('Dead Statuses', 'deadStatuses', { default: 'voided, void, deleted', description: 'Documents with these statuses are left out; with commas' }),
		text('Field of the Day in Books', 'booksDateField', { default: 'date', description: 'By which a document belongs to a period, such as a posting date' }),
		text('Field of the Day in Source', 'sourceDateField', { default: 'date' }),
		text('Field of the Key in Books', 'booksKeyField', { default: 'key', description: 'Where a document of the books tells its document key' }),
		text('Field of the Key in Source', 'sourceKeyField', { default: 'key' }),
		text('Kinds', 'kinds', { placeholder: 'e.g. bill, supplierCredit', description: 'Only these; empty for all' }),
		{
			displayName: 'Likeness of Names (Percent)',
			name: 'matchLikeness',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100 },
			default: 60,
			description: 'How alike the names of a probable pair must be',
		},
		{
			displayName: 'Lines per Finding',
			name: 'most',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10000 },
			default: 500,
			description: 'How many lines of each sort of finding the page shows. The CSV file has all.',
		},
		{
			displayName: 'Lists of the Books',
			name: 'lists',
			type: 'json',
			default: '[]',
			description: 'Accounts, suppliers or the like, as records with ID, code and name, or as items with such records. They tell that account 493 of the source is the account with this ID in the books.',
		},
		{
			displayName: 'Match Also By',
			name: 'matchBy',
			type: 'multiOptions',
			default: ['number', 'likeness'],
			description: 'How documents without a common key are matched. Those found by amount, day and name come out as probable.',
			options: [
				{ name: 'Amount, Day and Name', value: 'likeness' },
				{ name: 'Number', value: 'number' },
			],
		},
		{
			displayName: 'Match Days',
			name: 'matchDays',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 366 },
			default: 5,
			description: 'How many days a probable pair may lie apart',
		},
		text('Page as Field', 'pageField', { placeholder: 'e.g. page', description: 'Name of a field that holds the page as text, too, for nodes that show HTML' }),
		text('Records Field', 'recordsField', { default: 'records', description: 'The field of a combined item that holds the list' }),
		{
			displayName: 'Show What Agrees',
			name: 'matched',
			type: 'boolean',
			default: false,
			description: 'Whether documents that are the same on both sides come out, too, as items and in the CSV file',
		},
	],
};
