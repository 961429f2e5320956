import { cost, type Data, QuickBooks } from './quickbooks-online-emulator-client';

const BILLS = 1200;
const BATCH = 30;
const SUPPLIERS = 20_000;
const PAGE = 1000;

/** A test runner shares its processors with others, so each pace is judged by its best rounds. */
describe('emulated QuickBooks Online: large books', () => {
	let qbo: QuickBooks;
	beforeAll(async () => {
		qbo = await QuickBooks.start();
	});
	afterAll(async () => await qbo.close());

	async function seconds(work: () => Promise<unknown>): Promise<number> {
		const start = performance.now();
		await work();
		return (performance.now() - start) / 1000;
	}

	it('NODE-BATCH: bills of one supplier by batches of thirty do not slow down, and are found by number', async () => {
		const [vendor, fuel] = [await qbo.id('Vendor', 'PG&E'), await qbo.id('Account', 'Fuel')];
		const times: number[] = [];
		for (let at = 0; at < BILLS; at += BATCH) {
			const BatchItemRequest = Array.from({ length: BATCH }, (_one, index) => ({ bId: String(index), operation: 'create', Bill: { VendorRef: { value: vendor }, DocNumber: `S-${at + index}`, Line: [cost(fuel, 1)] } }));
			times.push(await seconds(async () => {
				const { json } = await qbo.call('POST', '/batch', { BatchItemRequest });
				expect((json.BatchItemResponse as Data[]).every(({ Bill }) => Bill !== undefined)).toBe(true);
			}));
		}
		expect(Math.min(...times.slice(-5))).toBeLessThan(3 * Math.min(...times.slice(0, 5)));
		const list = Array.from({ length: 100 }, (_one, index) => `'S-${index}'`).join(',');
		const found: number[] = [];
		for (let round = 0; round < 3; round++) {
			found.push(await seconds(async () => expect((await qbo.query(`select * from Bill where DocNumber in (${list}) maxresults 1000`)).rows).toHaveLength(100)));
		}
		expect(Math.min(...found)).toBeLessThan(0.5);
		expect(await qbo.read('Vendor', vendor)).toMatchObject({ Balance: 1286.44 });
	}, 120_000);

	it('TRIG-POLL: twenty thousand suppliers are paged through by Id', async () => {
		await qbo.control('POST', '/bulk', { entity: 'Vendor', count: SUPPLIERS, prefix: 'Many' });
		let rows = 0;
		const times: number[] = [];
		for (let start = 1; start <= SUPPLIERS; start += PAGE) {
			const statement = `select * from Vendor where DisplayName like 'Many%' orderby Id startposition ${start} maxresults ${PAGE}`;
			times.push(await seconds(async () => (rows += (await qbo.query(statement)).rows.length)));
		}
		expect(rows).toBe(SUPPLIERS);
		expect(Math.min(...times)).toBeLessThan(1);
	}, 120_000);
});
