import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, publishQuietly } from '../support/expense-sync/asked';
import { SyncWorld } from '../support/expense-sync/world';
import { xero } from '../support/expense-sync/xero';
import { importTemplates, itemsOf, templatesWithCalled, type Workflow } from '../support/n8n';

const RETRIES = 'acctSyncRetries0';
const EMPLOYEE = 'asa.lindqvist@keajoinery.example';
const DAY = '2026-06-10';
const MINUTE = 60_000;
const expense = (more: Record<string, unknown>) => ({ currency: 'GBP', category: 'General Expenses', tag: 'Office', merchant: 'Ironmonger', ...more });

let world: SyncWorld;
const folder = mkdtempSync(join(tmpdir(), 'accounting-sync-clock-'));
let ahead = 0;
/** n8n's clock goes on by so many minutes. */
async function later(minutes: number): Promise<void> {
	ahead += minutes * MINUTE;
	writeFileSync(join(folder, 'clock'), String(ahead));
	await new Promise((resolve) => setTimeout(resolve, 200)); // it looks ten times a second
}

beforeAll(async () => {
	writeFileSync(join(folder, 'clock'), '0');
	world = await SyncWorld.open(xero, {
		env: {
			NODE_OPTIONS: `--require ${join(__dirname, '../support/clock.cjs')}`, CLOCK_STARTS_AT: new Date().toISOString(), CLOCK_FILE: join(folder, 'clock'),
			N8N_USER_MANAGEMENT_JWT_DURATION_HOURS: '1000',
		},
	});
	await world.withSettings({}, { bare: true });
	await publishQuietly(world);
});
afterAll(async () => {
	await world?.close();
	rmSync(folder, { recursive: true, force: true });
});

const add = async (name: string, ...expenses: Array<Record<string, unknown>>) => await world.source.add(name, EMPLOYEE, DAY, expenses.map(expense));
const labels = async (name: string) => (await world.source.named(name)).labels;
const amounts = async () => (await world.posted()).filter(({ kind }) => kind === 'bill').map(({ cents }) => Number(cents)).sort();

describe('OPS-RETRY: a sync that another workflow asks for chosen reports', () => {
	it('posts these and no others, leaves what is told of others alone, and does not say that it saw all', async () => {
		const one = await add('One', { amount: 1001 });
		await add('Two', { amount: 1002 });
		const held = await add('Held', { amount: 1003, category: 'Unheard of' });
		await ask(world, [held], '');
		expect((await world.problems()).map(({ key, category }) => [key, category])).toEqual([[held, 'mapping']]);
		await ask(world, [one]);
		expect(await amounts()).toEqual([1001]);
		expect([await labels('One'), await labels('Two')]).toEqual([[xero.label], []]);
		expect((await world.problems()).map(({ key }) => key)).toEqual([held]);
		const { runs } = await world.log();
		expect(runs.map(({ event, whole, startedBy }) => [event, whole, startedBy])).toEqual([['started', '', 'workflow'], ['ended', '', 'workflow'], ['started', '', 'form'], ['ended', '', 'form']]);
	});

	it('SYNC-EXP-XERO: exports a report again that is marked: what stands in the books is found and not posted again', async () => {
		const { id } = await world.source.named('One');
		const before = await world.posted();
		await ask(world, id);
		expect(await world.posted()).toEqual(before);
		const { log } = await world.log();
		expect(log.filter(({ source }) => source === id).map(({ action, result }) => [action, result])).toEqual([['created', 'ok'], ['unchanged', 'ok']]);
		expect(await labels('One')).toEqual([xero.label]);
	});

	it('SYNC-EXP-XERO: so with card expenses, which are looked up among the bank transactions', async () => {
		const card = await add('Card', { amount: 777, reimbursable: false, bank: 'Albion Commercial Cards' });
		await ask(world, card);
		const before = await world.posted();
		expect(before.map(({ kind, cents }) => [kind, Number(cents)])).toContainEqual(['card', 777]);
		await ask(world, card, 'form', 'update');
		expect(await world.posted()).toEqual(before);
		expect((await world.log()).log.at(-1)).toMatchObject({ source: card, result: 'ok' });
	});

	it('SYNC-EXP-XERO: tells a report that has changed since and writes nothing over, and brings its bill up to date where a person asks for that', async () => {
		const { id, expenses: [first] } = await world.source.named('One');
		await world.control('POST', '/expensify/expenses', { expenses: [{ transactionID: first?.id, amount: 1501 }] });
		await ask(world, id);
		expect(await amounts()).toEqual([1001]);
		expect((await world.log()).log.at(-1)).toMatchObject({ source: id, result: 'failed', category: 'duplicate', retryable: 'no' });
		await ask(world, id, 'form', 'update');
		expect(await amounts()).toEqual([1501]);
		expect((await world.log()).log.at(-1)).toMatchObject({ source: id, result: 'ok', action: 'updated', amount: '15.01', booksAmount: '15.01' });
		expect((await world.problems()).map(({ report }) => report)).toEqual(['Held']);
		expect(await labels('One')).toEqual([xero.label]);
	});

	it('without ids does what is open', async () => {
		await ask(world, '');
		expect(await amounts()).toEqual([1002, 1501]);
		expect((await world.log()).runs.at(-1)).toMatchObject({ event: 'ended', whole: 'yes', held: '1' });
	});
});

describe('SYNC-SETTINGS: a run for some workspaces', () => {
	it('forgets the problems of what it has read, and leaves those of the other workspaces', async () => {
		const { name } = world.template;
		const row = { sync: name, onePer: 'report', savedAt: '2026-11-01T00:00:00Z' };
		await world.n8n.insertRows('Expensify sync settings', [{ ...row, workspace: world.system.workspace, frequency: 'daily' }, { ...row, workspace: 'AAAABBBBCCCCDDDD', frequency: 'manual' }]);
		await world.n8n.insertRows('Sync problems', [{ sync: name, key: 'R-OTHER', report: 'Of the other workspace', category: 'mapping', message: 'x', hint: '', at: '' }]);
		const mended = await add('Mended', { amount: 1008, category: 'Not mapped yet' });
		await ask(world, '', 'retry');
		expect((await world.problems()).map(({ key }) => key).sort()).toEqual(['R-OTHER', mended, (await world.source.named('Held')).id].sort());
		await world.n8n.insertRows('Sync map: categories', [{ workspace: '', category: 'Not mapped yet', account: '429', taxRate: '' }]);
		await ask(world, '', 'retry');
		expect((await world.problems()).map(({ key }) => key).sort()).toEqual(['R-OTHER', (await world.source.named('Held')).id].sort());
		expect(await labels('Mended')).toEqual([xero.label]);
	});
});

describe('OPS-RETRY: what heals is tried again by itself', () => {
	const settings = async (values: Record<string, unknown>) => {
		const template = templatesWithCalled([RETRIES]).find(({ id }) => id === RETRIES);
		const { plan: _plan, ...workflow } = structuredClone(template) as Workflow & { plan: unknown };
		for (const one of workflow.nodes.find(({ name }) => name === 'Settings').parameters.assignments.assignments) if (one.name in values) one.value = values[one.name];
		await world.n8n.importWorkflow(workflow);
	};
	/** A run of the template, and the reports that it has started the sync for. It does not wait for the sync, so we do. */
	async function look(): Promise<string[][]> {
		const before = (await world.log()).runs.length;
		const execution = await world.n8n.runManually(RETRIES, 'By hand', { timeout: 60_000 });
		expect([execution.error, execution.status]).toEqual([undefined, 'success']);
		const started = itemsOf(execution, 'Ours alone?') as Array<{ sources: string[] }>;
		await ends(before + 2 * started.length);
		return started.map(({ sources }) => sources);
	}
	async function ends(rows: number): Promise<void> {
		for (const end = Date.now() + 30_000; Date.now() < end && (await world.log()).runs.length < rows; ) await new Promise((resolve) => setTimeout(resolve, 200));
		expect((await world.log()).runs).toHaveLength(rows);
	}
	const outage = () => world.sandbox.frame.faults.add({ system: 'xero', kind: 'status', method: 'GET', path: '/Invoices', value: 503, times: 1000 });
	let id: string;

	it('starts nothing for what a person has to put right, nor for an outage whose wait is not over', async () => {
		await importTemplates(world.n8n.session, templatesWithCalled([RETRIES]).filter(({ id: own }) => own === RETRIES).map((one) => ({ ...one, plan: { ...one.plan, publish: false } })), {});
		await later(300);
		expect(await look()).toEqual([]); // "Held" waits for a mapping
		id = await add('Outage', { amount: 1004 });
		outage();
		await ask(world, [id]);
		expect((await world.log()).log.filter(({ source }) => source === id)).toEqual([expect.objectContaining({ result: 'failed', category: 'outage', retryable: 'yes' })]);
		await later(4);
		expect(await look()).toEqual([]);
	});

	it('tries after five minutes, and then waits longer; each start is written down before', async () => {
		await later(2);
		expect(await look()).toEqual([[id]]);
		expect(await world.n8n.listRows('Sync retries')).toEqual([expect.objectContaining({ sync: 'Expensify to Xero', sources: JSON.stringify([id]), startedBy: 'retry' })]);
		expect((await world.log()).runs.at(-1)).toMatchObject({ startedBy: 'retry', whole: '', failed: '1' });
		await later(10);
		expect(await look()).toEqual([]);
	});

	it('leaves it to a person at the limit', async () => {
		await later(10);
		await settings({ tries: 2 });
		expect(await look()).toEqual([]);
		await settings({ tries: 6 });
	});

	it('posts it exactly once when the outage is over, also where two runs find it due at once', async () => {
		world.sandbox.frame.faults.clear();
		const before = (await world.log()).runs.length;
		const both = await Promise.all([1, 2].map(async () => await world.n8n.runManually(RETRIES, 'By hand', { timeout: 60_000 })));
		expect(both.flatMap((one) => itemsOf(one, 'Ours alone?') as unknown[])).toHaveLength(1);
		await ends(before + 2);
		expect(await amounts()).toEqual([1002, 1004, 1008, 1501]);
		expect(await labels('Outage')).toEqual([xero.label]);
		expect(await world.n8n.listRows('Sync retries')).toHaveLength(2);
		await later(300);
		expect(await look()).toEqual([]);
	});

	it('starts a sync again as a whole whose run had stopped, and then no more', async () => {
		await add('Stopped', { amount: 1006 });
		world.sandbox.frame.faults.add({ system: 'expensify', kind: 'status', value: 403, times: 1000 });
		const before = (await world.log()).runs.length;
		await expect(ask(world, '')).rejects.toThrow();
		world.sandbox.frame.faults.clear();
		await ends(before + 2);
		expect((await world.log()).runs.at(-1)).toMatchObject({ event: 'failed', category: 'stopped' });
		await later(6);
		expect(await look()).toEqual([[]]);
		expect(await labels('Stopped')).toEqual([xero.label]);
		await later(6);
		expect(await look()).toEqual([]);
	});

	it('makes no duplicate where a sync is started twice at once', async () => {
		const twice = await add('Twice', { amount: 1005 });
		await Promise.all([ask(world, [twice]), ask(world, [twice])]);
		expect(await amounts()).toEqual([1002, 1004, 1005, 1006, 1008, 1501]);
		expect(await world.system.trialBalance(world.sandbox)).toBe('0.00');
	});

	it('NODE-ONCE: n8n killed when the start is written and the sync has hardly begun: it is not started twice, and goes out once', async () => {
		const killed = await add('Killed', { amount: 1007 });
		outage();
		await ask(world, [killed]);
		world.sandbox.frame.faults.clear();
		await later(6);
		const [starts, books] = [(await world.n8n.listRows('Sync retries')).length, await amounts()];
		// The sync's first question is not answered before n8n is dead.
		world.sandbox.frame.faults.add({ system: 'expensify', kind: 'latency', value: 20_000, times: 1 });
		await world.n8n.startManually(RETRIES, 'By hand');
		while ((await world.n8n.listRows('Sync retries')).length === starts) await new Promise((resolve) => setTimeout(resolve, 20));
		await world.cutPower();
		world.sandbox.frame.faults.clear();
		const startedNow = async () => itemsOf(await world.n8n.runManually(RETRIES, 'By hand', { timeout: 60_000 }), 'Ours alone?');
		expect(await startedNow()).toEqual([]); // its wait began anew with the start that was written
		// What was begun is left alone for an hour; the sync's own trigger may be earlier than any retry.
		for (let tries = 0; tries < 10 && (await labels('Killed')).length === 0; tries++) {
			await later(15);
			await startedNow();
			await new Promise((resolve) => setTimeout(resolve, 2000));
		}
		expect(await labels('Killed')).toEqual([xero.label]);
		expect(await amounts()).toEqual([...books, 1007].sort());
		await later(300);
		expect(await startedNow()).toEqual([]);
	});
});
