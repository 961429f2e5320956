import type { Company } from '../books/company';
import type { Login } from '../state/keys';
import type { Body } from '../state/store';

/** Ids follow from the order: clients cl_1001…, sites st_71…, items bi_1…, tax rates tx_1…, jobs jb_300…, invoices in_501…, payments py_81…. */
export const COMPANIES: readonly Company[] = [
	{
		id: 'co_1', name: 'Harbour Plumbing', country: 'US', currency: 'USD', timeZone: 'America/New_York',
		settings: { defaultState: 'NY', defaultCountry: 'US', allowDuplicateClients: false, taxMode: 'exclusive', nextInvoiceNumber: 1042 },
	},
	{
		id: 'co_2', name: 'Harbour Plumbing Texas', country: 'US', currency: 'USD', timeZone: 'America/Chicago',
		settings: { defaultState: 'TX', defaultCountry: 'US', allowDuplicateClients: true, taxMode: 'exclusive', nextInvoiceNumber: 1 },
	},
];

export const LOGINS: readonly Login[] = [
	{ key: 'sandbox-work-key', login: 'office@harbour.example', password: 'sandbox-work-password', companies: ['co_1', 'co_2'], revoked: false },
	{ key: 'sandbox-work-old-key', login: 'former@harbour.example', password: 'sandbox-work-old-password', companies: ['co_1'], revoked: true },
];

export const TAX_RATES = [{ name: 'NY sales tax', rate: 8 }, { name: 'Exempt', rate: 0 }, { name: 'Old county tax', rate: 7.375, active: false }];

const LONG_NAME = `The Greater Hudson Valley Cooperative Housing, Maintenance, Boiler and Heating Owners' ${'Association '.repeat(5)}Inc`;

export const CLIENTS: readonly Body[] = [
	{
		code: 'ACME01', name: 'Acme Hire', email: 'accounts@acme.example', phone: '555-0100', primaryContact: { firstName: 'Sam', lastName: 'Reed' },
		address: { street1: '12 Dock Rd', city: 'Albany', state: 'NY', postcode: '12207', country: 'US' }, defaultTaxRateId: 'tx_1',
	},
	// No state, no country: what "Use default State" is for.
	{ name: 'Bayside Café', email: 'hello@bayside.example', phone: '(518) 555 0111', address: { street1: '3 Front St', city: 'Troy', postcode: '12180' } },
	{ name: LONG_NAME, email: 'board@ghvc.example', address: { street1: '1 Mill Ln', city: 'Kingston', state: 'NY', country: 'US' } },
	{ code: 'DUFF', name: 'Duffy & Sons', status: 'inactive', address: { city: 'Utica', state: 'NY', country: 'US' } },
	// A country without a state.
	{ code: 'MAPLE', name: 'Maple Leaf Motels', email: 'ap@mapleleaf.example', address: { street1: '9 Rue Nord', city: 'Montréal', postcode: 'H2X 1Y4', country: 'CA' } },
	{ name: '  Precision Pumps (NY)  ', email: 'Pumps@Precision.example', mobile: '555-0150', address: { city: 'Buffalo', state: 'New York', country: 'US' } },
];

export const SITES: readonly Body[] = [
	{ clientId: 'cl_1001', name: 'Acme Depot North', address: { street1: '1 North St', city: 'Troy', state: 'NY', postcode: '12180', country: 'US' } },
	// Nothing of its own: what "Use default client information" is for.
	{ clientId: 'cl_1001', name: 'Acme Yard' },
	{ clientId: 'cl_1002', name: 'Bayside Kiosk', address: { street1: 'Pier 2', city: 'Troy' } },
	{ clientId: 'cl_1005', name: 'Motel Lac', address: { city: 'Laval', state: 'QC', country: 'CA' } },
];

export const ITEMS: readonly Body[] = [
	{ code: 'CALL', name: 'Call-out fee', description: 'Standard call-out', type: 'service', unitPrice: 95, taxRateId: 'tx_1' },
	{ code: 'LAB', name: 'Labour', description: 'Plumber, per hour', type: 'service', unitPrice: 82.5, taxRateId: 'tx_1' },
	{ code: 'PUMP-22', name: 'Pump 22 mm', type: 'product', unitPrice: 349.99, cost: 212.4, taxRateId: 'tx_1' },
	{ name: 'Copper pipe: 15 mm', description: 'Per foot', type: 'product', unitPrice: 3.4575, taxRateId: 'tx_1' },
	{ code: 'PERMIT', name: 'City permit', type: 'service', unitPrice: 60, taxRateId: 'tx_2' },
	{ code: 'OLD', name: 'Fax of report', type: 'service', unitPrice: 2, active: false },
];

export const JOBS: readonly Body[] = [
	{ number: 'J-300', clientId: 'cl_1001', siteId: 'st_71', description: 'Replace pump', status: 'completed' },
	{ number: 'J-301', clientId: 'cl_1002', description: 'Coffee machine leaks', status: 'completed' },
	{ number: 'J-302', clientId: 'cl_1005', siteId: 'st_74', description: 'Winterise pipes', status: 'scheduled' },
];

/** `ago`: days. */
interface Past extends Body {
	ago: number;
	voided?: boolean;
}
const line = (name: string, quantity: number, unitPrice: number, more: Body = {}): Body => ({ name, quantity, unitPrice, ...more });

export const INVOICES: readonly Past[] = [
	{
		ago: 24, number: '1034', status: 'sent', clientId: 'cl_1001', siteId: 'st_71', jobId: 'jb_300', reference: 'PO 7781',
		lines: [line('Call-out fee', 1, 95, { billingItemId: 'bi_1', description: 'Standard call-out' }), line('Pump 22 mm', 1, 349.99, { billingItemId: 'bi_3' })],
	},
	{ ago: 20, number: '1035', status: 'sent', clientId: 'cl_1002', jobId: 'jb_301', lines: [line('Labour', 2.5, 82.5, { billingItemId: 'bi_2', discountAmount: 6.25 })] },
	// Items that match by name alone, whatever the case, and one that matches nothing.
	{ ago: 15, number: '1036', status: 'sent', clientId: 'cl_1003', lines: [line('labour ', 1, 82.5), line('Emergency surcharge', 1, 45, { taxRateId: 'tx_1' })] },
	{ ago: 9, number: '1037', status: 'approved', clientId: 'cl_1005', siteId: 'st_74', lines: [line('Copper pipe: 15 mm', 37, 3.4575, { billingItemId: 'bi_4' })] },
	{ ago: 6, number: '1038', status: 'draft', clientId: 'cl_1001', lines: [line('City permit', 1, 60, { billingItemId: 'bi_5' })] },
	{ ago: 5, number: '1039', status: 'sent', clientId: 'cl_1006', taxMode: 'inclusive', lines: [line('Call-out fee', 1, 102.6, { billingItemId: 'bi_1' })] },
	{ ago: 4, number: '1040', status: 'sent', clientId: 'cl_1006', voided: true, lines: [line('Call-out fee', 1, 95, { billingItemId: 'bi_1' })] },
	// A return on an invoice: a negative line.
	{ ago: 2, number: '1041', status: 'sent', clientId: 'cl_1001', lines: [line('Labour', 4, 82.5, { billingItemId: 'bi_2' }), line('Pump returned', -1, 349.99, { taxRateId: 'tx_1' }), line('Pump 22 mm', 2, 349.99, { billingItemId: 'bi_3' })] },
];

export const PAYMENTS: readonly Past[] = [
	{ ago: 12, invoiceId: 'in_501', amount: 200, method: 'card', reference: 'TX-991' },
	{ ago: 10, invoiceId: 'in_502', amount: 216, method: 'cash', reference: '' },
	{ ago: 7, invoiceId: 'in_503', amount: 50, method: 'cheque', reference: '000118', voided: true },
	{ ago: 3, invoiceId: 'in_506', amount: 102.6, method: 'bankTransfer', reference: 'INV 1039' },
	{ ago: 1, invoiceId: 'in_501', amount: 80.59, method: 'card', reference: 'TX-1002' },
];
