import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KEA, XeroBench } from './support/xero';

const KEY = 'sandbox-xero-webhook-key';

interface Received {
	body: string;
	signature: string;
	good: boolean;
	events: Array<Record<string, unknown>>;
}

let bench: XeroBench;
let server: Server;
let url: string;
let received: Received[] = [];
/** What the receiver answers; undefined lets it behave. */
let answer: ((good: boolean) => { status: number; body?: string }) | undefined;

beforeAll(async () => {
	bench = await XeroBench.start();
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request
			.on('data', (chunk: Buffer) => chunks.push(chunk))
			.on('end', () => {
				const body = Buffer.concat(chunks);
				const signature = String(request.headers['x-xero-signature']);
				const good = createHmac('sha256', KEY).update(body).digest('base64') === signature;
				received.push({
					body: body.toString(),
					signature,
					good,
					events: (JSON.parse(body.toString()) as { events: Received['events'] }).events,
				});
				const { status, body: text = '' } = answer?.(good) ?? { status: good ? 200 : 401 };
				response.writeHead(status).end(text);
			});
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	url = `http://localhost:${(server.address() as AddressInfo).port}/hook`;
});
afterAll(async () => {
	await bench.stop();
	server.closeAllConnections();
	await new Promise((resolve) => server.close(resolve));
});
beforeEach(async () => {
	answer = undefined;
	await bench.control('webhooks', { url });
	received = [];
});

const intent = async () =>
	(await bench.control('webhooks/intent')).json as {
		passed: boolean;
		deliveries: Array<{ status: number; complaint?: string }>;
	};
async function flushed(): Promise<Received[]> {
	await bench.control('webhooks/flush');
	return received.filter(({ events }) => events.length > 0);
}
async function ready(): Promise<void> {
	expect((await intent()).passed).toBe(true);
	received = [];
}
const bill = async (number: string) =>
	(
		await bench.api('PUT', '/Invoices', {
			body: { Invoices: [{ Type: 'ACCPAY', Contact: { Name: `Merchant ${number}` }, InvoiceNumber: number }] },
		})
	).json.Invoices[0];

it('TRIG-HOOK: intent to receive sends good and bad signatures, one of them off by a single character', async () => {
	const { passed, deliveries } = await intent();
	expect(passed).toBe(true);
	expect(deliveries.map(({ status }) => status)).toEqual([200, 401, 200, 401]);
	expect(received.map(({ good }) => good)).toEqual([true, false, true, false]);
	const [, almost] = received;
	const right = createHmac('sha256', KEY)
		.update(almost?.body ?? '')
		.digest('base64');
	expect([...right].filter((sign, at) => sign !== almost?.signature[at])).toHaveLength(1);
	expect(JSON.stringify(JSON.parse(almost?.body ?? ''))).not.toBe(almost?.body);
	expect(JSON.parse(almost?.body ?? '')).toMatchObject({
		events: [],
		firstEventSequence: 0,
		lastEventSequence: 0,
		entropy: expect.stringMatching(/^[A-Z]{20}$/),
	});
});

it.each([
	['answers 200 to everything', () => ({ status: 200 }), 'Response to incorrectly signed payload not 401'],
	['answers with a body', (good: boolean) => ({ status: good ? 200 : 401, body: 'ok' }), 'Response contains a body'],
	['answers 500', () => ({ status: 500 }), 'Response not 2XX'],
])('TRIG-HOOK: a receiver that %s stays off and hears nothing', async (_, behaviour, complaint) => {
	answer = behaviour;
	const { passed, deliveries } = await intent();
	expect(passed).toBe(false);
	expect(deliveries.map((delivery) => delivery.complaint)).toContain(complaint);
	received = [];
	answer = undefined;
	await bill('OFF-1');
	expect(await flushed()).toHaveLength(0);
});

it('TRIG-HOOK: bills, contacts and credit notes tell that they changed, payments of a bill too', async () => {
	await ready();
	const made = await bill('HOOK-1');
	await bench.api('POST', `/Contacts/${made.Contact.ContactID}`, { body: { ContactStatus: 'ARCHIVED' } });
	await bench.api('PUT', '/CreditNotes', { body: { Type: 'ACCPAYCREDIT', Contact: { Name: 'Bay Hire Ltd' } } });
	await bench.api('PUT', '/ManualJournals', {
		body: {
			Narration: 'x',
			JournalLines: [
				{ LineAmount: 1, AccountCode: '429' },
				{ LineAmount: -1, AccountCode: '805' },
			],
		},
	});
	const deliveries = await flushed();
	expect(deliveries.every(({ good }) => good)).toBe(true);
	const events = deliveries.flatMap((one) => one.events);
	expect(events.map(({ eventCategory, eventType }) => `${String(eventCategory)} ${String(eventType)}`).sort()).toEqual([
		'CONTACT CREATE',
		'CONTACT UPDATE',
		'CREDITNOTE CREATE',
		'INVOICE CREATE',
	]);
	expect(events.find(({ eventCategory }) => eventCategory === 'INVOICE')).toEqual({
		resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${made.InvoiceID}`,
		resourceId: made.InvoiceID,
		tenantId: KEA,
		tenantType: 'ORGANISATION',
		eventCategory: 'INVOICE',
		eventType: 'CREATE',
		eventDateUtc: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}$/),
	});
	expect(events.find(({ eventCategory }) => eventCategory === 'CREDITNOTE')?.data).toEqual({
		Type: 'ACCPAYCREDIT',
		Status: 'DRAFT',
	});
});

it('TRIG-HOOK: a refused batch tells nothing', async () => {
	await ready();
	await bench.api('PUT', '/Invoices', {
		body: { Invoices: [{ Type: 'ACCPAY', Contact: { Name: 'Gone 1' } }, { Type: 'ACCPAY' }] },
	});
	expect(await flushed()).toHaveLength(0);
});

it('TRIG-HOOK: a failed delivery comes again a quarter of an hour later, after a day the webhook is off', async () => {
	await ready();
	answer = () => ({ status: 503 });
	await bill('RETRY-1');
	expect(await flushed()).toHaveLength(1);
	answer = undefined;
	bench.sandbox.frame.clock.advance(15 * 60 + 1);
	await waitFor(() => received.length >= 2);
	expect(received[1]?.events.map(({ resourceId }) => resourceId)).toEqual(
		received[0]?.events.map(({ resourceId }) => resourceId),
	);
	const state = async () =>
		((await (await fetch(`${bench.origin}/_sandbox/xero/webhooks`)).json()) as { subscription: { state: string } })
			.subscription.state;
	answer = () => ({ status: 503 });
	await bill('RETRY-2');
	await bench.control('webhooks/flush');
	bench.sandbox.frame.clock.advance(25 * 3600);
	await bench.control('webhooks/flush');
	expect(await state()).toBe('disabled');
	answer = undefined;
	await ready(); // what waited goes out once it is on again
	await waitFor(() => received.some(({ events }) => events.length > 0));
	await bench.signIn(); // a day has gone by
});

it('TRIG-HOOK: duplicates, reversed order, wrong signatures and replays on demand', async () => {
	await ready();
	await bill('AGAIN-1');
	await bill('AGAIN-2');
	const ids = (await flushed()).flatMap(({ events }) => events.map(({ resourceId }) => resourceId));
	received = [];
	await bench.control('webhooks/again', { count: 2 });
	await bench.control('webhooks/again', { count: 2, reverse: true });
	const sent = received.flatMap(({ events }) => events.map(({ resourceId }) => resourceId));
	expect(sent).toEqual([...ids.slice(-2), ...ids.slice(-2).reverse()]);
	const { json } = await bench.control('webhooks/again', { count: 1, wrongSignature: true });
	expect(json.deliveries).toEqual([{ status: 401 }]);
	received = [];
	await bench.control('webhooks/replay', {});
	expect(received.length).toBeGreaterThanOrEqual(ids.length);
});

it('TRIG-HOOK: what was not delivered when the sandbox went down goes out when it is up again', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'xero-'));
	const before = await XeroBench.start({ file: join(folder, 'sandbox.sqlite') });
	await before.control('webhooks', { url });
	await before.control('webhooks/intent');
	received = [];
	answer = () => ({ status: 503 });
	await before.api('PUT', '/Contacts', { body: { Name: 'Made before the restart' } });
	await before.control('webhooks/flush');
	await before.stop();
	const sent = received.length;
	answer = undefined;
	const after = await XeroBench.start({ file: join(folder, 'sandbox.sqlite') });
	await waitFor(() => received.length > sent);
	await after.stop();
	rmSync(folder, { recursive: true });
	expect(received.at(-1)?.events).toEqual(received[0]?.events);
});

async function waitFor(happened: () => boolean): Promise<void> {
	for (let waited = 0; waited < 5000 && !happened(); waited += 25)
		await new Promise((resolve) => setTimeout(resolve, 25));
	expect(happened()).toBe(true);
}
