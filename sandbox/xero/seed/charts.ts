import { CLASS_OF } from '../reference/accounts';
import type { Account, TaxRate } from '../records';
import { guidOf } from './ids';

type Type = keyof typeof CLASS_OF;
interface Entry extends Partial<Omit<Account, 'Type'>> {
	code: string;
	name: string;
	type: Type;
	tax?: string;
}

const UK: readonly Entry[] = [
	{
		code: '090',
		name: 'Business Bank Account',
		type: 'BANK',
		BankAccountType: 'BANK',
		BankAccountNumber: '20445512345678',
	},
	{
		code: '091',
		name: 'Company Card',
		type: 'BANK',
		BankAccountType: 'CREDITCARD',
		BankAccountNumber: '4929XXXXXXXX5770',
	},
	{
		code: '092',
		name: 'Euro Account',
		type: 'BANK',
		BankAccountType: 'BANK',
		BankAccountNumber: '20445598765432',
		CurrencyCode: 'EUR',
	},
	{ code: '200', name: 'Sales', type: 'REVENUE', tax: 'OUTPUT2' },
	{ code: '260', name: 'Other Revenue', type: 'REVENUE', tax: 'OUTPUT2' },
	{ code: '270', name: 'Interest Income', type: 'REVENUE', tax: 'NONE' },
	{ code: '310', name: 'Cost of Goods Sold', type: 'DIRECTCOSTS', tax: 'INPUT2' },
	{ code: '320', name: 'Direct Wages', type: 'DIRECTCOSTS', tax: 'NONE' },
	{ code: '325', name: 'Direct Expenses', type: 'DIRECTCOSTS', tax: 'INPUT2' },
	{ code: '400', name: 'Advertising & Marketing', type: 'OVERHEADS', tax: 'INPUT2' },
	{ code: '401', name: 'Audit & Accountancy fees', type: 'OVERHEADS', tax: 'INPUT2' },
	{ code: '404', name: 'Bank Fees', type: 'OVERHEADS', tax: 'EXEMPTINPUT' },
	{ code: '408', name: 'Cleaning', type: 'OVERHEADS', tax: 'INPUT2' },
	{ code: '412', name: 'Consulting', type: 'OVERHEADS', tax: 'INPUT2' },
	{ code: '416', name: 'Depreciation Expense', type: 'OVERHEADS', tax: 'NONE' },
	{ code: '418', name: 'Charitable and Political Donations', type: 'OVERHEADS', tax: 'NONE' },
	{ code: '420', name: 'Entertainment-100% business', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '424', name: 'Entertainment - 0%', type: 'OVERHEADS', tax: 'NONE', ShowInExpenseClaims: true },
	{ code: '425', name: 'Postage, Freight & Courier', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '429', name: 'General Expenses', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '433', name: 'Insurance', type: 'OVERHEADS', tax: 'EXEMPTINPUT' },
	{ code: '437', name: 'Interest Paid', type: 'OVERHEADS', tax: 'NONE' },
	{ code: '441', name: 'Legal Expenses', type: 'OVERHEADS', tax: 'INPUT2' },
	{ code: '445', name: 'Light, Power, Heating', type: 'OVERHEADS', tax: 'RRINPUT' },
	{ code: '449', name: 'Motor Vehicle Expenses', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '453', name: 'Office Expenses', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '457', name: 'Operating Lease Payments', type: 'OVERHEADS', tax: 'INPUT2' },
	{ code: '461', name: 'Printing & Stationery', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '463', name: 'IT Software and Consumables', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '465', name: 'Rates', type: 'OVERHEADS', tax: 'NONE' },
	{ code: '469', name: 'Rent', type: 'OVERHEADS', tax: 'INPUT2' },
	{ code: '473', name: 'Repairs & Maintenance', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '477', name: 'Salaries', type: 'OVERHEADS', tax: 'NONE' },
	{ code: '479', name: 'Employers National Insurance', type: 'OVERHEADS', tax: 'NONE' },
	{ code: '480', name: 'Staff Training', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '485', name: 'Subscriptions', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '489', name: 'Telephone & Internet', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '493', name: 'Travel - National', type: 'OVERHEADS', tax: 'INPUT2', ShowInExpenseClaims: true },
	{ code: '494', name: 'Travel - International', type: 'OVERHEADS', tax: 'ZERORATEDINPUT', ShowInExpenseClaims: true },
	{ code: '497', name: 'Bank Revaluations', type: 'EXPENSE', tax: 'NONE', SystemAccount: 'BANKCURRENCYGAIN' },
	{
		code: '498',
		name: 'Unrealised Currency Gains',
		type: 'EXPENSE',
		tax: 'NONE',
		SystemAccount: 'UNREALISEDCURRENCYGAIN',
	},
	{ code: '499', name: 'Realised Currency Gains', type: 'EXPENSE', tax: 'NONE', SystemAccount: 'REALISEDCURRENCYGAIN' },
	{ code: '505', name: 'Old Fuel Cards', type: 'OVERHEADS', tax: 'INPUT2', Status: 'ARCHIVED' },
	{ code: '610', name: 'Accounts Receivable', type: 'CURRENT', tax: 'NONE', SystemAccount: 'DEBTORS' },
	{ code: '611', name: 'Less Provision for Doubtful Debts', type: 'CURRENT', tax: 'NONE' },
	{ code: '620', name: 'Prepayments', type: 'CURRENT', tax: 'NONE' },
	{ code: '630', name: 'Inventory', type: 'INVENTORY', tax: 'NONE' },
	{ code: '710', name: 'Office Equipment', type: 'FIXED', tax: 'INPUT2' },
	{ code: '720', name: 'Computer Equipment', type: 'FIXED', tax: 'INPUT2' },
	{ code: '764', name: 'Tools & Plant', type: 'FIXED', tax: 'INPUT2' },
	{ code: '800', name: 'Accounts Payable', type: 'CURRLIAB', tax: 'NONE', SystemAccount: 'CREDITORS' },
	{ code: '801', name: 'Unpaid Expense Claims', type: 'CURRLIAB', tax: 'NONE', SystemAccount: 'UNPAIDEXPCLM' },
	{ code: '805', name: 'Accruals', type: 'CURRLIAB', tax: 'NONE' },
	{ code: '810', name: 'Income in Advance', type: 'CURRLIAB', tax: 'NONE' },
	{ code: '814', name: 'Wages Payable - Payroll', type: 'CURRLIAB', tax: 'NONE' },
	{ code: '820', name: 'VAT', type: 'CURRLIAB', tax: 'NONE', SystemAccount: 'GST' },
	{ code: '825', name: 'PAYE Payable', type: 'CURRLIAB', tax: 'NONE' },
	{ code: '835', name: "Directors' Loan Account", type: 'CURRLIAB', tax: 'NONE', EnablePaymentsToAccount: true },
	{ code: '840', name: 'Historical Adjustment', type: 'CURRLIAB', tax: 'NONE', SystemAccount: 'HISTORICAL' },
	{ code: '860', name: 'Rounding', type: 'CURRLIAB', tax: 'NONE', SystemAccount: 'ROUNDING' },
	{ code: '877', name: 'Tracking Transfers', type: 'CURRLIAB', tax: 'NONE', SystemAccount: 'TRACKINGTRANSFERS' },
	{ code: '900', name: 'Loan', type: 'TERMLIAB', tax: 'NONE' },
	{ code: '950', name: 'Capital - x,xxx Ordinary Shares', type: 'EQUITY', tax: 'NONE' },
	{ code: '960', name: 'Retained Earnings', type: 'EQUITY', tax: 'NONE', SystemAccount: 'RETAINEDEARNINGS' },
];

const NZ_TAX: Readonly<Record<string, string>> = { RRINPUT: 'INPUT2', ZERORATEDINPUT: 'NONE', EXEMPTINPUT: 'NONE' };

/** New Zealand's chart is the same house with other names on a few doors. */
const NZ: readonly Entry[] = UK.filter(({ code }) => code !== '092').map((entry) => ({
	...entry,
	tax: NZ_TAX[entry.tax ?? ''] ?? entry.tax,
	name: entry.name === 'VAT' ? 'GST' : entry.name,
}));

export function chart(country: 'GB' | 'NZ', tenant: string, base: string): Account[] {
	return (country === 'GB' ? UK : NZ).map(({ code, name, type, tax, ...rest }) => ({
		AccountID: guidOf(`${tenant} account ${code}`),
		Code: code,
		Name: name,
		Type: type,
		Class: CLASS_OF[type],
		Status: 'ACTIVE',
		TaxType: tax ?? 'NONE',
		EnablePaymentsToAccount: false,
		ShowInExpenseClaims: false,
		AddToWatchlist: false,
		...(type === 'BANK' ? { CurrencyCode: base } : {}),
		...rest,
	}));
}

type Side = 'purchase' | 'sale' | 'both';
function rate(TaxType: string, Name: string, percent: number, side: Side, ReportTaxType: string): TaxRate {
	return {
		TaxType,
		Name,
		Status: 'ACTIVE',
		ReportTaxType,
		EffectiveRate: percent,
		DisplayTaxRate: percent,
		CanApplyToAssets: true,
		CanApplyToEquity: true,
		CanApplyToLiabilities: true,
		CanApplyToExpenses: side !== 'sale',
		CanApplyToRevenue: side !== 'purchase',
		TaxComponents: [
			{ Name: percent === 0 ? 'No VAT' : 'VAT', Rate: percent, IsCompound: false, IsNonRecoverable: false },
		],
	};
}

export const TAX_RATES: Readonly<Record<'GB' | 'NZ', readonly TaxRate[]>> = {
	GB: [
		rate('INPUT2', '20% (VAT on Expenses)', 20, 'purchase', 'INPUT'),
		rate('OUTPUT2', '20% (VAT on Income)', 20, 'sale', 'OUTPUT'),
		rate('RRINPUT', '5% (VAT on Expenses)', 5, 'purchase', 'INPUT'),
		rate('RROUTPUT', '5% (VAT on Income)', 5, 'sale', 'OUTPUT'),
		rate('ZERORATEDINPUT', 'Zero Rated Expenses', 0, 'purchase', 'INPUT'),
		rate('ZERORATEDOUTPUT', 'Zero Rated Income', 0, 'sale', 'OUTPUT'),
		rate('EXEMPTINPUT', 'Exempt Expenses', 0, 'purchase', 'EXEMPTINPUT'),
		rate('EXEMPTOUTPUT', 'Exempt Income', 0, 'sale', 'EXEMPTOUTPUT'),
		rate('CAPEXINPUT2', '20% (VAT on Capital Purchases)', 20, 'purchase', 'CAPITALEXPENSESINPUT'),
		rate('NONE', 'No VAT', 0, 'both', 'NONE'),
	],
	NZ: [
		rate('INPUT2', '15% GST on Expenses', 15, 'purchase', 'INPUT'),
		rate('OUTPUT2', '15% GST on Income', 15, 'sale', 'OUTPUT'),
		rate('ZERORATED', 'Zero Rated', 0, 'both', 'NONE'),
		rate('NONE', 'No GST', 0, 'both', 'NONE'),
	],
};
