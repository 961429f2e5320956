import { bill, expense, invoice, journal } from '../../nodes/core/model/documents';
import type { Rules } from '../../nodes/QuickBooksOnline/lists';
import { listed } from '../../nodes/QuickBooksOnline/mapping';
import { realmOf } from '../../nodes/QuickBooksOnline/connect';
import { postedOf } from '../../nodes/QuickBooksOnline/posted';
import type { LineTax, Resolved, ResolvedLine } from '../../nodes/QuickBooksOnline/resolved';
import { toBill, toCreditMemo, toDeposit, toInvoice, toJournal, toPurchase, toVendorCredit } from '../../nodes/QuickBooksOnline/shapes/documents';
import type { QboAccount } from '../../nodes/QuickBooksOnline/types';

const US: Rules = { multiCurrency: false, unitedStates: true, taxed: false, classPerTransaction: false, homeCurrency: 'USD', customFields: new Map([['1', 'Crew']]) };
const UK: Rules = { ...US, unitedStates: false, taxed: true, homeCurrency: 'GBP', multiCurrency: true };
const account: QboAccount = { Id: '13', Name: 'Travel', AccountType: 'Expense', Classification: 'Expense' };
const vat = (net: string, tax: string): LineTax => ({ codeId: '12', rates: [{ id: '22', rate: '0.2' }], net, tax });

function resolved<D extends { date: string; lines: ResolvedLine['line'][]; currency?: string }>(document: D, rules = US, more: Partial<Resolved<D>> = {}, line: Partial<ResolvedLine> = {}): Resolved<D> {
	return { document, date: document.date, party: { Id: '56' }, bank: { Id: '41', AccountType: 'Credit Card' }, currency: document.currency, rules, warnings: [], lines: document.lines.map((one) => ({ line: one, account, ...line })), ...more };
}
const base = { key: 'EXP-1-B', date: '2026-11-03', supplier: { id: '56' } };
const lines = [{ description: 'Hotel', amount: '120.00' }];

describe("QuickBooks' shapes", () => {
	it('NODE-BILL: the smallest bill has supplier, date, number, memo and a line by account', () => {
		expect(toBill(resolved(bill.parse({ ...base, lines, number: 'INV 7', memo: 'Leeds', dueDate: '2026-12-03' })))).toEqual({
			VendorRef: { value: '56' }, TxnDate: '2026-11-03', DueDate: '2026-12-03', DocNumber: 'EXP-1-B', PrivateNote: 'INV 7, Leeds [EXP-1-B]',
			Line: [{ Description: 'Hotel', Amount: 120, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: { value: '13' } } }],
		});
	});

	it('NODE-BILL: class and customer on the line, department on the whole; billable only where it is said', () => {
		const wire = toBill(resolved(bill.parse({ ...base, lines }), US, {}, { classId: '3', departmentId: '2', customerId: '77' }));
		expect(wire.DepartmentRef).toEqual({ value: '2' });
		expect(wire.Line?.[0]?.AccountBasedExpenseLineDetail).toEqual({ AccountRef: { value: '13' }, ClassRef: { value: '3' }, CustomerRef: { value: '77' }, BillableStatus: 'NotBillable' });
		const perTransaction = toBill(resolved(bill.parse({ ...base, lines }), { ...US, classPerTransaction: true }, {}, { classId: '3' }));
		expect([perTransaction.ClassRef, perTransaction.Line?.[0]?.AccountBasedExpenseLineDetail?.ClassRef]).toEqual([{ value: '3' }, undefined]);
	});

	it('NODE-BILL: with tax included the net goes as amount and the gross beside it', () => {
		const wire = toBill(resolved(bill.parse({ ...base, lines, currency: 'EUR', exchangeRate: '1.25' }), UK, {}, { tax: vat('100', '20') }));
		expect(wire).toMatchObject({ GlobalTaxCalculation: 'TaxInclusive', CurrencyRef: { value: 'EUR' }, ExchangeRate: 0.8 });
		expect(wire.TxnTaxDetail).toBeUndefined();
		expect(wire.Line?.[0]).toMatchObject({ Amount: 100, AccountBasedExpenseLineDetail: { TaxCodeRef: { value: '12' }, TaxInclusiveAmt: 120 } });
	});

	it('NODE-BILL: a tax amount of a receipt overrides, summed by rate, shared by the rates of a code', () => {
		const document = bill.parse({ ...base, taxIncluded: false, lines: [{ amount: '100.00', taxAmount: '19.99' }, { amount: '50.00' }] });
		const tax: LineTax = { codeId: '9', rates: [{ id: '1', rate: '0.05' }, { id: '2', rate: '0.10' }], net: '100', tax: '19.99' };
		const whole = resolved(document, UK);
		const wire = toBill({ ...whole, lines: [{ ...(whole.lines[0] as ResolvedLine), tax }, { ...(whole.lines[1] as ResolvedLine), tax: vat('50', '10') }] });
		expect(wire.GlobalTaxCalculation).toBe('TaxExcluded');
		expect(wire.TxnTaxDetail).toMatchObject({ TotalTax: 29.99, TaxLine: [
			{ Amount: 6.66, TaxLineDetail: { TaxRateRef: { value: '1' }, NetAmountTaxable: 100, TaxPercent: 5 } },
			{ Amount: 13.33, TaxLineDetail: { TaxRateRef: { value: '2' }, NetAmountTaxable: 100 } },
			{ Amount: 10, TaxLineDetail: { TaxRateRef: { value: '22' }, NetAmountTaxable: 50 } },
		] });
	});

	it('NODE-BILL: where tax on the sum would be a penny off the document, the tax by line is sent', () => {
		const document = bill.parse({ ...base, lines: [{ amount: '10.00' }, { amount: '10.00' }, { amount: '10.00' }] });
		const wire = toBill(resolved(document, UK, {}, { tax: vat('8.33', '1.67') }));
		expect(wire.TxnTaxDetail).toMatchObject({ TotalTax: 5.01, TaxLine: [{ Amount: 5.01, TaxLineDetail: { NetAmountTaxable: 24.99 } }] });
	});

	it('NODE-CREDIT: a negative bill is a supplier credit with positive amounts', () => {
		const wire = toVendorCredit(resolved(bill.parse({ ...base, lines: [{ amount: '-60.00' }, { amount: '10.00' }] })));
		expect(wire.Line?.map(({ Amount }) => Amount)).toEqual([60, -10]);
		expect(wire).not.toHaveProperty('DueDate');
	});

	it('NODE-EXPENSE: card, bank, refund to a card, refund to a bank', () => {
		const spent = expense.parse({ ...base, bankAccount: { id: '41' }, lines });
		const back = expense.parse({ ...base, bankAccount: { id: '41' }, lines: [{ amount: '-19.99' }] });
		const bank: QboAccount = { Id: '35', AccountType: 'Bank' };
		expect(toPurchase(resolved(spent))).toMatchObject({ PaymentType: 'CreditCard', AccountRef: { value: '41' }, EntityRef: { value: '56', type: 'Vendor' } });
		expect(toPurchase(resolved(spent, US, { bank }))).toMatchObject({ PaymentType: 'Cash', AccountRef: { value: '35' } });
		expect(toPurchase(resolved(back))).toMatchObject({ Credit: true, Line: [{ Amount: 19.99 }] });
		expect(toDeposit(resolved(back, US, { bank }))).toMatchObject({ DepositToAccountRef: { value: '35' }, Line: [{ Amount: 19.99, DepositLineDetail: { AccountRef: { value: '13' }, Entity: { value: '56', type: 'VENDOR' } } }] });
	});

	it('NODE-INVOICE: amount is quantity times price where they agree, else one of the whole; tax codes of the United States', () => {
		const document = invoice.parse({ key: 'W-7731', date: '2026-11-03', customer: { id: '61' }, number: '1043', memo: 'Work order', taxIncluded: false, lines: [
			{ amount: '300.00', quantity: '3', unitAmount: '100.00', taxRate: { code: 'TAX' } }, { amount: '10.00', quantity: '3', unitAmount: '3.33' },
		] });
		const wire = toInvoice(resolved(document, US, {}, { item: { Id: '1' }, custom: { '1': 'North' } }));
		expect(wire).toMatchObject({ CustomerRef: { value: '56' }, DocNumber: '1043', PrivateNote: 'Work order [W-7731]', CustomField: [{ DefinitionId: '1', Name: 'Crew', StringValue: 'North' }] });
		expect(wire.Line?.map(({ Amount, SalesItemLineDetail }) => [Amount, SalesItemLineDetail?.Qty, SalesItemLineDetail?.UnitPrice, SalesItemLineDetail?.TaxCodeRef?.value]))
			.toEqual([[300, 3, 100, 'TAX'], [10, 1, 10, 'NON']]);
		expect(toCreditMemo(resolved(invoice.parse({ ...document, lines: [{ amount: '-5.00' }] }), US, {}, { item: { Id: '1' } })).Line?.[0]?.Amount).toBe(5);
	});

	it('NODE-INVOICE: in the United States the tax that the lines tell is the total, of taxed lines alone', () => {
		const given = [{ amount: '95.00', taxRate: { code: 'TAX' }, taxAmount: '7.60' }, { amount: '60.00', taxRate: { code: 'NON' }, taxAmount: '4.80' }];
		const document = invoice.parse({ key: 'W-1', date: '2026-11-03', customer: { id: '61' }, taxIncluded: false, lines: given });
		const item = { item: { Id: '1' } };
		expect(toInvoice(resolved(document, US, {}, item)).TxnTaxDetail).toEqual({ TotalTax: 7.6 });
		const untold = invoice.parse({ ...document, lines: given.map(({ taxAmount: _tax, ...line }) => line) });
		expect(toInvoice(resolved(untold, US, {}, item)).TxnTaxDetail).toBeUndefined();
	});

	it('NODE-JOURNAL: debit and credit by the sign, amounts without', () => {
		const wire = toJournal(resolved(journal.parse({ key: 'J-1', date: '2026-11-30', memo: 'Accrual', lines: [{ amount: '250.00' }, { amount: '-250.00' }] }), US, {}, { departmentId: '2' }));
		expect(wire.Line?.map(({ Amount, Description, JournalEntryLineDetail }) => [Amount, Description, JournalEntryLineDetail?.PostingType, JournalEntryLineDetail?.DepartmentRef?.value]))
			.toEqual([[250, 'Accrual', 'Debit', '2'], [250, 'Accrual', 'Credit', '2']]);
	});

	it('NODE-BILL: refuses an amount that a JSON number cannot hold', () => {
		expect(() => toBill(resolved(bill.parse({ ...base, lines: [{ amount: '90071992547409931.25' }] })))).toThrow(RangeError);
	});

	it('NODE-JOURNAL: the size of a journal is the sum of its debits, since its total is zero', () => {
		const Line = [{ Amount: 250.5, JournalEntryLineDetail: { PostingType: 'Debit' as const } }, { Amount: 250.5, JournalEntryLineDetail: { PostingType: 'Credit' as const } }];
		expect(postedOf('JournalEntry', { Id: '9', TotalAmt: 0, Line, PrivateNote: 'x [J-1]' }, 'https://app.qbo.intuit.com')).toMatchObject({
			kind: 'journal', key: 'J-1', total: '250.50', link: 'https://app.qbo.intuit.com/app/journal?txnId=9',
		});
		expect(postedOf('Bill', { Id: '9', TotalAmt: 120, Balance: 20, TxnTaxDetail: { TotalTax: 20 } })).toMatchObject({ total: '120.00', subTotal: '100.00', status: 'PartlyPaid' });
	});
});

describe("QuickBooks' names", () => {
	const accounts: QboAccount[] = [
		{ Id: '1', Name: 'Hotels', FullyQualifiedName: 'Travel:Hotels' }, { Id: '2', Name: 'Hotels', FullyQualifiedName: 'Clients:Hotels' },
		{ Id: '3', Name: 'Fuel', AcctNum: '6100' }, { Id: '4', Name: 'Old (deleted)', Active: false }, { Id: '5', Name: 'Meals' }, { Id: '6', Name: 'Meals', FullyQualifiedName: 'Travel:Meals' },
	];
	const find = (ref: object) => listed(accounts, ref, 'account', { field: 'account' }, ({ AcctNum }) => AcctNum);
	it('NODE-ERR: by number, by path, by a name that is nobody’s child; two alike and inactive ones are told', () => {
		expect(find({ code: '6100' })).toMatchObject({ Id: '3' });
		expect(find({ name: 'travel : hotels' })).toMatchObject({ Id: '1' });
		expect(find({ name: 'Meals' })).toMatchObject({ Id: '5' });
		expect(find({ name: 'Hotels' })).toMatchObject({ facts: { category: 'mapping', message: expect.stringContaining('Travel:Hotels, Clients:Hotels') } });
		expect(find({ name: 'Old' })).toMatchObject({ facts: { message: expect.stringContaining('inactive') } });
		expect(find({ id: '99' })).toMatchObject({ facts: { message: expect.stringContaining('not in QuickBooks') } });
	});

	it('NODE-ERR: the company is the one that Intuit told, or the one written down; two that differ are refused', () => {
		const told = { oauthTokenData: { callbackQueryString: { realmId: '4620816365000000001' } } };
		expect(realmOf(told)).toBe('4620816365000000001');
		expect(realmOf({ realmId: ' 4620 8163 65000000001', ...told })).toBe('4620816365000000001');
		expect(() => realmOf({ realmId: '1', ...told })).toThrow('names the company 1, but was connected to 4620816365000000001');
		expect(() => realmOf({})).toThrow('Nothing tells which company');
		expect(() => realmOf({ realmId: '../x' })).toThrow('is no company ID');
	});
});
