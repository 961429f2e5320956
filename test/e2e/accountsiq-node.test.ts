import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../../sandbox/app';
import { accountsIqCredentials, accountsIqJob, booksOf, postToAccountsIq } from '../support/accountsiq';
import { Bench, chosen } from '../support/bench';
import { connectQuickly } from '../support/connect';
import { itemsOf, startN8n, type N8n } from '../support/n8n';
import { control, startSandbox } from '../support/sandbox';
import { Triggers } from '../support/triggers';

const TYPE = 'accountingAccountsIqApi';
const NAME = 'AccountsIQ (sandbox)';
const POSTING = 'e2eAiqPosting000';
const START = 'Start';
const POST = 'Post bills';
const BATCH = 100;
const EVENTS = ['account', 'taxRate', 'dimensionValue', 'supplier', 'invoice'];

let n8n: N8n;
let sandbox: Sandbox;
let bench: Bench;
let triggers: Triggers;
let today: string;

beforeAll(async () => {
	sandbox = await startSandbox();
	// The demo data is from yesterday: a trigger that starts now reads a minute back, since clocks differ.
	await control(sandbox, 'POST', '/clock', { advance: -86_400 });
	await control(sandbox, 'POST', '/reset', {});
	await control(sandbox, 'POST', '/clock', { now: new Date().toISOString() });
	today = new Date().toISOString().slice(0, 10);
	n8n = await startN8n();
	bench = new Bench(n8n, await connectQuickly(n8n, sandbox));
	triggers = new Triggers(n8n, 'accountingAccountsIqTrigger', { [TYPE]: { name: NAME } }, bench.credentials);
	// Posted less than a minute before the trigger starts, which reads that far back since clocks differ.
	triggers.passesOver = ({ key }) => key === 'E2E-I';
});
afterAll(async () => {
	await n8n?.stop();
	await sandbox?.close();
});

const people = async <T>(method: string, path: string, body?: unknown) => await control<T>(sandbox, method, `/accountsiq${path}`, body);
const change = async (kind: string, record: IDataObject) => await people('POST', '/records', { kind, records: [record] });
const bill = (key: string, more: IDataObject = {}): IDataObject => ({
	kind: 'bill', key, date: today, supplier: { code: 'EMP001' }, memo: 'Leeds', lines: [{ description: 'Hotel', amount: '120.00', account: { code: '7010' }, taxRate: { code: 'V20' } }], ...more,
});
const line = (amount: string, code: string) => ({ amount, account: { code } });
const document = (kind: string, key: string, more: IDataObject): IDataObject => ({ ...bill(key), kind, ...more });
const post = (documents: IDataObject[], options: IDataObject = {}) => accountsIqJob({ resource: 'document', operation: 'create', document: '={{ $json }}', options }, documents);
const billsNamed = async (prefix: string) => (await booksOf(sandbox, undefined, 'PI')).filter(({ reference }) => reference.startsWith(prefix));

describe('AccountsIQ on a real n8n', () => {
	it('NODE-BILL, NODE-CREDIT, NODE-EXPENSE, NODE-JOURNAL, NODE-INVOICE, NODE-PAYMENT, NODE-ERR: every kind is posted once, a bad one leaves by the error output', async () => {
		const documents = [
			bill('E2E-B'), document('supplierCredit', 'E2E-C', {}), document('expense', 'E2E-E', { bankAccount: { code: '1020' }, supplier: { name: 'Trainline' } }),
			document('journal', 'E2E-J', { lines: [line('9.00', '7010'), line('-9.00', '2110')] }),
			{ kind: 'invoice', key: 'E2E-I', date: today, customer: { code: 'ACME' }, lines: [{ ...line('240.00', '4900'), taxRate: { code: 'V20' } }] },
			bill('E2E-X', { supplier: { code: 'NOBODY' } }),
		];
		const first = await bench.run(post(documents));
		expect(first.done.map(({ kind, action, key }) => [kind, action, key])).toEqual([
			['bill', 'created', 'E2E-B'], ['supplierCredit', 'created', 'E2E-C'], ['expense', 'created', 'E2E-E'], ['journal', 'created', 'E2E-J'], ['invoice', 'created', 'E2E-I'],
		]);
		expect(first.failed).toMatchObject([{ key: 'E2E-X', error: expect.stringMatching(/supplier "NOBODY" does not exist/i) as string, details: { category: 'mapping' } }]);
		const pay = { kind: 'payment', key: 'E2E-P', direction: 'in', date: today, amount: '240.00', document: { key: 'E2E-I' }, bankAccount: { code: '1000' } };
		const second = await bench.run(post([...documents.slice(0, 5), pay]));
		expect(second.done.map(({ action }) => action)).toEqual(['found', 'found', 'found', 'found', 'found', 'created']);
		expect((await booksOf(sandbox, 'E2E-I'))[0]).toMatchObject({ outstanding: '0.00' });
		expect(Object.values(await people<Record<string, string>>('GET', '/trialbalance'))).toEqual(['0.00', '0.00', '0.00']);
	});

	it('NODE-REF, NODE-UPSERT, NODE-ATTACH, NODE-DRY, NODE-RAW: lists, records of any kind, a receipt, a plan, any operation', async () => {
		const [held] = await booksOf(sandbox, 'E2E-B');
		const record = (kind: string, more: IDataObject) => ({ kind, record: more });
		const ran = await bench.all({
			accounts: accountsIqJob({ resource: 'account', operation: 'getMany', returnAll: true, filters: { activeOnly: true, search: 'hotel' } }),
			records: accountsIqJob({ resource: 'record', operation: 'create', kind: '={{ $json.kind }}', record: '={{ $json.record }}' }, [
				record('supplier', { code: 'DOCK4', name: 'Dock 4 Ltd' }), record('dimensionValue', { code: 'BRI', name: 'Bristol', dimension: { id: 'OFFICE' } }), record('account', { code: '7999', name: 'New' }),
			]),
			receipt: accountsIqJob({ resource: 'bill', operation: 'attach', target: chosen('id', String(held?.id)), binaryProperty: 'data', fileName: '' }, [
				{ json: {}, binary: { data: { data: Buffer.from('receipt').toString('base64'), mimeType: 'image/jpeg', fileName: 'receipt.jpg', fileExtension: 'jpg' } } },
			]),
			plan: post([bill('E2E-D')], { dryRun: true }),
			raw: accountsIqJob({ resource: 'api', operation: 'request', method: 'POST', path: 'GetCreditTermList', body: '{}' }),
		});
		expect(ran.accounts.done.map(({ code }) => code)).toEqual(['7010', '7011']);
		expect(ran.records.done).toMatchObject([{ action: 'created', code: 'DOCK4' }, { action: 'created', id: 'OFFICE/BRI' }]);
		expect(ran.records.failed).toMatchObject([{ error: expect.stringContaining('only reads GL accounts') as string }]);
		expect(ran.receipt.done).toMatchObject([{ attachment: { action: 'attached', fileName: 'receipt.jpg' } }]);
		expect(ran.plan.done).toMatchObject([{ action: 'would create' }]);
		expect(await booksOf(sandbox, 'E2E-D')).toEqual([]);
		expect(JSON.stringify(ran.raw.done)).toContain('30 days, end of month');
	});

	it('NODE-REF: the lists that people choose from are live and can be searched', async () => {
		const credentials = { [TYPE]: { id: bench.credentials[NAME] ?? '', name: NAME } };
		const list = async (method: string, filter?: string) =>
			(await n8n.listSearch({
				type: 'n8n-nodes-accounting-sync.accountingAccountsIq', method, credentials, filter,
				parameters: { entity: chosen('list', ''), resource: 'bill', operation: 'create' },
			})).results.map(({ name }) => name);
		expect(await list('searchCompanies')).toEqual(expect.arrayContaining([expect.stringContaining('Harbourlight Software Ltd'), expect.stringContaining('Harbourlight Ireland DAC')]));
		expect(await list('searchAccounts', 'rail')).toEqual([expect.stringMatching(/7001.*Travel - rail/)]);
		await change('account', { Code: '7003', Description: 'Travel - railcards' });
		expect(await list('searchAccounts', 'rail')).toHaveLength(2);
		expect(await list('searchSuppliers', 'regus')).toEqual([expect.stringContaining('Regus Management (UK) Ltd')]);
		expect(await list('searchTaxRates', '20%')).toEqual(expect.arrayContaining([expect.stringContaining('V20')]));
		expect(await list('searchDimensionValues', 'leeds')).toEqual(expect.arrayContaining([expect.stringContaining('Leeds')]));
		expect(await list('searchBankAccounts')).toHaveLength(3);
	});

	it('NODE-ERR: n8n\'s own test of the credential: the right keys of both versions pass, wrong ones and a strange entity are told', async () => {
		const right = accountsIqCredentials(sandbox)[TYPE] as IDataObject;
		const tested = async (more: IDataObject) => await n8n.testCredential(await n8n.createCredential('Test of AccountsIQ', TYPE, { ...right, ...more }));
		expect(await tested({})).toMatchObject({ status: 'OK', message: expect.stringContaining('Harbourlight Software Ltd (GBP)') as string });
		expect(await tested({ version: '1.1', companyId: 'HARBOUR-UK', partnerKey: 'SANDBOX-PARTNER-KEY', userKey: 'SANDBOX-USER-UK' })).toMatchObject({ status: 'OK' });
		const wrong = await tested({ clientSecret: 'not-the-secret' });
		expect(wrong).toMatchObject({ status: 'Error', message: expect.stringMatching(/client id and secret/i) as string });
		expect(JSON.stringify(wrong)).not.toContain('not-the-secret');
		expect(await tested({ entity: 'NOWHERE' })).toMatchObject({ status: 'Error', message: expect.stringMatching(/entity/i) as string });
	});
});

describe('AccountsIQ Trigger on a real n8n', () => {
	it('TRIG-TEST: fetching a test event gives a few real records of each event', async () => {
		for (const event of EVENTS) {
			const items = await triggers.samples(event, { event });
			expect([event, items.length > 0 && items.length <= 5, items.every(({ id, error }) => typeof id === 'string' && error === undefined)]).toEqual([event, true, true]);
		}
	});

	it('NODE-ONCE, NODE-BATCH, TRIG-POLL: killed in the middle of 300 bills, the next run posts the rest, and what changed meanwhile is told once', async () => {
		for (const event of EVENTS) await triggers.publish(event, { event, startFrom: 'now' });
		await triggers.publish('allTaxCodes', { event: 'taxRate', startFrom: 'beginning' });
		await triggers.until({ allTaxCodes: 1 }, 60_000);

		const documents = Array.from({ length: 300 }, (_, index) => bill(`KILL-${index}`));
		await n8n.importWorkflow(posting(documents), bench.credentials);
		// The books take a batch at once, and their answer takes its time: the power goes between the two.
		await people('POST', '/settings', { slowPerDocument: 60 });
		await n8n.startManually(POSTING, START);
		while ((await billsNamed('KILL-')).length < 2 * BATCH) await sleep(100);
		await n8n.kill();
		await people('POST', '/settings', { slowPerDocument: 0 });
		expect(await billsNamed('KILL-')).toHaveLength(2 * BATCH);

		await change('account', { Code: '7777', Description: 'Bicycles' });
		await change('tax', { Code: 'V5', Description: 'VAT 5% (reduced)' });
		await change('department', { DepartmentID: 'LDN-FIN', Description: 'London money' });
		await people('POST', '/suppliers/touch', { codes: ['REGUS'] });
		const sold = { kind: 'invoice', key: 'KILL-SALE', date: today, customer: { code: 'ACME' }, lines: [{ ...line('12.00', '4900'), taxRate: { code: 'V20' } }] };
		expect((await postToAccountsIq(sandbox, [sold])).failed).toEqual([]);
		n8n = triggers.n8n = await n8n.again();

		const run = await n8n.runManually(POSTING, START, { timeout: 100_000 });
		const actions = (itemsOf(run, POST) as IDataObject[]).map(({ action }) => action);
		expect([run.status, actions.filter((one) => one === 'found').length, actions.filter((one) => one === 'created').length]).toEqual(['success', 200, 100]);
		const standing = await billsNamed('KILL-');
		expect([standing.length, new Set(standing.map(({ reference }) => reference)).size]).toEqual([300, 300]);
		expect(Object.values(await people<Record<string, string>>('GET', '/trialbalance'))).toEqual(['0.00', '0.00', '0.00']);

		await triggers.until(Object.fromEntries(EVENTS.map((event) => [event, 1])), 90_000);
		// One more poll: nothing comes twice.
		await sleep(20_000);
		const told = async (event: string) => (await triggers.deliveries(event)).map(({ id, key, code, name, change: what }) => [key ?? code ?? id, name, what]);
		expect(await told('account')).toEqual([['7777', 'Bicycles', 'created']]);
		expect(await told('taxRate')).toEqual([['V5', 'VAT 5% (reduced)', 'updated']]);
		expect(await told('dimensionValue')).toEqual([['LDN-FIN', 'London money', 'updated']]);
		expect(await told('supplier')).toEqual([['REGUS', expect.stringContaining('Regus'), 'updated']]);
		expect((await told('invoice')).map(([key]) => key)).toEqual(['KILL-SALE']);
	}, 400_000);
});

function posting(documents: IDataObject[]) {
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const node = (id: string, name: string, type: string, parameters: IDataObject = {}) => ({ id, name, type, typeVersion: 1, position: [0, 0], parameters });
	return {
		id: POSTING, name: 'AccountsIQ bills', connections: { [START]: to('Bills'), Bills: to(POST) }, pinData: { Bills: documents.map((json) => ({ json })) }, settings: { executionOrder: 'v1' },
		nodes: [
			node('a', START, 'n8n-nodes-base.manualTrigger'), node('b', 'Bills', 'n8n-nodes-base.noOp'),
			{ ...node('c', POST, 'n8n-nodes-accounting-sync.accountingAccountsIq', post([]).parameters), credentials: { [TYPE]: { name: NAME } } },
		],
	};
}
