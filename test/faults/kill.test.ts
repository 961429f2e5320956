import { setTimeout as sleep } from 'node:timers/promises';
import type { readTemplates } from '../support/n8n';
import { approvedReports } from './reports';
import { BY_HAND, complete, SYNC, World } from './world';

const FULL = process.env.ACCOUNTING_SYNC_FULL === 'true';
const BATCH = 50;
const BILLS = /\/Invoices\?/;
const reports = approvedReports(500);
let world: World;

beforeAll(async () => {
	world = await World.open({ own: true });
});
afterAll(async () => {
	await world?.close();
});

/** A moment of a run, in which the power goes. */
interface Moment {
	when: string;
	/** Called before the run, with the number of batches that it has to write; resolves when the moment has come. */
	arrives(batches: number): Promise<void>;
	/** Batches of this run that the books hold then, at least and at most. */
	written(batches: number): [number, number];
	long?: boolean;
}

const known: Moment[] = [
	{
		when: 'before the first write',
		arrives: () => world.gate.hold('GET', /\/Contacts\?/).reached,
		written: () => [0, 0],
		long: true,
	},
	{
		when: 'when the third batch stands and its answer is not read',
		arrives: () => world.gate.hold('PUT', BILLS, 3).reached,
		written: () => [3, 3],
	},
	{
		when: 'between two batches',
		arrives: async () => {
			const answer = world.gate.hold('PUT', BILLS, 2);
			await answer.reached;
			answer.release();
		},
		// n8n writes on until it is dead, which takes a moment on a busy machine.
		written: (batches) => [2, batches],
		long: true,
	},
	{
		when: 'with a batch on its way, which the books take after the end of n8n',
		arrives: async () => {
			world.sandbox.frame.faults.add({ system: 'xero', kind: 'latency', method: 'PUT', path: '/Invoices?', value: 4000 });
			while (world.sandbox.frame.faults.list().length > 0) await sleep(20);
			await sleep(500);
		},
		written: () => [0, 1],
		long: true,
	},
	{
		when: 'when everything stands and no report is marked',
		arrives: (batches) => world.gate.hold('PUT', BILLS, batches).reached,
		written: (batches) => [batches, batches],
	},
];
const moments = known.filter(({ long }) => FULL || !long);

it(`NODE-ONCE: killed ${moments.length} times in the middle of 500 bills, the template's own next runs make it 500`, async () => {
	// One report is approved while n8n is down: it wakes the trigger at the next start, and nobody else does.
	let approved = reports.length - moments.length;
	let documents = 0;
	await world.begin(reports.slice(0, approved));
	await world.n8n.publish(SYNC);
	let killed: string | undefined;
	for (const { when, arrives, written } of moments) {
		const batches = Math.ceil((approved - documents) / BATCH);
		const moment = arrives(batches);
		if (killed === undefined) await world.n8n.startManually(SYNC, BY_HAND);
		else await world.startAgain();
		await moment;
		const execution = await world.running(SYNC);
		await world.cutPower();

		const standing = await world.standing();
		const [least, most] = written(batches).map((count) => Math.min(approved, documents + count * BATCH));
		expect(standing.documents).toBeGreaterThanOrEqual(least as number);
		expect(standing.documents).toBeLessThanOrEqual(most as number);
		expect({ when, ...standing }).toMatchObject({ when, keys: standing.documents, marked: 0, trialBalance: '0.00' });
		if (killed !== undefined) expect(execution).not.toBe(killed);
		killed = execution;
		documents = standing.documents;
		await world.approve(reports.slice(approved, ++approved));
	}
	await world.startAgain();
	const last = await world.n8n.nextExecution(SYNC, { after: killed });
	expect(last).toMatchObject({ status: 'success', mode: 'trigger' });
	expect(await world.standing()).toMatchObject(complete(reports));
	const runs = await world.n8n.listExecutions({ workflowId: SYNC });
	expect(runs.filter(({ status }) => status === 'crashed')).toHaveLength(moments.length);
	expect(runs.filter(({ status }) => !['crashed', 'success'].includes(status))).toEqual([]);
	await world.n8n.unpublish(SYNC);
});

const inTheLongForm = FULL ? it : it.skip;
inTheLongForm('NODE-ONCE: n8n resumes nothing; the next run of a schedule finishes, with no new report', async () => {
	const id = 'faultsEveryMinut';
	await world.begin(reports);
	await world.importVariant(id, everyMinute);
	await world.n8n.publish(id);
	await world.gate.hold('PUT', BILLS, 4).reached;
	const killed = await world.running(id);
	await world.cutPower();
	await untilSecond(5);
	world.sandbox.recorder.clear();
	await world.startAgain();
	await untilSecond(55);
	expect(world.requests('xero')).toEqual([]);
	expect(await world.standing()).toMatchObject({ documents: 200, keys: 200, marked: 0 });
	expect((await world.n8n.getExecution(killed)).status).toBe('crashed');
	expect(await world.n8n.nextExecution(id, { after: killed })).toMatchObject({ status: 'success', mode: 'trigger' });
	expect(await world.standing()).toMatchObject(complete(reports));
	await world.n8n.unpublish(id);
});

/** The template with a schedule of every minute in the place of the daily one, and its other trigger switched off. */
function everyMinute(template: ReturnType<typeof readTemplates>[number]) {
	const rule = { interval: [{ field: 'cronExpression', expression: '* * * * *' }] };
	const nodes = template.nodes.map((node) => {
		if (String(node.type).endsWith('accountingExpensifyTrigger')) return { ...node, disabled: true };
		return node.type === 'n8n-nodes-base.scheduleTrigger' ? { ...node, parameters: { rule } } : node;
	});
	return { ...template, nodes };
}

/** Until the clock's second hand stands there: a schedule of every minute fires at 0. */
async function untilSecond(second: number): Promise<void> {
	const ahead = (second - new Date().getSeconds() + 60) % 60;
	await sleep(ahead * 1000);
}
