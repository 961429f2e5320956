import type { Kept } from './kept';

export interface Organisation extends Kept {
	OrganisationID: string;
	Name: string;
	LegalName: string;
	Version: string;
	BaseCurrency: string;
	CountryCode: string;
	Timezone: string;
	ShortCode: string;
	Class: string;
	FinancialYearEndDay: number;
	FinancialYearEndMonth: number;
	IsDemoCompany: boolean;
	PeriodLockDate?: string;
	EndOfYearLockDate?: string;
	CreatedDateUTC: number;
	/** Not shown: whether the plan has foreign currencies. */
	Multicurrency: boolean;
	/** Not shown: the organisation is closed, was reset, or its user lost access; every call answers 403. */
	Revoked?: boolean;
}

export interface Account extends Kept {
	AccountID: string;
	Code?: string;
	Name: string;
	Type: string;
	Class: string;
	Status: 'ACTIVE' | 'ARCHIVED' | 'DELETED';
	TaxType: string;
	Description?: string;
	BankAccountType?: string;
	BankAccountNumber?: string;
	CurrencyCode?: string;
	EnablePaymentsToAccount: boolean;
	ShowInExpenseClaims: boolean;
	SystemAccount?: string;
	AddToWatchlist: boolean;
	ReportingCode?: string;
}

export interface Contact extends Kept {
	ContactID: string;
	ContactNumber?: string;
	AccountNumber?: string;
	ContactStatus: 'ACTIVE' | 'ARCHIVED' | 'GDPRREQUEST';
	Name: string;
	FirstName?: string;
	LastName?: string;
	CompanyNumber?: string;
	EmailAddress?: string;
	TaxNumber?: string;
	BankAccountDetails?: string;
	AccountsReceivableTaxType?: string;
	AccountsPayableTaxType?: string;
	Addresses?: Array<Record<string, string | undefined>>;
	Phones?: Array<Record<string, string | undefined>>;
	ContactPersons?: Array<Record<string, string | boolean | undefined>>;
	DefaultCurrency?: string;
	SalesDefaultAccountCode?: string;
	PurchasesDefaultAccountCode?: string;
	PaymentTerms?: Partial<Record<'Bills' | 'Sales', { Day?: number; Type?: string }>>;
	IsSupplier: boolean;
	IsCustomer: boolean;
	MergedToContactID?: string;
}

export interface TaxRate extends Kept {
	TaxType: string;
	Name: string;
	Status: 'ACTIVE' | 'DELETED' | 'ARCHIVED';
	ReportTaxType?: string;
	EffectiveRate: number;
	DisplayTaxRate: number;
	CanApplyToAssets: boolean;
	CanApplyToEquity: boolean;
	CanApplyToExpenses: boolean;
	CanApplyToLiabilities: boolean;
	CanApplyToRevenue: boolean;
	TaxComponents: Array<{ Name?: string; Rate?: number; IsCompound?: boolean; IsNonRecoverable?: boolean }>;
}

export interface TrackingCategory extends Kept {
	TrackingCategoryID: string;
	Name: string;
	Status: 'ACTIVE' | 'ARCHIVED' | 'DELETED';
}
export interface TrackingOption extends Kept {
	TrackingOptionID: string;
	TrackingCategoryID: string;
	Name: string;
	Status: 'ACTIVE' | 'ARCHIVED' | 'DELETED';
}

export interface Currency extends Kept {
	Code: string;
	Description: string;
}
export interface BrandingTheme extends Kept {
	BrandingThemeID: string;
	Name: string;
	SortOrder: number;
	CreatedDateUTC: number;
}
export interface User extends Kept {
	UserID: string;
	EmailAddress: string;
	FirstName: string;
	LastName: string;
	IsSubscriber: boolean;
	OrganisationRole: string;
}

export interface Price {
	UnitPrice?: number;
	AccountCode?: string;
	COGSAccountCode?: string;
	TaxType?: string;
}
export interface Item extends Kept {
	ItemID: string;
	Code: string;
	Name?: string;
	Description?: string;
	PurchaseDescription?: string;
	IsSold: boolean;
	IsPurchased: boolean;
	IsTrackedAsInventory: boolean;
	InventoryAssetAccountCode?: string;
	SalesDetails?: Price;
	PurchaseDetails?: Price;
}
