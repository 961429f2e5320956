import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Data, QuickBooks, UK, US } from './quickbooks-online-emulator-client';

const VERIFIER = 'sandbox-qbo-verifier';

/** Somebody who listens. Knows the signature from the vendor's page alone. */
class Listener {
	readonly got: Array<{ body: string; headers: IncomingHttpHeaders }> = [];
	status = 200;
	private constructor(private readonly server: Server) {}

	static async start(): Promise<Listener> {
		const server = createServer();
		const listener = new Listener(server);
		server.on('request', (request, response) => {
			const parts: Buffer[] = [];
			request.on('data', (part: Buffer) => parts.push(part));
			request.on('end', () => {
				listener.got.push({ body: Buffer.concat(parts).toString('utf8'), headers: request.headers });
				response.statusCode = listener.status;
				response.end();
			});
		});
		await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
		return listener;
	}
	get url(): string {
		return `http://localhost:${(this.server.address() as AddressInfo).port}/hook`; // it listens on a port
	}
	/** Whether the last body was signed with the verifier token, as sent. */
	get isSigned(): boolean {
		const { body = '', headers } = this.got.at(-1) ?? {};
		return headers?.['intuit-signature'] === createHmac('sha256', VERIFIER).update(body).digest('base64');
	}
	json(index = -1): unknown {
		return JSON.parse(this.got.at(index)?.body ?? 'null');
	}
	async close(): Promise<void> {
		this.server.closeAllConnections();
		await new Promise((resolve) => this.server.close(resolve));
	}
}

describe('emulated QuickBooks Online: webhooks', () => {
	let qbo: QuickBooks;
	let listener: Listener;
	beforeEach(async () => {
		[qbo, listener] = [await QuickBooks.start(), await Listener.start()];
	});
	afterEach(async () => {
		await qbo.close();
		await listener.close();
	});

	const subscribe = async (more: Data = {}) => await qbo.control('POST', '/webhooks', { url: listener.url, delay: 60, ...more });
	const flush = async () => await qbo.control<Array<Data & { attempts: number; state: string }>>('POST', '/webhooks/flush');

	it('TRIG-HOOK: CloudEvents come in a batch, signed over the bytes; merges tell who is gone', async () => {
		await subscribe();
		const made = await qbo.create('Vendor', { DisplayName: 'Hooked' });
		await qbo.create('Vendor', { Id: made.Id, SyncToken: '0', sparse: true, Notes: 'x' });
		await qbo.create('Attachable', { Note: 'not covered' });
		const [invoice] = (await qbo.query("select * from Invoice where DocNumber = '1001'")).rows;
		await qbo.call('POST', '/invoice?operation=void', { Id: invoice?.Id, SyncToken: invoice?.SyncToken });
		const into = await qbo.id('Vendor', 'PG&E');
		await qbo.control('POST', '/merge', { entity: 'Vendor', from: made.Id, into });
		await flush();
		expect(listener.got).toHaveLength(1);
		expect([listener.got[0]?.headers['content-type'], listener.isSigned]).toEqual(['application/cloudevents-batch+json', true]);
		const events = listener.json() as Data[];
		expect(events.map(({ type, intuitentityid }) => [type, intuitentityid])).toEqual([
			['qbo.vendor.created.v1', made.Id], ['qbo.vendor.updated.v1', made.Id], ['qbo.invoice.void.v1', invoice?.Id], ['qbo.vendor.merged.v1', into],
		]);
		expect(events[3]).toMatchObject({ specversion: '1.0', intuitaccountid: US, data: { deletedId: made.Id }, id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown });
		// Parsed and written anew, the body would not verify.
		expect(JSON.stringify(events)).not.toBe(listener.got[0]?.body);
	});

	it('TRIG-HOOK: the older format groups by company; only connected companies have events', async () => {
		await subscribe({ format: 'legacy' });
		await qbo.create('Vendor', { DisplayName: 'One' });
		await qbo.control('POST', '/records', { realm: UK, entity: 'Vendor', records: [{ DisplayName: 'Unheard' }] });
		await qbo.enter(UK);
		await qbo.create('Customer', { DisplayName: 'Two' });
		await flush();
		const { eventNotifications } = listener.json() as { eventNotifications: Data[] };
		expect(eventNotifications).toMatchObject([
			{ realmId: US, dataChangeEvent: { entities: [{ name: 'Vendor', operation: 'Create', lastUpdated: expect.stringMatching(/Z$/) as unknown }] } },
			{ realmId: UK, dataChangeEvent: { entities: [{ name: 'Customer', operation: 'Create' }] } },
		]);
		expect([listener.got[0]?.headers['content-type'], listener.isSigned]).toEqual(['application/json; charset=utf-8', true]);
	});

	it('TRIG-HOOK: what is not taken comes again after 10, 20, 30 seconds, 5 minutes; later events wait behind it', async () => {
		listener.status = 500;
		await subscribe();
		await qbo.create('Vendor', { DisplayName: 'Late' });
		for (const [tries, wait] of [[1, 10], [2, 20], [3, 30], [4, 300]] as const) {
			expect(await flush()).toMatchObject([{ attempts: tries, state: 'waiting' }]);
			qbo.sandbox.frame.clock.advance(wait - 2);
			expect((await flush())[0]?.attempts).toBe(tries);
			qbo.sandbox.frame.clock.advance(3);
		}
		await qbo.enter(US);
		await qbo.create('Vendor', { DisplayName: 'Behind' });
		listener.status = 200;
		expect((await flush()).map(({ state }) => state)).toEqual(['delivered', 'delivered']);
		expect(listener.got).toHaveLength(6);
	});

	it('TRIG-HOOK: the last ones come as duplicates, backwards, badly signed; others are lost; gathering takes its time', async () => {
		await subscribe();
		await qbo.control('POST', '/webhooks/lose', { count: 1 });
		for (const DisplayName of ['Lost', 'First', 'Second']) await qbo.create('Vendor', { DisplayName });
		await new Promise((resolve) => setTimeout(resolve, 100));
		expect(listener.got).toHaveLength(0);
		qbo.sandbox.frame.clock.advance(61);
		for (let tries = 0; tries < 50 && listener.got.length === 0; tries++) await new Promise((resolve) => setTimeout(resolve, 20));
		expect(listener.json()).toHaveLength(2);
		await qbo.control('POST', '/webhooks/send', { count: 2, times: 2, reverse: true });
		const ids = listener.got.slice(1).map((_one, index) => (listener.json(index + 1) as Data[])[0]?.id);
		expect([ids.length, ids[0] === ids[1], ids[2] === ids[3], ids[0] === ids[2]]).toEqual([4, true, true, false]);
		await qbo.control('POST', '/webhooks/send', { wrongSignature: true });
		expect(listener.isSigned).toBe(false);
	});
});
