import { WorkSync } from '../support/work-sync';

const MATCHING = 4000;
const MORE = 1000;
let sync: WorkSync;

beforeAll(async () => {
	sync = await WorkSync.open();
	await sync.run();
	await sync.enable();
});
afterAll(async () => await sync?.close());

const named = (prefix: string) => ({ DisplayName }: Record<string, unknown>): boolean => String(DisplayName).startsWith(prefix);

it('SYNC-WORK-1: 5,000 clients on each side, of which 4,000 are the same: 1,000 are made on either side, each once, and the next run has nothing to do', async () => {
	// As an import would have left them: the same name, e-mail and address on both sides, some without a state on either.
	await sync.work('POST', '/clients/bulk', { count: MATCHING, prefix: 'Client' });
	await sync.work('POST', '/clients/bulk', { count: MORE, prefix: 'Only in Work' });
	await sync.keep('Customer', ...Array.from({ length: MATCHING }, (_, index) => {
		const number = String(index + 1).padStart(5, '0');
		const place = (index + 1) % 10 === 0 ? {} : { CountrySubDivisionCode: 'NY', Country: 'US' };
		return {
			DisplayName: `Client ${number}`, CompanyName: `Client ${number}`, PrimaryEmailAddr: { Address: `c${number}@bulk.example` }, PrimaryPhone: { FreeFormNumber: '555-0199' },
			BillAddr: { Line1: `${index + 1} Quay St`, City: 'Albany', PostalCode: '12207', ...place },
		};
	}));
	await sync.qbo('POST', '/bulk', { entity: 'Customer', count: MORE, prefix: 'Only in QuickBooks' });
	const [clients, customers] = [(await sync.work<unknown[]>('GET', '/clients')).length, (await sync.books('Customer')).length];
	sync.forget();
	expect((await sync.run()).status).toBe('success');

	const inWork = (await sync.work<Array<{ name: string; status: string }>>('GET', '/clients')).map(({ name }) => name);
	const inBooks = await sync.books('Customer');
	const count = (prefix: string) => [inWork.filter((name) => name.startsWith(prefix)).length, inBooks.filter(named(prefix)).length];
	expect({ client: count('Client '), work: count('Only in Work'), books: count('Only in QuickBooks') }).toEqual({ client: [MATCHING, MATCHING], work: [MORE, MORE], books: [MORE, MORE] });
	expect(inWork.length).toBeGreaterThanOrEqual(clients + MORE);
	expect(inBooks.length).toBeGreaterThanOrEqual(customers + MORE);
	const links = await sync.rows('links');
	expect(new Set(links.map(({ aId, bId }) => `${String(aId)} ${String(bId)}`)).size).toBe(links.length);
	expect(links.length).toBeGreaterThanOrEqual(MATCHING + 2 * MORE);
	// Only what is missing or lacks a state is written: the floor for QuickBooks is 34 batches of 30.
	expect(sync.calls('quickbooks-online').length).toBeLessThanOrEqual(70);

	// The next run is told of what this one has written, knows it, and asks for it no more.
	sync.forget();
	expect((await sync.run()).status).toBe('success');
	const writes = [...sync.calls('work'), ...sync.calls('quickbooks-online')].filter(({ method, url }) => method !== 'GET' && !url.includes('/query'));
	expect(writes.map(({ url }) => url)).toEqual([]);
	sync.forget();
	expect((await sync.run()).status).toBe('success');
	expect(sync.count).toBeLessThanOrEqual(6);
}, 600_000);

it('SYNC-WORK-4, NODE-BATCH: 1,000 new invoices for known customers take at most eighty calls to QuickBooks, and each stands once', async () => {
	// The one whose name QuickBooks does not take.
	await sync.work('PUT', '/clients/cl_1003', { status: 'inactive' });
	await sync.enable({ invoices: true });
	await sync.run();
	await sync.work('POST', '/invoices/bulk', { count: 1000, prefix: 'B' });
	sync.forget();
	expect((await sync.run()).status).toBe('success');
	expect(sync.calls('quickbooks-online').length).toBeLessThanOrEqual(80);
	const numbers = (await sync.books('Invoice')).map(({ DocNumber }) => String(DocNumber)).filter((number) => /^B\d{5}$/.test(number));
	expect([numbers.length, new Set(numbers).size]).toEqual([1000, 1000]);
	expect(await sync.qbo('GET', '/trialbalance')).toMatchObject({ total: '0.00' });
}, 600_000);
