import { control } from '../support/sandbox';
import { approvedReports } from './reports';
import { EXPENSIFY, XERO, type Case } from './table';
import { BY_HAND, complete, SYNC, World } from './world';

const FULL = process.env.ACCOUNTING_SYNC_FULL === 'true';
const RECEIPTS = 3;
const reports = approvedReports(60, { receipts: RECEIPTS, cards: 4 });
const all = complete(reports, { receipts: RECEIPTS });
let world: World;

beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => {
	await world?.close();
});

it('NODE-ONCE: without faults a run exports everything, and the next finds nothing to do', async () => {
	await world.begin(reports);
	await world.sync();
	expect(await world.standing()).toMatchObject(all);
	world.sandbox.recorder.clear();
	await world.sync();
	expect(world.requests('xero')).toEqual([]);
	expect(await world.standing()).toMatchObject(all);
});

const cases = [...XERO, ...EXPENSIFY].filter(({ long }) => FULL || !long);
it.each(cases)('NODE-ONCE: $what', async ({ faults, sameRun = true }: Case) => {
	await world.begin(reports);
	expect(await world.syncThrough(faults)).toEqual({ missed: [] });
	const first = await world.standing();
	expect(first).toMatchObject({ documents: first.keys, markedTooEarly: [], trialBalance: '0.00' });
	if (!sameRun) {
		expect(first.marked).toBeLessThan(reports.length);
		await world.sync();
	}
	expect(await world.standing()).toMatchObject(all);
});

it('NODE-ONCE: the token expires in the middle; the renewed one and its turned refresh token are kept', async () => {
	await world.begin([]);
	for (const [part, path] of [[reports.slice(0, 30), /\/Contacts\?/], [reports.slice(30), /\/connections/]] as const) {
		await world.approve(part);
		world.sandbox.recorder.clear();
		const answer = world.gate.hold('GET', path);
		const execution = await world.n8n.startManually(SYNC, BY_HAND);
		await answer.reached;
		await control(world.sandbox, 'POST', '/xero/tokens/expire');
		answer.release();
		expect((await world.n8n.waitForExecution(execution)).status).toBe('success');
		expect(world.requests('xero').filter(({ route }) => route.endsWith('/connect/token')).map(({ status }) => status)).toEqual([200]);
	}
	expect(await world.standing()).toMatchObject(all);
});

it('NODE-ONCE: two runs started together write each document once', async () => {
	await world.begin(reports);
	const started = await Promise.all([1, 2].map(async () => await world.n8n.startManually(SYNC, BY_HAND)));
	const runs = await Promise.all(started.map(async (id) => await world.n8n.waitForExecution(id)));
	expect(runs.map(({ status }) => status)).toEqual(['success', 'success']);
	expect(await world.standing()).toMatchObject(all);
});
