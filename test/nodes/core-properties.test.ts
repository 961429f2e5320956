import { NodeHelpers, type INode, type INodeParameters, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { ledgerProperties } from '../../nodes/core/properties/ledger';
import type { ResourceSpec } from '../../nodes/core/properties/resources';
import { RESOURCES } from './core-ledger';

const description = { version: 1, properties: [] } as never;
const node = (parameters: INodeParameters): INode => ({
	id: '1', name: 'N', type: 'test.n', typeVersion: 1, position: [0, 0], parameters,
});
const resolve = (properties: INodeProperties[], parameters: INodeParameters) =>
	NodeHelpers.getNodeParameters(properties, parameters, true, false, node(parameters), description) ?? {};

/** What the editor shows for these choices. */
const shownFor = (properties: INodeProperties[], parameters: INodeParameters) =>
	properties.filter((property) => NodeHelpers.displayParameterPath(parameters, property, '', node(parameters), description));

function operationsOf(properties: INodeProperties[], resource: string): string[] {
	const operation = properties.find(({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.[0] === resource);
	return (operation?.options as INodePropertyOptions[]).map(({ value }) => String(value));
}

const sets: Array<[string, ResourceSpec[]]> = [
	['a system with everything', RESOURCES],
	['a system with little', RESOURCES.filter(({ value }) => ['account', 'supplier', 'bill', 'api'].includes(value))],
];

describe.each(sets)('the shared properties, %s', (_, resources) => {
	const properties = ledgerProperties(resources, resources[0]?.value);
	const cases = resources.flatMap(({ value }) => operationsOf(properties, value).map((operation) => [value, operation] as const));

	it.each(cases)('%s: %s resolves, shows each field once, and keeps what was typed', (resource, operation) => {
		for (const source of ['fields', 'item']) {
			const chosen = resolve(properties, { resource, operation, source });
			const shown = shownFor(properties, { source: 'fields', ...chosen });
			const names = shown.map(({ name }) => name);
			expect(names).toEqual([...new Set(names)]);
			expect(Object.keys(chosen)).toEqual(expect.arrayContaining(names.filter((name) => name !== 'source')));
			for (const { name, type } of shown) {
				if (['resource', 'operation', 'source'].includes(name) || !['string', 'json'].includes(type)) continue;
				expect(resolve(properties, { resource, operation, source, [name]: '={{ $json.x }}' })[name]).toBe('={{ $json.x }}');
			}
		}
	});

	it('has no condition on the children of collections, which n8n cannot resolve', () => {
		const children = properties.flatMap(({ options = [] }) =>
			options.flatMap((option) => ('values' in option ? option.values : 'type' in option ? [option] : [])),
		);
		expect(children.filter(({ displayOptions }) => displayOptions !== undefined)).toEqual([]);
	});

	it('names only resources and operations that exist', () => {
		const known = new Set(resources.map(({ value }) => value));
		const shown = (property: INodeProperties) => (property.displayOptions?.show?.resource ?? []) as string[];
		const every = properties.filter((property) => property.displayOptions !== undefined && shown(property).length > 0);
		const none = every.filter((property) => !shown(property).some((resource) => known.has(resource)));
		// Kept for systems that have them; never shown here.
		expect(none.every((property) => shownFor([property], { resource: resources[0]?.value ?? '' }).length === 0)).toBe(true);
	});
});

describe('fields of one name', () => {
	const properties = ledgerProperties(RESOURCES);
	it.each([
		['dimensionValue', 'dimension'], ['bankTransaction', 'Bank Account'],
	])('"of" is the one that belongs to %s', (resource, label) => {
		const chosen = resolve(properties, { resource, operation: 'getMany' });
		expect(shownFor(properties, chosen).filter(({ name }) => name === 'of').map(({ displayName }) => displayName)).toEqual([label]);
		expect(chosen.of).toMatchObject({ mode: 'list' });
	});

	it('"fields" of a supplier and of an item offer their own', () => {
		const offered = (resource: string) => {
			const chosen = resolve(properties, { resource, operation: 'upsert' });
			const fields = shownFor(properties, chosen).filter(({ name }) => name === 'fields');
			return fields.flatMap(({ options = [] }) => options.map(({ name }) => name));
		};
		expect(offered('supplier')).toContain('email');
		expect(offered('item')).toContain('salesPrice');
		expect(offered('item')).not.toContain('email');
	});

	it('"options" of a bill and of a supplier differ', () => {
		const offered = (resource: string, operation: string) =>
			shownFor(properties, resolve(properties, { resource, operation })).filter(({ name }) => name === 'options')
				.flatMap(({ options = [] }) => options.map(({ name }) => name));
		expect(offered('bill', 'create')).toEqual(['changed', 'closedPeriod', 'createParties', 'dryRun']);
		expect(offered('supplier', 'upsert')).toEqual(['dryRun']);
	});
});
