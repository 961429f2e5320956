import '../support/engine/home';
import 'reflect-metadata';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CredentialTestContext, HookContext } from 'n8n-core';
import type { ICredentialsDecrypted, IDataObject, INodeExecutionData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { AccountingWork } from '../../nodes/Work/AccountingWork.node';
import { AccountingWorkWebhookTrigger } from '../../nodes/Work/AccountingWorkWebhookTrigger.node';
import { runHookMethod, runWebhook } from '../support/run-node';
import { KEY, workCredentials } from '../support/work';
import { Work } from './work-emulator-client';

/** Our webhook node behind a small web server, as n8n would have it; the emulator's sender on the other side. */
let work: Work;
let server: Server;
let items: INodeExecutionData[] = [];
let staticData: IDataObject = {};
let statuses: Array<number | null> = [];
const EVENTS = ['client.created', 'client.updated', 'invoice.approved', 'invoice.updated', 'invoice.voided', 'payment.recorded', 'site.updated'];

beforeEach(async () => {
	[items, staticData, statuses] = [[], {}, []];
	work = await Work.start();
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => void take(Buffer.concat(chunks), request.headers as Record<string, string>).then(({ status, body }) => response.writeHead(status ?? 500).end(body)));
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	jest.spyOn(HookContext.prototype, 'getNodeWebhookUrl').mockReturnValue(`http://localhost:${(server.address() as AddressInfo).port}/`);
});
afterEach(async () => {
	jest.restoreAllMocks();
	server.closeAllConnections();
	server.close();
	await work.close();
});

const credentials = (more: IDataObject = {}) => workCredentials(work.sandbox, more) as never; // the store takes more than n8n's type says

async function take(rawBody: Buffer, headers: Record<string, string>): Promise<{ status: number | null; body: string }> {
	const run = await runWebhook(AccountingWorkWebhookTrigger, { events: EVENTS }, { rawBody, headers, staticData, credentials: credentials() });
	items.push(...(run.items ?? []));
	staticData = run.staticData;
	statuses.push(run.response.status);
	return { status: run.response.status, body: typeof run.response.body === 'string' ? run.response.body : '' };
}
const hook = async (method: 'checkExists' | 'create' | 'delete', more: IDataObject = {}, events = EVENTS) =>
	await runHookMethod(AccountingWorkWebhookTrigger, method, { events }, { credentials: credentials(more), staticData });
const seen = () => items.map(({ json }) => [json.kind, json.id, json.version, (json.event as IDataObject).type]);

describe('the Work webhook trigger against the emulated sender', () => {
	it('TRIG-HOOK: subscribes by the handshake, gets each change once, also when all comes again and backwards', async () => {
		expect(await hook('checkExists')).toBe(false);
		expect(await hook('create')).toBe(true);
		await work.control('PUT', '/clients/ACME01', { phone: '1' });
		await work.control('POST', '/invoices/1038/approve');
		await work.control('POST', '/invoices/1038/pay', { amount: 4.8 });
		await work.control('POST', '/webhooks/flush');
		// The approval's record is read after the payment had changed it: what comes later tells nothing new of it.
		expect(seen()).toEqual([
			['customer', 'cl_1001', 2, 'client.updated'], ['invoice', 'in_505', 3, 'invoice.approved'], ['payment', 'py_86', 1, 'payment.recorded'],
		]);
		expect(items[1]?.json).toMatchObject({ key: expect.stringMatching(/^WORK-in_505/) as unknown, amountPaid: '4.80', customer: { name: 'Acme Hire' } });
		await work.control('POST', '/webhooks/send', { count: 4, times: 2, reverse: true });
		expect(items).toHaveLength(3);
	});

	it('TRIG-HOOK: a wrong signature and an old one are answered 401, an unknown body starts nothing', async () => {
		await hook('create');
		await work.control('PUT', '/clients/ACME01', { phone: '1' });
		await work.control('POST', '/webhooks/flush');
		staticData = {};
		statuses = [];
		await work.control('POST', '/webhooks/send', { count: 1, wrongSignature: true });
		await work.control('POST', '/webhooks/send', { count: 1, age: 301 });
		expect([statuses, items.length]).toEqual([[401, 401], 1]);
		await work.control('POST', '/webhooks/send', { count: 1, age: 290 });
		expect([statuses.at(-1), items.length]).toEqual([200, 2]);
		expect((await take(Buffer.from('{"type":"webhook.ping","challenge":"<script>"}'), {})).status).toBe(401);
		expect((await take(Buffer.from('no json'), { 'x-work-signature': 't=1,v1=00' })).status).toBe(401);
	});

	it('TRIG-HOOK: a record that cannot be read is handed on all the same, since its event comes no more', async () => {
		await hook('create');
		await work.fault({ kind: 'status', method: 'GET', path: '/v1/clients', value: 404 });
		await work.control('PUT', '/clients/ACME01', { phone: '1' });
		await work.control('POST', '/webhooks/flush');
		expect(items.map(({ json }) => json)).toMatchObject([{ id: 'cl_1001', kind: 'customer', unread: expect.stringContaining('Work says') as unknown, event: { type: 'client.updated' } }]);
	});

	it('TRIG-HOOK: the subscription of before is found, replaced when other events are chosen, and ended', async () => {
		const subscriptions = async () => (await work.get('/webhooks')).list.length;
		await hook('create');
		const { list: [made] } = await work.get('/webhooks');
		staticData = { subscription: String(made?.id) };
		expect([await hook('checkExists'), await subscriptions()]).toEqual([true, 1]);
		expect([await hook('checkExists', {}, ['client.updated']), await subscriptions()]).toEqual([false, 0]);
		expect(await hook('delete')).toBe(true);
	});

	it('NODE-ERR: no secret, and an account without webhooks, are told to whoever publishes', async () => {
		await expect(hook('create', { webhookSecret: '' })).rejects.toMatchObject({ message: expect.stringContaining('no webhook secret') as unknown });
		await expect(hook('checkExists', { contract: '{"features":{"webhooks":false}}' })).rejects.toMatchObject({
			message: 'This Work account has no webhooks', description: expect.stringContaining('Work Trigger') as unknown,
		});
	});
});

describe('the credential test', () => {
	const test = async (changes: object = {}) => {
		const context = new CredentialTestContext({} as IWorkflowExecuteAdditionalData); // it asks for nothing of it
		const data = { ...workCredentials(work.sandbox).accountingWorkApi, ...changes };
		const credential = { id: '1', name: 'Work', type: 'accountingWorkApi', data } as unknown as ICredentialsDecrypted;
		return await new AccountingWork().methods.credentialTest.testWork.call(context, credential);
	};

	it('passes with key, bearer token and password, and names the company', async () => {
		expect(await test()).toEqual({ status: 'OK', message: 'Connected to Harbour Plumbing.' });
		expect(await test({ authentication: 'bearer', companyId: 'co_2' })).toEqual({ status: 'OK', message: 'Connected to Harbour Plumbing Texas.' });
		expect(await test({ authentication: 'basic', user: 'office@harbour.example', password: 'sandbox-work-password' })).toMatchObject({ status: 'OK' });
	});

	it('NODE-ERR: tells a wrong key, a revoked one, a wrong company, a wrong address and wrong overrides, without the key', async () => {
		expect(await test({ apiKey: 'nope' })).toMatchObject({ status: 'Error', message: expect.stringContaining('Work does not take this key') as unknown });
		expect(await test({ apiKey: 'sandbox-work-old-key' })).toMatchObject({ message: expect.stringContaining('revoked') as unknown });
		expect(await test({ companyId: 'co_9' })).toMatchObject({ message: expect.stringContaining('company') as unknown });
		expect(await test({ baseUrl: '' })).toMatchObject({ message: 'Fill in the base address of your Work API, or of the sandbox.' });
		expect(await test({ baseUrl: work.sandbox.origin })).toMatchObject({ status: 'Error' });
		expect(await test({ contract: '{"path":{}}' })).toMatchObject({ message: expect.stringContaining('"path", which is not known') as unknown });
		const nobody = await test({ baseUrl: 'http://127.0.0.1:9' });
		expect(nobody).toEqual({ status: 'Error', message: 'Nothing answers at http://127.0.0.1:9. Check the base address.' });
		expect(JSON.stringify(nobody)).not.toContain(KEY);
	});
});
