import { readTemplates, type N8n, type Workflow } from '../n8n';
import type { SyncWorld } from './world';

const PROBE = 'retriesAskProbe0';
const never = '0 0 29 2 *';

/** Another workflow that asks a sync for chosen reports and waits for its end. */
const probe = (template: string): Workflow => ({
	id: PROBE, name: 'Asks for reports', settings: { executionOrder: 'v1' },
	nodes: [
		{ id: '1', name: 'Called', type: 'n8n-nodes-base.webhook', typeVersion: 2, position: [0, 0], webhookId: '4a1b92a6-7a0e-4f5c-8a39-6a2f0a3f6d01', parameters: { path: 'ask', httpMethod: 'POST', responseMode: 'lastNode', options: {} } },
		{ id: '2', name: 'What', type: 'n8n-nodes-base.set', typeVersion: 3.4, position: [200, 0], parameters: { mode: 'raw', jsonOutput: '={{ $json.body }}', options: {} } },
		{ id: '3', name: 'Sync', type: 'n8n-nodes-base.executeWorkflow', typeVersion: 1.2, position: [400, 0], parameters: { workflowId: { __rl: true, mode: 'id', value: template }, options: {} }, alwaysOutputData: true, executeOnce: true },
	],
	connections: { Called: { main: [[{ node: 'What', type: 'main', index: 0 }]] }, What: { main: [[{ node: 'Sync', type: 'main', index: 0 }]] } },
});

/** The sync as it is published, but that its own triggers stay quiet: each test starts its runs itself. */
export async function publishQuietly({ n8n, system, credentials }: SyncWorld): Promise<void> {
	const found = readTemplates().find(({ id }) => id === system.template);
	if (found === undefined) throw new Error(`There is no template ${system.template}`);
	const { plan: _plan, ...workflow } = structuredClone(found);
	for (const { type, parameters } of workflow.nodes) {
		if (type === 'n8n-nodes-base.scheduleTrigger') parameters.rule.interval[0].expression = never;
		if (type === 'n8n-nodes-accounting-sync.accountingExpensifyTrigger') parameters.pollTimes = { item: [{ mode: 'custom', cronExpression: `0 ${never}` }] };
	}
	await n8n.importWorkflow(workflow, credentials);
	await n8n.publish(system.template);
	await askable(n8n, system.template);
}

/** Makes a published sync one that `ask` starts. */
export async function askable(n8n: Pick<N8n, 'importWorkflow' | 'publish'>, template: string): Promise<void> {
	await n8n.importWorkflow(probe(template));
	await n8n.publish(PROBE);
}

/** @param sources ids of reports; none for all that are open */
export async function ask({ n8n }: { n8n: Pick<N8n, 'url'> }, sources: string[] | string, startedBy = 'form', changed?: 'update'): Promise<void> {
	const answer = await fetch(`${n8n.url}/webhook/ask`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ sources, startedBy, changed }) });
	expect([answer.status, await answer.text()]).toEqual([200, expect.any(String)]);
}
