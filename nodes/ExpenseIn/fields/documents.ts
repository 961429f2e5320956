import type { INodeProperties } from 'n8n-workflow';

const marking = { resource: ['posting'], operation: ['markFailed', 'markPosted'] };
const receipt = { resource: ['receipt'], operation: ['download'] };

/** Marks of a posting, and receipts. */
export const documentFields: INodeProperties[] = [
	{
		displayName: 'Kind of Document',
		name: 'recordKind',
		type: 'string',
		default: "={{ ($json.origin?.type ?? $json.type) === 'supplierInvoice' ? 'supplierInvoice' : 'expense' }}",
		required: true,
		description: 'Either expense or supplierInvoice',
		displayOptions: { show: marking },
	},
	{
		displayName: 'IDs',
		name: 'ids',
		type: 'string',
		default: '={{ $json.id }}',
		required: true,
		description: 'IDs of the expenses or supplier invoices, separated by commas or as a list. Items under one reference go out together.',
		displayOptions: { show: marking },
	},
	{
		displayName: 'Reference',
		name: 'postingReference',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. PI000412',
		description: 'Number of the document in the books. The same one again changes nothing; another one is refused.',
		displayOptions: { show: { ...marking, operation: ['markPosted'] } },
	},
	{
		displayName: 'Reason',
		name: 'reason',
		type: 'string',
		default: '={{ $json.error }}',
		required: true,
		description: 'Why it is not in the books; people read it in the posting history',
		displayOptions: { show: { ...marking, operation: ['markFailed'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		displayOptions: { show: marking },
		options: [
			{
				displayName: 'Dry Run',
				name: 'dryRun',
				type: 'boolean',
				default: false,
				description: 'Whether to check everything and return what would be marked, without marking',
			},
		],
	},
	{
		displayName: 'By',
		name: 'by',
		type: 'options',
		default: 'url',
		options: [
			{ name: 'Address', value: 'url', description: 'One receipt, by its address in a line of the document' },
			{ name: 'Document', value: 'document', description: 'All receipts of an expense or supplier invoice' },
		],
		displayOptions: { show: receipt },
	},
	{
		displayName: 'Address',
		name: 'url',
		type: 'string',
		default: '={{ $json.url }}',
		required: true,
		placeholder: 'e.g. https://api.expensein.com/1.0/expenses/…/receipts/…',
		displayOptions: { show: { ...receipt, by: ['url'] } },
	},
	{
		displayName: 'Kind of Document',
		name: 'recordKind',
		type: 'options',
		default: 'expense',
		options: [
			{ name: 'Expense', value: 'expense' },
			{ name: 'Supplier Invoice', value: 'supplierInvoice' },
		],
		displayOptions: { show: { ...receipt, by: ['document'] } },
	},
	{
		displayName: 'Document ID',
		name: 'documentId',
		type: 'string',
		default: '={{ $json.id }}',
		required: true,
		displayOptions: { show: { ...receipt, by: ['document'] } },
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the output binary field to put the file in',
		displayOptions: { show: receipt },
	},
	{
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. receipt.jpg',
		description: 'Empty to keep the name that it has in ExpenseIn',
		displayOptions: { show: receipt },
	},
];
