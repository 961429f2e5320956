import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/app';
import { Gate } from '../faults/gate';
import { Bench, chosen, type Job } from '../support/bench';
import { connectQuickly } from '../support/connect';
import { itemsOf, startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';

const TYPE = 'accountingQuickBooksOnlineOAuth2Api';
const NAME = 'QuickBooks Online (sandbox)';
const US = '4620816365000000010';

let sandbox: Sandbox;
let gate: Gate;
let n8n: N8n;
let bench: Bench;

beforeAll(async () => {
	sandbox = await startSandbox();
	gate = new Gate(sandbox);
	n8n = await startN8n();
	bench = new Bench(n8n, await connectQuickly(n8n, sandbox));
});
afterAll(async () => {
	gate?.openAll();
	await n8n?.stop();
	await sandbox?.close();
});
beforeEach(() => {
	sandbox.recorder.clear();
	sandbox.frame.faults.clear();
});

const ask = async <T = IDataObject>(method: string, path: string, body?: unknown): Promise<T> => await control<T>(sandbox, method, `/quickbooks-online${path}`, body);
const held = async (entity: string, query = '') => await ask<IDataObject[]>('GET', `/records?entity=${entity}${query}`);
const writes = () => sandbox.recorder.list({ system: 'quickbooks-online', limit: 5000 }).filter(({ method, url }) => method === 'POST' && !/\/query\?/.test(url));
const job = (parameters: IDataObject, items?: Job['items']): Job => ({ node: 'accountingQuickBooksOnline', parameters, items, credentials: { [TYPE]: NAME } });
const post = (documents: IDataObject[], options: IDataObject = {}): Job => job({ resource: 'document', operation: 'create', document: '={{ $json }}', options }, documents);
const bill = (key: string, more: IDataObject = {}, line: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-11-03', supplier: { name: "Bob's Burger Joint" }, lines: [{ description: 'Lunch', amount: '48.00', account: { name: 'Meals & Entertainment' }, ...line }], ...more,
});
const invoice = (key: string): IDataObject => ({ kind: 'invoice', key, date: '2026-11-03', customer: { name: 'Harbour Estates:Dock 4' }, lines: [{ amount: '85.00', item: { name: 'Hours' } }] });

describe('QuickBooks Online on a real n8n', () => {
	it('NODE-BILL, NODE-CREDIT, NODE-EXPENSE, NODE-JOURNAL, NODE-INVOICE, NODE-PAYMENT: every kind is posted, once, and a bad one leaves by the error output', async () => {
		const documents = [
			bill('EXP-1-B'), bill('EXP-2-B', { supplier: { name: 'Nobody' } }), invoice('I-1'), bill('N-1', {}, { amount: '-5.00' }), bill('C-1', { kind: 'expense', bankAccount: { name: 'Visa' } }),
			{ kind: 'journal', key: 'J-1', date: '2026-11-30', lines: [{ amount: '9.00', account: { name: 'Travel' } }, { amount: '-9.00', account: { name: 'Utilities' } }] },
		];
		const dry = await bench.run(post(documents, { dryRun: true }));
		expect([dry.done.length, writes()]).toEqual([5, []]);
		const first = await bench.run(post(documents));
		expect(first.done.map(({ action, kind, total }) => [action, kind, total])).toEqual([
			['created', 'bill', '48.00'], ['created', 'invoice', '85.00'], ['created', 'supplierCredit', '5.00'], ['created', 'expense', '48.00'], ['created', 'journal', '9.00'],
		]);
		expect(first.failed).toMatchObject([{ key: 'EXP-2-B', error: expect.stringContaining('"Nobody" is not in QuickBooks') as string, details: { category: 'mapping' } }]);
		const pay = { kind: 'payment', key: 'P-1', direction: 'in', date: '2026-11-20', amount: '10.00', document: { key: 'I-1' }, bankAccount: { name: 'Checking' } };
		const second = await bench.run(post([...documents.filter((_, at) => at !== 1), pay]));
		expect(second.done.map(({ action }) => action)).toEqual(['found', 'found', 'found', 'found', 'found', 'created']);
		expect((await held('Invoice', '&number=i-1'))[0]).toMatchObject({ Balance: 75 });
	});

	it('NODE-REF, NODE-UPSERT, NODE-ATTACH, NODE-RAW, NODE-INVOICE: lists, records, a receipt, an update, a void, any endpoint', async () => {
		const [standing] = await held('Bill', '&number=exp-1-b');
		const id = String(standing?.Id);
		const ran = await bench.all({
			accounts: job({ resource: 'account', operation: 'getMany', returnAll: true }),
			customer: job({ resource: 'customer', operation: 'upsert', source: 'fields', matchBy: 'name', fields: { name: 'Dock 6', email: 'dock6@estates.example' } }),
			receipt: job({ resource: 'bill', operation: 'attach', target: chosen('id', id), binaryProperty: 'data', documentKind: 'bill' }, [
				{ json: {}, binary: { data: { data: Buffer.from('receipt').toString('base64'), mimeType: 'image/jpeg', fileName: 'receipt.jpg', fileExtension: 'jpg' } } },
			]),
			update: job({ resource: 'bill', operation: 'update', target: chosen('key', 'EXP-1-B'), changes: '{"dueDate":"2026-12-24"}' }),
			voided: job({ resource: 'payment', operation: 'delete', target: chosen('key', 'P-1') }),
			raw: job({ resource: 'api', operation: 'request', method: 'GET', path: 'preferences' }),
		});
		expect(ran.accounts.done.map(({ name }) => name)).toEqual(expect.arrayContaining(['Travel', 'Meals & Entertainment']));
		expect(ran.customer.done).toMatchObject([{ action: 'created', name: 'Dock 6' }]);
		expect(ran.receipt.done).toMatchObject([{ attachment: { action: 'attached', fileName: 'receipt.jpg' } }]);
		expect(ran.update.done).toMatchObject([{ action: 'updated', key: 'EXP-1-B' }]);
		expect((await held('Bill', '&number=exp-1-b'))[0]).toMatchObject({ DueDate: '2026-12-24', TotalAmt: 48 });
		expect(ran.voided.done).toMatchObject([{ deleted: true, status: 'Voided' }]);
		expect(ran.raw.done).toMatchObject([{ Preferences: { CurrencyPrefs: {} } }]);
	});

	it('NODE-ONCE, NODE-BATCH: n8n killed in the middle of 300 invoices; the next run posts what is missing and nothing twice', async () => {
		const documents = Array.from({ length: 300 }, (_, index) => invoice(`W-${index}`));
		const mine = async () => (await held('Invoice')).filter(({ DocNumber }) => /^W-\d+$/.test(String(DocNumber)));
		const nodes = [
			{ id: 'a', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: 'b', name: 'Items', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
			{ id: 'c', name: 'Post', type: 'n8n-nodes-accounting-sync.accountingQuickBooksOnline', typeVersion: 1, position: [400, 0], parameters: post([]).parameters, credentials: { [TYPE]: { name: NAME } } },
		];
		const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
		const workflow = await n8n.importWorkflow({
			name: 'Invoices', nodes, connections: { Start: to('Items'), Items: to('Post') }, pinData: { Items: documents.map((json) => ({ json })) }, settings: { executionOrder: 'v1' },
		}, bench.credentials);
		// The first batch is that of the look-up.
		const fifth = gate.hold('POST', /\/batch\?.*requestid/, 5).reached;
		await n8n.startManually(workflow, 'Start');
		await fifth;
		await n8n.kill();
		gate.openAll();
		expect(await mine()).toHaveLength(150);
		n8n = await n8n.again();
		bench = new Bench(n8n, bench.credentials);

		const run = await n8n.runManually(workflow, 'Start', { timeout: 100_000 });
		const actions = (itemsOf(run, 'Post') as IDataObject[]).map(({ action }) => action);
		expect([run.status, actions.filter((one) => one === 'found').length, actions.filter((one) => one === 'created').length]).toEqual(['success', 150, 150]);
		expect((await mine()).map(({ DocNumber }) => DocNumber).sort()).toEqual(documents.map(({ key }) => key).sort());
	});

	it('NODE-ERR: the company comes with Intuit\'s answer to Connect and survives a renewed token; disconnecting ends it', async () => {
		const data = { environment: 'custom', baseUrl: `${sandbox.origin}/quickbooks-online`, clientId: 'sandbox-qbo-app', clientSecret: 'sandbox-qbo-secret' };
		const id = await n8n.createCredential('Connected', TYPE, data);
		const address = new URL(String(await n8n.session.rest('GET', `/oauth2-credential/auth?id=${id}`)));
		expect([address.pathname, address.searchParams.get('scope')]).toEqual(['/quickbooks-online/connect/oauth2', 'com.intuit.quickbooks.accounting']);
		const consent = await consentOf(address);
		expect(consent.searchParams.get('realmId')).toBe(US);
		const answer = await fetch(`${n8n.url}${consent.pathname}${consent.search}`, { headers: { cookie: n8n.session.cookie } });
		expect(answer.status).toBe(200);
		const connected = new Bench(n8n, { Connected: id });
		const read: Job = { ...job({ resource: 'company', operation: 'getMany', returnAll: true }), credentials: { [TYPE]: 'Connected' } };
		expect((await connected.run(read)).done).toMatchObject([{ id: US, name: 'Harbour Supplies Inc' }]);
		await fetch(`${sandbox.origin}/_sandbox/quickbooks-online/tokens/expire`, { method: 'POST' });
		expect((await connected.run(read)).done).toMatchObject([{ id: US }]);
		expect(await n8n.testCredential(id)).toMatchObject({ status: 'OK' });
		const end: Job = { ...job({ resource: 'company', operation: 'disconnect' }), credentials: { [TYPE]: 'Connected' } };
		expect((await connected.run(end)).done).toEqual([{ disconnected: true, company: US }]);
		expect((await connected.run(read)).failed).toMatchObject([{ details: { category: 'auth', retryable: false } }]);
	});

	it.each(['cloudevents', 'legacy'])('TRIG-HOOK: %s: a bill that was posted starts the workflow with the record, once; a wrong signature is refused', async (format) => {
		const webhookId = `5b8e7c1e-6d60-4f6c-9f0e-2d8f2f1d1a${format === 'legacy' ? '77' : '78'}`;
		const trigger = {
			id: 'hook', name: 'When Intuit tells', type: 'n8n-nodes-accounting-sync.accountingQuickBooksOnlineWebhookTrigger', typeVersion: 1, position: [0, 0], webhookId,
			parameters: { events: ['bill'], eventTypes: [] }, credentials: { [TYPE]: { name: NAME } },
		};
		const workflow = await n8n.importWorkflow({ name: `Webhooks ${format}`, nodes: [trigger], connections: {}, settings: { executionOrder: 'v1' } }, bench.credentials);
		await n8n.publish(workflow);
		const url = `${n8n.url}/webhook/${webhookId}/quickbooks-online`;
		await ask('POST', '/webhooks', { url, format });
		await bench.run(post([bill(`HOOK-${format}`)]));
		await ask('POST', '/webhooks/flush');
		const execution = await n8n.nextExecution(workflow, { after: '0', timeout: 20_000 });
		expect(itemsOf(execution, 'When Intuit tells')).toMatchObject([{ kind: 'bill', key: `HOOK-${format}`, total: '48.00', event: { type: 'create', company: US } }]);
		await ask('POST', '/webhooks/send', { count: 1, times: 2 });
		expect(await ask('POST', '/webhooks/send', { count: 1, wrongSignature: true })).toEqual({ answers: [401] });
		const forged = await fetch(url, { method: 'POST', body: '[]', headers: { 'Content-Type': 'application/json', 'intuit-signature': createHmac('sha256', 'x').update('[]').digest('base64') } });
		expect([forged.status, await forged.text()]).toEqual([401, '']);
		await sleep(1000);
		expect(await n8n.listExecutions({ workflowId: workflow })).toHaveLength(1);
		await n8n.unpublish(workflow);
		await fetch(`${sandbox.origin}/_sandbox/quickbooks-online/webhooks`, { method: 'DELETE' });
	});
});

/** Where the consent page leads to once a person has chosen the company and agreed. */
async function consentOf(address: URL): Promise<URL> {
	const page = await (await fetch(address)).text();
	expect(page).toContain('Harbour Supplies Inc');
	const [, action = ''] = /<form[^>]*action="([^"]*)"/.exec(page) ?? [];
	const body = new URLSearchParams([...address.searchParams, ['realm', US], ['choice', 'allow']]);
	const answer = await fetch(action, { method: 'POST', body, redirect: 'manual' });
	return new URL(answer.headers.get('location') ?? '');
}
