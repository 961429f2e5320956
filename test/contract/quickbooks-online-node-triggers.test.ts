import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { AccountingQuickBooksOnlineTrigger } from '../../nodes/QuickBooksOnline/AccountingQuickBooksOnlineTrigger.node';
import { AccountingQuickBooksOnlineWebhookTrigger } from '../../nodes/QuickBooksOnline/AccountingQuickBooksOnlineWebhookTrigger.node';
import { runPoll, runWebhook } from '../support/run-node';
import { UK, US } from './quickbooks-online-emulator-client';
import { bill, target, World } from './quickbooks-online-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
beforeEach(async () => {
	await world.fresh(US, new Date().toISOString());
});
afterAll(async () => await world.close());

const people = async (path: string, body: object) => await world.books.control('POST', path, body);
const later = (seconds: number) => world.books.sandbox.frame.clock.set(new Date(Date.now() + seconds * 1000).toISOString());

describe('TRIG-POLL: our trigger against the emulated QuickBooks Online', () => {
	const poll = async (event: string, staticData: IDataObject = {}, startFrom = 'beginning') =>
		await runPoll(AccountingQuickBooksOnlineTrigger, { event, startFrom }, { credentials: world.credentials() as never, staticData });

	it('TRIG-EVENTS: every kind: everything there is, then nothing, then what was changed, once', async () => {
		const kinds = { account: 'Account', supplier: 'Vendor', customer: 'Customer', item: 'Item', class: 'Class', department: 'Department', term: 'Term', paymentMethod: 'PaymentMethod', taxRate: 'TaxCode' };
		for (const [event, entity] of Object.entries(kinds)) {
			const first = await poll(event);
			expect([event, (first.items?.length ?? 0) > 2]).toEqual([event, true]);
			expect([event, (await poll(event, first.saved)).items]).toEqual([event, null]);
			if (event === 'taxRate') continue; // nobody changes the vendor's codes
			const [record] = (await world.books.query(`select * from ${entity} where Active = true${entity === 'Account' ? " and AccountType = 'Expense'" : ''} maxresults 1`)).rows;
			later(5);
			await people('/records', { entity, records: [{ Id: record?.Id, [entity === 'Vendor' || entity === 'Customer' ? 'DisplayName' : 'Name']: `Changed ${event}` }] });
			const second = await poll(event, first.saved);
			expect([event, second.items?.map(({ json }) => json.name)]).toEqual([event, [`Changed ${event}`]]);
			expect([event, (await poll(event, second.saved)).items]).toEqual([event, null]);
		}
	});

	it('TRIG-EVENTS, TRIG-POLL: new and deleted bills by the change feed, more than a thousand changes at once too', async () => {
		const first = await poll('bill', {}, 'now');
		expect(first.items).toEqual([]);
		await world.post([bill('EXP-1-B'), bill('EXP-2-B')]);
		const second = await poll('bill', first.saved);
		expect(second.items?.map(({ json }) => json.key)).toEqual(['EXP-1-B', 'EXP-2-B']);
		later(5);
		await world.run({ resource: 'bill', operation: 'delete', target: target('key', 'EXP-1-B') });
		const third = await poll('bill', second.saved);
		expect(third.items?.map(({ json }) => [json.id, json.deleted])).toEqual([[second.items?.[0]?.json.id, true]]);
		expect(world.calls().filter((call) => call === 'GET cdc').length).toBeGreaterThan(1);

		const suppliers = await poll('supplier', {}, 'now');
		later(10);
		await people('/bulk', { entity: 'Vendor', count: 1500 });
		const many = await poll('supplier', suppliers.saved);
		expect(new Set(many.items?.map(({ json }) => json.id)).size).toBe(1500);
		expect((await poll('supplier', many.saved)).items).toBeNull();
	});
});

/** Our webhook node behind a small web server, as n8n would have it; the emulator's sender on the other side. */
describe('TRIG-HOOK: our webhook node against the emulated sender', () => {
	let server: Server;
	let url: string;
	let staticData: IDataObject = {};
	const items: INodeExecutionData[] = [];

	beforeAll(async () => {
		server = createServer((request, response) => {
			const chunks: Buffer[] = [];
			request.on('data', (chunk: Buffer) => chunks.push(chunk));
			request.on('end', () => void take(Buffer.concat(chunks), request.headers as Record<string, string>).then((status) => response.writeHead(status ?? 500).end()));
		});
		await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
		url = `http://localhost:${(server.address() as AddressInfo).port}/`;
	});
	beforeEach(() => {
		items.length = 0;
		staticData = {};
	});
	afterAll(() => server.close());

	async function take(rawBody: Buffer, headers: Record<string, string>): Promise<number | null> {
		const run = await runWebhook(AccountingQuickBooksOnlineWebhookTrigger, { events: ['bill', 'supplier'], eventTypes: [] } as never, {
			rawBody, headers, staticData, credentials: world.credentials({ webhookSecret: 'sandbox-qbo-verifier' }) as never,
		});
		items.push(...(run.items ?? []));
		staticData = run.staticData;
		return run.response.status;
	}
	const flush = async () => await world.books.control<Array<{ state: string }>>('POST', '/webhooks/flush');
	const told = () => items.map(({ json }) => [json.kind, json.key ?? json.name ?? json.deleted, (json.event as IDataObject).type]);

	it.each(['cloudevents', 'legacy'])('%s: created, changed, deleted and merged records, each once, also when all comes again and backwards', async (format) => {
		await people('/webhooks', { url, format });
		await world.post([bill('EXP-1-B')]);
		await flush();
		expect(told()).toEqual(expect.arrayContaining([['bill', 'EXP-1-B', 'create']]));
		items.length = 0;
		await world.run({ resource: 'bill', operation: 'delete', target: target('key', 'EXP-1-B') });
		await flush();
		expect(told()).toEqual(expect.arrayContaining([['bill', true, 'delete']]));
		items.length = 0;
		const [from, into] = [await world.books.id('Vendor', 'NORTHWIND FUEL CO'), await world.books.id('Vendor', 'Northwind Fuel')];
		await people('/merge', { entity: 'Vendor', from, into });
		await flush();
		expect(items.map(({ json }) => [json.id, json.name, (json.event as IDataObject).mergedFrom])).toEqual(expect.arrayContaining([[into, 'Northwind Fuel', from]]));
		items.length = 0;
		await people('/webhooks/send', { count: 10, times: 2, reverse: true });
		expect(await world.books.control('POST', '/webhooks/send', { count: 2, wrongSignature: true })).toEqual({ answers: [401, 401] });
		expect(items).toEqual([]);
	});

	it('leaves out the events of another company of the same app', async () => {
		await people('/webhooks', { url });
		await people('/tokens', { realm: UK });
		await people('/records', { realm: UK, entity: 'Vendor', records: [{ DisplayName: 'Elsewhere', CurrencyRef: { value: 'GBP' } }] });
		await flush();
		expect(items).toEqual([]);
	});
});
