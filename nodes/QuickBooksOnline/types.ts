/** QuickBooks' shapes, as far as the package uses them. Unset fields are left out of answers. Source: Intuit, entity reference. */

export interface QboRef {
	value: string;
	name?: string;
	/** Of a purchase's or deposit's party: "Vendor", "Customer", "Employee". */
	type?: string;
}

export interface QboRecord {
	Id?: string;
	/** Goes up by one with every change; an update must carry the one that it changes. */
	SyncToken?: string;
	sparse?: boolean;
	domain?: string;
	/** "Deleted" in the stubs of the change feed. */
	status?: string;
	Active?: boolean;
	MetaData?: { CreateTime?: string; LastUpdatedTime?: string };
}

export interface QboAccount extends QboRecord {
	Name?: string;
	FullyQualifiedName?: string;
	AcctNum?: string;
	AccountType?: string;
	AccountSubType?: string;
	Classification?: string;
	SubAccount?: boolean;
	ParentRef?: QboRef;
	CurrencyRef?: QboRef;
	TaxCodeRef?: QboRef;
	Description?: string;
}

export interface QboAddress {
	Line1?: string;
	Line2?: string;
	City?: string;
	CountrySubDivisionCode?: string;
	PostalCode?: string;
	Country?: string;
}

/** Vendor, customer or employee. */
export interface QboParty extends QboRecord {
	DisplayName?: string;
	FullyQualifiedName?: string;
	CompanyName?: string;
	GivenName?: string;
	FamilyName?: string;
	PrimaryEmailAddr?: { Address?: string };
	PrimaryPhone?: { FreeFormNumber?: string };
	Mobile?: { FreeFormNumber?: string };
	Fax?: { FreeFormNumber?: string };
	BillAddr?: QboAddress;
	ShipAddr?: QboAddress;
	PrimaryAddr?: QboAddress;
	AcctNum?: string;
	EmployeeNumber?: string;
	TaxIdentifier?: string;
	CurrencyRef?: QboRef;
	TermRef?: QboRef;
	SalesTermRef?: QboRef;
	Job?: boolean;
	IsProject?: boolean;
	ParentRef?: QboRef;
	BillWithParent?: boolean;
	Notes?: string;
}

export interface QboItem extends QboRecord {
	Name?: string;
	FullyQualifiedName?: string;
	Sku?: string;
	/** Service, NonInventory, Inventory, Category, Group. */
	Type?: string;
	Description?: string;
	UnitPrice?: number;
	PurchaseCost?: number;
	IncomeAccountRef?: QboRef;
	ExpenseAccountRef?: QboRef;
	SubItem?: boolean;
	ParentRef?: QboRef;
}

/** Class, department, term, payment method: lists of names. */
export interface QboNamed extends QboRecord {
	Name?: string;
	FullyQualifiedName?: string;
	SubClass?: boolean;
	SubDepartment?: boolean;
	ParentRef?: QboRef;
	DueDays?: number;
	Type?: string;
}

export interface QboTaxCode extends QboRecord {
	Name?: string;
	Description?: string;
	Taxable?: boolean;
	Hidden?: boolean;
	SalesTaxRateList?: { TaxRateDetail?: QboTaxRateDetail[] };
	PurchaseTaxRateList?: { TaxRateDetail?: QboTaxRateDetail[] };
}
export interface QboTaxRateDetail {
	TaxRateRef: QboRef;
	TaxTypeApplicable?: string;
	TaxOrder?: number;
}
export interface QboTaxRate extends QboRecord {
	Name?: string;
	RateValue?: number;
}
export interface QboCurrency extends QboRecord {
	Code?: string;
	Name?: string;
}

export interface QboCompany extends QboRecord {
	CompanyName?: string;
	LegalName?: string;
	Country?: string;
	NameValue?: Array<{ Name?: string; Value?: string }>;
}

export interface QboPreferences extends QboRecord {
	AccountingInfoPrefs?: {
		BookCloseDate?: string;
		TrackDepartments?: boolean;
		DepartmentTerminology?: string;
		ClassTrackingPerTxn?: boolean;
		ClassTrackingPerTxnLine?: boolean;
	};
	CurrencyPrefs?: { MultiCurrencyEnabled?: boolean; HomeCurrency?: QboRef };
	TaxPrefs?: { UsingSalesTax?: boolean; PartnerTaxEnabled?: boolean };
	SalesFormsPrefs?: { CustomTxnNumbers?: boolean; CustomField?: Array<{ CustomField?: QboPreferenceField[] }> };
}
export interface QboPreferenceField {
	Name?: string;
	Type?: string;
	StringValue?: string;
	BooleanValue?: boolean;
}

export type TransactionEntity =
	| 'Bill' | 'BillPayment' | 'CreditMemo' | 'Deposit' | 'Invoice' | 'JournalEntry' | 'Payment' | 'Purchase' | 'VendorCredit';

export interface QboExpenseDetail {
	AccountRef?: QboRef;
	ItemRef?: QboRef;
	Qty?: number;
	UnitPrice?: number;
	ClassRef?: QboRef;
	CustomerRef?: QboRef;
	BillableStatus?: 'Billable' | 'NotBillable' | 'HasBeenBilled';
	TaxCodeRef?: QboRef;
	TaxAmount?: number;
	TaxInclusiveAmt?: number;
	ServiceDate?: string;
}
export interface QboJournalDetail extends Omit<QboExpenseDetail, 'CustomerRef' | 'BillableStatus'> {
	PostingType?: 'Debit' | 'Credit';
	DepartmentRef?: QboRef;
	Entity?: { Type?: string; EntityRef?: QboRef };
	TaxApplicableOn?: 'Purchase' | 'Sales';
}
export interface QboLine {
	Id?: string;
	LineNum?: number;
	Description?: string;
	Amount?: number;
	DetailType?: string;
	AccountBasedExpenseLineDetail?: QboExpenseDetail;
	ItemBasedExpenseLineDetail?: QboExpenseDetail;
	SalesItemLineDetail?: QboExpenseDetail;
	JournalEntryLineDetail?: QboJournalDetail;
	DepositLineDetail?: QboExpenseDetail & { Entity?: QboRef };
	LinkedTxn?: Array<{ TxnId: string; TxnType: string }>;
}
export interface QboTaxLine {
	Amount: number;
	DetailType: 'TaxLineDetail';
	TaxLineDetail: { TaxRateRef: QboRef; PercentBased?: boolean; TaxPercent?: number; NetAmountTaxable?: number };
}

/** Any transaction; which members it has depends on the entity. */
export interface QboTransaction extends QboRecord {
	TxnDate?: string;
	DueDate?: string;
	DocNumber?: string;
	PaymentRefNum?: string;
	PrivateNote?: string;
	CustomerMemo?: { value?: string };
	CustomField?: Array<{ DefinitionId?: string; Name?: string; Type?: string; StringValue?: string }>;
	CurrencyRef?: QboRef;
	/** Home units for one unit of the transaction's currency. */
	ExchangeRate?: number;
	DepartmentRef?: QboRef;
	ClassRef?: QboRef;
	VendorRef?: QboRef;
	CustomerRef?: QboRef;
	EntityRef?: QboRef;
	AccountRef?: QboRef;
	DepositToAccountRef?: QboRef;
	PaymentType?: 'Cash' | 'Check' | 'CreditCard';
	/** A refund on a credit card. */
	Credit?: boolean;
	PayType?: 'Check' | 'CreditCard';
	CheckPayment?: { BankAccountRef?: QboRef; PrintStatus?: string };
	CreditCardPayment?: { CCAccountRef?: QboRef };
	GlobalTaxCalculation?: 'TaxExcluded' | 'TaxInclusive' | 'NotApplicable';
	TxnTaxDetail?: { TotalTax?: number; TaxLine?: QboTaxLine[] };
	TotalAmt?: number;
	Balance?: number;
	UnappliedAmt?: number;
	Line?: QboLine[];
	LinkedTxn?: Array<{ TxnId: string; TxnType: string }>;
}

export interface QboAttachable extends QboRecord {
	FileName?: string;
	ContentType?: string;
	Size?: number;
	Note?: string;
	AttachableRef?: Array<{ EntityRef?: QboRef; IncludeOnSend?: boolean }>;
}
