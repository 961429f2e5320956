export interface SeedAccount {
	name: string;
	type: string;
	sub: string;
	number?: string;
	/** Name of the account above. */
	under?: string;
	active?: false;
	currency?: string;
}

const a = (number: string | undefined, name: string, type: string, sub: string, more: Partial<SeedAccount> = {}): SeedAccount => ({ number, name, type, sub, ...more });

/** As grown over years: numbers left out, the same name below two parents, signs that queries stumble over, one inactive. */
export const US_ACCOUNTS: readonly SeedAccount[] = [
	a('1000', 'Checking', 'Bank', 'Checking'),
	a('1010', 'Savings', 'Bank', 'Savings'),
	a(undefined, "Petty Cash (Jo's drawer)", 'Bank', 'CashOnHand'),
	a('1100', 'Accounts Receivable (A/R)', 'Accounts Receivable', 'AccountsReceivable'),
	a('1200', 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'),
	a('1300', 'Inventory Asset', 'Other Current Asset', 'Inventory'),
	a('1400', 'Employee Advances', 'Other Current Asset', 'EmployeeCashAdvances'),
	a('1500', 'Truck', 'Fixed Asset', 'Vehicles'),
	a('2000', 'Accounts Payable (A/P)', 'Accounts Payable', 'AccountsPayable'),
	a('2100', 'Visa', 'Credit Card', 'CreditCard'),
	a('2110', 'Mastercard', 'Credit Card', 'CreditCard'),
	a('2200', 'Board of Equalization Payable', 'Other Current Liability', 'SalesTaxPayable'),
	a('2300', 'Employee Reimbursements', 'Other Current Liability', 'OtherCurrentLiabilities'),
	a('3000', 'Opening Balance Equity', 'Equity', 'OpeningBalanceEquity'),
	a('3100', 'Retained Earnings', 'Equity', 'RetainedEarnings'),
	a('4000', 'Services', 'Income', 'ServiceFeeIncome'),
	a('4100', 'Sales of Product Income', 'Income', 'SalesOfProductIncome'),
	a(undefined, 'Billable Expense Income', 'Income', 'ServiceFeeIncome'),
	a('5000', 'Cost of Goods Sold', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'),
	a('6000', 'Automobile', 'Expense', 'Auto'),
	a('6010', 'Fuel', 'Expense', 'Auto', { under: 'Automobile' }),
	a('6020', 'Insurance', 'Expense', 'Auto', { under: 'Automobile' }),
	a('6100', 'Insurance', 'Expense', 'Insurance'),
	a('6200', 'Job Expenses', 'Expense', 'OfficeGeneralAdministrativeExpenses'),
	a('6210', 'Job Materials', 'Expense', 'SuppliesMaterials', { under: 'Job Expenses' }),
	a('6300', 'Meals & Entertainment', 'Expense', 'EntertainmentMeals'),
	a('6400', 'Office Expenses', 'Expense', 'OfficeGeneralAdministrativeExpenses'),
	a('6500', 'Travel', 'Expense', 'Travel'),
	a(undefined, 'Travel Meals', 'Expense', 'TravelMeals', { under: 'Travel' }),
	a('6600', 'Utilities', 'Expense', 'Utilities'),
	a('6900', 'Uncategorized Expense', 'Expense', 'OtherMiscellaneousServiceCost'),
	a('6990', 'Old Postage', 'Expense', 'OfficeGeneralAdministrativeExpenses', { active: false }),
];

export const UK_ACCOUNTS: readonly SeedAccount[] = [
	a(undefined, 'Current Account', 'Bank', 'Checking'),
	a(undefined, 'Euro Account', 'Bank', 'Checking', { currency: 'EUR' }),
	a(undefined, 'Cash', 'Bank', 'CashOnHand'),
	a(undefined, 'Debtors', 'Accounts Receivable', 'AccountsReceivable'),
	a(undefined, 'Undeposited Funds', 'Other Current Asset', 'UndepositedFunds'),
	a(undefined, 'Stock', 'Other Current Asset', 'Inventory'),
	a(undefined, 'Creditors', 'Accounts Payable', 'AccountsPayable'),
	a(undefined, 'Company Card', 'Credit Card', 'CreditCard'),
	a(undefined, 'VAT Control', 'Other Current Liability', 'GlobalTaxPayable'),
	a(undefined, 'Employee Reimbursements', 'Other Current Liability', 'OtherCurrentLiabilities'),
	a(undefined, 'Retained Earnings', 'Equity', 'RetainedEarnings'),
	a(undefined, 'Sales', 'Income', 'ServiceFeeIncome'),
	a(undefined, 'Sales of Product Income', 'Income', 'SalesOfProductIncome'),
	a(undefined, 'Cost of Sales', 'Cost of Goods Sold', 'SuppliesMaterialsCogs'),
	a(undefined, 'Travel', 'Expense', 'Travel'),
	a(undefined, 'Subsistence', 'Expense', 'TravelMeals', { under: 'Travel' }),
	a(undefined, 'Motor Expenses', 'Expense', 'Auto'),
	a(undefined, 'Tools & Materials', 'Expense', 'SuppliesMaterials'),
	a(undefined, 'Staff entertainment', 'Expense', 'Entertainment'),
	a(undefined, 'Office costs', 'Expense', 'OfficeGeneralAdministrativeExpenses'),
	a(undefined, 'Exchange Gain or Loss', 'Other Expense', 'ExchangeGainOrLoss'),
	a(undefined, 'Mileage (old)', 'Expense', 'Auto', { active: false }),
];
