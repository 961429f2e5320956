import { shape } from '../wire/shapes';

/** Reference data, in the vendor's order. */
const ACCOUNT =
	'AccountID:i ExternalApproverID:i? LedgerType:Sales|Purchases|General Code CountryCode Name GroupID DefaultTaxCode AreaID BankAccountCode CountryID ' +
	'CreditTermID CurrencyCode PaymentMethodID AuthorUserID ShipViaID CreationDate:d Address1 Address2 City County_State Country PostCode DeliveryName ' +
	'DeliveryAddress1 DeliveryAddress2 DeliveryCity DeliveryCounty_State DeliveryCountry DeliveryPostCode DeliveryContact DeliveryPhone DeliveryFax ' +
	'Phone Fax Email WebAddress Contact VATRegistrationNumber VATExemptReference DiscountRate:n UseAccountTaxCode:b DefaultGLAccountCode ' +
	'ControlGLAccountCode IsActive:b Hold:i HeadOfficeAccountID:i? Notes UseHeadOffice:b IsHeadOffice:b CreditLimit:n RegionID PriorityID ' +
	'DeliveryRouteID PriceCategoryID PriceListID DepartmentID InternationalBankAccountNumber BankSortCode BankCode BankSwiftCode AccountReferralID ' +
	'MobilePhone IsFranchise:b ContractorTaxCode RowVersionNumber EDICentralID EPaymentReference SalesRepresentativeID:i?';
export const SUPPLIER = shape('Supplier', ACCOUNT);
shape('Customer', ACCOUNT);
shape('WSGetSuppliersByQuery', 'Emails:string[] ExcludeExpenseSuppliers:b FromLastModifiedDateInUTC:d?');
shape('WSGetCustomersByQuery', 'Emails:string[] FromLastModifiedDateInUTC:d?');
shape('WSAccountContact', 'FullName Note AccountCode JobTitle Phone Email IsPrimary:b AuthorUserID CreationDate:d');
shape(
	'WSChartOfAccountLine',
	'Code Description AccountType DefaultTaxID GLCategoryID GLSubCategoryID GLCategory GLSubCategory DepartmentID IsDepartmental:b BalanceSheetType ' +
		'GLCategoryTypeID GLCategoryTypeDescription IsActive:b CurrencyCode GLGroupID GLGroup',
);
shape('WSConsolidatedGroupChartOfAccountLine', 'TopCo SubCo Subsidiary ChartOfAccountLine:WSChartOfAccountLine');
shape('WSAnalysisDimension', 'Code Description DimensionCodes:WSAnalysisDimensionCode[]');
shape('WSAnalysisDimensionCode', 'Code Description');
shape('Department', 'DepartmentID Description AnalysisCode1 AnalysisCode2 AnalysisCode3 AnalysisCode4 AnalysisCode5 AnalysisCode6 IsActive:b');
shape('WSGetDepartmentsByQuery', 'FromLastModifiedDateInUTC:d?');
shape('WSGetDepartmentByAnalysisCodeQuery', 'a1Filter:string[] a2Filter:string[] a3Filter:string[] a4Filter:string[] a5Filter:string[] a6Filter:string[]');
shape(
	'Tax',
	'ID Code Description RowVersionNumber Rate:n EuropeanCommunitySales:b EuropeanCommunityPurchases:b EUTrade:b ReverseCharge:b? IsGoods:b ' +
		'PartialReclaim:b PartialReclaimRate:n IsDefault:b IsTaxExclude:b IsStandardRate:b GrossThreshold:n? NetThreshold:n? TaxTypeId:i? ' +
		'SalesTaxInclude:b PurchasesTaxInclude:b DebitGlAccno CreditGlAccno WithHoldingTaxGLAccount IsWithHoldingTax:b Is1099Code:b Checker:TaxChecker',
);
shape('TaxChecker', 'IdLength:i CodeLength:i DescriptionLength:i AuthorLength:i');
shape('CreditTerm', 'ID Code Description RowVersionNumber CreditDays:i EndOfMonth:b Checker:CreditTermChecker');
shape('CreditTermChecker', 'IdLength:i CodeLength:i DescriptionLength:i AuthorLength:i CreditDayLength:i');
shape(
	'StockItem',
	'StockItemID Description SalesDescription ItemGroupID ItemTypeID ItemSubgroupID DefaultLocationID DefaultSublocationID TaxCode ItemPrice:n ' +
		'UpdateOnHand:b OpeningStockGLAccountCode ClosingStockGLAccountCode DefaultSalesGLAccountCode DefaultPurchasesGLAccountCode ' +
		'OpeningWorkInProgressGLAccountCode ClosingWorkInProgressGLAccountCode Active:b ReOrderLevel:n ItemPrice2:n ItemPrice3:n ItemPrice4:n ' +
		'ItemPrice5:n ItemPrice6:n ItemPrice7:n ItemPrice8:n UseMarginWarning:b Margin:n UniversalResourceNumber RowVersionNumber Weight:n?',
);
shape('WSGetStockItemsByQuery', 'FromLastModifiedDateInUTC:d?');
shape(
	'Bank',
	'GroupOnlinePaymentDuringReconciliation:b Address1 Address2 City County CountryState BankID:i Code BankAccountCode Name CurrencyCode ' +
		'OverdraftLimit:n InternationalBankAccountNumber SortCode SwiftCode OnlineUserID OnlineBankType:None|Online Phone Fax RowVersionNumber',
);
shape('WSBankAccountBalance', 'FinancialYear:i PeriodNumber:i PeriodName Date:d Balance:n LastReconciledDate');
shape('WSCurrency', 'CurrencyID:i CurrencyCode IsBaseCurrency:b ExchangeRate:n Symbol Units LastModifiedDate:d Description');
shape('CurrencyHistory', 'CurrencyHistoryID:i ExchangeRate:n Date:d CurrencyCode UserID Description Symbol CurrencyID:i IsEditable:b');
const PERIOD = [
	'PeriodID:i', 'PeriodNumber:i', 'PeriodName', 'FinancialYear:i', 'StartDate:d', 'EndDate:d', 'SalesLedgerClosed:b',
	'PurchasesLedgerClosed:b', 'GeneralLedgerClosed:b', 'FinancialYearClosed:b',
];
shape('WSFinancialPeriodDTO', [...PERIOD.map((field) => `_${field}`), ...PERIOD].join(' '));
shape('WSEntity', 'EntityID EntityName BaseCurrency');
shape('TokenGetResponse', 'AccessToken RefreshToken');
shape('WSUserInformation', 'Email FullName');
shape(
	'WSCompanyInformation',
	'CompanyName LocaleName BaseCurrencyCode Address:WSAddress ContactInformation:WSContactInformation ' +
		'AutoNumberingSettings:WSAutoNumberingSettings PrecisionSettings:WSPrecisionSettings ApprovalSettings:WSApprovalSettings ' +
		'TaxRegistrationNumber RegistrationNumber EDIIdentifier IsConsolidationCompany:b',
);
shape('WSAddress', 'Line1 Line2 City County PostZipCode CountryState');
shape('WSContactInformation', 'LandlineNumber MobileNumber FaxNumber EmailAddress WebSite');
const numbering = ['SalesQuote', 'SalesOrder', 'SalesInvoice', 'SalesCreditNote', 'PurchaseOrder'];
shape('WSAutoNumberingSettings', numbering.map((name) => `UseAuto${name}Numbering:b Current${name}Number`).join(' '));
shape('WSPrecisionSettings', 'PricePrecisionDecimals:i QuantityPrecisionDecimals:i');
shape('WSApprovalSettings', 'IsPurchaseApprovalEnabled:b IsPurchaseBatchPaymentApprovalEnabled:b ApprovalType:SupplierBased|DepartmentBased|None');
shape('WSInterCompanyConnection', 'Local:WSInterCompanyConnectionDetail Remote:WSInterCompanyConnectionDetail');
shape('WSInterCompanyConnectionDetail', 'EntityID EntityName EntityBaseCurrencyCode AccountID:i AccountCode AccountName AccountCurrencyCode');
shape(
	'Project',
	'ProjectCode Name Description BillingType PricingType Status AIQCustomerCode AIQBICodeID ProjectManagerEmployeeNumber CalendarRBGColour StatusNote CategoryNote',
);
