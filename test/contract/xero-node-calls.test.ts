import { bills, World } from './xero-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());

const total = (): number => world.sandbox.recorder.count('xero').total;
/** Keys as the mapping node makes them. */
const wanted = (count: number) => bills(count).map((bill, index) => ({ ...bill, key: `EXP-R00${'abcdefgh'[index % 8]}${10_000 + index}-B` }));

describe('calls to Xero, look-ups included', () => {
	it('NODE-BATCH: a thousand bills for suppliers that exist take at most 50 calls, a second run at most 25', async () => {
		await world.create('bill', bills(20, {}, 'EXP-W'), { createParties: true });
		world.sandbox.recorder.clear();
		const first = await world.create('bill', wanted(1000));
		expect([first.error, first.done.length, first.failed.length]).toEqual([undefined, 1000, 0]);
		const fresh = total();
		world.sandbox.recorder.clear();
		const second = await world.create('bill', wanted(1000));
		expect(new Set(second.done.map(({ json }) => json.action))).toEqual(new Set(['found']));
		expect(fresh).toBeLessThanOrEqual(50);
		expect(total()).toBeLessThanOrEqual(25);
		expect(await world.trialBalance()).toBe('0.00');
	}, 120_000);

	it('NODE-LIMIT: inside sixty calls a minute and five at a time, without being told to wait', async () => {
		await world.fresh();
		await world.control('POST', '/limits', { perMinute: 60, perDay: 5000, concurrent: 5 });
		const run = await world.create('bill', wanted(1000).slice(0, 400), { createParties: true });
		expect(run.failed).toEqual([]);
		const requests = world.sandbox.recorder.list({ system: 'xero', limit: 1000, brief: true });
		expect(requests.filter(({ status }) => status === 429)).toEqual([]);
	}, 120_000);

	it('NODE-LIMIT: told to wait, it waits as long as Xero says and says why', async () => {
		await world.fresh();
		world.sandbox.frame.faults.add({ system: 'xero', kind: 'rateLimitMinute', method: 'PUT', path: '/Invoices', value: 3 });
		const started = Date.now();
		const run = await world.create('bill', bills(2), { createParties: true });
		expect(run.failed).toEqual([]);
		expect(Date.now() - started).toBeGreaterThan(2900);
		expect(run.hints.join()).toMatch(/Waited \d+ seconds for Xero/);
	}, 60_000);
});
