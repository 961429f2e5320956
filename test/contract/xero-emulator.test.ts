import { Invoice, LineAmountTypes } from 'xero-node';
import { KEA, XeroBench } from './support/xero';

let bench: XeroBench;
beforeAll(async () => {
	bench = await XeroBench.start();
});
afterAll(async () => await bench.stop());

it('smoke', async () => {
	const { body } = await bench.xero.accountingApi.getOrganisations(KEA);
	expect(body.organisations?.[0]?.name).toBe('Kea Joinery Ltd');
	const made = await bench.xero.accountingApi.createInvoices(KEA, { invoices: [{
		type: Invoice.TypeEnum.ACCPAY, status: Invoice.StatusEnum.AUTHORISED, contact: { name: 'Somebody' }, date: '2026-11-03', dueDate: '2026-11-17',
		lineAmountTypes: LineAmountTypes.Inclusive, lineItems: [{ description: 'Taxi', quantity: 1, unitAmount: 48, accountCode: '449' }],
	}] });
	console.log(JSON.stringify(made.body, null, 1));
	expect(bench.trialBalance()).toBe('0.00');
});
