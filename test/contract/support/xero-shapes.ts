import { Invoice, LineAmountTypes, type AccountingApi, type LineItem } from 'xero-node';
import { KEA } from './xero';

export const line = (description: string, unitAmount: number, accountCode: string): LineItem => ({
	description,
	quantity: 1,
	unitAmount,
	accountCode,
});

/** An approved bill or sales invoice of one line, tax included. */
export async function approved(
	api: AccountingApi,
	type: Invoice.TypeEnum,
	name: string,
	amount: number,
	extra: Partial<Invoice> = {},
): Promise<Invoice> {
	const accountCode = type === Invoice.TypeEnum.ACCPAY ? '449' : '200';
	const { body } = await api.createInvoices(KEA, {
		invoices: [
			{
				type,
				status: Invoice.StatusEnum.AUTHORISED,
				contact: { name },
				date: '2026-11-03',
				dueDate: '2026-11-17',
				lineAmountTypes: LineAmountTypes.Inclusive,
				lineItems: [line('Work', amount, accountCode)],
				...extra,
			},
		],
	});
	return body.invoices?.[0] as Invoice;
}
