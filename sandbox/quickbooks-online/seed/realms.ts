import type { Company } from '../state/companies';

/** Longer than a double holds, as the vendor's are. */
export const US = '4620816365000000010';
export const UK = '4620816365000000020';

export const COMPANIES: readonly Company[] = [
	{
		realm: US, name: 'Harbour Supplies Inc', country: 'US', home: 'USD', multiCurrency: false, plan: 'Plus', subscriptionEnded: false, classes: 'line',
		locations: true, accountNumbers: true, customSalesNumbers: false, customExpenseNumbers: true, warnDuplicateBill: true, warnDuplicateCheck: true,
		warnDuplicateJournal: false, warnDuplicateSales: true, billableExpenses: true, itemsOnExpenses: true, salesFields: ['Crew #', '', 'Work order'], bookCloseDate: '2025-12-31',
	},
	{
		realm: UK, name: 'Harbour Facilities Ltd', country: 'GB', home: 'GBP', multiCurrency: true, plan: 'Advanced', subscriptionEnded: false, classes: 'line',
		locations: true, accountNumbers: false, customSalesNumbers: true, customExpenseNumbers: true, warnDuplicateBill: true, warnDuplicateCheck: true,
		warnDuplicateJournal: true, warnDuplicateSales: true, billableExpenses: true, itemsOnExpenses: true, salesFields: [],
	},
];

/** Units of the UK company's currency for one of another. */
export const RATES: ReadonlyArray<readonly [currency: string, day: string, rate: string]> = [
	['EUR', '2025-01-01', '0.8432'], ['EUR', '2026-01-01', '0.8571'], ['EUR', '2026-06-01', '0.8604'], ['USD', '2025-01-01', '0.7921'], ['USD', '2026-01-01', '0.7842'],
];
