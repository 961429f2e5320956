import type { INodeProperties } from 'n8n-workflow';

/** Suggest Mappings: the lists of both sides. */
export const suggestFields: INodeProperties[] = [
	{
		displayName: 'Input: reports of the workspace, exported ones too; they tell merchants, employees and what was used before. Each item that comes out is a row for the mapping table that its "table" names.',
		name: 'suggestNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { operation: ['suggestMappings'] } },
	},
	{
		displayName: 'Workspace',
		name: 'workspace',
		type: 'string',
		default: '',
		required: true,
		description: 'ID of the workspace that the rows are for',
		displayOptions: { show: { operation: ['suggestMappings'] } },
	},
	{
		displayName: 'Source Lists',
		name: 'sourceLists',
		type: 'json',
		default: '{}',
		description: 'Lists of the workspace under categories, taxes and tags',
		displayOptions: { show: { operation: ['suggestMappings'] } },
	},
	{
		displayName: 'Books Lists',
		name: 'booksLists',
		type: 'json',
		default: '{}',
		description: 'Lists of the books under account, taxRate, dimensionValue and supplier, and under expenseType and employee where there are any',
		displayOptions: { show: { operation: ['suggestMappings'] } },
	},
	{
		displayName: 'Books Documents',
		name: 'booksDocuments',
		type: 'json',
		default: '[]',
		description: 'Documents of the books, for what was used before',
		displayOptions: { show: { operation: ['suggestMappings'] } },
	},
];

/** Make Page: tables of text. */
export const pageFields: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'pageTitle',
		type: 'string',
		default: '',
		displayOptions: { show: { operation: ['makePage'] } },
	},
	{
		displayName: 'Introduction',
		name: 'introduction',
		type: 'string',
		typeOptions: { rows: 3 },
		default: '',
		description: 'A paragraph for each line',
		displayOptions: { show: { operation: ['makePage'] } },
	},
	{
		displayName: 'Sections',
		name: 'sections',
		type: 'json',
		default: '[]',
		description: 'A table each, with title, columns (pairs of member and heading) and rows; all of it is shown as text',
		displayOptions: { show: { operation: ['makePage'] } },
	},
];
