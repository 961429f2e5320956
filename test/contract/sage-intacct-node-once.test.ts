import type { IDataObject } from 'n8n-workflow';
import { at, bill, by, World } from './sage-intacct-node-world';

let world: World;
beforeAll(async () => {
	world = await World.open();
});
afterAll(async () => await world.close());
beforeEach(() => world.fresh());

const fault = (kind: string, more: IDataObject = {}) => world.books.sandbox.frame.faults.add({ system: 'sage-intacct', kind, ...more });
const keys = async () => (await world.standing('APBILL')).map(({ RECORDID }) => String(RECORDID)).filter((key) => /^(F|K)-/.test(key)).sort();
const some = (count: number) => Array.from({ length: count }, (_, index) => bill(`F-${index}`));

it.each([
	['the connection dropped before it is carried out', 'drop-before', {}], ['the answer lost afterwards', 'drop-after', {}], ['a page of the edge in place of an answer', 'html', { value: 502 }],
	['a time-out of the edge afterwards', 'status-after', { value: 524 }], ['an answer that is cut off', 'truncated', {}], ['too many calls, by status', 'throttled', {}], ['too many calls, inside of an HTTP 200', 'throttled200', {}], ['the service off-line', 'offline', {}],
])('NODE-ONCE: three bills, and %s: each stands once', async (_what, kind, more) => {
	fault(kind, { path: '#create', ...more });
	const first = await world.post(some(3));
	// Off-line is Intacct's own word that nothing was carried out: the next run does it.
	const { done, failed } = first.failed.length > 0 && kind === 'offline' ? await world.post(some(3)) : first;
	expect([failed.map(({ json }) => json.error), done.length, await keys()]).toEqual([[], 3, ['F-0', 'F-1', 'F-2']]);
}, 60_000);

it('NODE-AUTH: the sessions end between two calls, and in the middle of a run', async () => {
	await world.posted([bill('K-1')]);
	await world.books.control('/sessions/expire', {});
	fault('sessionExpired', { path: '#create' });
	expect(await world.posted([bill('K-1'), bill('K-2')])).toMatchObject([{ action: 'found' }, { action: 'created' }]);
	expect(await keys()).toEqual(['K-1', 'K-2']);
});

it('NODE-ERR: a permission that is taken away in the middle fails what is left, with the words of Check Set-Up', async () => {
	fault('permissionLost', { path: '#create' });
	const { done, failed } = await world.post([bill('K-3'), bill('K-4')]);
	expect(done).toEqual([]);
	expect(failed.map(({ json }) => json.details)).toMatchObject([{ category: 'permission', document: 'K-3', hint: expect.stringMatching(/Accounts Payable, All/) as string }, { category: 'permission' }]);
	expect((await world.posted([bill('K-3'), bill('K-4')])).map(({ action }) => action)).toEqual(['created', 'created']);
});

it('NODE-BATCH: bad ones fail alone, in the words of Intacct where we could not know', async () => {
	await world.books.company({ closed: { AP: '2026-04-30' } });
	const documents = [bill('K-5'), bill('K-6', { date: '2026-03-01' }), bill('K-7', {}, { account: { code: '9999' } }), bill('K-8', {}, { dimensions: [{ dimension: { name: 'Department' }, value: { id: '300' } }, at('120')] }), bill('K-9')];
	const { done, failed } = await world.post(documents);
	expect(done.map(({ json }) => json.key)).toEqual(['K-5', 'K-9']);
	expect(failed.map(({ json }) => (json.details as IDataObject).category)).toEqual(['closed period', 'mapping', 'mapping']);
	expect(await world.post([bill('K-6', { date: '2026-03-01' })], { closedPeriod: 'firstOpenDay' })).toMatchObject({ done: [{ json: { action: 'created', date: '2026-05-01', warnings: [expect.stringMatching(/in place of 2026-03-01/)] } }] });
});

it('NODE-ONCE: a bill that somebody deleted, and one that was reversed, are posted anew; a changed one is told', async () => {
	await world.posted([bill('K-10', { status: 'draft' }), bill('K-11')]);
	await world.done({ resource: 'bill', operation: 'delete', target: by('key', 'K-10') });
	expect(await world.posted([bill('K-10', { status: 'draft' })])).toMatchObject([{ action: 'created' }]);
	const changed = await world.post([bill('k-11', {}, { amount: '43.00' })]);
	expect(changed.failed[0]?.json).toMatchObject({ details: { category: 'duplicate' } });
	const [before] = await world.standing('APBILL', 'K-11');
	const renewed = await world.post([bill('k-11', {}, { amount: '43.00' })], { changed: 'update' });
	expect([renewed.failed.map(({ json }) => json.error), renewed.done.map(({ json }) => [json.action, json.total])]).toEqual([[], [['updated', '43.00']]]);
	expect(await world.standing('APBILL', 'K-11')).toEqual([expect.objectContaining({ recordNo: before?.recordNo })]);
});

it('NODE-BATCH, NODE-LIMIT: a thousand bills for a thousand new suppliers in at most forty requests, and no limit is met', async () => {
	const documents = Array.from({ length: 1000 }, (_, index) => bill(`F-${index}`, { supplier: { name: `Supplier ${index}` } }));
	world.forget();
	const { done, failed } = await world.post(documents, { createParties: true });
	expect([failed.map(({ json }) => json.error).slice(0, 2), done.length]).toEqual([[], 1000]);
	expect(world.requests()).toBeLessThanOrEqual(40);
	expect(await keys()).toHaveLength(1000);
	world.forget();
	expect((await world.posted(documents)).every(({ action }) => action === 'found')).toBe(true);
	expect(world.requests()).toBeLessThanOrEqual(3);
}, 120_000);
