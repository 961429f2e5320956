/**
 * What the emulator keeps, in Xero's own field names. Amounts are JSON numbers as they go over the wire (arithmetic is
 * money.ts's alone), days "2026-11-03", instants milliseconds; what can be derived (a contact's name on a bill, the
 * payments of an invoice) is joined when it is shown.
 */
export interface Kept {
	/** Set by the store on every change; strictly rising. */
	UpdatedDateUTC?: number;
	HasAttachments?: boolean;
}

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

export interface Line {
	LineItemID: string;
	Description?: string;
	Quantity?: number;
	UnitAmount?: number;
	ItemCode?: string;
	AccountCode?: string;
	AccountID?: string;
	TaxType?: string;
	TaxAmount: number;
	LineAmount: number;
	DiscountRate?: number;
	DiscountAmount?: number;
	Tracking: Array<{ TrackingCategoryID: string; TrackingOptionID: string }>;
}
export type LineAmountTypes = 'Exclusive' | 'Inclusive' | 'NoTax';
export type DocumentStatus = 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | 'PAID' | 'VOIDED' | 'DELETED';

/** What every document with lines and a contact has. */
export interface Lined extends Kept {
	Type: string;
	Status: DocumentStatus;
	Contact: { ContactID: string };
	Date: string;
	LineAmountTypes: LineAmountTypes;
	LineItems: Line[];
	SubTotal: number;
	TotalTax: number;
	Total: number;
	CurrencyCode: string;
	CurrencyRate: number;
	Reference?: string;
	Url?: string;
}

export interface Invoice extends Lined {
	InvoiceID: string;
	InvoiceNumber?: string;
	DueDate?: string;
	PlannedPaymentDate?: string;
	ExpectedPaymentDate?: string;
	BrandingThemeID?: string;
	SentToContact?: boolean;
	AmountDue: number;
	AmountPaid: number;
	AmountCredited: number;
	TotalDiscount?: number;
	FullyPaidOnDate?: string;
}

/** Credit notes, overpayments and prepayments: money that waits to be set against an invoice or paid back. */
export interface Credit extends Lined {
	RemainingCredit: number;
	/** Paid back by payments; the rest of what is gone was allocated. */
	Refunded: number;
	FullyPaidOnDate?: string;
	/** The bank transaction that made an over- or prepayment. */
	BankTransactionID?: string;
}
export interface CreditNote extends Credit {
	CreditNoteID: string;
	CreditNoteNumber?: string;
	DueDate?: string;
	BrandingThemeID?: string;
	SentToContact?: boolean;
}
export interface Overpayment extends Credit {
	OverpaymentID: string;
}
export interface Prepayment extends Credit {
	PrepaymentID: string;
}

export interface Allocation extends Kept {
	AllocationID: string;
	/** The credit's kind and id. */
	From: CreditKind;
	FromID: string;
	InvoiceID: string;
	Amount: number;
	Date: string;
}
export type CreditKind = 'CreditNotes' | 'Overpayments' | 'Prepayments';

export interface BankTransaction extends Lined {
	BankTransactionID: string;
	BankAccount: { AccountID: string };
	IsReconciled: boolean;
	OverpaymentID?: string;
	PrepaymentID?: string;
	BankTransferID?: string;
}

export interface JournalLine {
	LineAmount: number;
	AccountCode?: string;
	AccountID: string;
	Description?: string;
	TaxType: string;
	TaxAmount: number;
	Tracking: Line['Tracking'];
}
export interface ManualJournal extends Kept {
	ManualJournalID: string;
	Narration: string;
	Date: string;
	Status: 'DRAFT' | 'POSTED' | 'DELETED' | 'VOIDED' | 'ARCHIVED';
	LineAmountTypes: LineAmountTypes;
	JournalLines: JournalLine[];
	Url?: string;
	ShowOnCashBasisReports: boolean;
}

export interface Payment extends Kept {
	PaymentID: string;
	PaymentType: string;
	Status: 'AUTHORISED' | 'DELETED';
	/** What is paid: an invoice, or a credit that is paid back. */
	For: 'Invoices' | CreditKind;
	ForID: string;
	Account: { AccountID: string };
	Date: string;
	Amount: number;
	BankAmount: number;
	CurrencyRate: number;
	Reference?: string;
	IsReconciled: boolean;
	BatchPaymentID?: string;
	Details?: string;
}

export interface BatchPayment extends Kept {
	BatchPaymentID: string;
	Account: { AccountID: string };
	Date: string;
	Type: 'PAYBATCH' | 'RECBATCH';
	Status: 'AUTHORISED' | 'DELETED';
	Reference?: string;
	Particulars?: string;
	Code?: string;
	Details?: string;
	Narrative?: string;
	TotalAmount: number;
	IsReconciled: boolean;
}

export interface BankTransfer extends Kept {
	BankTransferID: string;
	FromBankAccount: { AccountID: string };
	ToBankAccount: { AccountID: string };
	Amount: number;
	Date: string;
	CurrencyRate: number;
	Reference?: string;
	FromBankTransactionID: string;
	ToBankTransactionID: string;
	Status: 'AUTHORISED' | 'DELETED';
	CreatedDateUTC: number;
}

export interface LinkedTransaction extends Kept {
	LinkedTransactionID: string;
	SourceTransactionID: string;
	SourceLineItemID: string;
	SourceTransactionTypeCode: 'ACCPAY' | 'SPEND';
	ContactID?: string;
	TargetTransactionID?: string;
	TargetLineItemID?: string;
	Status: string;
	Type: 'BILLABLEEXPENSE';
}

export interface Records {
	Organisations: Organisation;
	Accounts: Account;
	Contacts: Contact;
	TaxRates: TaxRate;
	TrackingCategories: TrackingCategory;
	TrackingOptions: TrackingOption;
	Currencies: Currency;
	BrandingThemes: BrandingTheme;
	Users: User;
	Items: Item;
	Invoices: Invoice;
	CreditNotes: CreditNote;
	Overpayments: Overpayment;
	Prepayments: Prepayment;
	Allocations: Allocation;
	BankTransactions: BankTransaction;
	BankTransfers: BankTransfer;
	ManualJournals: ManualJournal;
	Payments: Payment;
	BatchPayments: BatchPayment;
	LinkedTransactions: LinkedTransaction;
}
export type Kind = keyof Records;
