import type { Books } from '../books/books';
import type { Company } from '../state/companies';
import type { Body } from '../state/records';

/** What the API shows of a company's set-up. It is made anew whenever the set-up changes. */
export function seedCompany({ records, company }: Books): void {
	const { name, country, home, plan } = company;
	const address = country === 'US'
		? { Id: '1', Line1: '1 Harbour Way', City: 'Oakland', CountrySubDivisionCode: 'CA', PostalCode: '94607', Country: 'USA' }
		: { Id: '1', Line1: '12 Dock Street', City: 'Leeds', PostalCode: 'LS10 1LY', Country: 'GBR' };
	records.put('CompanyInfo', {
		CompanyName: name, LegalName: name, CompanyAddr: address, CustomerCommunicationAddr: address, LegalAddr: address, PrimaryPhone: { FreeFormNumber: '555-0100' },
		CompanyStartDate: '2019-04-01', FiscalYearStartMonth: country === 'US' ? 'January' : 'April', Country: country === 'US' ? 'USA' : 'GBR', Email: { Address: 'office@harbour.example' }, WebAddr: {},
		SupportedLanguages: 'en', DefaultTimeZone: country === 'US' ? 'America/Los_Angeles' : 'Europe/London',
		NameValue: [
			{ Name: 'NeoEnabled', Value: 'true' }, { Name: 'IndustryType', Value: 'Facilities services' }, { Name: 'CompanyType', Value: 'Other' },
			{ Name: 'SubscriptionStatus', Value: 'PAID' }, { Name: 'OfferingSku', Value: `QuickBooks Online ${plan}` }, { Name: 'PayrollFeature', Value: 'false' },
			{ Name: 'HomeCurrency', Value: home },
		],
	}, '1');
	records.put('Preferences', preferencesOf(company), '1');
}

export function preferencesOf(company: Company): Body {
	const { country, home, multiCurrency, bookCloseDate, classes, locations, accountNumbers, plan } = company;
	return {
		AccountingInfoPrefs: {
			FirstMonthOfFiscalYear: country === 'US' ? 'January' : 'April', UseAccountNumbers: accountNumbers, TaxYearMonth: 'January', ClassTrackingPerTxn: classes === 'txn',
			ClassTrackingPerTxnLine: classes === 'line', TrackDepartments: locations, DepartmentTerminology: 'Location', CustomerTerminology: 'Customers',
			...(bookCloseDate === undefined ? {} : { BookCloseDate: bookCloseDate }),
		},
		ProductAndServicesPrefs: { ForSales: true, ForPurchase: company.itemsOnExpenses, QuantityWithPriceAndRate: true, QuantityOnHand: plan !== 'SimpleStart' },
		SalesFormsPrefs: {
			CustomField: customFieldsOf(company), CustomTxnNumbers: company.customSalesNumbers, AllowDeposit: true, AllowDiscount: true, DefaultDiscountAccount: '0', AllowEstimates: true,
			AllowServiceDate: true, AllowShipping: false, DefaultTerms: { value: '3' }, AutoApplyCredit: false,
		},
		EmailMessagesPrefs: {},
		VendorAndPurchasesPrefs: { EnableBills: plan !== 'SimpleStart', TrackingByCustomer: true, BillableExpenseTracking: company.billableExpenses, POCustomField: [] },
		TimeTrackingPrefs: { UseServices: true, BillCustomers: true, ShowBillRateToAll: false, WorkWeekStartDate: 'Monday', MarkTimeEntriesBillable: true },
		TaxPrefs: { UsingSalesTax: true },
		CurrencyPrefs: { MultiCurrencyEnabled: multiCurrency, HomeCurrency: { value: home } },
		ReportPrefs: { ReportBasis: 'Accrual', CalcAgingReportFromTxnDate: false },
		OtherPrefs: {
			NameValue: Object.entries({
				'SalesFormsPrefs.DefaultCustomerMessage': 'Thank you for your business.', 'VendorAndPurchasesPrefs.UseCustomTxnNumbers': String(company.customExpenseNumbers),
				WarnDuplicateCheckNumber: String(company.warnDuplicateCheck), WarnDuplicateJournalNumber: String(company.warnDuplicateJournal),
				ProjectsEnabled: String(plan === 'Plus' || plan === 'Advanced'),
			}).map(([Name, Value]) => ({ Name, Value })),
		},
	};
}

/** Two lists side by side: which of the three fields are on, and what they are called. */
function customFieldsOf({ salesFields }: Company): Body[] {
	const named = salesFields.map((name, index) => ({ name, number: index + 1 })).filter(({ name }) => name !== '');
	if (named.length === 0) return [];
	return [
		{ CustomField: named.map(({ number }) => ({ Name: `SalesFormsPrefs.UseSalesCustom${number}`, Type: 'BooleanType', BooleanValue: true })) },
		{ CustomField: named.map(({ name, number }) => ({ Name: `SalesFormsPrefs.SalesCustomName${number}`, Type: 'StringType', StringValue: name })) },
	];
}
