import { BooksError } from '../../nodes/core/errors';
import { bill, expense, invoice, journal, type Bill, type Expense, type Invoice, type Journal } from '../../nodes/core/model/documents';
import { codeFor } from '../../nodes/AccountsIq/parties';
import type { Resolved, ResolvedLine } from '../../nodes/AccountsIq/resolve';
import { toDebitNote, toGeneralJournal, toPurchaseInvoice, toSalesCreditNote, toSundries } from '../../nodes/AccountsIq/shapes/documents';
import { rateOf, toAccount, toBiCode, toItem, toParty, toPeriod, toTaxRate } from '../../nodes/AccountsIq/shapes/records';
import { amountOf, posted, reversalOf } from '../../nodes/AccountsIq/transactions';
import { itemWire, partyWire } from '../../nodes/AccountsIq/upserts/wire';

const split = (net: string, tax: string, more: Partial<ResolvedLine> = {}): ResolvedLine => ({
	net, tax, account: '7010', taxCode: 'V20', taxId: '1', rate: '0.2', line: { amount: net, description: 'Hotel' }, ...more,
});
const made = <D extends Bill | Expense | Invoice | Journal>(document: D, lines: ResolvedLine[]): Resolved<D> => ({
	document, lines, date: '2026-11-10', party: 'EMP001', bank: '1020', exchangeRate: '1', warnings: [],
});
const given = (amount: string) => ({ key: 'K-1', date: '2026-11-10', supplier: { name: 'Trainline' }, customer: { code: 'ACME' }, bankAccount: { code: '1020' }, lines: [{ amount }] });

describe('NODE-BILL: documents in AccountsIQ\'s shape', () => {
	it('elements in the order of its description, midnight without a zone, amounts as they are', () => {
		const wire = toPurchaseInvoice(made(bill.parse({ ...given('120.00'), number: 'INV 7', memo: 'two\n nights', dueDate: '2026-12-10' }), [split('100.10', '20.02', { biCode: 'LDN-SALES' })]));
		expect(Object.keys(wire)).toEqual(['SupplierCode', 'InvoiceDate', 'ExternalReference', 'Description', 'Lines', 'ExchangeRate', 'DueDate']);
		expect(wire).toMatchObject({
			InvoiceDate: '2026-11-10T00:00:00', DueDate: '2026-12-10T00:00:00', ExternalReference: 'K-1', Description: 'INV 7, two nights',
			Lines: { BatchPurchasesInvoiceLine: [{ GLAccountCode: '7010', TaxCode: 'V20', Description: 'Hotel', DepartmentID: 'LDN-SALES', NetAmount: '100.10', TaxRate: '0.2', TaxAmount: '20.02' }] },
		});
	});

	it('NODE-CREDIT: a negative bill turns all signs; in a supplier credit they stay', () => {
		const negative = toDebitNote(made(bill.parse(given('-60.00')), [split('-50', '-10')]));
		expect(negative).toMatchObject({ Lines: { BatchPurchasesDebitNoteLine: [{ NetAmount: '50', TaxAmount: '10' }] } });
	});

	it('NODE-INVOICE: the exchange rate comes first in a sales credit note', () => {
		const wire = toSalesCreditNote(made(invoice.parse(given('-24.00')), [split('-20', '-4')]));
		expect(Object.keys(wire)[0]).toBe('ExchangeRate');
		expect(wire).toMatchObject({ Lines: { BatchSalesCreditNoteLine: [{ NetAmount: '20', TaxAmount: '4' }] } });
	});

	it('a line of the other sign is refused with its number', () => {
		const mixed = () => toPurchaseInvoice(made(bill.parse(given('90')), [split('100', '0'), split('-10', '0')]));
		expect(mixed).toThrow(BooksError);
		expect(mixed).toThrow(/whose sign differs/);
	});

	it('NODE-EXPENSE: spending is negative, a refund positive; the tax is a size; net or gross as the credential says', () => {
		const two = made(expense.parse(given('120')), [split('100', '20'), split('-5', '-1')]);
		expect(toSundries(two, false).map(({ reference, wire }) => [reference, wire.Value, wire.TaxAmount])).toEqual([['K-1-1', '-100', '20'], ['K-1-2', '5', '1']]);
		expect(toSundries(two, true).map(({ wire }) => wire.Value)).toEqual(['-120', '6']);
		expect(toSundries(made(expense.parse(given('1')), [split('1', '0')]), false)[0]).toMatchObject({ reference: 'K-1', wire: { Description: 'Trainline, Hotel', BankAccountCode: '1020', TaxID: '1' } });
	});

	it('NODE-JOURNAL: debit positive and credit negative in the amount alone', () => {
		const lines = [{ amount: '9.99' }, { amount: '-9.99' }];
		const wire = toGeneralJournal(made(journal.parse({ key: 'J-1', date: '2026-11-10', lines }), lines.map((line) => split(line.amount, '0', { line }))));
		expect(wire).toMatchObject({ InternalReference: 'J-1', ExternalReference: 'J-1', Lines: { GeneralJournalLine: [{ Amount: '9.99', Debit: '0', Credit: '0' }, { Amount: '-9.99' }] } });
	});
});

describe('NODE-REF: AccountsIQ\'s records and amounts', () => {
	it.each([['0.2', '0.2', '20'], ['20', '0.2', '20'], ['0.175', '0.175', '17.5'], ['1', '1', '100'], ['', '0', '0']])('a tax rate of "%s" is the fraction %s and %s percent', (Rate, fraction, percent) => {
		expect([Number(rateOf({ Rate })), Number(toTaxRate({ ID: '1', Code: 'V', Rate }).percent)]).toEqual([Number(fraction), Number(percent)]);
	});

	it.each([['Overheads', 'expense'], ['Sales', 'revenue'], ['Current Liabilities', 'liability'], ['Capital & Reserves', 'equity'], ['Fixed Assets', 'asset'], ['Sonstiges', undefined]])('an account of "%s" is of the class %s', (words, expected) => {
		expect(toAccount({ Code: '1', GLCategoryTypeDescription: words }).class).toBe(expected);
	});

	it('amounts have no sign, as the type says which way the money goes; a journal has no total', () => {
		expect(amountOf({ ControlAmount: '-120.00' })).toBe('120');
		expect(posted({ TransactionID: '7', TransactionType: 'PN', ControlAmount: '120.00', TransactionDate: '2026-11-10T00:00:00' })).toMatchObject({ kind: 'supplierCredit', date: '2026-11-10', total: '120' });
		expect(posted({ TransactionID: '8', TransactionType: 'GC', ControlAmount: '5' })).toMatchObject({ kind: 'journal', total: undefined });
	});

	it('what is nil, empty or missing is nothing; inactive is told by its own field', () => {
		expect(toParty('supplier')({ AccountID: '7', Code: 'A', Name: 'A Ltd', Email: null, Phone: '', IsActive: 'false' })).toMatchObject({ id: '7', active: false, email: undefined, phone: undefined });
		expect(toItem({ StockItemID: 'SEAT', Active: 'false', ItemPrice: '24.990' })).toMatchObject({ id: 'SEAT', name: 'SEAT', active: false });
		expect(toBiCode({ DepartmentID: 'X', AnalysisCode2: 'ENG' })).toMatchObject({ id: 'BI Code/X', active: true, options: [undefined, 'ENG', undefined, undefined, undefined, undefined] });
		expect(toPeriod({ PeriodID: '3', FinancialYearClosed: 'true' })).toMatchObject({ closed: { sales: true, purchases: true, general: true } });
	});

	it('NODE-UPSERT: only what is given goes out, as long as AccountsIQ takes it', () => {
		expect(partyWire({ name: 'N'.repeat(60), active: false, address: { city: 'Leeds' } })).toEqual({ Name: 'N'.repeat(50), IsActive: 'false', City: 'Leeds' });
		expect(itemWire({ name: 'N'.repeat(60), salesPrice: '12.50' })).toEqual({ Description: 'N'.repeat(60), ItemPrice: '12.5' });
	});

	it('NODE-ONCE: codes and references stay the same for ever, and inside of what AccountsIQ takes', () => {
		expect(codeFor('Łódź & Söhne GmbH')).toBe(codeFor('  łódź & söhne gmbh '));
		expect(codeFor('Müller GmbH & Co. KG Nord')).not.toBe(codeFor('Müller GmbH & Co. KG Süd'));
		expect(codeFor('名前')).toMatch(/^[A-Z0-9-]+$/);
		expect([reversalOf('EXP-1'), reversalOf('X'.repeat(50)).length]).toEqual(['EXP-1-R', 50]);
	});
});
