import { pay, PAYMENTS } from '../documents/payments';
import { writeJournal } from '../documents/journal';
import { KINDS } from '../documents/kinds';
import { writeDocument } from '../documents/subledger';
import type { Call, Desk } from '../state/desk';
import { COMPANIES, GROUP, UK, USERS } from './companies';
import { seedMasters } from './masters';

export * from './companies';

/** Everything goes through the rules of the gateway's own functions. `bare` leaves the companies without documents. */
export function seed(desk: Desk, bare: boolean): void {
	desk.sql.atomically(() => {
		for (const company of COMPANIES) {
			desk.companies.put(company);
			const call = desk.byHand(company, 'setup');
			seedMasters(call);
			if (!bare) seedDocuments(call);
		}
		for (const user of USERS) desk.companies.putUser(user);
	});
}

/** A little history: paid, part paid and open bills, a receipt, a journal. */
function seedDocuments(call: Call): void {
	const isGroup = call.company.id === GROUP;
	const at: Record<string, string> = isGroup ? { LOCATIONID: '110' } : {};
	const bill = (RECORDID: string, VENDORID: string, WHENCREATED: string, ACCOUNTNO: string, TRX_AMOUNT: string) =>
		writeDocument(call, KINDS.APBILL, { header: { RECORDID, VENDORID, WHENCREATED, TERMNAME: 'Net 30' }, lines: [{ fields: { ACCOUNTNO, TRX_AMOUNT, ENTRYDESCRIPTION: RECORDID, ...at }, taxes: [] }] });
	const first = bill('INV-7781', 'V-100', '2026-01-12', '6300', '184.20');
	const second = bill('NW-3301', 'V-130', '2026-02-03', '6100', '1240.00');
	bill('NW-3302', 'V-130', '2026-03-03', '6110', '655.50');
	const payment = PAYMENTS.APPYMT;
	if (payment !== undefined) {
		for (const [record, VENDORID, amount] of [[first, 'V-100', '184.20'], [second, 'V-130', '500.00']] as const) {
			pay(call, payment, { header: { FINANCIALENTITY: 'BOA', PAYMENTMETHOD: 'EFT', VENDORID, PAYMENTDATE: '2026-02-20' }, lines: [{ fields: { RECORDKEY: String(record.recordNo), TRX_PAYMENTAMOUNT: amount }, taxes: [] }] });
		}
	}
	const invoice = writeDocument(call, KINDS.ARINVOICE, { header: { RECORDID: 'SI-1001', CUSTOMERID: 'C-100', WHENCREATED: '2026-02-01', TERMNAME: 'Net 30' }, lines: [{ fields: { ACCOUNTNO: '4010', TRX_AMOUNT: '5400.00', ...at }, taxes: [] }] });
	const receipt = PAYMENTS.ARPYMT;
	if (receipt !== undefined) pay(call, receipt, { header: { FINANCIALENTITY: 'BOA', PAYMENTMETHOD: 'EFT', CUSTOMERID: 'C-100', RECEIPTDATE: '2026-03-01' }, lines: [{ fields: { RECORDKEY: String(invoice.recordNo), TRX_PAYMENTAMOUNT: '5400.00' }, taxes: [] }] });
	writeJournal(call, { header: { JOURNAL: 'GJ', BATCH_DATE: '2026-01-31', BATCH_TITLE: 'Accrue card fees', REFERENCENO: 'ACCR-01' }, lines: [entry('1', '6800', '42.50', isGroup), entry('-1', '2010', '42.50', isGroup)] });
	if (!isGroup) return;
	const uk = { ...call, entity: UK };
	writeDocument(uk, KINDS.APBILL, {
		header: { RECORDID: 'LC-09', VENDORID: 'V-UK1', WHENCREATED: '2026-03-10', TERMNAME: 'Net 30', INCLUSIVETAX: 'true' },
		lines: [{ fields: { ACCOUNTNO: '6310', TOTALTRXAMOUNT: '120.00', LOCATIONID: '210' }, taxes: [{ DETAILID: 'UK Purchase Standard' }] }],
	});
	writeDocument(call, KINDS.EEXPENSES, {
		header: { RECORDID: 'EXP-0001', EMPLOYEEID: 'E-02', WHENCREATED: '2026-03-15', DESCRIPTION: 'March, Dock 4' },
		lines: [{ fields: { EXPENSETYPE: 'Meals', TRX_AMOUNT: '61.40', ENTRY_DATE: '2026-03-12', ENTRYDESCRIPTION: 'Café Zoë', ...at }, taxes: [] }, { fields: { EXPENSETYPE: 'Lodging', TRX_AMOUNT: '410.00', PROJECTID: 'P-100', ...at }, taxes: [] }],
	});
}

function entry(TR_TYPE: string, ACCOUNTNO: string, TRX_AMOUNT: string, isGroup: boolean): { fields: Record<string, string>; taxes: [] } {
	return { fields: { TR_TYPE, ACCOUNTNO, TRX_AMOUNT, ...(isGroup ? { LOCATION: '110' } : {}) }, taxes: [] };
}
