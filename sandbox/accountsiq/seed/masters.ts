import { newAccount, newItem } from '../reference/defaults';
import type { Desk } from '../state/desk';
import type { Entity } from '../state/entities';
import type { Data } from '../wire/shapes';
import { chart, taxes } from './chart';

/** Dimensions in the order of AnalysisCode1 to 4, with their options. */
export const DIMENSIONS: ReadonlyArray<readonly [string, string, ReadonlyArray<readonly [string, string]>]> = [
	['OFFICE', 'Office', [['LDN', 'London'], ['LDS', 'Leeds'], ['DUB', 'Dublin'], ['RMT', 'Remote']]],
	['TEAM', 'Team', [['SALES', 'Sales'], ['ENG', 'Engineering'], ['OPS', 'Operations & People'], ['FIN', 'Finance']]],
	['PRODUCT', 'Product', [['CORE', 'Core platform'], ['LABS', 'Labs'], ['NONE', 'Not product related']]],
	['CLIENT', 'Client recharge', [['INT', 'Internal'], ['REB', 'Recharged to client']]],
];
/** BI code, name, options, active. */
const DEPARTMENTS: ReadonlyArray<readonly [string, string, readonly string[], boolean]> = [
	['LDN-SALES', 'London sales', ['LDN', 'SALES', 'NONE', 'INT'], true], ['LDN-ENG', 'London engineering', ['LDN', 'ENG', 'CORE', 'INT'], true],
	['LDN-FIN', 'London finance', ['LDN', 'FIN', 'NONE', 'INT'], true], ['LDS-ENG', 'Leeds engineering', ['LDS', 'ENG', 'CORE', 'INT'], true],
	['LDS-OPS', 'Leeds operations', ['LDS', 'OPS', 'NONE', 'INT'], true], ['DUB-SALES', 'Dublin sales', ['DUB', 'SALES', 'NONE', 'INT'], true],
	['DUB-ENG', 'Dublin engineering', ['DUB', 'ENG', 'LABS', 'INT'], true], ['RMT-ENG', 'Remote engineers', ['RMT', 'ENG', 'CORE'], true],
	['LDN-SALES-REB', 'London sales, recharged', ['LDN', 'SALES', 'NONE', 'REB'], true], ['BRISTOL', 'Bristol office (closed 2024)', ['LDN', 'OPS'], false],
];
/** Code, name, e-mail, and what differs from the defaults. */
type Person = readonly [string, string, string, Data?];
const CLAIMS: Data = { GroupID: 'EXPENSES', ControlGLAccountCode: '2120', DefaultTaxCode: 'N/A' };
const SUPPLIERS: readonly Person[] = [
	['EMP001', 'Aoife Byrne', 'aoife.byrne@harbourlight.example', CLAIMS], ['EMP002', 'Ben Okafor', 'ben.okafor@harbourlight.example', CLAIMS],
	['EMP003', 'Chloé Martin', 'chloe.martin@harbourlight.example', CLAIMS], ['EMP004', 'Dan O\'Neill', 'dan.oneill@harbourlight.example', { ...CLAIMS, IsActive: false }],
	['EMP005', 'Priya Shah', 'priya.shah@harbourlight.example', CLAIMS],
	['CARD-AMEX', 'American Express (company cards)', 'cards@harbourlight.example', { DefaultTaxCode: 'N/A' }],
	['AWS001', 'Amazon Web Services EMEA SARL', 'aws-receivables@example.com', { CurrencyCode: 'USD', DefaultTaxCode: 'RC20', DefaultGLAccountCode: '5000' }],
	['BAHN01', 'Deutsche Bahn AG', '', { CurrencyCode: 'EUR', CountryCode: 'DE', DefaultGLAccountCode: '7001' }],
	['TRAINLINE', 'Trainline.com Ltd', 'business@trainline.example', { DefaultGLAccountCode: '7001' }],
	['REGUS', 'Regus Management (UK) Ltd', 'billing@regus.example', { DefaultGLAccountCode: '7100', VATRegistrationNumber: 'GB 123 4567 89' }],
	['REGUS2', 'REGUS MANAGEMENT (UK) LIMITED', '', { IsActive: false, Notes: 'Duplicate of REGUS, do not use' }],
	['SMITHCO', 'Smith & Co <Solicitors> LLP', 'accounts@smithco.example', { DefaultGLAccountCode: '7210', Address1: '1 "High" Street', City: 'Leeds', PostCode: 'LS1 1AA' }],
	['HMRC', 'HM Revenue and Customs', '', {}],
];
const CUSTOMERS: readonly Person[] = [
	['ACME', 'Acme Widgets Ltd', 'ap@acme.example', { CreditLimit: '20000' }], ['BETA', 'Beta Foods GmbH', 'rechnung@beta.example', { CurrencyCode: 'EUR', CountryCode: 'DE' }],
	['CITYCOUNCIL', 'City Council, Dept. of Works', '', {}], ['OLDCO', 'Oldco plc (in administration)', '', { IsActive: false, Hold: 1 }],
];
const CURRENCIES: Readonly<Record<string, readonly [string, string, Readonly<Record<string, string>>]>> = {
	GBP: ['Pound Sterling', '£', { GBP: '1', EUR: '0.8547' }], EUR: ['Euro', '€', { GBP: '1.17', EUR: '1' }],
	USD: ['US Dollar', '$', { GBP: '1.27', EUR: '1.085' }], SEK: ['Swedish Krona', 'kr', { GBP: '13.35', EUR: '11.41' }],
};
const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** Everything of an entity but its ledger. */
export function seedMasters({ records }: Desk, entity: Entity, now: number): void {
	const { id, currency } = entity;
	// The books are not of today: what was set up is five years old.
	const old = now - 5 * 365 * 86_400_000;
	for (const account of chart(currency)) records.put(id, 'account', String(account.Code), account, old);
	for (const tax of taxes(currency)) records.put(id, 'tax', String(tax.Code), tax, old);
	for (const [Code, Description, options] of DIMENSIONS) {
		const DimensionCodes = options.map(([code, name]) => ({ Code: code, Description: name }));
		records.put(id, 'dimension', Code, { Code, Description, DimensionCodes }, old);
	}
	for (const [DepartmentID, Description, options, IsActive] of DEPARTMENTS) {
		const codes = Object.fromEntries(options.map((option, index) => [`AnalysisCode${index + 1}`, option]));
		records.put(id, 'department', DepartmentID, { DepartmentID, Description, ...codes, IsActive }, old);
	}
	for (const [kind, ledger, people] of [['supplier', 'Purchases', SUPPLIERS], ['customer', 'Sales', CUSTOMERS]] as const) {
		for (const [Code, Name, Email, special = {}] of people) {
			records.put(id, kind, Code, { ...newAccount(entity, ledger), Code, Name, Email, AuthorUserID: 'sandbox', ...special }, old);
			if (Email === '') continue;
			const contact = { Ledger: ledger, FullName: Name, Note: '', AccountCode: Code, JobTitle: '', Phone: '', Email, IsPrimary: true, AuthorUserID: 'sandbox' };
			records.put(id, 'contact', `${ledger}/${Code}/1`, contact, old);
		}
	}
	for (const [StockItemID, Description, ItemPrice, Active] of [['CONSULT-DAY', 'Consulting, per day', '850', true], ['SEAT', 'Software seat, per month', '24.99', true], ['TRAVEL', 'Travel recharge', '0', true], ['FAX', 'Fax gateway', '10', false]] as const) {
		records.put(id, 'item', StockItemID, { ...newItem(StockItemID), Description, SalesDescription: Description, ItemPrice, Active }, old);
	}
	for (const [code, name, foreign] of [['1000', 'Harbour Bank current', currency], ['1010', 'Harbour Bank foreign', currency === 'GBP' ? 'EUR' : 'GBP'], ['1020', 'Company cards', currency]] as const) {
		const bank = { Code: code, BankAccountCode: `BANK${code}`, Name: name, CurrencyCode: foreign, OverdraftLimit: '0', SortCode: '20-00-00', OnlineBankType: 'None' };
		records.put(id, 'bank', code, bank, old);
	}
	seedCurrencies({ records }, entity, old);
	for (const [ID, Description, CreditDays, EndOfMonth] of [['0', 'Immediate', 0, false], ['30', '30 days', 30, false], ['30EOM', '30 days, end of month', 30, true]] as const) {
		records.put(id, 'creditTerm', ID, { ID, Code: ID, Description, CreditDays, EndOfMonth, Checker: { IdLength: 50, CodeLength: 50, DescriptionLength: 500, AuthorLength: 50, CreditDayLength: 3 } }, old);
	}
	seedPeriods({ records }, id, now, old);
}

function seedCurrencies({ records }: Pick<Desk, 'records'>, { id, currency }: Entity, old: number): void {
	for (const [CurrencyCode, [Description, Symbol, rates]] of Object.entries(CURRENCIES)) {
		const ExchangeRate = rates[currency] ?? '1';
		records.put(id, 'currency', CurrencyCode, { CurrencyCode, IsBaseCurrency: CurrencyCode === currency, ExchangeRate, Symbol, Units: '100', Description }, old);
		records.put(id, 'currencyHistory', `${CurrencyCode}/1`, { ExchangeRate, CurrencyCode, UserID: 'sandbox', Description, Symbol, IsEditable: CurrencyCode !== currency }, old);
	}
}

/** Months of last year, this one and the next. All but the last three before now are closed, and last year as a whole. */
function seedPeriods({ records }: Pick<Desk, 'records'>, id: string, now: number, old: number): void {
	const today = new Date(now);
	const thisMonth = today.getUTCFullYear() * 12 + today.getUTCMonth();
	const first = (today.getUTCFullYear() - 1) * 12;
	for (let month = first; month < first + 36; month++) {
		const year = Math.floor(month / 12);
		const number = (month % 12) + 1;
		const closed = month < thisMonth - 3;
		const start = `${year}-${String(number).padStart(2, '0')}-01`;
		const end = new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
		records.put(
			id, 'period', start.slice(0, 7),
			{
				PeriodNumber: number, PeriodName: `${MONTHS[number - 1] ?? ''} ${year}`, FinancialYear: year, StartDate: `${start}T00:00:00`, EndDate: `${end}T00:00:00`,
				SalesLedgerClosed: closed, PurchasesLedgerClosed: closed, GeneralLedgerClosed: closed, FinancialYearClosed: closed && year < today.getUTCFullYear() && thisMonth % 12 >= 3,
			},
			old,
		);
	}
}
