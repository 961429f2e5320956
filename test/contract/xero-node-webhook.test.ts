import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { AccountingXeroWebhookTrigger } from '../../nodes/Xero/AccountingXeroWebhookTrigger.node';
import { runWebhook } from '../support/run-node';
import { bills, KEA, World } from './xero-node-world';

/** Our webhook node behind a small web server, as n8n would have it; the emulator's sender on the other side. */
let world: World;
let server: Server;
const items: INodeExecutionData[] = [];
let staticData: IDataObject = {};

beforeAll(async () => {
	world = await World.open();
	server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => void take(Buffer.concat(chunks), request.headers as Record<string, string>).then((status) => response.writeHead(status ?? 500).end()));
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	await world.control('POST', '/webhooks', { url: `http://localhost:${(server.address() as AddressInfo).port}/` });
});
afterAll(async () => {
	await world.close();
	server.close();
});

async function take(rawBody: Buffer, headers: Record<string, string>): Promise<number | null> {
	const { accountingXeroOAuth2Api } = world.credentials();
	const run = await runWebhook(
		AccountingXeroWebhookTrigger,
		{ authentication: 'oAuth2', organisation: { __rl: true, mode: 'id', value: KEA }, events: ['bill', 'contact'], eventTypes: [] } as never,
		{ rawBody, headers, staticData, credentials: { accountingXeroOAuth2Api: { ...accountingXeroOAuth2Api, webhookSecret: 'sandbox-xero-webhook-key' } } as never },
	);
	items.push(...(run.items ?? []));
	staticData = run.staticData;
	return run.response.status;
}

describe('TRIG-HOOK: our webhook node against the emulated sender', () => {
	it('passes the intent to receive, then gets the bill and its supplier, once, also when all comes again and backwards', async () => {
		const intent = (await world.control('POST', '/webhooks/intent')) as IDataObject;
		expect(JSON.stringify(intent)).toMatch(/ok|OK|true/);
		await world.create('bill', bills(2), { createParties: true });
		await world.control('POST', '/webhooks/flush');
		const kinds = () => items.map(({ json }) => `${String(json.kind)} ${String(json.key ?? json.name)}`).sort();
		const expected = ['bill EXP-T0-B', 'bill EXP-T1-B', 'supplier Supplier 0', 'supplier Supplier 1'];
		expect([...new Set(kinds())]).toEqual(expected);
		const before = items.length;
		await world.control('POST', '/webhooks/again', { count: 10, reverse: true });
		await world.control('POST', '/webhooks/again', { count: 10, wrongSignature: true });
		expect(items).toHaveLength(before);
	}, 60_000);
});
