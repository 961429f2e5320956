import { all, Emulator, query } from './sage-intacct-emulator-client';

const BILLS = 50_000;

describe('emulated Sage Intacct: as large as a company of years', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start(true);
		await emulator.control('/bills/bulk', { count: BILLS });
	}, 180_000);
	afterAll(async () => await emulator?.close());
	const timed = async (sent: string) => {
		const start = performance.now();
		const { text } = await emulator.send(sent);
		return { text, ms: performance.now() - start };
	};

	it('pages through fifty thousand bills, each page in well under a second', async () => {
		const page = async (after: number) => await timed(query('APBILL', ['RECORDNO', 'RECORDID', 'TRX_TOTALDUE', 'WHENMODIFIED'],
			`<filter><greaterthan><field>RECORDNO</field><value>${after}</value></greaterthan></filter><orderby><order><field>RECORDNO</field><ascending/></order></orderby><pagesize>2000</pagesize>`));
		const found = new Set<string>();
		let slowest = 0;
		for (let last = 0; ; ) {
			const { text, ms } = await page(last);
			const keys = all(text, 'RECORDNO');
			if (keys.length === 0) break;
			for (const key of keys) found.add(key);
			last = Number(keys.at(-1));
			slowest = Math.max(slowest, ms);
		}
		expect(found.size).toBe(BILLS);
		expect(slowest).toBeLessThan(2500);
	}, 120_000);

	it('finds one bill by its number, and a field of the body, among all', async () => {
		const one = await timed(query('APBILL', ['RECORDNO'], '<filter><equalto><field>RECORDID</field><value>BULK-49999</value></equalto></filter>'));
		expect([all(one.text, 'RECORDNO'), one.ms < 500]).toEqual([['49999'], true]);
		const some = await timed(query('APBILL', ['RECORDNO'], '<filter><and><equalto><field>STATE</field><value>Posted</value></equalto><equalto><field>VENDORID</field><value>V-100</value></equalto></and></filter><pagesize>1</pagesize>'));
		expect([some.text.includes(`totalcount="${BILLS}"`), some.ms < 2500]).toEqual([true, true]);
	}, 60_000);

	it('still balances', async () => {
		expect((await emulator.control<{ entities: object }>('/trialbalance')).entities).toEqual({ 100: '0.00' });
	});
});
