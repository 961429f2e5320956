import type { INodeProperties } from 'n8n-workflow';
import type { ResourceSpec } from '../core/properties/resources';

const STATE_RULE = (word: string): ResourceSpec['extra'] => [
	{
		name: 'Apply State Rule',
		value: 'stateRule',
		action: `Apply the state rule to a ${word}`,
		description: 'Fill in a missing state and country, or refuse the record, as the settings of the sync say; writes nothing',
	},
];
const LIST = ['get', 'getMany'] as const;
const MASTER = ['create', ...LIST, 'update'] as const;

/** What the Work node offers, resource by resource. A client is what other systems call a customer. */
export const RESOURCES: ResourceSpec[] = [
	{ value: 'api', name: 'Custom API Call', operations: ['request'] },
	{
		value: 'company',
		name: 'Company',
		operations: [],
		extra: [{ name: 'Get', value: 'get', action: 'Get the company', description: 'Get the company with its default state and country' }],
	},
	{ value: 'customer', name: 'Client', operations: [...MASTER, 'upsert'], extra: STATE_RULE('client') },
	{
		value: 'document',
		name: 'Document of Any Kind',
		operations: ['create'],
		description: 'Invoices and payments, as each item says',
	},
	{ value: 'invoice', name: 'Invoice', operations: ['create', 'delete', ...LIST, 'update'] },
	{ value: 'item', name: 'Billing Item', operations: [...MASTER, 'upsert'] },
	{ value: 'job', name: 'Job', operations: [...LIST] },
	{
		value: 'link',
		name: 'External Reference',
		operations: [],
		description: 'The ID of a record in another system, kept with the record in Work',
		extra: [
			{ name: 'Clear', value: 'clear', action: 'Clear an external reference', description: 'Forget the ID in the other system' },
			{ name: 'Set', value: 'set', action: 'Set an external reference', description: 'Note the ID in the other system; wakes no trigger' },
		],
	},
	{ value: 'payment', name: 'Payment', operations: ['create', 'delete', ...LIST] },
	{
		value: 'record',
		name: 'Record of Any Kind',
		operations: [...MASTER],
		description: 'Clients, sites, billing items and other lists, as each item says',
	},
	{ value: 'site', name: 'Site', operations: [...MASTER], extra: STATE_RULE('site') },
	{ value: 'taxRate', name: 'Tax Rate', operations: [...LIST] },
];

const linked = (operation: string[]) => ({ show: { resource: ['link'], operation } });

/** Properties of the operations that only Work has. */
export const workProperties: INodeProperties[] = [
	{
		displayName: 'Belongs To ID',
		name: 'of',
		type: 'string',
		default: '',
		description: 'Only what belongs to the client of this ID, of payments the invoice; empty for all',
		displayOptions: { show: { resource: ['invoice', 'job', 'payment', 'site'], operation: ['getMany'] } },
	},
	{
		displayName: 'Record',
		name: 'record',
		type: 'json',
		default: '={{ $json }}',
		required: true,
		description: 'A customer as another system gives it, or an item with a combined list of them',
		displayOptions: { show: { resource: ['customer', 'site'], operation: ['stateRule'] } },
	},
	{
		displayName: 'Use Default State',
		name: 'useDefault',
		type: 'boolean',
		default: true,
		description: "Whether a record without state or country gets the company's default ones; otherwise it fails",
		displayOptions: { show: { resource: ['customer'], operation: ['stateRule'] } },
	},
	{
		displayName: 'Use Default Client Information',
		name: 'useDefault',
		type: 'boolean',
		default: false,
		description: "Whether a site without state or country gets its client's; otherwise it fails",
		displayOptions: { show: { resource: ['site'], operation: ['stateRule'] } },
	},
	{
		displayName: 'Client',
		name: 'client',
		type: 'json',
		default: '={{ $json.client ?? {} }}',
		description: "The site's client, of which the address is taken",
		displayOptions: { show: { resource: ['site'], operation: ['stateRule'] } },
	},
	{
		displayName: 'Kind of Record',
		name: 'linkKind',
		type: 'options',
		default: 'customer',
		required: true,
		options: [
			{ name: 'Billing Item', value: 'item' },
			{ name: 'Client', value: 'customer' },
			{ name: 'Invoice', value: 'invoice' },
			{ name: 'Payment', value: 'payment' },
			{ name: 'Site', value: 'site' },
		],
		displayOptions: linked(['clear', 'set']),
	},
	{
		displayName: 'Record ID',
		name: 'recordId',
		type: 'string',
		default: '={{ $json.id }}',
		required: true,
		description: 'The ID in Work',
		displayOptions: linked(['clear', 'set']),
	},
	{
		displayName: 'System',
		name: 'system',
		type: 'string',
		default: 'qbo',
		required: true,
		placeholder: 'e.g. qbo',
		description: 'A short name for the other system',
		displayOptions: linked(['clear', 'set']),
	},
	{
		displayName: 'External ID',
		name: 'externalId',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 58',
		description: 'The ID in the other system',
		displayOptions: linked(['set']),
	},
	{
		displayName: 'External Version',
		name: 'externalVersion',
		type: 'string',
		default: '',
		description: "The other system's version of the record, where it has one",
		displayOptions: linked(['set']),
	},
];
