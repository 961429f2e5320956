import type { Data } from '../wire/shapes';

/** Code, name, type, category, tax, and what is special: D a BI code is compulsory, X inactive. */
type Row = readonly [string, string, 'Posting' | 'Control' | 'Bank' | 'VAT', string, string, string?];

const CATEGORIES: Readonly<Record<string, readonly [string, string, string]>> = {
	BANK: ['Cash at bank', 'CA', 'Current Assets'], DEBT: ['Debtors', 'CA', 'Current Assets'], FIX: ['Fixed assets', 'FA', 'Fixed Assets'],
	CRED: ['Creditors', 'CL', 'Current Liabilities'], EQ: ['Capital and reserves', 'CR', 'Capital & Reserves'], REV: ['Turnover', 'SA', 'Sales'],
	COS: ['Cost of sales', 'CO', 'Cost of Sales'], STAFF: ['Staff costs', 'OH', 'Overheads'], TRAVEL: ['Travel and subsistence', 'OH', 'Overheads'],
	OFFICE: ['Office costs', 'OH', 'Overheads'], PROF: ['Professional fees', 'OH', 'Overheads'], FIN: ['Finance costs', 'OH', 'Overheads'],
};

/** The way that charts grow: gaps, near-twins, an account that nobody dares to delete, names with signs in them. */
const CHART: readonly Row[] = [
	['0010', 'Office equipment - cost', 'Posting', 'FIX', 'V20'], ['0011', 'Office equipment - depreciation', 'Posting', 'FIX', 'N/A'],
	['0020', 'Motor vehicles - cost', 'Posting', 'FIX', 'V20', 'X'],
	['1000', 'Current account', 'Bank', 'BANK', ''], ['1010', 'Foreign currency account', 'Bank', 'BANK', ''], ['1020', 'Company cards clearing', 'Bank', 'BANK', ''],
	['1050', 'Petty cash (CLOSED - do not use)', 'Bank', 'BANK', '', 'X'],
	['1200', 'Debtors control', 'Control', 'DEBT', ''], ['1210', 'Prepayments', 'Posting', 'DEBT', 'N/A'], ['1220', "Directors' loan account", 'Posting', 'DEBT', 'N/A'],
	['1230', 'Expense advances', 'Posting', 'DEBT', 'N/A'],
	['2100', 'Creditors control', 'Control', 'CRED', ''], ['2110', 'Accruals', 'Posting', 'CRED', 'N/A'], ['2120', 'Expense claims control', 'Control', 'CRED', ''],
	['2200', 'VAT on sales', 'VAT', 'CRED', ''], ['2201', 'VAT on purchases', 'VAT', 'CRED', ''], ['2210', 'PAYE / NIC', 'Posting', 'CRED', 'N/A'],
	['3000', 'Ordinary shares', 'Posting', 'EQ', 'N/A'], ['3200', 'Retained earnings', 'Control', 'EQ', ''],
	['4000', 'Software subscriptions', 'Posting', 'REV', 'V20'], ['4010', 'Consulting income', 'Posting', 'REV', 'V20', 'D'],
	['4020', 'Recharged expenses', 'Posting', 'REV', 'V20'], ['4900', 'Other income', 'Posting', 'REV', 'V0'],
	['5000', 'Hosting', 'Posting', 'COS', 'V20'], ['5010', 'Subcontractors', 'Posting', 'COS', 'V20', 'D'], ['5020', 'Billable travel', 'Posting', 'COS', 'V0', 'D'],
	['6000', 'Salaries', 'Posting', 'STAFF', 'N/A', 'D'], ['6010', 'Recruitment', 'Posting', 'STAFF', 'V20'], ['6020', 'Training & conferences', 'Posting', 'STAFF', 'V20'],
	['6030', 'Staff welfare', 'Posting', 'STAFF', 'V20'],
	['7000', 'Travel - air', 'Posting', 'TRAVEL', 'V0'], ['7001', 'Travel - rail', 'Posting', 'TRAVEL', 'V0'], ['7002', 'Travel - taxi and parking', 'Posting', 'TRAVEL', 'V20'],
	['7005', 'Travel (old)', 'Posting', 'TRAVEL', 'V20', 'X'], ['7010', 'Hotels', 'Posting', 'TRAVEL', 'V20'], ['7011', 'Hotels and accomodation', 'Posting', 'TRAVEL', 'V20'],
	['7020', 'Subsistence', 'Posting', 'TRAVEL', 'V20'], ['7025', 'Client entertaining', 'Posting', 'TRAVEL', 'NR'], ['7030', 'Mileage', 'Posting', 'TRAVEL', 'N/A'],
	['7100', 'Rent & rates', 'Posting', 'OFFICE', 'V0', 'D'], ['7110', 'Telephone/internet', 'Posting', 'OFFICE', 'V20'], ['7120', 'Office supplies', 'Posting', 'OFFICE', 'V20'],
	['7125', 'Software & licences', 'Posting', 'OFFICE', 'V20'], ['7130', 'Postage', 'Posting', 'OFFICE', 'V0'],
	['7200', 'Accountancy', 'Posting', 'PROF', 'V20'], ['7210', 'Legal fees', 'Posting', 'PROF', 'V20'],
	['7900', 'Exchange differences', 'Posting', 'FIN', 'N/A'], ['7901', 'Bank charges', 'Posting', 'FIN', 'EX'], ['7910', 'Discounts', 'Posting', 'FIN', 'N/A'],
	['9998', 'Suspense', 'Posting', 'FIN', 'N/A'], ['9999', 'Migration difference 2019', 'Posting', 'FIN', 'N/A', 'X'],
];

const SECOND_BANK: Readonly<Record<string, string>> = { GBP: 'EUR', EUR: 'GBP' };

export function chart(currency: string): Data[] {
	return CHART.map(([Code, Description, AccountType, category, DefaultTaxID, special = '']) => {
		const [name = '', type = '', typeName = ''] = CATEGORIES[category] ?? [];
		const foreign = Code === '1010' ? (SECOND_BANK[currency] ?? currency) : currency;
		return {
			Code, Description, AccountType, DefaultTaxID, GLCategoryID: category, GLSubCategoryID: `${category}1`, GLCategory: name, GLSubCategory: name,
			IsDepartmental: special.includes('D'), BalanceSheetType: Code < '4000' ? 'BalanceSheet' : 'ProfitAndLoss', GLCategoryTypeID: type,
			GLCategoryTypeDescription: typeName, IsActive: !special.includes('X'), CurrencyCode: foreign, GLGroupID: 'STD', GLGroup: 'Standard',
		};
	});
}

/** Code, name, rate, and whether inputs, outputs or both. */
const TAXES: Readonly<Record<string, ReadonlyArray<readonly [string, string, string]>>> = {
	GBP: [
		['V20', 'VAT 20%', '0.2'], ['V5', 'VAT 5%', '0.05'], ['V0', 'Zero rated', '0'], ['EX', 'Exempt', '0'], ['N/A', 'Outside the scope', '0'],
		['NR', 'VAT 20% not reclaimable', '0.2'], ['RC20', 'Reverse charge services', '0.2'], ['V175', 'VAT 17.5% (to 2011)', '0.175'],
	],
	EUR: [
		['V20', 'VAT 23%', '0.23'], ['V5', 'VAT 13.5%', '0.135'], ['V9', 'VAT 9% hospitality', '0.09'], ['V0', 'Zero rated', '0'], ['EX', 'Exempt', '0'],
		['N/A', 'Outside the scope', '0'], ['NR', 'VAT 23% not reclaimable', '0.23'], ['RC20', 'Reverse charge services', '0.23'],
	],
};

export function taxes(currency: string): Data[] {
	return (TAXES[currency] ?? []).map(([Code, Description, Rate], index) => ({
		ID: String(index + 1), Code, Description, Rate, EuropeanCommunitySales: false, EuropeanCommunityPurchases: Code === 'RC20', EUTrade: Code === 'RC20',
		ReverseCharge: Code === 'RC20', IsGoods: false, PartialReclaim: Code === 'NR', PartialReclaimRate: '0', IsDefault: Code === 'V20', IsTaxExclude: false,
		IsStandardRate: Code === 'V20', GrossThreshold: null, NetThreshold: null, TaxTypeId: null, SalesTaxInclude: true, PurchasesTaxInclude: true,
		DebitGlAccno: '2201', CreditGlAccno: '2200', IsWithHoldingTax: false, Is1099Code: false,
		Checker: { IdLength: 50, CodeLength: 50, DescriptionLength: 500, AuthorLength: 50 },
	}));
}
