import { connectQuickly } from '../support/connect';
import { importTemplates } from '../support/n8n';
import { daysAgo, outcomeOf, reconcilingTemplates } from '../support/reconciliation';
import { WorkSync } from '../support/work-sync';

const RECONCILIATION = 'acctSyncReconWrk';
const TODAY = daysAgo(0);

let sync: WorkSync;
beforeAll(async () => {
	sync = await WorkSync.open();
	await importTemplates(sync.n8n.session, reconcilingTemplates(RECONCILIATION, { from: TODAY, to: TODAY }), await connectQuickly(sync.n8n, sync.sandbox));
});
afterAll(async () => await sync?.close());

const reconcile = async () => outcomeOf(await sync.n8n.runManually(RECONCILIATION, 'By hand', { timeout: 120_000 }));

describe('OPS-RECON: Work and QuickBooks Online, on a real n8n', () => {
	it('says so where the sync was never enabled', async () => {
		expect((await reconcile()).error).toMatch(/never enabled/);
	});

	it('after a run they agree, invoice by invoice and payment by payment', async () => {
		await sync.run(); // makes the tables
		await sync.enable({ invoices: true, payments: true });
		await sync.run();
		const bill = async (clientId: string, line: Record<string, unknown>, more: Record<string, unknown> = {}) =>
			await sync.work('POST', '/invoices', { clientId, issueDate: TODAY, dueDate: TODAY, status: 'sent', lines: [{ name: 'Labour', quantity: 1, ...line }], ...more });
		const paid = await bill('cl_1001', { unitPrice: 82.5, billingItemId: 'bi_2', taxRateId: 'tx_1' });
		await sync.work('POST', `/invoices/${String(paid.number)}/pay`, { amount: 10, method: 'cheque' });
		await bill('cl_1002', { name: 'Call-out fee', unitPrice: 108, billingItemId: 'bi_1', taxRateId: 'tx_1' }, { taxMode: 'inclusive' });
		// Neither a draft nor what was there before the connection is to be found in QuickBooks.
		await bill('cl_1001', { unitPrice: 1 }, { status: 'draft' });
		await sync.run();
		const outcome = await reconcile();
		expect(outcome).toMatchObject({ agrees: true, explained: true, counts: { matched: 3 } });
	});

	it('finds what a person changed and deleted in QuickBooks', async () => {
		const payment = (await sync.books('Payment')).find(({ TotalAmt }) => TotalAmt === 10);
		await sync.qbo('POST', '/records', { entity: 'Payment', records: [{ Id: payment?.Id }], operation: 'delete' });
		const outcome = await reconcile();
		expect(outcome).toMatchObject({ agrees: false, explained: true, counts: { missing: 1, matched: 2 } });
		expect(outcome.missing.map(({ sourceAmount }) => sourceAmount)).toEqual(['10.00']);
	});
});
