import nock from 'nock';
import { NodeHelpers, type IDataObject, type INode, type INodeProperties, type INodePropertyOptions } from 'n8n-workflow';
import { AccountingWork } from '../../nodes/Work/AccountingWork.node';
import { AccountingWorkTrigger } from '../../nodes/Work/AccountingWorkTrigger.node';
import { AccountingWorkWebhookTrigger } from '../../nodes/Work/AccountingWorkWebhookTrigger.node';
import { workOperations } from '../../nodes/Work/operations';
import { ledgerOperations } from '../../nodes/core/operations';
import { runNode } from '../support/run-node';

const HOST = 'https://work.test';
const SECRET = 'not-for-anybody-else';
const { description } = new AccountingWork();
const run = async (resource: string, operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}], more: IDataObject = {}) =>
	await runNode(AccountingWork, { resource, operation, ...parameters } as never, items, {
		credentials: { accountingWorkApi: { apiKey: SECRET, baseUrl: `${HOST}/api/`, callsPerMinute: 60_000, contract: '{}', ...more } } as never, // the store takes more than n8n's type says
		onError: 'continueErrorOutput',
	});

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

describe('the Work node as n8n sees it', () => {
	const resources = description.properties.find(({ name }) => name === 'resource')?.options as INodePropertyOptions[];
	const cases = resources.flatMap(({ value }) => {
		const operation = description.properties.find(({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(value));
		return (operation?.options as INodePropertyOptions[]).map((option) => [String(value), String(option.value)] as const);
	});

	it.each(cases)('NODE-REF: %s %s is carried out, and each of its fields is shown once', (resource, operation) => {
		const known: Readonly<Record<string, unknown>> = { ...ledgerOperations, ...workOperations };
		expect(known[`${resource}:${operation}`] ?? known[operation]).toBeInstanceOf(Function);
		const parameters = { resource, operation, source: 'item' };
		const node = { typeVersion: 1, parameters } as unknown as INode; // displayParameter reads these two alone
		const shown = description.properties.filter((property: INodeProperties) => NodeHelpers.displayParameter(parameters, property, node, description));
		const names = shown.map(({ name }) => name);
		expect(names).toEqual([...new Set(names)]);
	});

	it('NODE-AI: usable as a tool; the triggers offer what the sync needs', () => {
		expect(description.usableAsTool).toBe(true);
		const values = (of: { description: { properties: INodeProperties[] } }, name: string) =>
			(of.description.properties.find((property) => property.name === name)?.options as INodePropertyOptions[]).map(({ value }) => value);
		expect(values(new AccountingWorkTrigger(), 'event')).toEqual(['item', 'customer', 'invoice', 'payment', 'site']);
		expect(values(new AccountingWorkWebhookTrigger(), 'events')).toHaveLength(9);
	});
});

describe('the Work node on the wire', () => {
	it('NODE-REF: asks by the names that the overrides give, with the key in the header of choice and the company', async () => {
		nock(HOST, { reqheaders: { 'x-token': `Key ${SECRET}`, 'x-company-id': 'co_7', accept: 'application/json' } })
			.get('/api/customers')
			.query({ offset: '0', limit: '2' })
			.reply(200, { rows: [{ ID: 7, title: 'A' }, { ID: 8, title: 'B' }] })
			.get('/api/customers')
			.query({ offset: '2', limit: '2' })
			.reply(200, { rows: [{ ID: 9, title: 'C' }] });
		const contract = JSON.stringify({
			paths: { client: '/customers' }, list: { style: 'offset', data: 'rows', page: 'offset', size: 'limit', records: 2 }, features: { modifiedSince: false },
			fields: { 'client.id': 'ID', 'client.name': 'title' },
		});
		const { done } = await run('customer', 'getMany', { returnAll: true }, [{}], { header: 'X-Token', prefix: 'Key ', companyId: 'co_7', contract });
		expect(done.map(({ json }) => [json.id, json.name])).toEqual([['7', 'A'], ['8', 'B'], ['9', 'C']]);
	});

	it('NODE-ONCE: the same client goes out under the same key, its body without what Work sets itself', async () => {
		const keys: string[] = [];
		const bodies: unknown[] = [];
		nock(HOST).get('/api/clients').query(true).times(2).reply(200, { data: [], hasMore: false });
		const scope = nock(HOST);
		scope.on('request', ({ method }: { method: string }, _interceptor: unknown, body: string) => method === 'POST' && bodies.push(JSON.parse(body)));
		scope.post('/api/clients').matchHeader('idempotency-key', (key) => keys.push(String(key)) > 0).times(2).reply(201, { id: 'cl_1', name: 'A', version: 1 });
		const record = { name: 'A', id: 'from elsewhere', kind: 'customer', changedAt: 'x', raw: { secret: 1 }, address: { region: 'NY' } };
		for (let time = 0; time < 2; time++) {
			const { failed } = await run('record', 'create', { kind: 'customer', record: JSON.stringify(record) });
			expect(failed).toEqual([]);
		}
		expect(bodies).toEqual([{ name: 'A', address: { state: 'NY' } }, { name: 'A', address: { state: 'NY' } }]);
		// Asked more often than it is sent, always with the one key.
		expect([...new Set(keys)]).toEqual([expect.stringMatching(/^[0-9a-f]{40}$/)]);
	});

	it('NODE-ERR: an answer that is no list, an item without id and a page are told, never taken for an empty list', async () => {
		for (const body of [{}, { data: {} }, { data: [{ name: 'no id' }] }, '<html>']) {
			nock(HOST).get('/api/clients').query(true).reply(200, body);
			const { failed } = await run('customer', 'getMany', { returnAll: true });
			expect(failed[0]?.json).toMatchObject({ error: 'Work answered with something that is not the JSON expected here', details: { category: 'outage' } });
		}
	});

	it('OPS-ACCESS: the key stands in no item and no error', async () => {
		nock(HOST).get('/api/clients').query(true).times(4).replyWithError('socket hang up');
		const { failed } = await run('customer', 'getMany', { returnAll: true });
		expect(failed[0]?.json.details).toMatchObject({ category: 'outage', retryable: true });
		expect(JSON.stringify(failed)).not.toContain(SECRET);
	}, 20_000);
});
