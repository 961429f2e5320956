/** Number, title, type, what is special: X inactive, or a field that makes a dimension compulsory. */
export type Account = readonly [number: string, title: string, type: 'balancesheet' | 'incomestatement', normal: 'debit' | 'credit', special?: string];

/** As charts grow: near-twins, a closed one, accounts that ask for dimensions. */
export const CHART: readonly Account[] = [
	['1000', 'Operating account - Bank of America', 'balancesheet', 'debit'], ['1010', 'Current account - Barclays', 'balancesheet', 'debit'], ['1050', 'Petty cash (CLOSED)', 'balancesheet', 'debit', 'X'],
	['1200', 'Accounts receivable', 'balancesheet', 'debit'], ['1250', 'Undeposited funds', 'balancesheet', 'debit'], ['1400', 'Employee advances', 'balancesheet', 'debit'],
	['1500', 'Computer equipment', 'balancesheet', 'debit'], ['1900', 'Inter-entity', 'balancesheet', 'debit'],
	['2000', 'Accounts payable', 'balancesheet', 'credit'], ['2010', 'Accrued expenses', 'balancesheet', 'credit'], ['2020', 'Employee expenses payable', 'balancesheet', 'credit'],
	['2100', 'Corporate card - Amex', 'balancesheet', 'credit'], ['2110', 'Corporate card - Barclaycard', 'balancesheet', 'credit'], ['2120', 'Card clearing', 'balancesheet', 'credit'],
	['2200', 'Sales tax payable', 'balancesheet', 'credit'], ['2210', 'VAT inputs', 'balancesheet', 'debit'], ['2220', 'VAT outputs', 'balancesheet', 'credit'],
	['3000', 'Common stock', 'balancesheet', 'credit'], ['3900', 'Retained earnings', 'balancesheet', 'credit'],
	['4000', 'Subscriptions revenue', 'incomestatement', 'credit'], ['4010', 'Consulting revenue', 'incomestatement', 'credit'], ['4100', 'Billable expense income', 'incomestatement', 'credit'],
	['5000', 'Hosting', 'incomestatement', 'debit'], ['5010', 'Subcontractors', 'incomestatement', 'debit', 'REQUIREPROJECT'],
	['6000', 'Salaries', 'incomestatement', 'debit', 'REQUIREDEPT'], ['6010', 'Recruiting', 'incomestatement', 'debit'], ['6100', 'Airfare', 'incomestatement', 'debit'],
	['6110', 'Lodging', 'incomestatement', 'debit'], ['6111', 'Lodging & hotels (old)', 'incomestatement', 'debit', 'X'], ['6120', 'Ground transportation', 'incomestatement', 'debit'],
	['6130', 'Mileage', 'incomestatement', 'debit'], ['6200', 'Meals & Entertainment', 'incomestatement', 'debit'], ['6210', "Clients' entertainment", 'incomestatement', 'debit', 'REQUIRECUSTOMER'],
	['6220', 'Travel', 'incomestatement', 'debit'], ['6300', 'Office supplies', 'incomestatement', 'debit'], ['6310', 'Postage', 'incomestatement', 'debit'],
	['6400', 'Software & subscriptions', 'incomestatement', 'debit'], ['6410', 'Telephone/internet', 'incomestatement', 'debit'], ['6500', 'Training', 'incomestatement', 'debit', 'REQUIREDEPT'],
	['6600', 'Marketing events', 'incomestatement', 'debit', 'REQUIREGLDIMCAMPAIGN'], ['6700', 'Rent', 'incomestatement', 'debit', 'REQUIREDEPT'], ['6800', 'Bank fees', 'incomestatement', 'debit'],
	['6900', 'Uncategorized expense', 'incomestatement', 'debit'], ['7900', 'Exchange gains and losses', 'incomestatement', 'debit'],
];

export const EXPENSE_TYPES: ReadonlyArray<readonly [label: string, account: string, special?: 'X']> = [
	['Airfare', '6100'], ['Lodging', '6110'], ['Taxi & rideshare', '6120'], ['Mileage', '6130'], ['Meals', '6200'], ['Client entertainment', '6210'], ['Travel', '6220'],
	['Office supplies', '6300'], ['Software', '6400'], ['Telephone', '6410'], ['Training', '6500'], ['Other', '6900'], ['Hotel (old)', '6110', 'X'],
];
