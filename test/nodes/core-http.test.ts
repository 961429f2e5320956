import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NodeConnectionTypes, type IDataObject, type IExecuteFunctions, type INodeType } from 'n8n-workflow';
import type { BooksError } from '../../nodes/core/errors';
import { createHttp } from '../../nodes/core/http';
import { runNode } from '../support/run-node';

/** One write through n8n's own request function, credential and renewal; the item tells what came of it. */
class Writer implements INodeType {
	description: INodeType['description'] = {
		displayName: 'Writer', name: 'writer', group: ['output'], version: 1, description: 'Writer',
		defaults: { name: 'Writer' }, inputs: [NodeConnectionTypes.Main], outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'accountingXeroOAuth2Api' }, { name: 'accountingXeroCustomConnectionApi' }],
		properties: [
			{ displayName: 'Credential', name: 'credential', type: 'string', default: '' },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
		],
	};
	async execute(this: IExecuteFunctions) {
		const credentialType = this.getNodeParameter('credential', 0) as string;
		const url = this.getNodeParameter('url', 0) as string;
		const limits = { concurrent: 5, windows: [] };
		const http = createHttp(this, { credentialType, connection: url, system: 'Books', limits, pauseMs: 1 });
		const json = await http
			.send({ method: 'PUT', url, headers: { 'Content-Type': 'application/json' }, body: '{"a":1}', timeoutSeconds: 0.3 })
			.then((answer) => ({ status: answer.status, body: answer.body as IDataObject }))
			.catch((error: BooksError) => ({ ...error.facts, retryable: error.retryable }));
		return [[{ json: json as IDataObject, pairedItem: { item: 0 } }]];
	}
}

let server: Server;
let base = '';
let calls: string[] = [];
let books: (request: IncomingMessage, response: ServerResponse) => void;
let token: typeof books;

beforeAll(async () => {
	server = createServer((request, response) => {
		calls.push(`${request.method} ${request.url} ${request.headers.authorization}`);
		request.resume().on('end', () => (request.url === '/connect/token' ? token : books)(request, response));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
	calls = [];
	token = json(200, { access_token: 'fresh', refresh_token: 'second', token_type: 'Bearer', expires_in: 1800 });
});

const json = (status: number, body: object): typeof books => (_, response) => {
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
};
const onlyFresh: typeof books = ({ headers }, response) =>
	json(headers.authorization === 'Bearer fresh' ? 200 : 401, { Detail: 'TokenExpired' })({} as IncomingMessage, response);

const login = (oauthTokenData?: object) => ({
	accountingXeroOAuth2Api: { clientId: 'app', clientSecret: 'app-secret', apiUrl: base, identityUrl: base, loginUrl: base, oauthTokenData },
});
const tokens = { access_token: 'stale', refresh_token: 'first', token_type: 'Bearer' };
const custom = () => ({
	accountingXeroCustomConnectionApi: { accessToken: '', clientId: 'app', clientSecret: 'app-secret', apiUrl: base, identityUrl: base },
});

async function write(credentials: Record<string, object>, url = `${base}/Invoices`) {
	const credential = Object.keys(credentials)[0] ?? '';
	const { done, error } = await runNode(Writer, { credential, url }, [{}], { credentials: credentials as never });
	if (error) throw error;
	const outcome = done[0]?.json ?? {};
	expect(JSON.stringify(outcome)).not.toContain('app-secret');
	return outcome;
}

describe("NODE-ONCE: what n8n's own request function throws, read right", () => {
	it('a token that has expired is renewed, and the write goes out once more', async () => {
		books = onlyFresh;
		expect(await write(login(tokens))).toEqual({ status: 200, body: { Detail: 'TokenExpired' } });
		expect(calls.map((call) => call.split(' ').slice(0, 2).join(' '))).toEqual(['PUT /Invoices', 'POST /connect/token', 'PUT /Invoices']);
	});

	it('a custom connection fetches its token first', async () => {
		books = onlyFresh;
		expect(await write(custom())).toMatchObject({ status: 200 });
	});

	it('a 401 that stays is the answer', async () => {
		books = json(401, { Detail: 'AuthorizationUnsuccessful' });
		expect(await write(login(tokens))).toEqual({ status: 401, body: { Detail: 'AuthorizationUnsuccessful' } });
		expect(await write(custom())).toEqual({ status: 401, body: { Detail: 'AuthorizationUnsuccessful' } });
	});

	it.each([
		['the login was revoked', 400, { error: 'invalid_grant' }], ['the app is unknown', 401, { error: 'invalid_client' }],
		['the address is wrong', 404, {}],
	])('%s: the sign-in has failed, not the document', async (_, status, body) => {
		books = json(401, {});
		token = json(status, body);
		expect(await write(login(tokens))).toMatchObject({ category: 'auth', retryable: false });
		expect(await write(custom())).toMatchObject({ category: 'auth', retryable: false });
	});

	it('the token address is down: an outage, and nothing was written', async () => {
		books = json(401, {});
		token = json(503, {});
		expect(await write(login(tokens))).toMatchObject({ category: 'outage', outcomeUnknown: false });
		expect(await write(custom())).toMatchObject({ category: 'outage', outcomeUnknown: false });
	});

	it('a login that was never connected says so', async () => {
		const outcome = await write(login(undefined));
		expect(outcome).toMatchObject({ category: 'auth', message: 'Books was not called: OAuth credentials not connected' });
		expect(calls).toEqual([]);
	});

	it.each<[string, typeof books]>([
		['no answer in time', () => {}],
		['a dropped connection', (request) => void request.socket.destroy()],
		['an answer that breaks off', (request, response) => {
			response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' }).write('{"Invoices":[');
			setTimeout(() => request.socket.destroy(), 20);
		}],
		['an answer that stands still', (_, response) => {
			response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' }).write('{"Invoices":[');
		}],
	])('%s: the write may have been carried out, and is not sent again', async (_, behaviour) => {
		books = behaviour;
		expect(await write(login(tokens))).toMatchObject({ category: 'outage', outcomeUnknown: true, retryable: true });
		expect(calls).toHaveLength(1);
	});

	it.each([400, 404, 500, 503])('status %i is told as an answer', async (status) => {
		books = json(status, { Message: 'm' });
		expect(await write(login(tokens))).toEqual({ status, body: { Message: 'm' } });
	});

	it('an address where nobody listens: not carried out', async () => {
		const closed = createServer();
		await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
		const { port } = closed.address() as AddressInfo;
		await new Promise((resolve) => closed.close(resolve));
		const outcome = await write(login(tokens), `http://127.0.0.1:${port}/Invoices`);
		expect(outcome).toMatchObject({ category: 'outage', outcomeUnknown: false, message: 'Books could not be reached (ECONNREFUSED)' });
	});
});
