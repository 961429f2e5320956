import nock from 'nock';
import {
	NodeHelpers,
	type ICredentialDataDecryptedObject,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { AccountingExpensifyApi } from '../../credentials/AccountingExpensifyApi.credentials';
import { AccountingExpensify } from '../../nodes/Expensify/AccountingExpensify.node';
import { AccountingExpensifyTrigger } from '../../nodes/Expensify/AccountingExpensifyTrigger.node';
import { operations } from '../../nodes/Expensify/operations';
import { runNode } from '../support/run-node';

const HOST = 'https://integrations.expensify.test';
const PATH = '/Integration-Server/ExpensifyIntegrations';
const SECRET = 'not-for-anybody-else';
const pair = (): ICredentialDataDecryptedObject => ({
	partnerUserID: 'aa_test',
	partnerUserSecret: SECRET,
	baseUrl: HOST,
	callsPerMinute: 60_000,
});
const { description } = new AccountingExpensify();

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => {
	nock.enableNetConnect();
	nock.restore();
});

type Form = { requestJobDescription: string; template?: string };
const jobOf = (form: Form) => JSON.parse(form.requestJobDescription) as { type: string; credentials?: object };

describe('the node as n8n sees it', () => {
	const resources = description.properties.find(({ name }) => name === 'resource')?.options as INodePropertyOptions[];
	const cases = resources.flatMap(({ value }) => {
		const operation = description.properties.find(
			({ name, displayOptions }) => name === 'operation' && displayOptions?.show?.resource?.includes(value),
		);
		return (operation?.options as INodePropertyOptions[]).map(
			(option) => [String(value), String(option.value)] as const,
		);
	});

	it('has an implementation for each operation, and an operation for each implementation', () => {
		expect(cases.map((each) => each.join(':')).sort()).toEqual(Object.keys(operations).sort());
	});

	it.each(cases)('fills in the parameters of %s %s', (resource, operation) => {
		for (const source of ['fields', 'json']) {
			const node = { typeVersion: 1, parameters: {} } as INode;
			const given: INodeParameters = { resource, operation, source };
			const filled = NodeHelpers.getNodeParameters(description.properties, given, true, false, node, description);
			expect(filled).toMatchObject({ resource, operation });
			for (const [name, value] of Object.entries(filled ?? {}))
				expect([name, value]).not.toEqual([name, undefined]);
		}
	});

	it('has no condition on a child of a collection, which n8n cannot resolve', () => {
		const children = (property: INodeProperties): INodeProperties[] =>
			(property.options ?? []).flatMap((option) =>
				'values' in option ? option.values : 'type' in option ? [option] : [],
			);
		const properties = [...description.properties, ...new AccountingExpensifyTrigger().description.properties];
		expect(properties.flatMap(children).filter(({ displayOptions }) => displayOptions !== undefined)).toEqual([]);
	});

	it('NODE-AI: can be a tool', () => {
		expect(description.usableAsTool).toBe(true);
	});
});

describe('the pair', () => {
	it('is put into the job by the credential alone, and replaces nothing else', async () => {
		const authenticate = new AccountingExpensifyApi().authenticate;
		const body = { requestJobDescription: '{"type":"get"}', template: 't' };
		const signed = await authenticate(pair(), { url: HOST, body });
		expect(signed.body).toMatchObject({ template: 't' });
		expect(jobOf(signed.body as Form)).toEqual({
			type: 'get',
			credentials: { partnerUserID: 'aa_test', partnerUserSecret: SECRET },
		});
		expect(body.requestJobDescription).not.toContain(SECRET);
		// n8n signs a request a second time after a 401.
		expect(await authenticate(pair(), signed)).toEqual(signed);
		expect(await authenticate(pair(), { url: 'https://elsewhere.test/r.png' })).toEqual({
			url: 'https://elsewhere.test/r.png',
		});
	});

	it('travels in the form, and a receipt is asked for without it', async () => {
		const list = nock(HOST)
			.post(PATH, (form: Form) => jobOf(form).credentials !== undefined)
			.reply(200, '{"responseCode":200,"policyList":[]}', { 'content-type': 'text/plain;charset=utf-8' });
		const run = await runNode(AccountingExpensify, { resource: 'policy', operation: 'getAll' }, [{}], {
			credentials: { accountingExpensifyApi: pair() },
		});
		expect([run.error, run.done]).toEqual([undefined, []]);
		const asked: string[] = [];
		const files = nock('https://files.test')
			.get('/r/a.png')
			.reply(200, Buffer.from('PNG'), { 'content-type': 'image/png' });
		files.on(
			'request',
			({ headers, path }: { headers: unknown; path: string }, _interceptor: unknown, body: unknown) => {
				asked.push(JSON.stringify([path, headers, body]));
			},
		);
		const receipt = await runNode(
			AccountingExpensify,
			{ resource: 'receipt', operation: 'download', url: 'https://files.test/r/a.png', reportId: '' },
			[{}],
			{ credentials: { accountingExpensifyApi: pair() } },
		);
		expect(receipt.done[0]?.binary?.data).toMatchObject({ fileName: 'a.png', mimeType: 'image/png' });
		expect(asked).toHaveLength(1);
		expect(asked[0]).not.toContain(SECRET);
		expect(list.isDone()).toBe(true);
	});

	it('NODE-ERR: a receipt that cannot be had says why', async () => {
		nock('https://files.test')
			.get('/r/gone.png')
			.reply(404)
			.get('/r/login.png')
			.reply(200, '<html>', { 'content-type': 'text/html' })
			.get('/r/dead.png')
			.replyWithError('reset');
		const download = async (name: string) => {
			const parameters = {
				resource: 'receipt',
				operation: 'download',
				url: `https://files.test/r/${name}.png`,
				reportId: '',
			};
			const { error } = await runNode(AccountingExpensify, parameters, [{}], {
				credentials: { accountingExpensifyApi: pair() },
			});
			return error?.message;
		};
		expect(await download('gone')).toContain('its address answers 404');
		expect(await download('login')).toContain('its address shows a page');
		expect(await download('dead')).toContain('its address cannot be reached');
	});

	it('NODE-LIMIT: waits as long as the vendor says, and tells it', async () => {
		nock(HOST).post(PATH).reply(429, '{"responseCode":429,"responseMessage":"slow down"}', { 'retry-after': '4' });
		nock(HOST).post(PATH).reply(200, '{"responseCode":200,"policyList":[{"id":"P1","name":"Kea"}]}');
		const started = Date.now();
		const { done, hints } = await runNode(AccountingExpensify, { resource: 'policy', operation: 'getAll' }, [{}], {
			credentials: { accountingExpensifyApi: { ...pair(), partnerUserID: 'aa_wait' } },
		});
		expect(done).toMatchObject([{ json: { id: 'P1' } }]);
		expect(Date.now() - started).toBeGreaterThanOrEqual(3900);
		expect(hints.join()).toMatch(/Waited [1-4] seconds for Expensify/);
	});
});

describe('the credential test', () => {
	const run = async (answer: () => unknown) => {
		const asked: unknown[] = [];
		const helpers = { request: async (options: unknown) => (asked.push(options), await Promise.resolve(answer())) };
		const test = new AccountingExpensify().methods.credentialTest.testExpensify;
		const result = await test.call(
			{ helpers } as unknown as ICredentialTestFunctions,
			{ data: pair() } as unknown as ICredentialsDecrypted,
		);
		return { result, asked };
	};
	const reply =
		(body: unknown, statusCode = 200) =>
		() => ({ statusCode, body: typeof body === 'string' ? body : JSON.stringify(body) });

	it('asks for the workspaces with the pair', async () => {
		const { result, asked } = await run(reply({ responseCode: 200, policyList: [{ id: 'P' }] }));
		expect(result).toEqual({ status: 'OK', message: 'Connected. Workspaces: 1.' });
		expect(asked).toMatchObject([
			{ method: 'POST', uri: HOST + PATH, form: { requestJobDescription: expect.stringContaining(SECRET) } },
		]);
	});

	it.each([
		[
			'a refusal under HTTP 200',
			reply({ responseCode: 401, responseMessage: 'Authentication error' }),
			'Error',
			/Authentication error/,
		],
		['an unknown code', reply({ responseCode: '407', responseMessage: 'Nope' }), 'Error', /Nope/],
		['a page', reply('<html>hello</html>'), 'Error', /no Expensify integration server/],
		['another JSON', reply({ hello: 1 }), 'Error', /no Expensify integration server/],
		['no admin rights', reply({ responseCode: 200, policyList: [] }), 'OK', /admin of no workspace/],
		['no answer', () => Promise.reject(new Error(`connect ECONNREFUSED ${SECRET}`)), 'Error', /Nothing answers at/],
	])('tells %s', async (_name, answer, status, message) => {
		const { result } = await run(answer);
		expect(result).toMatchObject({ status, message: expect.stringMatching(message) });
		expect(result.message).not.toContain(SECRET);
	});
});
