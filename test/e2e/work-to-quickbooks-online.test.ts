import { WorkSync } from '../support/work-sync';

const TODAY = new Date().toISOString().slice(0, 10);

let sync: WorkSync;
beforeAll(async () => {
	sync = await WorkSync.open();
});
afterAll(async () => await sync?.close());

describe('Work to QuickBooks Online on a real n8n', () => {
	it('SYNC-WORK-6: until it is enabled, a run makes no call', async () => {
		sync.forget();
		expect((await sync.run()).status).toBe('success');
		expect(sync.count).toBe(0);
	});

	it('SYNC-WORK-1, SYNC-WORK-4, SYNC-WORK-5: a client, its invoice and its payment stand in QuickBooks', async () => {
		await sync.enable({ invoices: true, payments: true });
		const { number } = await sync.work('POST', '/invoices', {
			clientId: 'cl_1001', issueDate: TODAY, status: 'sent', lines: [{ name: 'Call-out fee', quantity: 1, unitPrice: 95, billingItemId: 'bi_1', taxRateId: 'tx_1' }],
		});
		await sync.work('POST', `/invoices/${String(number)}/pay`, { amount: 50 });
		await sync.run();
		const [customer] = await sync.books('Customer', '&name=Acme Hire');
		const [invoice] = await sync.books('Invoice', `&number=${String(number)}`);
		expect(invoice).toMatchObject({ CustomerRef: { value: customer?.Id }, TotalAmt: 102.6, Balance: 52.6, DocNumber: number });
		const checking = await sync.accountId('Checking');
		const payments = (await sync.books('Payment')).filter(({ CustomerRef }) => (CustomerRef as { value: string }).value === customer?.Id);
		expect(payments).toMatchObject([{ TotalAmt: 50, DepositToAccountRef: { value: checking } }]);
	});

	it('a continuous run without changes makes six calls and no write', async () => {
		sync.forget();
		await sync.run();
		expect(sync.count).toBeLessThanOrEqual(6);
		expect([...sync.calls('work'), ...sync.calls('quickbooks-online')].map(({ method }) => method)).toEqual(Array(6).fill('GET'));
	});
});
