import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf, type Execution } from '../support/n8n';
import { World } from '../support/world';

const KEA = '7e000000-0000-4000-8000-000000000001';
const KEY = 'sandbox-xero-webhook-key';
const TRIGGER = 'When Xero tells';
const ID = 'e2eXeroHook00001';

let world: World;
let url = '';
let last = '0';

beforeAll(async () => {
	world = await World.open();
	const webhookId = '5b8e7c1e-6d60-4f6c-9f0e-2d8f2f1d1a01';
	const trigger = {
		id: 'hook', name: TRIGGER, type: 'n8n-nodes-accounting-sync.accountingXeroWebhookTrigger', typeVersion: 1, position: [0, 0], webhookId,
		parameters: { authentication: 'oAuth2', organisation: { __rl: true, mode: 'list', value: '' }, events: ['bill', 'contact', 'creditNote'], eventTypes: [] },
		credentials: { accountingXeroOAuth2Api: { name: 'Xero (sandbox)' } },
	};
	await world.n8n.importWorkflow({ id: ID, name: 'Xero webhooks', nodes: [trigger], connections: {}, settings: { executionOrder: 'v1' } }, world.bench.credentials);
	await world.n8n.publish(ID);
	url = `${world.n8n.url}/webhook/${webhookId}/xero`;
	await world.control('POST', '/xero/webhooks', { url, key: KEY });
	last = await newest();
});
afterAll(async () => {
	await world?.n8n.unpublish(ID);
	await world?.close();
});

const newest = async (): Promise<string> => (await world.n8n.listExecutions({ workflowId: ID, limit: 1 }))[0]?.id ?? '0';

async function delivered(): Promise<IDataObject[]> {
	const execution: Execution = await world.n8n.nextExecution(ID, { after: last, timeout: 20_000 });
	last = execution.id;
	expect(execution.status).toBe('success');
	return itemsOf(execution, TRIGGER) as IDataObject[];
}
/** Long enough for a start that must not come. */
async function nothing(): Promise<void> {
	await sleep(1200);
	const newer = (await world.n8n.listExecutions({ workflowId: ID })).filter(({ id }) => Number(id) > Number(last));
	expect(newer).toEqual([]);
}
interface Invoice {
	InvoiceID: string;
}
const newBill = async (number: string): Promise<string> => {
	const { Invoices: [made] } = await world.books.send<{ Invoices: [Invoice] }>('PUT', 'Invoices', {
		Invoices: [{ Type: 'ACCPAY', Status: 'DRAFT', Contact: { Name: 'Costa' }, InvoiceNumber: number, Date: '2026-11-03', DueDate: '2026-12-03', LineItems: [{ Description: 'Beans', Quantity: 1, UnitAmount: 9, AccountCode: '429' }] }],
	});
	return made.InvoiceID;
};
interface Deliveries {
	deliveries: Array<{ status: number | null; complaint?: string }>;
}

describe('TRIG-HOOK on a real n8n', () => {
	it('the intent to receive passes: right signatures get 200, wrong ones 401, both empty', async () => {
		const { passed, deliveries } = await world.control<Deliveries & { passed: boolean }>('POST', '/xero/webhooks/intent');
		expect(deliveries.map(({ status, complaint }) => [status, complaint])).toEqual([[200, undefined], [401, undefined], [200, undefined], [401, undefined]]);
		expect(passed).toBe(true);
		await nothing();
	});

	it('a new bill comes with its lines, a changed one as it stands', async () => {
		const id = await newBill('HOOK-1');
		// The contact is told of as well: its first bill makes it a supplier.
		const created = (await delivered()).find((item) => item.id === id);
		expect(created).toMatchObject({
			kind: 'bill', number: 'HOOK-1', status: 'DRAFT', total: '10.80', supplier: { name: 'Costa' }, lines: [expect.objectContaining({ description: 'Beans' })],
			event: { type: 'CREATE', organisation: KEA, category: 'INVOICE' },
		});
		await world.books.send('POST', `Invoices/${id}`, { Status: 'AUTHORISED' });
		expect(await delivered()).toEqual([expect.objectContaining({ id, status: 'AUTHORISED', event: expect.objectContaining({ type: 'UPDATE' }) as object })]);
	});

	it('a contact and a supplier credit come too; a sales invoice, which was not chosen, starts nothing', async () => {
		await world.books.send('PUT', 'Contacts', { Contacts: [{ Name: 'Hooked Ltd' }] });
		expect(await delivered()).toEqual([expect.objectContaining({ name: 'Hooked Ltd', kind: 'supplier' })]);
		await world.books.send('PUT', 'CreditNotes', {
			CreditNotes: [{ Type: 'ACCPAYCREDIT', Contact: { Name: 'Hooked Ltd' }, CreditNoteNumber: 'HOOK-CR', Date: '2026-11-03', LineItems: [{ Description: 'Back', Quantity: 1, UnitAmount: 5, AccountCode: '429' }] }],
		});
		expect((await delivered()).map(({ kind }) => kind)).toContain('supplierCredit');
		await world.control('POST', '/xero/webhooks/flush');
		await sleep(500);
		last = await newest();
		await world.books.send('PUT', 'Invoices', { Invoices: [{ Type: 'ACCREC', Contact: { Name: 'Moss & Daughters' }, Date: '2026-11-03', LineItems: [{ Description: 'Shelf', Quantity: 1, UnitAmount: 5, AccountCode: '200' }] }] });
		await sleep(800);
		const items = await Promise.all((await world.n8n.listExecutions({ workflowId: ID })).filter(({ id }) => Number(id) > Number(last)).map(async ({ id }) => itemsOf(await world.n8n.getExecution(id), TRIGGER)));
		expect(items.flat().filter(({ kind }: IDataObject) => kind === 'invoice')).toEqual([]);
		last = await newest();
	});

	it('a duplicate delivery is answered 200 and starts nothing', async () => {
		await newBill('HOOK-2');
		await delivered();
		const { deliveries } = await world.control<Deliveries>('POST', '/xero/webhooks/again', { count: 3 });
		expect(deliveries.map(({ status }) => status)).toEqual([200, 200, 200]);
		await nothing();
	});

	it('deliveries out of order end with the record as it stands', async () => {
		const id = await newBill('HOOK-3');
		await delivered();
		await world.control('DELETE', '/xero/webhooks').catch(() => undefined); // 204 without a body
		await world.books.send('POST', `Invoices/${id}`, { Status: 'AUTHORISED' });
		await world.books.send('POST', `Invoices/${id}`, { Status: 'VOIDED' });
		const event = (eventDateUtc: string) => ({ resourceId: id, tenantId: KEA, eventCategory: 'INVOICE', eventType: 'UPDATE', eventDateUtc });
		for (const date of ['2026-11-21T10:00:09.000', '2026-11-21T10:00:04.000']) {
			const body = JSON.stringify({ events: [event(date)], firstEventSequence: 1, lastEventSequence: 1, entropy: 'S0m3' });
			const signature = createHmac('sha256', KEY).update(body).digest('base64');
			const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-xero-signature': signature } });
			expect(answer.status).toBe(200);
			expect(await delivered()).toEqual([expect.objectContaining({ id, status: 'VOIDED' })]);
		}
	});

	it('a wrong signature gets 401 and starts nothing', async () => {
		const body = JSON.stringify({ events: [{ resourceId: 'x', tenantId: KEA, eventCategory: 'INVOICE', eventType: 'UPDATE', eventDateUtc: '2026-11-21T11:00:00.000' }] });
		const right = createHmac('sha256', KEY).update(body).digest('base64');
		for (const signature of ['', right.toLowerCase(), createHmac('sha256', 'other').update(body).digest('base64')]) {
			const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-xero-signature': signature } });
			expect([answer.status, await answer.text()]).toEqual([401, '']);
		}
		// The right signature of another body.
		const altered = await fetch(url, { method: 'POST', body: `${body} `, headers: { 'content-type': 'application/json', 'x-xero-signature': right } });
		expect(altered.status).toBe(401);
		await nothing();
	});
});
