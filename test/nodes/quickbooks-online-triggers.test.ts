import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { AccountingQuickBooksOnlineTrigger } from '../../nodes/QuickBooksOnline/AccountingQuickBooksOnlineTrigger.node';
import { AccountingQuickBooksOnlineWebhookTrigger } from '../../nodes/QuickBooksOnline/AccountingQuickBooksOnlineWebhookTrigger.node';
import { runPoll, runWebhook } from '../support/run-node';
import { credentials, REALM, Wire } from '../support/quickbooks-online-wire';

let wire: Wire;
beforeEach(async () => {
	wire = await Wire.open();
	for (const entity of ['Bill', 'Payment', 'BillPayment', 'Vendor', 'TaxCode', 'TaxRate']) wire.rows(entity);
});
afterEach(async () => await wire.close());

const changed = (at: string) => ({ MetaData: { CreateTime: at, LastUpdatedTime: at } });
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

describe('TRIG-POLL: QuickBooks Online', () => {
	const poll = async (event: string, staticData: IDataObject = {}, more: { startFrom?: 'now'; mode?: 'manual' } = {}) =>
		await runPoll(AccountingQuickBooksOnlineTrigger, { event, startFrom: more.startFrom ?? 'beginning' }, {
			credentials: credentials(wire) as never, staticData, ...(more.mode === undefined ? {} : { mode: more.mode }),
		});

	it('TRIG-EVENTS: everything there is by pages, then each change once by the feed, deletions too', async () => {
		wire.add('Bill', ...Array.from({ length: 1500 }, (_, index) => ({ DocNumber: `B-${index}`, TotalAmt: 1, ...changed(new Date(Date.now() - 90 * 86_400_000 + index * 1000).toISOString()) })));
		const first = await poll('bill');
		expect(first.items).toHaveLength(1500);
		expect(wire.routes().some((route) => route.startsWith('GET cdc'))).toBe(false);
		const [bill] = wire.add('Bill', { DocNumber: 'B-new', TotalAmt: 5, ...changed(minutesAgo(0)) });
		// Ninety days are too far for the feed, which is asked once the cursor is near.
		const second = await poll('bill', first.saved);
		expect(second.items?.map(({ json }) => json.number)).toEqual(['B-new']);
		wire.tables.set('Bill', wire.rows('Bill').filter((row) => row !== bill));
		wire.deleted.push({ entity: 'Bill', Id: bill?.Id, domain: 'QBO', status: 'Deleted', ...changed(new Date(Date.now() + 1000).toISOString()) });
		const third = await poll('bill', second.saved);
		expect(third.items?.map(({ json }) => json)).toEqual([expect.objectContaining({ id: bill?.Id, kind: 'bill', deleted: true, status: 'Deleted' })]);
		expect(wire.routes().at(-1)).toBe('GET cdc');
		expect((await poll('bill', third.saved)).items).toBeNull();
	});

	it('TRIG-POLL: starting now hands on nothing old, and nothing is lost while n8n is down', async () => {
		wire.add('Vendor', { DisplayName: 'Old', Active: true, ...changed(minutesAgo(600)) });
		const first = await poll('supplier', {}, { startFrom: 'now' });
		expect(first.items).toEqual([]);
		wire.add('Vendor', { DisplayName: 'New', Active: true, ...changed(minutesAgo(0)) }, { DisplayName: 'Gone (deleted)', Active: false, ...changed(minutesAgo(0)) });
		const second = await poll('supplier', first.saved);
		expect(second.items?.map(({ json }) => [json.name, json.active])).toEqual([['New', true], ['Gone', false]]);
	});

	it('TRIG-POLL: where the feed may have kept something back, the list is asked by its time of change', async () => {
		wire.add('Bill', ...Array.from({ length: 1200 }, (_, index) => ({ DocNumber: `B-${index}`, TotalAmt: 1, ...changed(new Date(Date.now() - 1_200_000 + index * 1000).toISOString()) })));
		wire.deleted.push({ entity: 'Bill', Id: '7', domain: 'QBO', status: 'Deleted', ...changed(minutesAgo(1)) });
		const cursor = { bill: { at: minutesAgo(30), seen: {}, notBefore: minutesAgo(60) } };
		expect((await poll('bill', cursor)).items).toHaveLength(1200);
	});

	it('TRIG-POLL: payments of customers and to suppliers come in the order of time', async () => {
		wire.add('Payment', { TotalAmt: 1, PaymentRefNum: 'P-1', ...changed(minutesAgo(9)) }, { TotalAmt: 1, PaymentRefNum: 'P-3', ...changed(minutesAgo(7)) });
		wire.add('BillPayment', { TotalAmt: 1, DocNumber: 'P-2', ...changed(minutesAgo(8)) });
		expect((await poll('payment')).items?.map(({ json }) => [json.number, json.direction])).toEqual([['P-1', 'in'], ['P-2', 'out'], ['P-3', 'in']]);
	});

	it('TRIG-EVENTS: tax codes, of which the feed tells nothing, by their time of change', async () => {
		wire.add('TaxCode', { Name: '20.0% S', Active: true, ...changed(minutesAgo(9)) });
		const first = await poll('taxRate');
		expect(first.items?.map(({ json }) => json.name)).toEqual(['20.0% S']);
		expect(wire.routes()).not.toContain('GET cdc');
		expect((await poll('taxRate', first.saved)).items).toBeNull();
	});

	it('TRIG-TEST: fetching a test event gives real records and moves nothing', async () => {
		wire.add('Bill', ...Array.from({ length: 9 }, (_, index) => ({ DocNumber: `B-${index}`, TotalAmt: 1, ...changed(minutesAgo(9)) })));
		const { items, saved } = await poll('bill', {}, { mode: 'manual' });
		expect([items?.length, saved]).toEqual([5, {}]);
	});
});

describe('TRIG-HOOK: QuickBooks Online', () => {
	const sign = (body: string, key = 'verifier') => createHmac('sha256', key).update(body).digest('base64');
	const deliver = async (body: string, more: { signature?: string; staticData?: IDataObject; events?: string[]; types?: string[]; secret?: string } = {}) =>
		await runWebhook(AccountingQuickBooksOnlineWebhookTrigger, { events: more.events ?? ['bill', 'supplier'], eventTypes: more.types ?? [] } as never, {
			rawBody: body, credentials: credentials(wire, more.secret === undefined ? {} : { webhookSecret: more.secret }) as never, staticData: more.staticData,
			headers: { 'intuit-signature': more.signature ?? sign(body), 'content-type': 'application/cloudevents-batch+json' },
		});
	const legacy = (...entities: IDataObject[]) => JSON.stringify({ eventNotifications: [{ realmId: REALM, dataChangeEvent: { entities } }] });
	const cloud = (more: IDataObject = {}): IDataObject => ({
		specversion: '1.0', id: '88cd52aa', source: 'intuit.AbC=', type: 'qbo.bill.created.v1', datacontenttype: 'application/json', time: '2026-09-10T21:31:25.179851517Z',
		intuitentityid: '191', intuitaccountid: REALM, data: {}, ...more,
	});
	const bill = () => wire.add('Bill', { Id: '191', DocNumber: 'EXP-1-B', PrivateNote: '[EXP-1-B]', TotalAmt: 48, VendorRef: { value: '56' } });
	const json = ({ items }: { items: Array<{ json: IDataObject }> | undefined }) => items?.map(({ json: one }) => one);

	it('refuses what is not signed with the verifier token, over the bytes as they came, and everything while there is none', async () => {
		bill();
		const body = ` [${JSON.stringify(cloud())} ]`;
		expect((await deliver(body)).response).toMatchObject({ status: 200, ended: true, body: undefined });
		for (const signature of [sign(JSON.stringify(JSON.parse(body))), sign(body, 'other'), '', 'x']) {
			expect(await deliver(body, { signature })).toMatchObject({ items: undefined, response: { status: 401, ended: true } });
		}
		expect((await deliver(body, { secret: '', signature: sign(body, '') })).response.status).toBe(401);
	});

	it('hands on the record as it stands, out of either format', async () => {
		bill();
		const [first] = json(await deliver(JSON.stringify([cloud()]))) ?? [];
		expect(first).toMatchObject({ kind: 'bill', id: '191', key: 'EXP-1-B', total: '48.00', event: { type: 'create', company: REALM, entity: 'bill' } });
		const [other] = json(await deliver(legacy({ name: 'Bill', id: '191', operation: 'Update', lastUpdated: '2026-02-08T20:52:31.657Z' }))) ?? [];
		expect(other).toMatchObject({ kind: 'bill', id: '191', event: { type: 'update', date: '2026-02-08T20:52:31.657Z' } });
	});

	it('duplicates start nothing, and of several events of a record the latest counts, whatever their order', async () => {
		bill();
		const events = [cloud({ id: 'b', type: 'qbo.bill.updated.v1', time: '2026-09-10T22:00:00Z' }), cloud({ id: 'a' }), cloud({ id: 'a' })];
		const first = await deliver(JSON.stringify(events));
		expect(json(first)).toEqual([expect.objectContaining({ event: expect.objectContaining({ type: 'update' }) })]);
		expect(wire.routes()).toEqual(['POST query']);
		expect((await deliver(JSON.stringify(events), { staticData: first.staticData })).items).toBeUndefined();
	});

	it('tells deletions, merges with the record that is gone, and records that cannot be read', async () => {
		wire.add('Vendor', { Id: '56', DisplayName: 'Kept', Active: true });
		const body = legacy(
			{ name: 'Bill', id: '7', operation: 'Delete', lastUpdated: '2026-02-08T20:52:31.657Z' },
			{ name: 'Vendor', id: '56', operation: 'Merge', deletedId: '55', lastUpdated: '2026-02-08T20:52:40.000Z' },
		);
		expect(json(await deliver(body))).toEqual([
			expect.objectContaining({ id: '7', kind: 'bill', deleted: true, event: expect.objectContaining({ type: 'delete' }) }),
			expect.objectContaining({ id: '56', kind: 'supplier', name: 'Kept', event: expect.objectContaining({ type: 'merge', mergedFrom: '55' }) }),
		]);
		expect(json(await deliver(JSON.stringify([cloud({ type: 'qbo.vendor.merged.v1', intuitentityid: '56', data: { deletedId: '54' } })])))).toEqual([
			expect.objectContaining({ name: 'Kept', event: expect.objectContaining({ mergedFrom: '54' }) }),
		]);
		wire.mishap = () => ({ status: 403, body: { fault: { error: [{ message: 'message=AuthorizationFailed', code: '3100' }], type: 'SERVICE' } } });
		expect(json(await deliver(JSON.stringify([cloud()])))).toEqual([expect.objectContaining({ id: '191', unread: expect.stringContaining('AuthorizationFailed') })]);
	});

	it('leaves out other companies, kinds and types, and bodies that hold nothing', async () => {
		bill();
		const body = JSON.stringify([cloud({ intuitaccountid: '9' }), cloud({ id: 'x', type: 'qbo.invoice.created.v1' })]);
		expect((await deliver(body)).items).toBeUndefined();
		expect((await deliver(JSON.stringify([cloud()]), { types: ['delete'] })).items).toBeUndefined();
		for (const odd of ['', '{}', 'null', '[1]', '[{}]', '{"eventNotifications":{}}', '<x/>']) expect((await deliver(odd)).response.status).toBe(200);
		expect(wire.calls).toEqual([]);
	});
});
