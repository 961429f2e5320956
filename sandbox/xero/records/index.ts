import type {
	Invoice,
	CreditNote,
	Overpayment,
	Prepayment,
	Allocation,
	BankTransaction,
	ManualJournal,
	Payment,
	BatchPayment,
	BankTransfer,
	LinkedTransaction,
} from './documents';
import type {
	Organisation,
	Account,
	Contact,
	TaxRate,
	TrackingCategory,
	TrackingOption,
	Currency,
	BrandingTheme,
	User,
	Item,
} from './reference';

export type * from './documents';
export type * from './kept';
export type * from './reference';

/** Every kind of record, under the name of its collection on the wire. */
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
