import type { Kept } from './kept';

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
