import type { INodeProperties } from 'n8n-workflow';
import { OPERATORS } from '../filter';

/** Rows that are typed one below the other, as fixedCollections. */
type Show = INodeProperties['displayOptions'];

export const text = (displayName: string, name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});

export function table(
	head: Pick<INodeProperties, 'displayName' | 'name' | 'description'> & Partial<INodeProperties>,
	row: { displayName: string; name: string; values: INodeProperties[] },
	displayOptions: Show,
): INodeProperties {
	return {
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		default: {},
		placeholder: `Add ${row.displayName}`,
		...head,
		options: [row],
		displayOptions,
	};
}

export const matchTable = (words: { source: string; target: string }, byDefault: string[], displayOptions: Show): INodeProperties =>
	table(
		{
			displayName: 'Match By',
			name: 'match',
			description: 'How the same record is known in both lists, the surest way first. What one way has joined is out of reach for the next.',
			default: { step: byDefault.map((by) => ({ by, source: '', target: '' })) },
		},
		{
			displayName: 'Way',
			name: 'step',
			values: [
				{
					displayName: 'By',
					name: 'by',
					type: 'options',
					default: 'reference',
					options: [
						{ name: 'Email', value: 'email' },
						{ name: 'ID', value: 'id', description: 'The one side holds the ID of the other' },
						{ name: 'Name', value: 'name', description: 'Without regard to case, blanks and kinds of quotes' },
						{ name: 'Name and Email', value: 'nameAndEmail' },
						{ name: 'Reference', value: 'reference', description: 'The code, exactly' },
					],
				},
				text(`Field in ${words.source}`, 'source', { placeholder: 'e.g. code', description: 'Empty for the usual field; several with commas' }),
				text(`Field in ${words.target}`, 'target', { placeholder: 'e.g. code', description: 'Empty for the usual field; several with commas' }),
			],
		},
		displayOptions,
	);

const OPERATOR_NAMES: Readonly<Record<(typeof OPERATORS)[number], string>> = {
	contains: 'Contains', endsWith: 'Ends With', equals: 'Equals', in: 'Is One Of', isFalse: 'Is False', isTrue: 'Is True',
	notContains: 'Does Not Contain', notEquals: 'Does Not Equal', startsWith: 'Starts With',
};

export const filterRow = {
	displayName: 'Condition',
	name: 'filter',
	values: [
		text('Field', 'field', { placeholder: 'e.g. class' }),
		{
			displayName: 'Operator',
			name: 'operator',
			type: 'options',
			default: 'equals',
			options: OPERATORS.map((value) => ({ name: OPERATOR_NAMES[value], value })).sort((a, b) => a.name.localeCompare(b.name)),
		} satisfies INodeProperties,
		text('Value', 'value', { description: 'Several with commas for Is One Of; nothing for Is True and Is False' }),
	],
};

export const limitRow = {
	displayName: 'Limit',
	name: 'limit',
	values: [
		text('Field', 'field', { placeholder: 'e.g. name' }),
		{
			displayName: 'Most Characters',
			name: 'most',
			type: 'number',
			default: 0,
			typeOptions: { minValue: 0 },
			description: 'Zero for no limit. What is longer is a conflict and never cut off.',
		} satisfies INodeProperties,
		{ displayName: 'Required', name: 'required', type: 'boolean', default: false } satisfies INodeProperties,
		text('Refused Characters', 'forbidden', { placeholder: 'e.g. :<>' }),
		text('Message', 'message', {
			placeholder: 'e.g. Supplier {code} has no name',
			description: 'What is said instead of the usual words. {field} stands for a value of the record.',
		}),
	],
};

export const fixedRow = {
	displayName: 'Field',
	name: 'field',
	values: [
		text('Name', 'name', { placeholder: 'e.g. appliesTo' }),
		text('Value', 'value', { placeholder: 'e.g. ["Purchase"]', description: 'Text as it stands; true, false, and lists or objects as JSON' }),
	],
};

export const compareAs: INodeProperties = {
	displayName: 'Compare As',
	name: 'as',
	type: 'options',
	default: 'text',
	options: [
		{ name: 'Amount', value: 'amount', description: '20 and 20.00 are the same' },
		{ name: 'Country', value: 'country', description: 'US, USA and United States are the same' },
		{ name: 'Text', value: 'text', description: 'Exactly, but for blanks around it' },
		{ name: 'Text Without Regard to Case', value: 'ignoreCase' },
	],
};
