import type { IDataObject } from 'n8n-workflow';
import { PACKAGE } from '../support/bench';
import { itemsOf, type Execution } from '../support/n8n';
import { World } from '../support/world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world?.close());

const SUPPLIERS = [
	{ code: 'V-1', name: 'Reference Sync Test Ltd', email: 'one@sync.test', active: true },
	{ code: 'V-2', name: 'Müller Holz GmbH', active: true },
	{ code: 'V-3', name: 'Never Used', active: false },
];

const node = (name: string, type: string, at: [number, number], parameters: IDataObject, more: object = {}) => ({
	id: `node-${name}`, name, type, typeVersion: 1, position: at, parameters, ...more,
});
const xero = (name: string, at: [number, number], parameters: IDataObject) =>
	node(name, `${PACKAGE}.accountingXero`, at, { authentication: 'oAuth2', organisation: { __rl: true, mode: 'list', value: '' }, resource: 'record', ...parameters }, {
		onError: 'continueErrorOutput', credentials: { accountingXeroOAuth2Api: { name: 'Xero (sandbox)' } },
	});
const to = (...targets: Array<[string, number] | undefined>) => ({
	main: targets.map((target) => (target === undefined ? [] : [{ node: target[0], type: 'main', index: target[1] }])),
});

/** Suppliers of elsewhere, kept in step in Xero: two lists, the comparison, and what it says to do. */
async function sync(suppliers: IDataObject[]): Promise<Execution> {
	const part = { part: 'suppliers', kind: 'supplier' };
	const workflow = {
		name: 'Reference sync on a real n8n',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', [0, 0], {}),
			node('Parts', 'n8n-nodes-base.noOp', [200, 0], {}),
			node('Source list', 'n8n-nodes-base.noOp', [400, 0], {}),
			xero('Target list', [400, 200], { operation: 'getMany', kind: '={{ $json.kind }}', combine: true, simplify: false }),
			node('Reference Sync', `${PACKAGE}.referenceSync`, [600, 0], {
				operation: 'oneWay', groupBy: 'part', more: { passOn: 'kind' },
				match: { step: [{ by: 'reference', source: '', target: '' }, { by: 'name', source: '', target: '' }] },
				fields: { rule: ['name', 'code', 'email'].map((field) => ({ source: field, target: field, owner: 'always', value: '', as: 'text', clear: false })) },
			}),
			xero('Create', [800, 0], { operation: 'create', kind: '={{ $json.kind }}' }),
			xero('Update', [800, 200], { operation: 'update', kind: '={{ $json.kind }}', target: { __rl: true, mode: 'id', value: '={{ $json.id }}' }, changes: '={{ $json.changes }}' }),
		],
		connections: {
			Start: to(['Parts', 0]),
			Parts: { main: [[{ node: 'Source list', type: 'main', index: 0 }, { node: 'Target list', type: 'main', index: 0 }]] },
			'Source list': to(['Reference Sync', 0]),
			'Target list': to(['Reference Sync', 1]),
			'Reference Sync': to(['Create', 0], ['Update', 0]),
		},
		pinData: { Parts: [{ json: part }], 'Source list': [{ json: { ...part, records: suppliers } }] },
		settings: { executionOrder: 'v1' },
	};
	const id = await world.n8n.importWorkflow(workflow, world.bench.credentials);
	return await world.n8n.runManually(id, 'Start', { timeout: 120_000 });
}

const outputs = (execution: Execution) => [0, 1, 2, 3].map((at) => itemsOf(execution, 'Reference Sync', at) as IDataObject[]);

describe('Reference Sync on a real n8n', () => {
	it('SYNC-AIQ-2, SYNC-AIQ-6: makes what is missing, adopts by name, and finds nothing to do in a second run', async () => {
		const first = await sync(SUPPLIERS);
		expect(first.status).toBe('success');
		const [create, update, summary, conflict] = outputs(first);
		expect(create).toMatchObject([{ group: 'suppliers', kind: 'supplier', record: { code: 'V-1', name: 'Reference Sync Test Ltd' } }]);
		expect(update).toMatchObject([{ name: 'Müller Holz GmbH', changes: { code: 'V-2' }, target: { raw: expect.any(Object) as object } }]);
		expect(summary).toMatchObject([{ source: 3, create: 1, update: 1, skipped: 1 }]);
		expect(conflict).toEqual([]);
		expect(itemsOf(first, 'Create')).toMatchObject([{ action: 'created', kind: 'supplier', code: 'V-1', email: 'one@sync.test' }]);
		expect(itemsOf(first, 'Update')).toMatchObject([{ action: 'updated', code: 'V-2', changes: { ContactNumber: { to: 'V-2' } } }]);
		world.forget();
		const renamed = SUPPLIERS.map((supplier) => (supplier.code === 'V-1' ? { ...supplier, name: 'Renamed Ltd' } : supplier));
		expect(itemsOf(await sync(renamed), 'Update')).toMatchObject([{ code: 'V-1', name: 'Renamed Ltd' }]);
		world.forget();
		const again = await sync(renamed);
		expect(outputs(again)).toMatchObject([[], [], [{ create: 0, update: 0, unchanged: 2 }], []]);
		expect(world.writes()).toEqual([]);
	});

	it('a target list that cannot be read is no empty list', async () => {
		world.forget();
		world.fail({ kind: 'status', value: 403, method: 'GET', path: '/Contacts', times: 3 });
		const execution = await sync(SUPPLIERS);
		expect(execution.status).toBe('success');
		const [create, update, summary, conflict] = outputs(execution);
		expect([create, update, summary]).toEqual([[], [], []]);
		expect(conflict).toMatchObject([{ group: 'suppliers', reason: 'notRead', category: 'outage', message: expect.stringContaining('The target list: no list of it came in') as string }]);
		expect(world.writes()).toEqual([]);
		world.forget();
	});
});
