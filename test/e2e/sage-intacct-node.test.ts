import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/app';
import { Bench, chosen, type Job } from '../support/bench';
import { connectQuickly } from '../support/connect';
import { itemsOf, startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';
import { Triggers } from '../support/triggers';

const TYPE = 'accountingSageIntacctApi';
const NAME = 'Sage Intacct (sandbox)';
/** What nobody but a trigger asks, last of all. */
const DELETIONS = 'query AUDITHISTORY';

let sandbox: Sandbox;
let n8n: N8n;
let bench: Bench;
let triggers: Triggers;

beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n();
	bench = new Bench(n8n, await connectQuickly(n8n, sandbox));
});
afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});
beforeEach(() => {
	sandbox.recorder.clear();
	sandbox.frame.faults.clear();
});

const ask = async <T = IDataObject>(method: string, path: string, body?: unknown): Promise<T> => await control<T>(sandbox, method, `/sage-intacct${path}`, body);
const held = async (object: string) => await ask<IDataObject[]>('GET', `/records?object=${object}`);
const job = (parameters: IDataObject, items?: Job['items']): Job => ({ node: 'accountingSageIntacct', parameters, items, credentials: { [TYPE]: NAME } });
const post = (documents: IDataObject[], options: IDataObject = {}, more: IDataObject = {}): Job => job({ resource: 'document', operation: 'create', document: '={{ $json }}', options, ...more }, documents);
const at = (location: string): IDataObject => ({ dimension: { name: 'Location' }, value: { id: location } });
const bill = (key: string, more: IDataObject = {}, line: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: '2026-11-03', supplier: { name: 'Acme Supply Co' }, lines: [{ description: 'Lunch', amount: '48.00', account: { code: '6220' }, dimensions: [at('110')], ...line }], ...more,
});

describe('Sage Intacct on a real n8n', () => {
	it('NODE-BILL, NODE-CREDIT, NODE-EXPENSE, NODE-JOURNAL, NODE-INVOICE, NODE-PAYMENT, NODE-DRY: every kind is posted, once, and a bad one leaves by the error output', async () => {
		const report = (key: string, amount: string): IDataObject => ({
			kind: 'employeeExpense', key, date: '2026-11-03', employee: { id: 'E-01' }, lines: [{ amount, expenseType: { name: 'Travel' }, dimensions: [at('110'), { dimension: { name: 'Place' }, value: { name: 'Home' } }] }],
		});
		const documents = [
			bill('EXP-1-B'), bill('EXP-2-B', { supplier: { name: 'Nobody' } }), bill('EXP-3-B', {}, { amount: '-5.00' }), report('EXP-4-E', '30.00'), report('EXP-5-E', '-30.00'),
			{ kind: 'invoice', key: 'I-1', date: '2026-11-03', customer: { name: 'Lantern & Co' }, lines: [{ amount: '85.00', account: { code: '4000' }, dimensions: [at('110')] }] },
			{ kind: 'journal', key: 'J-1', date: '2026-11-30', lines: [{ amount: '9.00', account: { code: '6220' }, dimensions: [at('110')] }, { amount: '-9.00', account: { code: '6300' }, dimensions: [at('120')] }] },
		];
		const before = (await held('APBILL')).length;
		const dry = await bench.run(post(documents, { dryRun: true }));
		expect([dry.done.length, (await held('APBILL')).length]).toEqual([5, before]);
		const first = await bench.run(post(documents));
		expect(first.done.map(({ action, kind, total }) => [action, kind, total])).toEqual([
			['created', 'bill', '48.00'], ['created', 'supplierCredit', '5.00'], ['created', 'employeeExpense', '30.00'], ['created', 'invoice', '85.00'], ['created', 'journal', undefined],
		]);
		expect(first.failed.map(({ key, details }) => [key, (details as IDataObject).category])).toEqual([['EXP-2-B', 'mapping'], ['EXP-5-E', 'validation']]);
		const card = { ...bill('C-1'), kind: 'expense', bankAccount: { id: 'AMEX' } };
		const pay = { kind: 'payment', key: 'P-1', direction: 'in', date: '2026-11-20', amount: '10.00', document: { key: 'I-1' }, bankAccount: { id: 'BOA' } };
		const more = await bench.all({ card: post([card], {}, { entity: chosen('id', '100') }), pay: post([pay]), again: post(documents.filter((_, index) => index !== 1 && index !== 4)) });
		expect([more.card.done, more.pay.done]).toMatchObject([[{ action: 'created', kind: 'expense' }], [{ action: 'created', kind: 'payment' }]]);
		expect(more.again.done.map(({ action }) => action)).toEqual(Array(5).fill('found'));
		expect((await ask('GET', '/trialbalance')).entities).toEqual({ 100: '0.00', 200: '0.00' });
	});

	it('NODE-REF, NODE-UPSERT, NODE-ATTACH, NODE-RAW, NODE-ERR: lists, records, a receipt, an update, a reversal, a check of the set-up, any function', async () => {
		const ran = await bench.all({
			accounts: job({ resource: 'account', operation: 'getMany', returnAll: true }),
			values: job({ resource: 'dimensionValue', operation: 'getMany', returnAll: true, of: chosen('name', 'Place') }),
			supplier: job({ resource: 'supplier', operation: 'upsert', source: 'fields', matchBy: 'name', fields: { name: 'Dock 6', email: 'dock6@estates.example' } }),
			receipt: job({ resource: 'bill', operation: 'attach', target: chosen('key', 'EXP-1-B'), binaryProperty: 'data', documentKind: 'bill' }, [
				{ json: {}, binary: { data: { data: Buffer.from('receipt').toString('base64'), mimeType: 'image/jpeg', fileName: 'receipt.jpg', fileExtension: 'jpg' } } },
			]),
			update: job({ resource: 'bill', operation: 'update', target: chosen('key', 'EXP-1-B'), changes: '{"dueDate":"2026-12-24","lines":[{"description":"As agreed"}]}' }),
			check: job({ resource: 'company', operation: 'checkSetUp' }),
			raw: job({ resource: 'api', operation: 'request', method: 'POST', path: 'getFinancialSetup' }),
		});
		expect(ran.accounts.done.map(({ code }) => code)).toEqual(expect.arrayContaining(['6220', '6300']));
		expect(ran.values.done).toHaveLength(3);
		expect(ran.supplier.done).toMatchObject([{ action: 'created', name: 'Dock 6' }]);
		expect(ran.receipt.done).toMatchObject([{ attachment: { action: 'attached', fileName: 'receipt.jpg' } }]);
		expect(ran.update.done).toMatchObject([{ action: 'updated', key: 'EXP-1-B' }]);
		expect(ran.check.done).toMatchObject([{ ok: true }]);
		expect(JSON.stringify(ran.raw.done)).toContain('USD');
		const back = await bench.run(job({ resource: 'bill', operation: 'delete', target: chosen('key', 'EXP-1-B') }));
		expect(back.done).toMatchObject([{ deleted: true, status: 'Reversed' }]);
	});

	it('NODE-ERR: the credential is tested, and a wrong password told with what to do', async () => {
		const data = { endpointUrl: `${sandbox.origin}/sage-intacct/ia/xml/xmlgw.phtml`, senderId: 'sandbox-intacct-sender', senderPassword: 'sandbox-intacct-sender-password', companyId: 'harbour-group', userId: 'ws_sync' };
		const right = await n8n.createCredential('Right', TYPE, { ...data, userPassword: 'sandbox-intacct-password', entity: '200' });
		const wrong = await n8n.createCredential('Wrong', TYPE, { ...data, userPassword: 'no' });
		expect(await n8n.testCredential(right)).toMatchObject({ status: 'OK', message: 'Connected to harbour-group, entity 200.' });
		expect(await n8n.testCredential(wrong)).toMatchObject({ status: 'Error', message: expect.stringMatching(/password/i) as string });
	});

	it('TRIG-POLL, TRIG-HOOK: a bill that was posted starts both triggers, once', async () => {
		triggers = new Triggers(n8n, 'accountingSageIntacctTrigger', { [TYPE]: { name: NAME } }, bench.credentials);
		const parameters = { event: 'bill', startFrom: 'now', entity: chosen('list', '') };
		expect((await triggers.samples('samples', parameters)).length).toBeGreaterThan(0);
		const webhookId = '5b8e7c1e-6d60-4f6c-9f0e-2d8f2f1d1a91';
		const hook = {
			id: 'hook', name: 'When Intacct tells', type: 'n8n-nodes-accounting-sync.accountingSageIntacctWebhookTrigger', typeVersion: 1, position: [0, 0], webhookId,
			parameters: { events: ['bill'] }, credentials: { [TYPE]: { name: NAME } },
		};
		const workflow = await n8n.importWorkflow({ name: 'Smart events', nodes: [hook], connections: {}, settings: { executionOrder: 'v1' } }, bench.credentials);
		await n8n.publish(workflow);
		const url = `${n8n.url}/webhook/${webhookId}/sage-intacct`;
		await ask('POST', '/companies/harbour-group', { smartEvents: [{ name: 'Bills', object: 'APBILL', events: ['add', 'set'], url, body: 'secret=sandbox-intacct-hook&object=APBILL&recordno={!APBILL.RECORDNO!}&event=add' }] });
		await triggers.publish('bills', parameters);
		// Its first poll is over once it has looked for deletions.
		while (!sandbox.recorder.list({ system: 'sage-intacct', limit: 5000 }).some(({ route }) => route === DELETIONS)) await sleep(200);
		await sleep(1000);
		await bench.run(post([bill('TRIG-1')]));
		const execution = await n8n.nextExecution(workflow, { after: '0', timeout: 20_000 });
		expect(itemsOf(execution, 'When Intacct tells')).toMatchObject([{ kind: 'bill', key: 'TRIG-1', total: '48.00', event: { type: 'add', object: 'APBILL' } }]);
		const refused = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'secret=no&object=APBILL&recordno=1' });
		expect(refused.status).toBe(401);
		triggers.passesOver = ({ key }) => key !== 'TRIG-1';
		await triggers.until({ bills: 1 });
		expect(await triggers.deliveries('bills')).toMatchObject([{ kind: 'bill', key: 'TRIG-1', status: 'Posted' }]);
		await ask('POST', '/companies/harbour-group', { smartEvents: [] });
	});

	it('NODE-ONCE, NODE-BATCH, TRIG-POLL: n8n killed in the middle of 300 bills and of a poll; the next run posts what is missing and nothing twice, and the trigger tells each bill once', async () => {
		const documents = Array.from({ length: 300 }, (_, index) => bill(`W-${index}`));
		const mine = async () => (await held('APBILL')).map(({ RECORDID }) => String(RECORDID)).filter((key) => /^W-\d+$/.test(key));
		const nodes = [
			{ id: 'a', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
			{ id: 'b', name: 'Items', type: 'n8n-nodes-base.noOp', typeVersion: 1, position: [200, 0], parameters: {} },
			{ id: 'c', name: 'Post', type: 'n8n-nodes-accounting-sync.accountingSageIntacct', typeVersion: 1, position: [400, 0], parameters: post([]).parameters, credentials: { [TYPE]: { name: NAME } } },
		];
		const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
		const workflow = await n8n.importWorkflow({
			name: 'Bills', nodes, connections: { Start: to('Items'), Items: to('Post') }, pinData: { Items: documents.map((json) => ({ json })) }, settings: { executionOrder: 'v1' },
		}, bench.credentials);
		// The poll has read this bill and saved no cursor yet.
		sandbox.frame.faults.add({ system: 'sage-intacct', kind: 'latency', path: `#${DELETIONS}#`, value: 25_000, times: 1 });
		await ask('POST', '/bills/bulk', { count: 1, prefix: 'POLL' });
		while (sandbox.frame.faults.list().length > 0) await sleep(100);
		await ask('POST', '/settings', { slow: 700 });
		await n8n.startManually(workflow, 'Start');
		while ((await mine()).length === 0) await sleep(50);
		await n8n.kill();
		await sleep(1500);
		await ask('POST', '/settings', { slow: 0 });
		const before = (await mine()).length;
		expect([before > 0, before < 300]).toEqual([true, true]);
		n8n = await n8n.again();
		bench = new Bench(n8n, bench.credentials);

		const run = await n8n.runManually(workflow, 'Start', { timeout: 100_000 });
		const actions = (itemsOf(run, 'Post') as IDataObject[]).map(({ action }) => action);
		expect([run.status, actions.filter((one) => one === 'found').length, actions.filter((one) => one === 'created').length]).toEqual(['success', before, 300 - before]);
		const keys = documents.map(({ key }) => String(key));
		expect((await mine()).sort()).toEqual(keys.sort());
		triggers.n8n = n8n;
		triggers.passesOver = ({ key }) => !/^(POLL|W)-\d+$/.test(String(key));
		await triggers.until({ bills: 301 });
		expect((await triggers.deliveries('bills')).map(({ key }) => key).sort()).toEqual(['POLL-1', ...keys].sort());
	});
});
