import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bookedOf, transactions, whoseCards } from '../support/card-documents';
import { startN8n, type N8n } from '../support/n8n';
import type { Doc } from '../unit/reconcile.books';

const GONE = 1234;
const CHANGED = 5678;

let n8n: N8n;
let server: Server;
let size = 0;

beforeAll(async () => {
	const source = transactions();
	const books = source.map(bookedOf);
	size = source.length;
	const before = books[CHANGED] as Doc;
	books[CHANGED] = { ...before, total: '12345.67', amount: '12345.67', lines: [{ ...(before.lines as Doc[])[0], amount: '12345.67' }] };
	books.splice(GONE, 1);
	const lists: Record<string, string> = { '/source': JSON.stringify(source), '/books': JSON.stringify(books) };
	server = createServer(({ url = '' }, response) => response.setHeader('content-type', 'application/json').end(lists[url])).listen(0, '127.0.0.1');
	n8n = await startN8n();
});
afterAll(async () => {
	await n8n?.stop();
	server?.close();
});

/** As a user would build it: two lists come over the wire, an item for each record, and the report is the answer. */
function workflow(origin: string) {
	const list = (name: string, at: number) => ({
		id: name, name, type: 'n8n-nodes-base.httpRequest', typeVersion: 4.2, position: [200, at], parameters: { url: `${origin}/${name.toLowerCase()}`, options: {} },
	});
	return {
		id: 'reconcileMany0000', name: 'Reconcile many',
		nodes: [
			{ id: 'w', name: 'Asked', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], webhookId: 'reconcile-many', parameters: { path: 'reconcile-many', responseMode: 'lastNode', options: {} } },
			list('Source', 0),
			list('Books', 200),
			{ id: 'r', name: 'Reconcile', type: 'n8n-nodes-accounting-sync.reconcile', typeVersion: 1, position: [400, 100], parameters: { ownKeys: 'EXP-', options: {} } },
		],
		connections: {
			Asked: { main: [[{ node: 'Source', type: 'main', index: 0 }, { node: 'Books', type: 'main', index: 0 }]] },
			Source: { main: [[{ node: 'Reconcile', type: 'main', index: 0 }]] },
			Books: { main: [[{ node: 'Reconcile', type: 'main', index: 1 }]] },
		},
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none', saveDataErrorExecution: 'none' },
	};
}

/** Megabytes that n8n had in memory, now or at most. */
const memory = (of: 'VmRSS' | 'VmHWM'): number => {
	const status = readFileSync(`/proc/${n8n.process.pid}/status`, 'utf8');
	return Math.round(Number(new RegExp(`${of}:\\s+(\\d+)`).exec(status)?.[1]) / 1024);
};

it('OPS-RECON: years of card transactions as items of a real n8n, in seconds', async () => {
	await n8n.importWorkflow(workflow(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
	await n8n.publish('reconcileMany0000');
	const idle = memory('VmRSS');
	const began = performance.now();
	const answer = await fetch(`${n8n.url}/webhook/reconcile-many`);
	const report = (await answer.json()) as { agrees: boolean; explained: boolean; counts: Record<string, number> };
	const seconds = (performance.now() - began) / 1000;
	console.info(`${size} transactions (${whoseCards}) on each side: ${seconds.toFixed(1)} s in n8n, which grew from ${idle} to at most ${memory('VmHWM')} MB`);
	expect(size).toBeGreaterThan(150_000);
	expect(report).toMatchObject({ agrees: false, explained: true, counts: { missing: 1, extra: 0, different: 1, probable: 0, matched: size - 2 } });
	expect(seconds).toBeLessThan(120);
	expect(memory('VmHWM') - idle).toBeLessThan(1500);
});
