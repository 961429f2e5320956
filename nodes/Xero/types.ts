/**
 * Xero's own shapes, as far as the package reads or writes them. Amounts are JSON numbers on this wire; dates come as
 * "/Date(1552521600000+0000)/" and go as "2026-11-03". Source: Xero, "Accounting API".
 */
export interface XeroErrors {
	HasErrors?: boolean;
	StatusAttributeString?: 'OK' | 'WARNING' | 'ERROR';
	ValidationErrors?: Array<{ Message: string }>;
	Warnings?: Array<{ Message: string }>;
}

export interface XeroTracking {
	TrackingCategoryID?: string;
	TrackingOptionID?: string;
	Name?: string;
	Option?: string;
}

export interface XeroLine {
	LineItemID?: string;
	Description?: string;
	Quantity?: number;
	UnitAmount?: number;
	ItemCode?: string;
	AccountCode?: string;
	AccountID?: string;
	TaxType?: string;
	TaxAmount?: number;
	LineAmount?: number;
	Tracking?: XeroTracking[];
}

export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';

interface XeroDocument extends XeroErrors {
	Status?: string;
	Date?: string;
	Url?: string;
	CurrencyCode?: string;
	CurrencyRate?: number;
	LineAmountTypes?: LineAmountTypes;
	SubTotal?: number;
	TotalTax?: number;
	Total?: number;
	HasAttachments?: boolean;
	UpdatedDateUTC?: string;
}

export interface XeroInvoice extends XeroDocument {
	InvoiceID?: string;
	Type: 'ACCPAY' | 'ACCREC';
	InvoiceNumber?: string;
	Reference?: string;
	Contact?: XeroContact;
	DueDate?: string;
	LineItems?: XeroLine[];
	AmountDue?: number;
	AmountPaid?: number;
	AmountCredited?: number;
}

export interface XeroCreditNote extends XeroDocument {
	CreditNoteID?: string;
	Type: 'ACCPAYCREDIT' | 'ACCRECCREDIT';
	CreditNoteNumber?: string;
	Reference?: string;
	Contact?: XeroContact;
	DueDate?: string;
	LineItems?: XeroLine[];
	RemainingCredit?: number;
}

export interface XeroJournalLine {
	LineAmount: number;
	AccountCode?: string;
	AccountID?: string;
	Description?: string;
	TaxType?: string;
	TaxAmount?: number;
	Tracking?: XeroTracking[];
}

export interface XeroManualJournal extends XeroErrors {
	ManualJournalID?: string;
	Narration: string;
	Date?: string;
	Status?: string;
	LineAmountTypes?: LineAmountTypes;
	Url?: string;
	JournalLines?: XeroJournalLine[];
	HasAttachments?: boolean;
	UpdatedDateUTC?: string;
}

export interface XeroBankTransaction extends XeroDocument {
	BankTransactionID?: string;
	/** SPEND, RECEIVE and their -OVERPAYMENT, -PREPAYMENT and -TRANSFER kinds. */
	Type: string;
	Reference?: string;
	Contact?: XeroContact;
	BankAccount: { AccountID?: string; Code?: string; Name?: string };
	LineItems?: XeroLine[];
	IsReconciled?: boolean;
}

export interface XeroPayment extends XeroErrors {
	PaymentID?: string;
	PaymentType?: string;
	Invoice?: Partial<XeroInvoice>;
	CreditNote?: Partial<XeroCreditNote>;
	Account?: { AccountID?: string; Code?: string; Name?: string };
	Date?: string;
	Amount?: number;
	CurrencyRate?: number;
	Reference?: string;
	Status?: string;
	IsReconciled?: boolean;
	UpdatedDateUTC?: string;
}

export interface XeroAddress {
	AddressType?: string;
	AddressLine1?: string;
	AddressLine2?: string;
	City?: string;
	Region?: string;
	PostalCode?: string;
	Country?: string;
}
export interface XeroPhone {
	PhoneType?: string;
	PhoneNumber?: string;
	PhoneAreaCode?: string;
	PhoneCountryCode?: string;
}

export interface XeroContact extends XeroErrors {
	ContactID?: string;
	MergedToContactID?: string;
	ContactNumber?: string;
	AccountNumber?: string;
	ContactStatus?: string;
	Name?: string;
	FirstName?: string;
	LastName?: string;
	EmailAddress?: string;
	TaxNumber?: string;
	DefaultCurrency?: string;
	IsSupplier?: boolean;
	IsCustomer?: boolean;
	Addresses?: XeroAddress[];
	Phones?: XeroPhone[];
	UpdatedDateUTC?: string;
}

export interface XeroAccount {
	AccountID: string;
	Code?: string;
	Name: string;
	Type: string;
	Class?: string;
	Status?: string;
	TaxType?: string;
	Description?: string;
	SystemAccount?: string;
	EnablePaymentsToAccount?: boolean;
	ShowInExpenseClaims?: boolean;
	BankAccountType?: string;
	BankAccountNumber?: string;
	CurrencyCode?: string;
	UpdatedDateUTC?: string;
}

export interface XeroTaxRate {
	Name: string;
	TaxType: string;
	Status?: string;
	EffectiveRate?: number;
	DisplayTaxRate?: number;
	CanApplyToAssets?: boolean;
	CanApplyToEquity?: boolean;
	CanApplyToExpenses?: boolean;
	CanApplyToLiabilities?: boolean;
	CanApplyToRevenue?: boolean;
}

export interface XeroTrackingOption {
	TrackingOptionID: string;
	Name: string;
	Status?: string;
}
export interface XeroTrackingCategory {
	TrackingCategoryID: string;
	Name: string;
	Status?: string;
	Options?: XeroTrackingOption[];
}

export interface XeroItem extends XeroErrors {
	ItemID?: string;
	Code: string;
	Name?: string;
	Description?: string;
	PurchaseDescription?: string;
	IsSold?: boolean;
	IsPurchased?: boolean;
	SalesDetails?: { UnitPrice?: number; AccountCode?: string; TaxType?: string };
	PurchaseDetails?: { UnitPrice?: number; AccountCode?: string; TaxType?: string };
	UpdatedDateUTC?: string;
}

export interface XeroCurrency {
	Code: string;
	Description?: string;
}

export interface XeroOrganisation {
	OrganisationID: string;
	Name: string;
	LegalName?: string;
	ShortCode?: string;
	BaseCurrency: string;
	CountryCode?: string;
	Timezone?: string;
	PeriodLockDate?: string;
	EndOfYearLockDate?: string;
	IsDemoCompany?: boolean;
	OrganisationStatus?: string;
}

/** A connected organisation. Source: Xero, "Connections". */
export interface XeroConnection {
	id: string;
	tenantId: string;
	tenantType: string;
	tenantName?: string;
	updatedDateUtc?: string;
}

export interface XeroAttachment {
	AttachmentID: string;
	FileName: string;
	MimeType?: string;
	ContentLength?: number;
	Url?: string;
}

export interface XeroHistory {
	Details?: string;
	Changes?: string;
	User?: string;
	DateUTC?: string;
}

export interface XeroPagination {
	page: number;
	pageSize: number;
	pageCount: number;
	itemCount: number;
}
