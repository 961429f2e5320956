import type { INodeProperties } from 'n8n-workflow';
import { offering, type ResourceSpec } from './resources';

const text = (displayName: string, name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});

/** Supplier, customer and item: from the input, or typed. */
export function partyProperties(resources: ResourceSpec[]): INodeProperties[] {
	const all = offering(resources, 'upsert');
	const parties = all.filter((value) => value !== 'item');
	const show = (resource: string[], source?: string) => ({
		show: { resource, operation: ['upsert'], ...(source === undefined ? {} : { source: [source] }) },
	});
	return [
		{
			displayName: 'Find By',
			name: 'matchBy',
			type: 'options',
			default: 'name',
			description: 'The field that tells whether the books hold it already',
			options: [
				{ name: 'Code', value: 'code' },
				{ name: 'Email', value: 'email' },
				{ name: 'External ID', value: 'externalId' },
				{ name: 'ID', value: 'id' },
				{ name: 'Name', value: 'name' },
			],
			displayOptions: show(all),
		},
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			default: 'fields',
			options: [
				{ name: 'Define Below', value: 'fields' },
				{ name: 'From Input', value: 'item' },
			],
			displayOptions: show(all),
		},
		{
			displayName: 'Record',
			name: 'record',
			type: 'json',
			default: '={{ $json }}',
			required: true,
			description: 'The record; fields that it lacks stay as they are in the books',
			displayOptions: show(all, 'item'),
		},
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'Fields left out stay as they are in the books',
			displayOptions: show(parties, 'fields'),
			options: [
				text('Account Number', 'accountNumber'),
				text('Address Line 1', 'line1'),
				text('Address Line 2', 'line2'),
				text('City', 'city'),
				text('Code', 'code'),
				text('Country', 'country'),
				text('Currency', 'currency', { placeholder: 'e.g. EUR' }),
				text('Email', 'email', { placeholder: 'e.g. name@email.com' }),
				text('External ID', 'externalId'),
				text('First Name', 'firstName'),
				text('ID', 'id'),
				text('Last Name', 'lastName'),
				text('Name', 'name', { placeholder: 'e.g. Bay Hire Ltd' }),
				text('Phone', 'phone'),
				text('Postal Code', 'postalCode'),
				text('Region', 'region'),
				text('Tax Number', 'taxNumber'),
			],
		},
		{
			displayName: 'Fields',
			name: 'fields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			description: 'Fields left out stay as they are in the books',
			displayOptions: show(all.includes('item') ? ['item'] : ['none'], 'fields'),
			options: [
				text('Code', 'code', { placeholder: 'e.g. CALL-OUT' }),
				text('Description', 'description'),
				text('ID', 'id'),
				text('Name', 'name'),
				text('Purchase Account', 'purchaseAccount', { placeholder: 'e.g. 310' }),
				text('Purchase Price', 'purchasePrice', { placeholder: 'e.g. 12.50' }),
				text('Purchase Tax Rate', 'purchaseTaxRate'),
				text('Sales Account', 'salesAccount', { placeholder: 'e.g. 200' }),
				text('Sales Price', 'salesPrice', { placeholder: 'e.g. 95.00' }),
				text('Sales Tax Rate', 'salesTaxRate'),
			],
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add Option',
			default: {},
			displayOptions: show(all),
			options: [
				{
					displayName: 'Dry Run',
					name: 'dryRun',
					type: 'boolean',
					default: false,
					description: 'Whether to check everything and show what would be written, and write nothing',
				},
			],
		},
	];
}
