import nock from 'nock';
import {
	NodeHelpers,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IDataObject,
	type INode,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { AccountingExpenseIn } from '../../nodes/ExpenseIn/AccountingExpenseIn.node';
import { AccountingExpenseInTrigger } from '../../nodes/ExpenseIn/AccountingExpenseInTrigger.node';
import { operations } from '../../nodes/ExpenseIn/operations';
import { by } from '../support/expensein';
import { runNode } from '../support/run-node';

const HOST = 'https://api.expensein.test';
const SECRET = 'not-for-anybody-else';
const { description } = new AccountingExpenseIn();
const credential = (more: IDataObject = {}) => ({ apiKey: SECRET, baseUrl: `${HOST}/1.0`, callsPerMinute: 60_000, contract: '{}', ...more });
const run = async (resource: string, operation: string, parameters: IDataObject = {}, items: IDataObject[] = [{}], more: IDataObject = {}) =>
	await runNode(AccountingExpenseIn, { resource, operation, ...parameters } as never, items, {
		credentials: { accountingExpenseInApi: credential(more) } as never, // the store takes more than n8n's type says
		onError: 'continueErrorOutput',
	});

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

describe('the node as n8n sees it', () => {
	const resources = description.properties.find(({ name }) => name === 'resource')?.options as INodePropertyOptions[];
	const cases = resources.flatMap(({ value }) => {
		const operation = description.properties.find(({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(value));
		return (operation?.options as INodePropertyOptions[]).map((option) => [String(value), String(option.value)] as const);
	});

	it('has an implementation for each operation, and an operation for each implementation', () => {
		const own = cases.map((each) => each.join(':')).filter((name) => name !== 'api:request');
		expect(own.sort()).toEqual(Object.keys(operations).sort());
	});

	it.each(cases)('fills in the parameters of %s %s', (resource, operation) => {
		for (const source of ['fields', 'json']) {
			const node = { typeVersion: 1, parameters: {} } as unknown as INode; // as much of a node as is looked at
			const filled = NodeHelpers.getNodeParameters(description.properties, { resource, operation, source }, true, false, node, description);
			expect(filled).toMatchObject({ resource, operation });
			for (const [name, value] of Object.entries(filled ?? {})) expect([name, value]).not.toEqual([name, undefined]);
		}
	});

	it('has no condition on a child of a collection, which n8n cannot resolve', () => {
		const children = (property: INodeProperties): INodeProperties[] =>
			(property.options ?? []).flatMap((option) => ('values' in option ? option.values : 'type' in option ? [option] : []));
		const properties = [...description.properties, ...new AccountingExpenseInTrigger().description.properties];
		expect(properties.flatMap(children).filter(({ displayOptions }) => displayOptions !== undefined)).toEqual([]);
	});

	it('NODE-AI: can be a tool', () => {
		expect(description.usableAsTool).toBe(true);
	});
});

describe('ExpenseIn on the wire', () => {
	it('NODE-REF: the key goes in the header, as one word and the key', async () => {
		const list = nock(HOST, { reqheaders: { authorization: `ApiKey ${SECRET}` } }).get('/1.0/users').reply(200, [{ id: 'u', firstName: 'Sam', email: 's@x.test' }]);
		const { done } = await run('user', 'getMany');
		expect(done[0]?.json).toEqual({ kind: 'user', id: 'u', name: 'Sam', active: true, firstName: 'Sam', email: 's@x.test' });
		expect(list.isDone()).toBe(true);
	});

	it('SYNC-AIQ-6: a record is sent back byte for byte but for what changes', async () => {
		const before = '{"Id":"c1","NAME":"Old","reference":"5110","fixedAmount":100.10,"big":12345678901234567.890,"nested":{"a":[1.0,"x\\u0000"]},"none":null}';
		nock(HOST).get('/1.0/categories').reply(200, `[${before}]`, { 'content-type': 'application/json' });
		const sent: string[] = [];
		const put = nock(HOST).put('/1.0/categories/c1').reply(200, before);
		put.on('request', (_request: unknown, _interceptor: unknown, body: string) => void sent.push(body));
		const { failed } = await run('category', 'update', { target: by('code', '5110'), changes: '{"name":"New"}' });
		expect(failed).toEqual([]);
		expect(sent).toEqual([before.replace('"Old"', '"New"')]);
	});

	it('NODE-LIMIT: waits as long as the vendor says, and tells it', async () => {
		nock(HOST).get('/1.0/projects').reply(429, { code: 'TooManyRequests' }, { 'retry-after': '4' });
		nock(HOST).get('/1.0/projects').reply(200, []);
		const { hints, failed } = await run('project', 'getMany', {}, [{}], { baseUrl: `${HOST}/1.0/` });
		expect(failed).toEqual([]);
		// The wait counts from the answer on: of four seconds some may have gone by on a busy machine.
		expect(hints.join()).toMatch(/Waited [1-4] seconds for ExpenseIn/);
	});

	it.each([
		[400, { code: 'ValidationFailed', message: 'Not valid.', errors: [{ field: 'name', message: 'Required' }] }, 'validation', /Not valid\. \(name: Required\)/],
		[401, { code: 'Unauthorized', message: 'No.' }, 'auth', /regenerated/],
		[403, { code: 'Forbidden', message: 'No.' }, 'permission', /lacks a permission.*IP addresses/],
		[403, { code: 'IpNotAllowed', message: 'No.' }, 'permission', /changing addresses/],
		[403, { code: 'ModuleNotEnabled', message: 'No.' }, 'feature not in subscription', /Invoicing module/],
		[404, { Code: 'NotFound', Message: 'No.' }, 'not found', /ExpenseIn says: No/],
		[409, { code: 'DuplicateName', message: 'Taken.' }, 'duplicate', /Taken/],
		[405, '<html>', 'feature not in subscription', /answered 405 without a reason/],
	])('NODE-ERR: %i %j is told in words', async (status, body, category, words) => {
		// n8n asks a second time after a 401.
		nock(HOST).get('/1.0/invoices').query(true).times(2).reply(status, body as never);
		const { failed } = await run('supplierInvoice', 'getMany');
		expect(failed[0]?.json).toMatchObject({ details: { category } });
		expect(JSON.stringify(failed[0]?.json)).toMatch(words);
		expect(JSON.stringify(failed[0]?.json)).not.toContain(SECRET);
	});

	it('NODE-ERR: a page in place of a list is an error and no empty list', async () => {
		nock(HOST).get('/1.0/departments').reply(200, '<html>Sign in</html>');
		expect((await run('department', 'getMany')).failed[0]?.json).toMatchObject({ details: { category: 'outage' } });
		nock(HOST).get('/1.0/departments').reply(200, { message: 'hello' });
		expect((await run('department', 'getMany')).failed[0]?.json).toMatchObject({ details: { category: 'outage' } });
	});

	it('NODE-REF: other paths, field names, a wrapped list and offsets, by overrides of credential and node', async () => {
		const contract = JSON.stringify({ paths: { taxRate: '/tax-rates' }, list: { wrapper: 'items' } });
		const advanced = { contract: JSON.stringify({ fields: { taxRate: { percent: 'rate' } }, paging: { kinds: ['taxRate'], style: 'offset', page: 'skip', size: 'take', records: 2 } }) };
		const rate = (id: number) => ({ Id: id, Name: `R${id}`, Rate: 17.5 });
		nock(HOST).get('/1.0/tax-rates?skip=0&take=2').reply(200, { items: [rate(1), rate(2)] }).get('/1.0/tax-rates?skip=2&take=2').reply(200, { Items: [rate(3)] });
		const { done } = await run('taxRate', 'getMany', { advanced }, [{}], { contract });
		expect(done.map(({ json }) => [json.id, json.percent])).toEqual([['1', '17.5'], ['2', '17.5'], ['3', '17.5']]);
	});

	it('NODE-REF: a list that changes while it is read is read again until all came', async () => {
		const page = (ids: string[], total: number) => [200, ids.map((id) => ({ id, recordType: 'Expense' })), { 'x-total-count': String(total) }] as const;
		const history = nock(HOST);
		// A row was added in front: the second page repeats one, and the first misses the new one.
		for (const [number, ids, total] of [[1, ['b', 'a'], 3], [2, ['a'], 3], [1, ['c', 'b'], 3], [2, ['a'], 3]] as const) {
			history.get('/1.0/postings').query({ page: number, pageSize: 2 }).reply(...(page([...ids], total) as [number, never, never]));
		}
		const advanced = { contract: '{"paging":{"records":2}}' };
		const { done, failed } = await run('posting', 'getMany', { returnAll: true, advanced });
		expect([failed, done.map(({ json }) => json.id)]).toEqual([[], ['b', 'a', 'c']]);
	});
});

describe('addresses', () => {
	it.each(['../x', '..', 'users/../../x', 'users/%2e%2e/%2E%2e/x', 'users/.%2e/%2e./x', 'users\\..\\..\\x'])('NODE-RAW: %s does not get the key', async (path) => {
		const { failed } = await run('api', 'request', { method: 'GET', path, query: {} });
		expect(failed[0]?.json).toMatchObject({ details: { category: 'validation', field: 'path' } });
		const receipt = await run('receipt', 'download', { by: 'url', url: `${HOST}/1.0/${path}` });
		expect(receipt.failed[0]?.json).toMatchObject({ details: { category: 'validation', field: 'url' } });
	});
});

describe('writers of one list', () => {
	it('NODE-ERR: once nobody answers, what follows is told and not tried', async () => {
		const lists = nock(HOST).get('/1.0/suppliers').times(8).reply(503, 'down');
		const items = Array.from({ length: 50 }, (_, at) => ({ kind: 'supplier', record: { code: `S${at}`, name: `Name ${at}` } }));
		const { failed } = await run('record', 'create', { kind: '={{ $json.kind }}', record: '={{ $json.record }}' }, items);
		expect(failed.map(({ json }) => (json.details as IDataObject).category)).toEqual(Array(50).fill('outage'));
		expect(lists.isDone()).toBe(true);
	});
});

describe('the credential test', () => {
	const test = async (answer: () => unknown, more: IDataObject = {}) => {
		const asked: IDataObject[] = [];
		const helpers = { request: async (options: IDataObject) => (asked.push(options), await Promise.resolve(answer())) };
		const result = await new AccountingExpenseIn().methods.credentialTest.testExpenseIn.call(
			{ helpers } as unknown as ICredentialTestFunctions, // as much of n8n as the test uses
			{ data: credential(more) } as unknown as ICredentialsDecrypted,
		);
		expect(result.message).not.toContain(SECRET);
		return { result, asked };
	};

	it('asks for the users with the key', async () => {
		const { result, asked } = await test(() => ({ statusCode: 200, body: '[{},{}]' }));
		expect(result).toEqual({ status: 'OK', message: 'Connected. Users: 2.' });
		expect(asked).toMatchObject([{ uri: `${HOST}/1.0/users`, headers: { authorization: `ApiKey ${SECRET}` } }]);
	});

	it.each([
		['a dead key', () => ({ statusCode: 401, body: '{"message":"Unknown key"}' }), /Unknown key.*regenerated/],
		['a refusal', () => ({ statusCode: 403, body: '{"code":"Forbidden","message":"No"}' }), /permission.*IP addresses/],
		['a page', () => ({ statusCode: 200, body: '<html>' }), /no API of ExpenseIn/],
		['no answer', () => Promise.reject(new Error(SECRET)), /Nothing answers/],
	])('tells %s', async (_name, answer, message) => {
		expect((await test(answer)).result).toMatchObject({ status: 'Error', message: expect.stringMatching(message) });
	});

	it('tells overrides that cannot be read', async () => {
		expect((await test(() => undefined, { contract: '{' })).result).toMatchObject({ status: 'Error', message: expect.stringContaining('no JSON object') });
	});
});
