import type { Books } from '../books/books';
import type { Body } from '../state/records';
import { make, resolve } from './index';
import { UK } from './realms';

type Seeded = readonly [entity: string, body: Body];
const to = (entity: string, name: string): { value: string } => ({ value: `@${entity}:${name}` });

function cost(account: string, Amount: number, more: Body = {}, line: Body = {}): Body {
	return { ...line, Amount, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: to('Account', account), ...more } };
}

function entry(PostingType: string, account: string, Amount: number, more: Body = {}): Body {
	return { Amount, DetailType: 'JournalEntryLineDetail', JournalEntryLineDetail: { PostingType, AccountRef: to('Account', account), ...more } };
}
function sold(item: string, Qty: number, UnitPrice: number, more: Body = {}): Body {
	return { Amount: Math.round(Qty * UnitPrice * 100) / 100, DetailType: 'SalesItemLineDetail', SalesItemLineDetail: { ItemRef: to('Item', item), Qty, UnitPrice, ...more } };
}
const paying = (entity: string, number: string, Amount: number): Body => ({ Amount, LinkedTxn: [{ TxnId: `@${entity}#${number}`, TxnType: entity }] });

const US_DOCUMENTS: readonly Seeded[] = [
	['Bill', { VendorRef: to('Vendor', 'Northwind Fuel'), TxnDate: '2026-03-02', DocNumber: 'NW-20331', Line: [cost('Fuel', 600, { ClassRef: to('Class', 'East') })] }],
	['Bill', { VendorRef: to('Vendor', "Bob's Burger Joint"), TxnDate: '2026-03-11', Line: [cost('Meals & Entertainment', 48.75)] }],
	['Bill', { VendorRef: to('Vendor', 'Hicks Hardware'), TxnDate: '2025-11-20', DocNumber: '2291', Line: [cost('Job Materials', 228.75, { CustomerRef: to('Customer', 'Dock 4'), BillableStatus: 'NotBillable' })] }],
	['Bill', { VendorRef: to('Vendor', 'PG&E'), TxnDate: '2026-04-01', DocNumber: '86 0401', DepartmentRef: to('Department', 'Oakland'), Line: [cost('Utilities', 86.44)] }],
	['VendorCredit', { VendorRef: to('Vendor', 'Hicks Hardware'), TxnDate: '2026-02-14', DocNumber: 'CR-7', Line: [cost('Job Materials', 40)] }],
	['Purchase', { PaymentType: 'CreditCard', AccountRef: to('Account', 'Visa'), EntityRef: { ...to('Vendor', 'Hicks Hardware'), type: 'Vendor' }, TxnDate: '2026-04-03', DocNumber: 'CC-88121', Line: [cost('Office Expenses', 19.99)] }],
	['Purchase', { PaymentType: 'Check', AccountRef: to('Account', 'Checking'), TxnDate: '2026-04-04', DocNumber: '75', Line: [cost('Automobile', 130)] }],
	['Purchase', { PaymentType: 'Cash', AccountRef: to('Account', "Petty Cash (Jo's drawer)"), TxnDate: '2026-04-05', Line: [cost('Uncategorized Expense', 3.86)] }],
	['JournalEntry', { TxnDate: '2025-01-01', DocNumber: 'OPEN', Line: [entry('Debit', 'Checking', 12000), entry('Debit', 'Savings', 800), entry('Credit', 'Opening Balance Equity', 12800)] }],
	['JournalEntry', { TxnDate: '2026-03-31', DocNumber: 'JE-001', PrivateNote: 'Payroll accrual', Line: [entry('Debit', 'Travel', 250, { ClassRef: to('Class', 'East') }), entry('Credit', 'Retained Earnings', 250)] }],
	['JournalEntry', { TxnDate: '2026-04-30', DocNumber: 'JE-001', Line: [entry('Debit', 'Retained Earnings', 250), entry('Credit', 'Travel', 250)] }],
	['BillPayment', { VendorRef: to('Vendor', 'Hicks Hardware'), PayType: 'Check', TxnDate: '2026-02-20', DocNumber: '6', CheckPayment: { BankAccountRef: to('Account', 'Checking') }, TotalAmt: 100, Line: [paying('Bill', '2291', 100)] }],
	['Invoice', { CustomerRef: to('Customer', 'Dock 4'), TxnDate: '2026-03-15', Line: [sold('Hours', 3, 85, { ClassRef: to('Class', 'East') }), { DetailType: 'DescriptionOnly', Description: 'Thank you', DescriptionLineDetail: {} }] }],
	['Invoice', { CustomerRef: to('Customer', "Amy's Bird Sanctuary"), TxnDate: '2026-03-20', TxnTaxDetail: { TotalTax: 22 }, Line: [sold('Pump', 1, 275, { TaxCodeRef: { value: 'TAX' } })] }],
	['Payment', { CustomerRef: to('Customer', "Amy's Bird Sanctuary"), TxnDate: '2026-04-01', PaymentRefNum: '5664', TotalAmt: 120, Line: [paying('Invoice', '1002', 100)] }],
	['CreditMemo', { CustomerRef: to('Customer', 'Weiskopf Consulting'), TxnDate: '2026-04-02', Line: [sold('Filters 3/4"', 2, 22.5)] }],
];

const UK_DOCUMENTS: readonly Seeded[] = [
	['Bill', { VendorRef: to('Vendor', 'Screwfix'), CurrencyRef: { value: 'GBP' }, TxnDate: '2026-03-05', DocNumber: 'SF-1001', GlobalTaxCalculation: 'TaxExcluded', Line: [cost('Tools & Materials', 145, { TaxCodeRef: to('TaxCode', '20.0% S') })] }],
	['Bill', { VendorRef: to('Vendor', 'Hôtel de Paris (EUR)'), CurrencyRef: { value: 'EUR' }, TxnDate: '2026-03-09', GlobalTaxCalculation: 'TaxExcluded', Line: [cost('Travel', 320, { TaxCodeRef: to('TaxCode', 'No VAT') })] }],
	['Purchase', { PaymentType: 'CreditCard', AccountRef: to('Account', 'Company Card'), CurrencyRef: { value: 'GBP' }, TxnDate: '2026-04-02', GlobalTaxCalculation: 'TaxInclusive', Line: [cost('Motor Expenses', 50, { TaxCodeRef: to('TaxCode', '20.0% S'), TaxInclusiveAmt: 60 })] }],
	['JournalEntry', { CurrencyRef: { value: 'GBP' }, TxnDate: '2025-04-01', DocNumber: 'OPEN', Line: [entry('Debit', 'Current Account', 9000), entry('Credit', 'Retained Earnings', 9000)] }],
	['Invoice', { CustomerRef: to('Customer', 'Town Hall'), CurrencyRef: { value: 'GBP' }, TxnDate: '2026-03-31', DocNumber: 'INV-0007', Line: [sold('Labour', 7.5, 60, { TaxCodeRef: to('TaxCode', '20.0% S') })] }],
	['Invoice', { CustomerRef: to('Customer', 'Café Bleu (EUR)'), CurrencyRef: { value: 'EUR' }, TxnDate: '2026-03-31', DocNumber: 'INV-0008', Line: [sold('Labour', 2, 75, { TaxCodeRef: to('TaxCode', '0.0% Z') })] }],
];

export function seedDocuments(books: Books): void {
	for (const [entity, body] of books.company.realm === UK ? UK_DOCUMENTS : US_DOCUMENTS) make(books, entity, resolve(books, body));
}
