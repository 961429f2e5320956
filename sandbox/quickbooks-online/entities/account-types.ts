/** Source: Intuit's entity reference, Account. */
export const ACCOUNT_TYPES = [
	'Bank', 'Accounts Receivable', 'Other Current Asset', 'Fixed Asset', 'Other Asset', 'Accounts Payable', 'Credit Card', 'Other Current Liability',
	'Long Term Liability', 'Equity', 'Income', 'Cost of Goods Sold', 'Expense', 'Other Income', 'Other Expense', 'Non-Posting',
] as const;

/** The type that follows from a sub-type, where a client sends that alone. */
export const SUB_TYPES: Readonly<Record<string, string>> = {
	Checking: 'Bank', Savings: 'Bank', CashOnHand: 'Bank', MoneyMarket: 'Bank', AccountsReceivable: 'Accounts Receivable', UndepositedFunds: 'Other Current Asset',
	PrepaidExpenses: 'Other Current Asset', EmployeeCashAdvances: 'Other Current Asset', Inventory: 'Other Current Asset', AccountsPayable: 'Accounts Payable',
	CreditCard: 'Credit Card', SalesTaxPayable: 'Other Current Liability', GlobalTaxPayable: 'Other Current Liability', OtherCurrentLiabilities: 'Other Current Liability',
	OpeningBalanceEquity: 'Equity', RetainedEarnings: 'Equity', SalesOfProductIncome: 'Income', ServiceFeeIncome: 'Income', OtherPrimaryIncome: 'Income',
	SuppliesMaterialsCogs: 'Cost of Goods Sold', Travel: 'Expense', TravelMeals: 'Expense', Entertainment: 'Expense', EntertainmentMeals: 'Expense', Auto: 'Expense',
	OfficeGeneralAdministrativeExpenses: 'Expense', OtherMiscellaneousServiceCost: 'Expense', SuppliesMaterials: 'Expense', Utilities: 'Expense', Insurance: 'Expense',
	ExchangeGainOrLoss: 'Other Expense', InterestEarned: 'Other Income',
};
