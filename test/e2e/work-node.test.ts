import type { IDataObject } from 'n8n-workflow';
import { setTimeout as sleep } from 'node:timers/promises';
import { itemsOf, type Execution } from '../support/n8n';
import { World } from '../support/world';

const PREFIX = 'n8n-nodes-accounting-sync';
const HOOK = 'e2eWorkHook00001';
const credentials = { accountingWorkApi: { name: 'Work (sandbox)' } };

let world: World;
beforeAll(async () => {
	world = await World.open();
	const trigger = {
		id: 'hook', name: 'When Work tells', type: `${PREFIX}.accountingWorkWebhookTrigger`, typeVersion: 1, position: [0, 0],
		webhookId: '5b8e7c1e-6d60-4f6c-9f0e-2d8f2f1d1b07', parameters: { events: ['client.updated', 'invoice.approved', 'payment.recorded'] }, credentials,
	};
	// What follows the event: all sites, combined into the one item.
	const read = {
		id: 'read', name: 'All sites', type: `${PREFIX}.accountingWork`, typeVersion: 1, position: [220, 0],
		parameters: { resource: 'record', operation: 'getMany', kind: 'site', combine: true }, credentials,
	};
	const connections = { 'When Work tells': { main: [[{ node: 'All sites', type: 'main', index: 0 }]] } };
	await world.n8n.importWorkflow({ id: HOOK, name: 'Work webhooks', nodes: [trigger, read], connections, settings: { executionOrder: 'v1' } }, world.bench.credentials);
	await world.n8n.publish(HOOK);
});
afterAll(async () => {
	await world?.n8n.unpublish(HOOK);
	await world?.close();
});

describe('Work on a real n8n', () => {
	let last = '0';
	async function delivered(): Promise<Execution> {
		const execution: Execution = await world.n8n.nextExecution(HOOK, { after: last, timeout: 20_000 });
		last = execution.id;
		expect(execution.status).toBe('success');
		return execution;
	}

	it('TRIG-HOOK: publishing passes the handshake; a change starts the workflow once, with the record as it stands', async () => {
		expect(await world.control<IDataObject[]>('GET', '/work/webhooks')).toMatchObject([{ events: ['client.updated', 'invoice.approved', 'payment.recorded'] }]);
		await world.control('PUT', '/work/clients/ACME01', { phone: '555-0777' });
		const run = await delivered();
		expect(itemsOf(run, 'When Work tells')).toMatchObject([{ kind: 'customer', id: 'cl_1001', phone: '555-0777', event: { type: 'client.updated' } }]);
		expect(itemsOf(run, 'All sites')).toMatchObject([{ id: 'cl_1001', kind: 'site', count: 4, records: expect.arrayContaining([expect.objectContaining({ name: 'Acme Yard' })]) as unknown }]);
		expect(await world.control('POST', '/work/webhooks/send', { count: 1, times: 2 })).toEqual({ answers: [200, 200] });
		expect(await world.control('POST', '/work/webhooks/send', { count: 1, wrongSignature: true })).toEqual({ answers: [401] });
		await world.control('POST', '/work/invoices/1036/pay', { amount: 5 });
		// The next execution is the payment's: what came again started none.
		expect(itemsOf(await delivered(), 'When Work tells')).toMatchObject([{ kind: 'payment', amount: '5.00', document: { number: '1036' } }]);
	});

	it('TRIG-HOOK: unpublishing ends the subscription', async () => {
		await world.n8n.unpublish(HOOK);
		// n8n answers before it has ended the subscription.
		const subscriptions = async () => (await world.control<unknown[]>('GET', '/work/webhooks')).length;
		for (let tries = 0; tries < 50 && (await subscriptions()) > 0; tries++) await sleep(200);
		expect(await subscriptions()).toBe(0);
	});
});
