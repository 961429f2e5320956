import { createHmac } from 'node:crypto';
import nock from 'nock';
import type { IDataObject } from 'n8n-workflow';
import { AccountingXeroWebhookTrigger } from '../../nodes/Xero/AccountingXeroWebhookTrigger.node';
import { runHookMethod, runWebhook } from '../support/run-node';

const XERO = 'https://api.xero.com';
const TENANT = '7e000000-0000-4000-8000-000000000001';
const KEY = 'the-webhook-key';
const INVOICE = '33333333-0000-4000-8000-000000000001';

const sign = (body: string, key = KEY) => createHmac('sha256', key).update(body).digest('base64');
/** Xero's bodies have irregular spacing, so only the bytes as they came verify. */
const delivery = (events: IDataObject[]) => `{"events":${JSON.stringify(events)},"firstEventSequence": 0,"lastEventSequence": 0, "entropy": "QWERTYUIOPASDFGHJKLZ"}`;
const event = (more: IDataObject = {}): IDataObject => ({
	resourceUrl: `${XERO}/api.xro/2.0/Invoices/${INVOICE}`, resourceId: INVOICE, tenantId: TENANT, tenantType: 'ORGANISATION',
	eventCategory: 'INVOICE', eventType: 'UPDATE', eventDateUtc: '2026-11-04T01:15:39.902', ...more,
});
let run = 0;
const credentials = (webhookSecret = KEY) => ({
	accountingXeroOAuth2Api: { clientId: `id${++run}`, clientSecret: 's', callsPerMinute: 600, webhookSecret, oauthTokenData: { access_token: 't' } },
});
const parameters = (more: IDataObject = {}) => ({
	authentication: 'oAuth2', organisation: { __rl: true, mode: 'id', value: TENANT }, events: ['bill', 'contact', 'creditNote'], eventTypes: [], ...more,
});
const deliver = async (body: string, options: { signature?: string; parameters?: IDataObject; staticData?: IDataObject; secret?: string } = {}) =>
	await runWebhook(AccountingXeroWebhookTrigger, parameters(options.parameters) as never, {
		rawBody: body, headers: { 'x-xero-signature': options.signature ?? sign(body), 'content-type': 'application/json; charset=utf-8' },
		credentials: credentials(options.secret) as never, staticData: options.staticData,
	});
const bill = (more: IDataObject = {}) => ({ InvoiceID: INVOICE, Type: 'ACCPAY', InvoiceNumber: 'EXP-1-B', Status: 'AUTHORISED', Total: 48, ...more });
const answerBill = (more: IDataObject = {}) => {
	const asked: string[] = [];
	nock(XERO).get('/api.xro/2.0/Invoices').query(({ IDs, page }) => page === '1' && asked.push(String(IDs)) > 0).reply(200, { Invoices: [bill(more)] }).persist();
	return asked;
};

beforeEach(() => nock.disableNetConnect());
/** Test files of one worker share Node's http module: what this file patched must not meet the next one. */
afterAll(() => nock.restore());
afterEach(() => {
	nock.cleanAll();
	nock.enableNetConnect();
});

describe('TRIG-HOOK: Xero', () => {
	it('handshake: signed rightly 200, otherwise 401, no body either way and nothing started', async () => {
		const body = delivery([]);
		const right = sign(body);
		const nearly = `${right.startsWith('A') ? 'B' : 'A'}${right.slice(1)}`;
		for (const [signature, status] of [[right, 200], [nearly, 401], [sign(body, 'other'), 401], ['', 401]] as const) {
			const answer = await deliver(body, { signature });
			expect(answer).toMatchObject({ items: undefined, noWebhookResponse: true, response: { status, ended: true } });
			expect(answer.response.body).toBeUndefined();
		}
	});

	it('refuses everything while no key is set', async () => {
		const body = delivery([event()]);
		expect((await deliver(body, { signature: sign(body, ''), secret: '' })).response.status).toBe(401);
	});

	it('hands on the record as it stands now, once per record, whatever the order of its events', async () => {
		const asked = answerBill();
		const body = delivery([event({ eventDateUtc: '2026-11-04T02:00:00.000' }), event({ eventType: 'CREATE' })]);
		const { items, response } = await deliver(body);
		expect(response.status).toBe(200);
		expect(asked.at(-1)).toBe(INVOICE);
		expect(items?.map(({ json }) => json)).toEqual([
			expect.objectContaining({ kind: 'bill', id: INVOICE, key: 'EXP-1-B', event: expect.objectContaining({ type: 'UPDATE', date: '2026-11-04T02:00:00.000' }) }),
		]);
	});

	it('drops a delivery that comes a second time, and takes a later change of the same record', async () => {
		answerBill();
		const first = await deliver(delivery([event()]));
		const again = await deliver(delivery([event()]), { staticData: first.staticData });
		expect(again.items).toBeUndefined();
		const later = await deliver(delivery([event({ eventDateUtc: '2026-11-04T09:00:00.000' })]), { staticData: first.staticData });
		expect(later.items).toHaveLength(1);
	});

	it('leaves out other organisations, other kinds and other types', async () => {
		answerBill();
		const other = await deliver(delivery([event({ tenantId: 'other' })]));
		const invoicesOnly = await deliver(delivery([event()]), { parameters: { events: ['invoice'] } });
		const createdOnly = await deliver(delivery([event()]), { parameters: { eventTypes: ['CREATE'] } });
		const subscription = await deliver(delivery([event({ eventCategory: 'SUBSCRIPTION' })]));
		expect([other.items, invoicesOnly.items, createdOnly.items, subscription.items]).toEqual([undefined, undefined, undefined, undefined]);
	});

	it('an event whose record cannot be read is handed on with the reason, since Xero sends it no more', async () => {
		nock(XERO).get('/api.xro/2.0/Invoices').query(true).reply(403, { Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' });
		const { items } = await deliver(delivery([event()]));
		expect(items?.[0]?.json).toMatchObject({ id: INVOICE, unread: 'Xero refused access to this organisation.' });
	});

	it('credit notes are read one by one, contacts by a list of ids', async () => {
		nock(XERO).get('/api.xro/2.0/CreditNotes/n1').reply(200, { CreditNotes: [{ CreditNoteID: 'n1', Type: 'ACCPAYCREDIT', CreditNoteNumber: 'EXP-2-B', Total: 5 }] });
		nock(XERO).get('/api.xro/2.0/Contacts').query(({ IDs }) => IDs === 'c1,c2')
			.reply(200, { Contacts: [{ ContactID: 'c1', Name: 'A', ContactStatus: 'ACTIVE' }, { ContactID: 'c2', Name: 'B', ContactStatus: 'ARCHIVED', IsCustomer: true, IsSupplier: false }] });
		const { items } = await deliver(delivery([
			event({ eventCategory: 'CREDITNOTE', resourceId: 'n1' }),
			event({ eventCategory: 'CONTACT', resourceId: 'c1' }),
			event({ eventCategory: 'CONTACT', resourceId: 'c2' }),
		]));
		expect(items?.map(({ json }) => [json.kind, json.id])).toEqual([['supplierCredit', 'n1'], ['supplier', 'c1'], ['customer', 'c2']]);
	});

	it('has nothing to subscribe to by itself', async () => {
		for (const method of ['checkExists', 'create', 'delete'] as const) {
			expect(await runHookMethod(AccountingXeroWebhookTrigger, method, parameters() as never, { credentials: credentials() as never })).toBe(true);
		}
	});
});
