import { BATCHES } from '../documents/batch-operations';
import { postBatch } from '../documents/batch';
import { postJournal } from '../documents/journal';
import { postPayment } from '../documents/payments';
import { allocate } from '../ledger/allocate';
import type { Call } from '../state/call';
import type { Desk } from '../state/desk';
import type { Entity } from '../state/entities';
import { type Data, text } from '../wire/shapes';

/** Document, account, reference, days ago, lines of account, tax, description, net, BI code; what was paid of it. */
interface Old {
	kind: 'BatchPurchasesInvoice' | 'BatchPurchasesDebitNote' | 'BatchSalesInvoice' | 'BatchSalesCreditNote';
	account: string;
	reference: string;
	ago: number;
	lines: ReadonlyArray<readonly [string, string, string, string, string?]>;
	paid?: string;
}
const OLD: readonly Old[] = [
	{ kind: 'BatchSalesInvoice', account: 'ACME', reference: 'SO-1041', ago: 70, lines: [['4000', 'V20', 'Seats, quarter', '2400.00']], paid: '2880.00' },
	{ kind: 'BatchSalesInvoice', account: 'BETA', reference: 'SO-1044', ago: 55, lines: [['4010', 'V0', 'Workshop Köln', '3200.00', 'LDN-SALES']] },
	{ kind: 'BatchSalesInvoice', account: 'CITYCOUNCIL', reference: 'PO 77-0012', ago: 40, lines: [['4000', 'V20', 'Seats, year', '9999.99']] },
	{ kind: 'BatchSalesCreditNote', account: 'ACME', reference: 'CN-1041', ago: 30, lines: [['4000', 'V20', 'Two seats too many', '200.00']] },
	{ kind: 'BatchPurchasesInvoice', account: 'REGUS', reference: 'INV 2291', ago: 65, lines: [['7100', 'V20', 'Desks, quarter', '1800.00', 'LDN-FIN']], paid: '2160.00' },
	{ kind: 'BatchPurchasesInvoice', account: 'AWS001', reference: 'EUINGB26-88121', ago: 35, lines: [['5000', 'RC20', 'Compute & storage <eu-west-1>', '1234.56']] },
	{ kind: 'BatchPurchasesInvoice', account: 'SMITHCO', reference: 'SC/26/114', ago: 33, lines: [['7210', 'V20', 'Lease review', '950.00']] },
	{ kind: 'BatchPurchasesDebitNote', account: 'SMITHCO', reference: 'SC/26/114-C', ago: 20, lines: [['7210', 'V20', 'Overcharged hour', '150.00']] },
	{ kind: 'BatchPurchasesInvoice', account: 'EMP001', reference: 'EXP-000871', ago: 28, lines: [['7010', 'V20', 'Premier Inn Leeds', '84.17'], ['7001', 'V0', 'LDN-LDS return', '112.40'], ['7020', 'V20', 'Dinner', '23.33']], paid: '241.40' },
	{ kind: 'BatchPurchasesInvoice', account: 'EMP002', reference: 'EXP-000874', ago: 14, lines: [['7030', 'N/A', '214 miles at 45p', '96.30'], ['7025', 'NR', 'Lunch with Acme', '61.00']] },
	{ kind: 'BatchPurchasesInvoice', account: 'CARD-AMEX', reference: 'AMEX 2026-10', ago: 18, lines: [['7125', 'RC20', 'Figma', '45.00'], ['7120', 'V20', 'Staples order 8812', '63.20'], ['9998', 'N/A', 'no receipt', '12.00']] },
];
const DAY = 86_400_000;

/** A quarter of ordinary books: some paid, some open, a foreign bill, a suspense line nobody has cleared. */
export function seedDocuments(desk: Desk, entity: Entity, now: number): void {
	const call = desk.byHand(entity, 'grace.hall');
	const day = (ago: number) => `${new Date(now - ago * DAY).toISOString().slice(0, 10)}T00:00:00`;
	const dated = (ago: number, make: () => number): number => {
		const id = make();
		const at = now - ago * DAY;
		desk.store.run('UPDATE aiq_transactions SET created = ?, modified = ? WHERE id = ?', at, at, id);
		return id;
	};
	for (const old of OLD) {
		const id = dated(old.ago, () => postOld(call, old, day(old.ago)));
		if (old.paid === undefined) continue;
		const sales = old.kind === 'BatchSalesInvoice';
		const payment = {
			[sales ? 'CustomerCode' : 'SupplierCode']: old.account, CheckReference: `BACS ${old.reference}`, PaymentAmount: old.paid, BankAccountCode: '1000',
			PaymentDate: day(old.ago - 10), ExchangeRate: '1', BankExchangeRate: '1', Description: `Payment of ${old.reference}`, LodgmentNumber: '', DepartmentID: null,
		};
		const other = dated(old.ago - 10, () => postPayment(call, sales ? 'Sales' : 'Purchases', payment));
		allocate(call, { one: id, other, reference: old.reference, amount: old.paid, date: day(old.ago - 10) });
	}
	dated(25, () =>
		postJournal(call, {
			InternalReference: 'ACCR-10', ExternalReference: 'Accrual audit fee', TransactionDate: day(25),
			Lines: [['7200', '1500.00'], ['2110', '-1500.00']].map(([GLAccountCode, Amount]) => ({ GLAccountCode, Amount, Description: 'Audit fee, accrued', DepartmentID: null })),
		}),
	);
}

function postOld(call: Call, { kind, account, reference, lines }: Old, date: string): number {
	const batch = BATCHES.find(([name]) => name === kind)?.[2];
	if (batch === undefined) throw new Error(`no batch document ${kind}`);
	const found = call.records.get(call.entity.id, batch.ledger === 'Sales' ? 'customer' : 'supplier', account);
	const currency = call.records.get(call.entity.id, 'currency', text(found?.body ?? {}, 'CurrencyCode'));
	const rateOf = (code: string) => text(call.records.get(call.entity.id, 'tax', code)?.body ?? {}, 'Rate');
	return postBatch(call, batch, {
		[batch.account]: account, [batch.date]: date, ExternalReference: reference, Description: reference, ExchangeRate: text(currency?.body ?? {}, 'ExchangeRate'),
		Lines: lines.map(([GLAccountCode, TaxCode, Description, NetAmount, DepartmentID = null]): Data => ({
			GLAccountCode, TaxCode, Description, NetAmount, DepartmentID, TaxRate: TaxCode === 'RC20' || TaxCode === 'NR' ? '0' : rateOf(TaxCode), TaxAmount: null,
		})),
	});
}
