import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { Bench, chosen, type Job } from '../support/bench';
import { itemsOf, startN8n, type N8n } from '../support/n8n';
import { credentials, REALM, Wire } from '../support/quickbooks-online-wire';

const TYPE = 'accountingQuickBooksOnlineOAuth2Api';
const NAME = 'QuickBooks Online (test)';

let wire: Wire;
let n8n: N8n;
let bench: Bench;

beforeAll(async () => {
	wire = await Wire.open();
	wire.add('Account', { Name: 'Travel', AcctNum: '6100', AccountType: 'Expense', Classification: 'Expense', Active: true }, { Name: 'Checking', AccountType: 'Bank', Active: true },
		{ Name: 'Sales', AccountType: 'Income', Classification: 'Revenue', Active: true });
	wire.add('Vendor', { DisplayName: "Bob's Burger Joint", Active: true });
	wire.add('Customer', { DisplayName: 'Harbour Estates', Active: true });
	wire.add('Item', { Name: 'Call-out', Type: 'Service', IncomeAccountRef: { value: wire.rows('Account')[2]?.Id }, Active: true });
	for (const entity of ['Bill', 'VendorCredit', 'Invoice', 'CreditMemo', 'Payment', 'BillPayment', 'JournalEntry', 'Purchase', 'Deposit', 'Attachable']) wire.rows(entity);
	n8n = await startN8n();
	const id = await n8n.createCredential(NAME, TYPE, credentials(wire).accountingQuickBooksOnlineOAuth2Api);
	bench = new Bench(n8n, { [NAME]: id });
});
afterAll(async () => {
	await n8n?.stop();
	await wire?.close();
});
beforeEach(() => {
	wire.mishap = () => undefined;
	wire.pause = () => undefined;
	wire.calls.length = 0;
});

const job = (parameters: IDataObject, items?: Job['items']): Job => ({ node: 'accountingQuickBooksOnline', parameters, items, credentials: { [TYPE]: NAME } });
const post = (documents: IDataObject[], options: IDataObject = {}): Job => job({ resource: 'document', operation: 'create', document: '={{ $json }}', options }, documents);
const bill = (key: string, more: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-11-03', supplier: { name: "Bob's Burger Joint" }, lines: [{ description: 'Taxi', amount: '48.00', account: { code: '6100' } }], ...more,
});
const invoice = (key: string): IDataObject => ({ kind: 'invoice', key, date: '2026-11-03', customer: { name: 'Harbour Estates' }, lines: [{ amount: '30.00', item: { name: 'Call-out' } }] });

describe('QuickBooks Online on a real n8n', () => {
	it('NODE-BILL, NODE-JOURNAL, NODE-INVOICE, NODE-PAYMENT: documents of every kind are posted, once, and a bad one leaves by the error output', async () => {
		const documents = [
			bill('EXP-1-B'), bill('EXP-2-B', { supplier: { name: 'Nobody' } }), invoice('I-1'), bill('N-1', { lines: [{ amount: '-5.00', account: { code: '6100' } }] }),
			{ kind: 'journal', key: 'J-1', date: '2026-11-30', lines: [{ amount: '9.00', account: { name: 'Travel' } }, { amount: '-9.00', account: { name: 'Sales' } }] },
		];
		const first = await bench.run(post(documents));
		expect(first.done.map(({ action, kind, total }) => [action, kind, total])).toEqual([
			['created', 'bill', '48.00'], ['created', 'invoice', '30.00'], ['created', 'supplierCredit', '5.00'], ['created', 'journal', '9.00'],
		]);
		expect(first.failed).toMatchObject([{ key: 'EXP-2-B', error: expect.stringContaining('"Nobody" is not in QuickBooks') as string, details: { category: 'mapping' } }]);
		const pay = { kind: 'payment', key: 'P-1', direction: 'in', date: '2026-11-20', amount: '10.00', document: { key: 'I-1' }, bankAccount: { name: 'Checking' } };
		const second = await bench.run(post([...documents.filter((_, at) => at !== 1), pay]));
		expect(second.done.map(({ action }) => action)).toEqual(['found', 'found', 'found', 'found', 'created']);
	});

	it('NODE-REF, NODE-UPSERT, NODE-ATTACH, NODE-RAW: lists, records, a receipt, any endpoint', async () => {
		const [held] = wire.rows('Bill');
		const ran = await bench.all({
			accounts: job({ resource: 'account', operation: 'getMany', returnAll: true }),
			customer: job({ resource: 'customer', operation: 'upsert', source: 'fields', matchBy: 'name', fields: { name: 'Dock 4', email: 'dock@example.test' } }),
			receipt: job({ resource: 'bill', operation: 'attach', target: chosen('id', String(held?.Id)), binaryProperty: 'data', documentKind: 'bill' }, [
				{ json: {}, binary: { data: { data: Buffer.from('receipt').toString('base64'), mimeType: 'image/jpeg', fileName: 'receipt.jpg', fileExtension: 'jpg' } } },
			]),
			raw: job({ resource: 'api', operation: 'request', method: 'GET', path: 'preferences' }),
		});
		expect(ran.accounts.done.map(({ name }) => name)).toEqual(['Travel', 'Sales']);
		expect(ran.customer.done).toMatchObject([{ action: 'created', name: 'Dock 4' }]);
		expect(ran.receipt.done).toMatchObject([{ attachment: { action: 'attached', fileName: 'receipt.jpg' } }]);
		expect(ran.raw.done).toMatchObject([{ Preferences: {} }]);
	});

	it('NODE-ONCE: n8n killed in the middle of 300 invoices; the next run posts what is missing and nothing twice', async () => {
		const documents = Array.from({ length: 300 }, (_, index) => invoice(`W-${index}`));
		const before = wire.rows('Invoice').length;
		const nodes = [
			{ id: 'a', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: 'b', name: 'Items', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
			{ id: 'c', name: 'Post', type: 'n8n-nodes-accounting-sync.accountingQuickBooksOnline', typeVersion: 1, position: [400, 0], parameters: post([]).parameters, credentials: { [TYPE]: { name: NAME } } },
		];
		const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
		const workflow = await n8n.importWorkflow({
			name: 'Invoices', nodes, connections: { Start: to('Items'), Items: to('Post') }, pinData: { Items: documents.map((json) => ({ json })) }, settings: { executionOrder: 'v1' },
		}, bench.credentials);
		let batches = 0;
		const fifth = new Promise<void>((reached) => {
			wire.pause = (call, body) => {
				if (call !== 'POST batch' || !body.includes('"create"') || ++batches !== 5) return undefined;
				reached();
				return new Promise<void>(() => undefined); // its answer never leaves
			};
		});
		await n8n.startManually(workflow, 'Start');
		await fifth;
		await n8n.kill();
		expect(wire.rows('Invoice').length - before).toBe(150);
		wire.pause = () => undefined;
		n8n = await n8n.again();
		bench = new Bench(n8n, bench.credentials);

		const run = await n8n.runManually(workflow, 'Start', { timeout: 100_000 });
		const actions = (itemsOf(run, 'Post') as IDataObject[]).map(({ action }) => action);
		expect([run.status, actions.filter((one) => one === 'found').length, actions.filter((one) => one === 'created').length]).toEqual(['success', 150, 150]);
		expect(wire.rows('Invoice').length - before).toBe(300);
		expect(new Set(wire.rows('Invoice').map(({ DocNumber }) => DocNumber)).size).toBe(before + 300);
	});

	it('NODE-ERR: the company comes with Intuit\'s answer to Connect and survives a renewed token', async () => {
		const { oauthTokenData: _none, ...data } = credentials(wire).accountingQuickBooksOnlineOAuth2Api as IDataObject;
		const id = await n8n.createCredential('Connected', TYPE, data);
		const address = new URL(String(await n8n.session.rest('GET', `/oauth2-credential/auth?id=${id}`)));
		expect([address.pathname, address.searchParams.get('scope')]).toEqual(['/connect/oauth2', 'com.intuit.quickbooks.accounting']);
		const back = new URLSearchParams({ code: 'code', state: String(address.searchParams.get('state')), realmId: REALM });
		const answer = await fetch(`${n8n.url}/rest/oauth2-credential/callback?${back.toString()}`, { headers: { cookie: n8n.session.cookie } });
		expect(answer.status).toBe(200);
		const connected = new Bench(n8n, { Connected: id });
		const read: Job = { ...job({ resource: 'company', operation: 'getMany', returnAll: true }), credentials: { [TYPE]: 'Connected' } };
		expect((await connected.run(read)).done).toMatchObject([{ id: REALM, name: 'Larch Craft' }]);
		wire.token = 'none'; // the stored one has run out
		expect((await connected.run(read)).done).toMatchObject([{ id: REALM }]);
		expect(wire.calls.filter(({ path }) => path === '/oauth2/v1/tokens/bearer')).toHaveLength(2);
		expect(await n8n.testCredential(id)).toMatchObject({ status: 'OK' });
		wire.token = undefined;
	});

	it('TRIG-HOOK: a delivery of CloudEvents, whose content type n8n does not parse, starts the workflow with the record', async () => {
		const webhookId = '5b8e7c1e-6d60-4f6c-9f0e-2d8f2f1d1a77';
		const trigger = {
			id: 'hook', name: 'When Intuit tells', type: 'n8n-nodes-accounting-sync.accountingQuickBooksOnlineWebhookTrigger', typeVersion: 1, position: [0, 0], webhookId,
			parameters: { events: ['bill', 'supplier'], eventTypes: [] }, credentials: { [TYPE]: { name: NAME } },
		};
		const workflow = await n8n.importWorkflow({ name: 'Webhooks', nodes: [trigger], connections: {}, settings: { executionOrder: 'v1' } }, bench.credentials);
		await n8n.publish(workflow);
		const [held] = wire.rows('Bill');
		const body = JSON.stringify([{
			specversion: '1.0', id: 'e-1', source: 'intuit.x=', type: 'qbo.bill.updated.v1', time: '2026-11-20T10:00:00Z', intuitentityid: held?.Id, intuitaccountid: REALM, data: {},
		}]);
		const deliver = async (key: string) => await fetch(`${n8n.url}/webhook/${webhookId}/quickbooks-online`, {
			method: 'POST', body, headers: { 'Content-Type': 'application/cloudevents-batch+json', 'intuit-signature': createHmac('sha256', key).update(body).digest('base64') },
		});
		const wrong = await deliver('other');
		expect([wrong.status, await wrong.text()]).toEqual([401, '']);
		const right = await deliver('verifier');
		expect([right.status, await right.text()]).toEqual([200, '']);
		const execution = await n8n.nextExecution(workflow, { after: '0', timeout: 20_000 });
		expect(itemsOf(execution, 'When Intuit tells')).toMatchObject([{ kind: 'bill', id: held?.Id, key: 'EXP-1-B', event: { type: 'update', company: REALM } }]);
		await n8n.unpublish(workflow);
	});
});
