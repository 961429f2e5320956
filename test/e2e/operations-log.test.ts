import { logRow, runRow } from '../../nodes/SyncLog/columns';
import { importTemplates, startN8n, templatesWithCalled, type N8n, type Workflow } from '../support/n8n';

const LOG = 'acctSyncLogSub00';
const STOPPED = 'acctSyncLogErr00';
const OLD = 'acctSyncLogOld00';
const PROBE = 'operationsLogPrb';
type Row = Record<string, string>;

/** A sync of one webhook: what it is sent are its documents, and "stop" makes it stop in the middle. */
const probe: Workflow = {
	id: PROBE, name: 'Probe', settings: { executionOrder: 'v1', errorWorkflow: STOPPED },
	nodes: [
		{ id: '1', name: 'Called', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 100], webhookId: 'b7a3b2f0-1111-4222-8333-944444444444', parameters: { path: 'probe', httpMethod: 'POST', responseMode: 'onReceived', options: {} } },
		{ id: '2', name: 'Begin the log', type: 'n8n-nodes-accounting-sync.syncLog', typeVersion: 1, position: [200, 0], parameters: { operation: 'begin', sync: 'Probe', schedule: '0 5 * * *' }, onError: 'continueRegularOutput' },
		{ id: '3', name: 'Documents', type: 'n8n-nodes-base.splitOut', typeVersion: 1, position: [200, 200], parameters: { fieldToSplitOut: 'body.documents', options: {} } },
		{ id: '4', name: 'Stop?', type: 'n8n-nodes-base.filter', typeVersion: 2.2, position: [400, 200], parameters: { conditions: { options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 }, conditions: [{ id: 'c', leftValue: '={{ $json.stop }}', rightValue: '', operator: { type: 'boolean', operation: 'true', singleValue: true } }], combinator: 'and' } } },
		{ id: '5', name: 'Stop', type: 'n8n-nodes-base.stopAndError', typeVersion: 1, position: [600, 200], parameters: { errorMessage: 'The books are gone; ask ana@kea.example' } },
		{ id: '6', name: 'End the log', type: 'n8n-nodes-accounting-sync.syncLog', typeVersion: 1, position: [800, 0], parameters: { operation: 'end', resultsOf: 'Documents\nNobody' }, onError: 'continueRegularOutput' },
		{ id: '7', name: 'Write into the log', type: 'n8n-nodes-base.executeWorkflow', typeVersion: 1.2, position: [1000, 0], parameters: { workflowId: { __rl: true, mode: 'id', value: LOG }, options: {} }, onError: 'continueRegularOutput' },
	],
	connections: {
		Called: { main: [[{ node: 'Begin the log', type: 'main', index: 0 }, { node: 'Documents', type: 'main', index: 0 }]] },
		'Begin the log': { main: [[{ node: 'Write into the log', type: 'main', index: 0 }, { node: 'End the log', type: 'main', index: 0 }]] },
		Documents: { main: [[{ node: 'Stop?', type: 'main', index: 0 }]] },
		'Stop?': { main: [[{ node: 'Stop', type: 'main', index: 0 }]] },
		Stop: { main: [[{ node: 'End the log', type: 'main', index: 1 }]] },
		'End the log': { main: [[{ node: 'Write into the log', type: 'main', index: 0 }]] },
	},
};

let n8n: N8n;
let last: string | undefined;
beforeAll(async () => {
	n8n = await startN8n();
	await importTemplates(n8n.session, templatesWithCalled([LOG, STOPPED, OLD]), {});
	await n8n.importWorkflow(probe);
	await n8n.publish(PROBE);
});
afterAll(async () => {
	await n8n?.stop();
});

const rows = async (table: string) => (await n8n.listRows(table)) as Row[];

/** Sends documents to the webhook and waits for the run's end. */
async function send(documents: unknown[]): Promise<{ status: string; execution: string }> {
	const answer = await fetch(`${n8n.url}/webhook/probe`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ documents }) });
	expect(answer.status).toBe(200);
	const { id, status } = await n8n.nextExecution(PROBE, { after: last, timeout: 60_000 });
	last = id;
	return { status: String(status), execution: String(id) };
}

async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
	for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 200))) {
		const found = await read();
		if (found !== undefined) return found;
	}
	throw new Error('It did not come');
}

describe('OPS-LOG: the log on a real n8n', () => {
	it('keeps a run of a webhook and its documents, and says which node it did not find', async () => {
		const { status, execution } = await send([{ action: 'created', key: 'A', kind: 'bill', id: '1', total: '1.10', currency: 'GBP' }, { key: 'B', error: 'Closed', details: { category: 'closed period' } }]);
		expect(status).toBe('success');
		const runs = await rows('Sync runs');
		expect(runs.map(({ event, startedBy, execution: of }) => [event, startedBy, of])).toEqual([['started', 'webhook', execution], ['ended', 'webhook', execution]]);
		expect(runs[1]).toMatchObject({ sync: 'Probe', created: '1', failed: '1', documents: '2', reason: expect.stringContaining('"Nobody"') });
		expect((await rows('Sync log')).map(({ key, result, category }) => [key, result, category])).toEqual([['A', 'ok', ''], ['B', 'failed', 'closed period']]);
	});

	it('ends a run in which there was nothing to do', async () => {
		const { execution } = await send([]);
		expect((await rows('Sync runs')).filter((row) => row.execution === execution).map(({ event, documents }) => [event, documents])).toEqual([['started', ''], ['ended', '0']]);
	});

	it('notes a run that stopped, by the error workflow, without the e-mail address in its message', async () => {
		const { status, execution } = await send([{ stop: true }]);
		expect(status).toBe('error');
		const row = await until(async () => (await rows('Sync runs')).find((one) => one.event === 'failed'));
		expect(row).toMatchObject({ sync: 'Probe', execution, startedBy: 'webhook', category: 'stopped', reason: 'The books are gone; ask (e-mail)', workflow: PROBE });
		expect(Number(row.seconds)).toBeGreaterThanOrEqual(0);
		expect((await rows('Sync runs')).filter((one) => one.execution === execution).map(({ event }) => event)).toEqual(['started', 'failed']);
	});

	it('changes its mark when a node is changed', async () => {
		const before = new Set((await rows('Sync runs')).map(({ version }) => version));
		expect(before.size).toBe(1);
		const changed = structuredClone(probe);
		changed.nodes[2].parameters.options = { includeBinary: false };
		await n8n.unpublish(PROBE);
		await n8n.importWorkflow(changed);
		await n8n.publish(PROBE);
		const { execution } = await send([]);
		const versions = new Set((await rows('Sync runs')).filter((row) => row.execution === execution).map(({ version }) => version));
		expect([versions.size, [...versions].some((version) => before.has(version))]).toEqual([1, false]);
	});

	it('logs of the quiet runs of a sync one in each hour, where it asks for that, and all others', async () => {
		const quiet = structuredClone(probe);
		quiet.nodes[5].parameters = { operation: 'end', resultsOf: 'Documents', quiet: true };
		await n8n.unpublish(PROBE);
		await n8n.importWorkflow(quiet);
		await n8n.publish(PROBE);
		const ended = async () => (await rows('Sync runs')).filter(({ event }) => event === 'ended').length;
		const before = await ended();
		const hour = new Date().getUTCHours();
		for (const documents of [[], [], [{ action: 'created', key: 'Q', id: '9' }], []]) await send(documents);
		expect(await ended()).toBe(before + 2 + (new Date().getUTCHours() === hour ? 0 : 1));
	});

	it('keeps rows for so many days as the setting says, and deletes older ones alone', async () => {
		const at = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();
		const before = [(await rows('Sync runs')).length, (await rows('Sync log')).length];
		await n8n.insertRows('Sync runs', [runRow({ at: at(399), sync: 'Kept' }), runRow({ at: at(401), sync: 'Old' })]);
		await n8n.insertRows('Sync log', [logRow({ at: at(399), key: 'Kept' }), logRow({ at: at(401), key: 'Old' }), logRow({ at: at(4000), key: 'Old' })]);
		const { status } = await n8n.runManually(OLD, 'By hand', { timeout: 60_000 });
		expect(status).toBe('success');
		const [runs, log] = [await rows('Sync runs'), await rows('Sync log')];
		expect([runs.length, log.length]).toEqual(before.map((count) => count + 1));
		expect([runs.map(({ sync }) => sync), log.map(({ key }) => key)]).toEqual([expect.not.arrayContaining(['Old']), expect.not.arrayContaining(['Old'])]);
	});

	it('holds nothing back where it is broken', async () => {
		await n8n.unpublish(LOG);
		const count = (await rows('Sync runs')).length;
		const { status } = await send([{ action: 'created', key: 'C', id: '3' }]);
		expect([status, (await rows('Sync runs')).length]).toEqual(['success', count]);
	});
});
