import { setTimeout as sleep } from 'node:timers/promises';
import { readTemplates } from '../support/n8n';
import { WORK_AT_ONCE, WORK_SYNC, WorkSync } from '../support/work-sync';
import { Gate } from './gate';

type Row = Record<string, unknown>;

const TODAY = new Date().toISOString().slice(0, 10);
const BATCH = /\/batch/;
/** A client of the demo data, whose name QuickBooks does not take. */
const TOO_LONG = 'client cl_1003';
let sync: WorkSync;
let gate: Gate;

beforeAll(async () => {
	sync = await WorkSync.open();
	gate = new Gate(sync.sandbox);
	 await sync.run();
	await sync.enable({ invoices: true, payments: true });
	 await sync.run();
});
beforeEach(() => sync.forget());
afterEach(async () => {
	gate.openAll();
	expect((await sync.qbo('GET', '/trialbalance')).total).toBe('0.00');
});
afterAll(async () => await sync?.close());

/** As many sent invoices of one client, numbered "<prefix>001" and so on. */
async function invoices(prefix: string, count: number): Promise<string[]> {
	const numbers = Array.from({ length: count }, (_, index) => `${prefix}${String(index + 1).padStart(3, '0')}`);
	await sync.work('POST', '/invoices', numbers.map((number, index) => ({
		clientId: 'cl_1001', number, issueDate: TODAY, status: 'sent', lines: [{ name: 'Labour', quantity: 1, unitPrice: 10 + index }],
	})));
	return numbers;
}
const inBooks = async (prefix: string): Promise<string[]> =>
	(await sync.books('Invoice')).map(({ DocNumber }) => String(DocNumber)).filter((number) => number.startsWith(prefix)).sort();
async function ran(): Promise<void> {
	 const execution = await sync.run();
	const problems = (await sync.problems()).filter(({ key }) => key !== TOO_LONG);
	expect([execution.status, problems]).toEqual(['success', []]);
}

describe('Work to QuickBooks Online, when things go wrong', () => {
	it('SYNC-WORK-4, NODE-ONCE: n8n is killed in the middle of 300 invoices; the next run makes it 300', async () => {
		const numbers = await invoices('K', 300);
		const held = gate.hold('POST', BATCH, 6);
		void sync.run().catch(() => undefined); // ends with n8n
		 await held.reached;
		await sync.n8n.kill();
		gate.openAll();
		const stands = (await inBooks('K')).length;
		expect(stands).toBeGreaterThanOrEqual(30);
		expect(stands).toBeLessThan(300);
		sync.n8n = await sync.n8n.again();
		await ran();
		expect(await inBooks('K')).toEqual(numbers);
		await ran();
		expect(await inBooks('K')).toEqual(numbers);
	});

	it('SYNC-WORK-4, NODE-ONCE: killed with an answer lost, and QuickBooks has forgotten the request by the next run', async () => {
		const numbers = await invoices('R', 60);
		const held = gate.hold('POST', BATCH, 2);
		void sync.run().catch(() => undefined); // ends with n8n
		 await held.reached;
		await sync.n8n.kill();
		gate.openAll();
		expect(await inBooks('R')).toHaveLength(60);
		await sync.control('POST', '/clock', { advance: 3 * 3600 });
		sync.n8n = await sync.n8n.again();
		await ran();
		expect(await inBooks('R')).toEqual(numbers);
	});

	it('SYNC-WORK-4, NODE-ERR: the login runs out in the middle and is renewed', async () => {
		const numbers = await invoices('T', 90);
		const held = gate.hold('POST', BATCH, 1);
		const run = ran();
		 await held.reached;
		await sync.qbo('POST', '/tokens/expire', {});
		held.release();
		await run;
		expect(await inBooks('T')).toEqual(numbers);
	});

	it('SYNC-WORK-4, NODE-LIMIT: QuickBooks answers 429 and is waited for', async () => {
		const numbers = await invoices('L', 90);
		sync.sandbox.frame.faults.add({ system: 'quickbooks-online', method: 'POST', path: '/batch', kind: 'throttled', skip: 1, value: 6 });
		await ran();
		const calls = sync.calls('quickbooks-online');
		const refused = calls.findIndex(({ status }) => status === 429);
		const again = Date.parse(String(calls[refused + 1]?.at)) - Date.parse(String(calls[refused]?.at));
		expect([refused >= 0, again >= 6000, again < 20_000]).toEqual([true, true, true]);
		expect(await inBooks('L')).toEqual(numbers);
	});

	it('SYNC-WORK-1: a client that is edited on both sides at the same moment: different fields go over both ways, the later change of a field wins', async () => {
		const [customer] = await sync.books('Customer', '&name=Acme Hire');
		await Promise.all([
			sync.work('PUT', '/clients/cl_1001', { phone: '555-0777' }),
			sync.keep('Customer', { Id: customer?.Id, Fax: { FreeFormNumber: '555-0888' } }),
		]);
		await ran();
		expect(await sync.work<Row>('GET', '/clients/cl_1001')).toMatchObject({ phone: '555-0777', fax: '555-0888' });
		expect((await sync.books('Customer', '&name=Acme Hire'))[0]).toMatchObject({ PrimaryPhone: { FreeFormNumber: '555-0777' }, Fax: { FreeFormNumber: '555-0888' } });

		await sync.work('PUT', '/clients/cl_1001', { phone: '555-0001' });
		await sleep(1100);
		await sync.keep('Customer', { Id: customer?.Id, PrimaryPhone: { FreeFormNumber: '555-0002' } });
		await ran();
		expect(await sync.work<Row>('GET', '/clients/cl_1001')).toMatchObject({ phone: '555-0002' });
		sync.forget();
		await ran();
		expect(sync.count).toBeLessThanOrEqual(6); // nothing comes back as a change
	});

	it('SYNC-WORK-1: two runs at once make each client once', async () => {
		await sync.work('POST', '/clients/bulk', { count: 90, prefix: 'Twice' });
		await Promise.all([sync.run(), sync.run()]);
		const names = (await sync.books('Customer')).map(({ DisplayName }) => String(DisplayName)).filter((name) => name.startsWith('Twice'));
		expect([names.length, new Set(names).size]).toEqual([90, 90]);
	});
});

describe('the events that start it', () => {
	const phoneInBooks = async () => ((await sync.books('Customer', '&name=Acme Hire'))[0]?.PrimaryPhone as Row).FreeFormNumber;
	const phoneInWork = async () => (await sync.work<Row>('GET', '/clients/cl_1001')).phone;
	const inBooksNow = async (FreeFormNumber: string) => await sync.keep('Customer', { Id: (await sync.books('Customer', '&name=Acme Hire'))[0]?.Id, PrimaryPhone: { FreeFormNumber } });
	const starts = async () => (await sync.n8n.listExecutions({ workflowId: WORK_AT_ONCE })).length;
	async function until(isSo: () => Promise<boolean>): Promise<void> {
		for (let tries = 0; tries < 240 && !(await isSo()); tries++) await sleep(250);
		expect(await isSo()).toBe(true);
	}
	/** Until nothing is on its way: what a run writes is told, too, and starts one that has nothing to do. */
	async function settled(): Promise<number> {
		for (;;) {
			await sync.work('POST', '/webhooks/flush');
			await sync.qbo('POST', '/webhooks/flush');
			const before = await starts();
			await sleep(2500);
			if ((await starts()) === before) return before;
		}
	}
	/** Long enough for a start that must not come. */
	async function startsNothing(sends: () => Promise<unknown>): Promise<void> {
		const before = await settled();
		await sends();
		await sleep(1500);
		expect(await starts()).toBe(before);
	}

	beforeAll(async () => {
		await sync.n8n.publish(WORK_SYNC);
		await sync.n8n.publish(WORK_AT_ONCE);
	});
	afterAll(async () => {
		await sync.n8n.unpublish(WORK_AT_ONCE);
		await sync.n8n.unpublish(WORK_SYNC);
	});

	it.each(['cloudevents', 'legacy'])('SYNC-WORK-1, TRIG-HOOK: QuickBooks tells by %s: twice, backwards and badly signed start nothing more, and what is lost comes with the next run', async (format) => {
		const node = readTemplates().find(({ id }) => id === WORK_AT_ONCE)?.nodes.find(({ type }) => type.endsWith('QuickBooksOnlineWebhookTrigger'));
		await sync.qbo('POST', '/webhooks', { url: `${sync.n8n.url}/webhook/${String(node?.webhookId)}/quickbooks-online`, format });
		for (const time of ['0', '1']) {
			await inBooksNow(`555-${time}-${format.length}`);
			await sync.qbo('POST', '/webhooks/flush');
			await until(async () => (await phoneInWork()) === `555-${time}-${format.length}`);
			await settled();
		}

		await startsNothing(async () => expect(await sync.qbo('POST', '/webhooks/send', { count: 2, times: 2, reverse: true })).toEqual({ answers: expect.arrayContaining([200]) as unknown }));
		await startsNothing(async () => expect(await sync.qbo('POST', '/webhooks/send', { count: 1, wrongSignature: true })).toEqual({ answers: [401] }));
		await startsNothing(async () => {
			await sync.qbo('POST', '/webhooks/lose', { count: 1 });
			await inBooksNow(`555-2-${format.length}`);
			await sync.qbo('POST', '/webhooks/flush');
		});
		expect(await phoneInWork()).toBe(`555-1-${format.length}`);
		await sync.run();
		expect(await phoneInWork()).toBe(`555-2-${format.length}`);
		await sync.qbo('DELETE', '/webhooks');
	});

	it('SYNC-WORK-1, TRIG-HOOK: Work tells: twice, backwards and badly signed start nothing more, and what is lost comes with the next run', async () => {
		await sync.work('PUT', '/clients/cl_1001', { phone: '555-3' });
		await sync.work('POST', '/webhooks/flush');
		await until(async () => (await phoneInBooks()) === '555-3');

		await startsNothing(async () => expect(await sync.work('POST', '/webhooks/send', { count: 2, times: 2, reverse: true })).toEqual({ answers: expect.arrayContaining([200]) as unknown }));
		await startsNothing(async () => expect(await sync.work('POST', '/webhooks/send', { count: 1, wrongSignature: true })).toEqual({ answers: [401] }));
		await startsNothing(async () => {
			await sync.work('POST', '/webhooks/lose', { count: 1 });
			await sync.work('PUT', '/clients/cl_1001', { phone: '555-4' });
			await sync.work('POST', '/webhooks/flush');
		});
		expect(await phoneInBooks()).toBe('555-3');
		await sync.run();
		expect(await phoneInBooks()).toBe('555-4');
	});
});
