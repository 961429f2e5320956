import { UK } from '../../sandbox/accountsiq/seed';
import { elements, Emulator, inside } from './accountsiq-emulator-client';

const SUPPLIERS = 20_000;
const DOCUMENTS = 10_001;
const BATCH = 500;

describe('emulated AccountsIQ: large books', () => {
	let emulator: Emulator;
	beforeAll(async () => {
		emulator = await Emulator.start();
	});
	afterAll(async () => await emulator.close());
	const seconds = async <T>(work: () => Promise<T>): Promise<[number, T]> => {
		const start = performance.now();
		const result = await work();
		return [(performance.now() - start) / 1000, result];
	};
	const count = (text: string, name: string) => text.split(`<${name}>`).length - 1;

	it('lists twenty thousand suppliers within two seconds, and the dozen that changed', async () => {
		await emulator.control('/suppliers/bulk', { count: SUPPLIERS });
		// The best of three, as below: a test runner shares its processors with others.
		const times: number[] = [];
		for (let round = 0; round < 3; round++) {
			const [took, { text }] = await seconds(async () => await emulator.send('GetSupplierList'));
			expect(count(text, 'Supplier')).toBeGreaterThan(SUPPLIERS);
			times.push(took);
		}
		expect(Math.min(...times)).toBeLessThan(2);
		emulator.sandbox.frame.clock.advance(600);
		const watermark = new Date(emulator.sandbox.frame.clock.now() - 1000).toISOString();
		const { touched } = await emulator.control<{ touched: string[] }>('/suppliers/touch', { count: 12 });
		const changed = await emulator.send('GetSuppliersBy', `<query><FromLastModifiedDateInUTC>${watermark}</FromLastModifiedDateInUTC></query>`);
		expect([touched.length, count(changed.text, 'Supplier')]).toEqual([12, 12]);
	});

	it('posts ten thousand documents, hands out ten thousand at a time, and skips', async () => {
		const times: number[] = [];
		for (let first = 0; first < DOCUMENTS; first += BATCH) {
			const documents = Array.from({ length: Math.min(BATCH, DOCUMENTS - first) }, (_, index) => {
				const Lines = { BatchPurchasesInvoiceLine: { GLAccountCode: '7010', TaxCode: 'V20', Description: 'x', NetAmount: '10.01', TaxRate: '0.2', TaxAmount: null } };
				return elements({ BatchPurchasesInvoice: { SupplierCode: 'EMP001', InvoiceDate: '2026-11-10T00:00:00', ExternalReference: `S-${first + index}`, Description: 'x', Lines, ExchangeRate: '1' } });
			});
			const [took, { text }] = await seconds(async () => await emulator.send('CreateBatchPurchasesInvoiceBulkGetBackTransactionIDs', `<invoices>${documents.join('')}</invoices>`));
			expect(text).not.toContain('Failure');
			times.push(took);
		}
		// The best of five shows the books' own pace, whatever else the machine does meanwhile.
		expect(Math.min(...times.slice(-5))).toBeLessThan(3 * Math.min(...times.slice(0, 5)));
		const types = '<TypesFilter><string>PI</string></TypesFilter>';
		const page = async (skip: number) => count((await emulator.send('GetTransactionsBy', `<query>${types}<Skip>${skip}</Skip></query>`)).text, 'WSTransactionSummary');
		const total = Number(inside((await emulator.send('GetCountTransactionsBy', `<query>${types}</query>`)).text, 'TransactionsCount'));
		expect(total).toBeGreaterThan(DOCUMENTS);
		expect([await page(0), await page(10_000)]).toEqual([10_000, total - 10_000]);
		const [took, { text }] = await seconds(async () => await emulator.send('GetTransactionsByExternalReference', '<query><ExternalReference>S-9999</ExternalReference><FromDate>2000-01-01T00:00:00</FromDate><ToDate>2100-01-01T00:00:00</ToDate></query>'));
		expect(count(text, 'WSTransactionSummary')).toBe(1);
		expect(took).toBeLessThan(0.5);
		expect(await emulator.control('/trialbalance')).toMatchObject({ [UK]: '0.00' });
	}, 60_000);
});
