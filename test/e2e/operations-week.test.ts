import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../../sandbox/frame/types';
import { documentKey } from '../../nodes/core/keys';
import { Books } from '../support/books';
import { SyncWorld } from '../support/expense-sync/world';
import { HARBOUR } from '../support/expense-sync/quickbooks-online';
import { xero } from '../support/expense-sync/xero';
import { importTemplates, itemsOf, templatesWithCalled, type Workflow } from '../support/n8n';

const HOUR = 3_600_000;
const DASHBOARD = 'acctSyncDashSub0';
const LOOK = 'operationsWeekLk';
const SYNC = 'Expensify to Xero';
const SYNC_ID = xero.template;
/** A Monday at seven, in a month in which nothing else happens in the demo data. */
const MONDAY = Date.parse('2026-11-30T07:00:00Z');
/** A little before the schedule of the template is due. */
const START = Date.parse('2026-11-30T04:58:20Z');
const look: Workflow = {
	id: LOOK, name: 'Look', settings: { executionOrder: 'v1' },
	nodes: [
		{ id: '1', name: 'By hand', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, position: [0, 0], parameters: {} },
		{ id: '2', name: 'Dashboard', type: 'n8n-nodes-base.executeWorkflow', typeVersion: 1.2, position: [200, 0], parameters: { workflowId: { __rl: true, mode: 'id', value: DASHBOARD }, options: {} } },
	],
	connections: { 'By hand': { main: [[{ node: 'Dashboard', type: 'main', index: 0 }]] } },
};
interface Shown {
	syncs: Array<{ sync: string; health: string; open: number; nextRun: string }>;
	days: Array<{ day: string; ok: number; held: number; failed: number }>;
	categories: Array<{ category: string; open: number; all: number }>;
	problems: Array<{ key: string; category: string; since: string; result: string; source: string }>;
	totals: Array<{ sync: string; currency: string; documents: number; source: string; books: string; drift: string }>;
	runs: unknown[];
	page: string;
}

const bills = (fault: Fault): Fault => ({ system: 'xero', method: 'PUT', path: '/Invoices?', times: 100, ...fault });
/** What stands in the way of each morning's run, by the category that people must read. In the evening it is gone. */
const MORNINGS: Array<[category: string, fault: Fault]> = [
	['outage', bills({ kind: 'drop-before' })],
	['rate limit', bills({ kind: 'rateLimitDay' })],
	['auth', bills({ kind: 'tokenExpired' })],
	['permission', bills({ kind: 'status', value: 403 })],
	['not found', bills({ kind: 'status', value: 404 })],
	['validation', bills({ kind: 'status', value: 400 })],
];

let world: SyncWorld;
let folder: string;
let time = START;
/** Moves the clock of n8n and of the sandbox. */
async function setTime(to: number): Promise<void> {
	time = to;
	writeFileSync(join(folder, 'clock'), String(to - START));
	await world.control('POST', '/clock', { now: new Date(to).toISOString() });
}
const day = () => new Date(time).toISOString().slice(0, 10);

async function dashboard(): Promise<Shown> {
	const execution = await world.n8n.runManually(LOOK, 'By hand', { timeout: 60_000 });
	const [shown] = itemsOf(execution, 'Dashboard') as unknown as Shown[];
	if (shown === undefined) throw new Error('No dashboard');
	return shown;
}

/** What was made to happen, kept beside: by key or report, how it stood last on each day, and every category it ever had. */
const days = new Map<string, Map<string, 'ok' | 'held' | 'failed'>>();
const seen = new Map<string, Set<string>>();
const open = new Map<string, string>();
let known = new Set<string>();
let runs = 0;
function note(name: string, result: 'ok' | 'held' | 'failed', category = ''): void {
	const today = days.get(day()) ?? new Map<string, 'ok' | 'held' | 'failed'>();
	days.set(day(), today.set(name, result));
	if (result === 'ok') open.delete(name);
	else {
		seen.set(category, (seen.get(category) ?? new Set()).add(name));
		open.set(name, category);
	}
}
/** Runs, and notes what is new in the books by the books themselves. */
async function run(): Promise<void> {
	await world.run();
	runs += 1;
	const keys = new Set((await world.posted()).map(({ key }) => key));
	for (const key of keys) if (!known.has(key)) note(key, 'ok');
	known = keys;
}
const keyOf = (report: string) => documentKey('EXP', report, 'B');
const card = { currency: 'GBP', category: 'General Expenses', tag: 'Office' };
const add = async (name: string, amount: number, date = day()) => await world.source.add(name, 'asa.lindqvist@keajoinery.example', date, [{ ...card, merchant: name, amount }]);

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), 'accounting-sync-clock-'));
	writeFileSync(join(folder, 'clock'), '0');
	world = await SyncWorld.open(xero, {
		env: {
			NODE_OPTIONS: `--require ${join(__dirname, '../support/clock.cjs')}`, CLOCK_STARTS_AT: new Date(START).toISOString(), CLOCK_FILE: join(folder, 'clock'),
			N8N_USER_MANAGEMENT_JWT_DURATION_HOURS: '1000', GENERIC_TIMEZONE: 'UTC',
		},
	});
	await importTemplates(world.n8n.session, templatesWithCalled([DASHBOARD]), {});
	await world.n8n.importWorkflow(look);
	await setTime(START + 60_000);
});
afterAll(async () => {
	await world?.close();
	rmSync(folder, { recursive: true, force: true });
});

describe('OPS-DASH: a week on the sandbox\'s clock, with every category of failure, and a dashboard that tells it', () => {
	it('stops at five on Monday, by its schedule, since Expensify lets nobody in', async () => {
		await world.n8n.publish(SYNC_ID);
		world.sandbox.frame.faults.add({ system: 'expensify', kind: 'status', value: 403, times: 1000 });
		const end = Date.now() + 120_000;
		let stopped: Shown['problems'] = [];
		while (stopped.length === 0 && Date.now() < end) {
			await new Promise((resolve) => setTimeout(resolve, 3000));
			stopped = (await dashboard()).problems.filter(({ result }) => result === 'stopped');
		}
		expect(stopped).toEqual([expect.objectContaining({ category: 'stopped', key: '', reason: expect.stringMatching(/Expensify/) as string })]);
		world.sandbox.frame.faults.clear();
		await world.n8n.unpublish(SYNC_ID);
		// The next run ends it; that run is Monday's at seven.
		seen.set('stopped', new Set(['the run']));
		runs += 1;
		await setTime(MONDAY);
	});

	it('runs on Monday, where two reports are held and one report is closed out, one known in the books by another total', async () => {
		const locked = await add('Locked', 1257, '2026-03-15');
		const double = await add('Double', 2000);
		await (await Books.open(world.sandbox)).send('PUT', 'Invoices', {
			Invoices: [{
				Type: 'ACCPAY', Status: 'AUTHORISED', InvoiceNumber: keyOf(double), Contact: { Name: 'Asa Lindqvist' }, Date: day(), DueDate: day(), LineAmountTypes: 'Inclusive',
				LineItems: [{ Description: 'By hand', Quantity: 1, UnitAmount: 99, AccountCode: '429', TaxType: 'NONE' }],
			}],
		});
		known.add(keyOf(double));
		await world.system.closeBooks(world.sandbox, '2026-03-31');
		await run();
		for (const name of ['Away day', 'To be sorted: no category']) note((await world.source.named(name)).id, 'held', 'mapping');
		note(keyOf(double), 'failed', 'duplicate');
		note(keyOf(locked), 'failed', 'closed period');
		const { problems } = await dashboard();
		expect(problems.map(({ key, category }) => [key, category]).sort()).toEqual([...open].sort());
	});

	it.each(MORNINGS.map(([category, fault], at) => ({ category, fault, at: at + 1 })))('day $at: $category in the morning, better in the evening', async ({ category, fault, at }) => {
		const standing = new Map(open);
		const told = () => {
			for (const [name, of] of standing) if (open.get(name) === of) note(name, of === 'mapping' ? 'held' : 'failed', of);
		};
		await setTime(MONDAY + at * 24 * HOUR);
		const id = await add(`Day ${at}`, 1000 + at * 111);
		world.sandbox.frame.faults.add(fault);
		await run();
		world.sandbox.frame.faults.clear();
		note(keyOf(id), 'failed', category);
		told();
		const morning = await dashboard();
		expect(morning.problems.map(({ key, category: of }) => [key, of]).sort()).toEqual([...open].sort());

		await setTime(time + 10 * HOUR);
		if (at === 3) await world.n8n.upsertRow('Sync map: categories', { category: 'Team "away" days', account: '420', taxRate: '' }, ['category']);
		if (at === 4) await world.system.closeBooks(world.sandbox, null);
		await run();
		if (at === 3) open.delete((await world.source.named('Away day')).id); // its documents were noted as they came into the books
		told();
		if (at === 3) days.get(day())?.set((await world.source.named('Away day')).id, 'held');
		expect((await dashboard()).problems.map(({ key, category: of }) => [key, of]).sort()).toEqual([...open].sort());
	});

	it('tells on Sunday what the week was: days, categories, what is open since when, totals to the penny, runs', async () => {
		const shown = await dashboard();
		const count = (of: Map<string, string>) => ['ok', 'held', 'failed'].map((result) => [...of.values()].filter((one) => one === result).length);
		expect(shown.days.filter(({ ok, held, failed }) => ok + held + failed > 0).map(({ day: of, ok, held, failed }) => [of, ok, held, failed])).toEqual([...days].map(([of, names]) => [of, ...count(names)]));
		const openOf = (category: string) => [...open.values()].filter((one) => one === category).length;
		expect(Object.fromEntries(shown.categories.map(({ category, open: now, all }) => [category, [now, all]]))).toEqual(Object.fromEntries([...seen].map(([category, names]) => [category, [openOf(category), names.size]])));
		expect(shown.problems.map(({ since }) => since.slice(0, 10))).toEqual(shown.problems.map(() => '2026-11-30'));
		const posted = (await world.posted()).filter(({ key }) => !open.has(key));
		const cents = posted.reduce((sum, one) => sum + one.cents, 0n);
		const [total] = shown.totals;
		expect(shown.totals).toHaveLength(1);
		expect([total?.currency, total?.documents, total?.drift, BigInt((total?.books ?? '').replace('.', ''))]).toEqual(['GBP', posted.length, '0.00', cents]);
		expect(shown.runs).toHaveLength(runs);
		expect(shown.syncs).toEqual([expect.objectContaining({ sync: SYNC, health: 'problems', open: open.size })]);
		for (const key of open.keys()) expect(shown.page).toContain(key);
	});

	it('is late on the day after', async () => {
		await setTime(time + 24 * HOUR);
		expect((await dashboard()).syncs).toEqual([expect.objectContaining({ sync: SYNC, health: 'late' })]);
	});

	it('tells what waits for the end of the month, and what the plan of the books does not have', async () => {
		await world.withSettings({ onePer: 'employeeMonth' });
		await setTime(time);
		await add('This month', 100);
		const first = await world.run();
		const waiting = itemsOf(first, 'Held: say why').filter(({ category }: { category: string }) => category === 'waiting');
		expect(waiting.length).toBeGreaterThan(0);
		await world.withSettings({ workspaces: JSON.stringify([HARBOUR]), unmappedCategory: 'defaultAccount', companyCard: 'bill' });
		await setTime(time + HOUR);
		await world.control('POST', '/xero/organisation', { multicurrency: false });
		const second = await world.run();
		const planless = itemsOf(second, 'Not posted: say why').filter(({ category }: { category: string }) => category === 'feature not in subscription');
		expect(planless.length).toBeGreaterThan(0);
		const { categories } = await dashboard();
		expect(categories).toEqual(expect.arrayContaining([
			expect.objectContaining({ category: 'waiting', all: waiting.length }),
			{ category: 'feature not in subscription', open: planless.length, all: planless.length },
		]));
	});
});
