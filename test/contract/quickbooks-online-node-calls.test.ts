import { bill, World } from './quickbooks-online-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());

const throttled = () => world.books.sandbox.recorder.list({ system: 'quickbooks-online', limit: 5000 }).filter(({ status }) => status === 429);

it('NODE-BATCH, NODE-LIMIT: a thousand new bills for a thousand known suppliers take at most eighty calls, and no limit of QuickBooks is met', async () => {
	for (let at = 0; at < 1000; at += 30) {
		const items = Array.from({ length: Math.min(30, 1000 - at) }, (_, index) => ({ bId: String(index), operation: 'create', Vendor: { DisplayName: `Supplier ${at + index}` } }));
		const { status } = await world.books.call('POST', '/batch', { BatchItemRequest: items });
		expect(status).toBe(200);
	}
	await world.books.control('POST', '/settings', { limits: true });
	world.forget();
	const documents = Array.from({ length: 1000 }, (_, index) => bill(`K-${index}-B`, { supplier: { name: `Supplier ${index}` } }));
	const ran = await world.run({ resource: 'document', operation: 'create' }, documents, { callsPerMinute: 500, batchesPerMinute: 40 });
	expect([ran.failed.length, ran.done.length]).toEqual([0, 1000]);
	const calls = world.calls();
	expect(calls.length).toBeLessThanOrEqual(80);
	expect(calls.filter((call) => call === 'POST batch').length).toBeLessThanOrEqual(40);
	expect(throttled()).toEqual([]);
	expect(await world.standing('Bill', 'K-%')).toHaveLength(1000);
});

it('NODE-LIMIT: ten calls a second and no more, whoever asks', async () => {
	world.forget();
	const reads = Array.from({ length: 25 }, () => ({}));
	const ran = await world.run({ resource: 'term', operation: 'getMany', returnAll: true }, reads, { callsPerMinute: 500 });
	expect(ran.failed).toEqual([]);
	expect(throttled()).toEqual([]);
});
