import { busiestMinute, measure, prepare } from '../bench/measure.mjs';
import { Books } from '../support/books';
import { World } from './world';

const FULL = process.env.ACCOUNTING_SYNC_FULL === 'true';
const BILLS = 1000;
let world: World;
let workflow: string;

beforeAll(async () => {
	world = await World.open();
	await world.begin([]);
	// The long form keeps to the vendor's sixty calls a minute; the bench with more bills shows the waiting.
	if (FULL) await world.keepToTheLimits();
	const { n8n, sandbox: { origin } } = world;
	workflow = await prepare({ n8n, origin, credential: world.credential('Xero (sandbox)'), bills: BILLS, suppliers: 200 });
});
afterAll(async () => {
	await world?.close();
});

it('NODE-BATCH: a thousand new bills take at most fifty calls, look-ups included', async () => {
	const figures = await measure({ n8n: world.n8n, origin: world.sandbox.origin, workflow });
	expect(figures).toMatchObject({ created: BILLS, found: 0, refused: 0 });
	expect(figures.calls).toBeLessThanOrEqual(50);
	expect(figures.atOnce).toBeLessThanOrEqual(5);
});

it('NODE-ONCE: with nothing new, a second run takes at most twenty-five', async () => {
	const figures = await measure({ n8n: world.n8n, origin: world.sandbox.origin, workflow });
	expect(figures).toMatchObject({ created: 0, found: BILLS, refused: 0 });
	expect(figures.calls).toBeLessThanOrEqual(25);
	expect(figures.atOnce).toBeLessThanOrEqual(5);
	if (FULL) expect(await busiestMinute(world.sandbox.origin)).toBeLessThanOrEqual(60);
	const bills = await (await Books.open(world.sandbox)).all('Invoices', 'Type=="ACCPAY"');
	expect(new Set(bills.map(({ InvoiceNumber }) => InvoiceNumber)).size).toBe(bills.length);
	expect(bills).toHaveLength(BILLS);
});
