import type { Kind } from '../records';

/** Types of the fields that `where` and `order` may name; dotted paths written out. */
export type FieldType = 'text' | 'number' | 'bool' | 'guid' | 'day' | 'instant';
export type FieldTypes = Readonly<Record<string, FieldType>>;

function fields(spec: Partial<Record<FieldType, string>>): FieldTypes {
	const found: Record<string, FieldType> = {};
	for (const [type, names] of Object.entries(spec)) {
		for (const name of names.split(' ')) found[name.toLowerCase()] = type as FieldType;
	}
	return found;
}

const CONTACT = { guid: 'Contact.ContactID', text: 'Contact.Name Contact.ContactNumber Contact.EmailAddress' };
const MONEY = 'SubTotal TotalTax Total CurrencyRate';
const CREDIT = (id: string) =>
	fields({
		guid: `${id} ${CONTACT.guid}`,
		text: `Type Status Reference LineAmountTypes CurrencyCode ${CONTACT.text}`,
		day: 'Date',
		number: `${MONEY} RemainingCredit`,
		instant: 'UpdatedDateUTC',
		bool: 'HasAttachments',
	});

export const FIELDS: Readonly<Partial<Record<Kind, FieldTypes>>> = {
	Accounts: fields({
		guid: 'AccountID',
		instant: 'UpdatedDateUTC',
		text: 'Code Name Type Class Status TaxType Description BankAccountType BankAccountNumber CurrencyCode SystemAccount ReportingCode',
		bool: 'EnablePaymentsToAccount ShowInExpenseClaims AddToWatchlist HasAttachments',
	}),
	Contacts: fields({
		guid: 'ContactID MergedToContactID',
		bool: 'IsSupplier IsCustomer HasAttachments',
		instant: 'UpdatedDateUTC',
		text: 'Name ContactNumber AccountNumber ContactStatus FirstName LastName CompanyNumber EmailAddress TaxNumber DefaultCurrency',
	}),
	TaxRates: fields({
		text: 'Name TaxType Status ReportTaxType',
		number: 'EffectiveRate DisplayTaxRate',
		bool: 'CanApplyToAssets CanApplyToEquity CanApplyToExpenses CanApplyToLiabilities CanApplyToRevenue',
	}),
	TrackingCategories: fields({ guid: 'TrackingCategoryID', text: 'Name Status' }),
	Currencies: fields({ text: 'Code Description' }),
	Users: fields({
		guid: 'UserID',
		text: 'EmailAddress FirstName LastName OrganisationRole',
		bool: 'IsSubscriber',
		instant: 'UpdatedDateUTC',
	}),
	Items: fields({
		guid: 'ItemID',
		text: 'Code Name Description PurchaseDescription',
		bool: 'IsSold IsPurchased IsTrackedAsInventory',
		instant: 'UpdatedDateUTC',
		number: 'SalesDetails.UnitPrice PurchaseDetails.UnitPrice',
	}),
	Invoices: fields({
		guid: `InvoiceID BrandingThemeID ${CONTACT.guid}`,
		text: `Type InvoiceNumber Reference Status LineAmountTypes CurrencyCode Url ${CONTACT.text}`,
		day: 'Date DueDate PlannedPaymentDate ExpectedPaymentDate FullyPaidOnDate',
		number: `${MONEY} AmountDue AmountPaid AmountCredited`,
		instant: 'UpdatedDateUTC',
		bool: 'SentToContact HasAttachments',
	}),
	CreditNotes: fields({
		guid: `CreditNoteID ${CONTACT.guid}`,
		text: `Type CreditNoteNumber Reference Status LineAmountTypes CurrencyCode ${CONTACT.text}`,
		day: 'Date DueDate FullyPaidOnDate',
		number: `${MONEY} RemainingCredit`,
		instant: 'UpdatedDateUTC',
		bool: 'HasAttachments',
	}),
	Overpayments: CREDIT('OverpaymentID'),
	Prepayments: CREDIT('PrepaymentID'),
	BankTransactions: fields({
		guid: `BankTransactionID OverpaymentID PrepaymentID BankAccount.AccountID ${CONTACT.guid}`,
		text: `Type Reference Status LineAmountTypes CurrencyCode Url BankAccount.Code BankAccount.Name ${CONTACT.text}`,
		day: 'Date',
		number: MONEY,
		instant: 'UpdatedDateUTC',
		bool: 'IsReconciled HasAttachments',
	}),
	BankTransfers: fields({
		guid: 'BankTransferID FromBankTransactionID ToBankTransactionID FromBankAccount.AccountID ToBankAccount.AccountID',
		text: 'Reference Status',
		day: 'Date',
		number: 'Amount CurrencyRate',
		instant: 'CreatedDateUTC',
		bool: 'HasAttachments',
	}),
	ManualJournals: fields({
		guid: 'ManualJournalID',
		text: 'Narration Status LineAmountTypes Url',
		day: 'Date',
		instant: 'UpdatedDateUTC',
		bool: 'ShowOnCashBasisReports HasAttachments',
	}),
	Payments: fields({
		guid: 'PaymentID BatchPaymentID Invoice.InvoiceID Account.AccountID Invoice.Contact.ContactID',
		text: 'Status PaymentType Reference Invoice.InvoiceNumber Invoice.Type Account.Code Invoice.Contact.Name',
		day: 'Date',
		number: 'Amount BankAmount CurrencyRate',
		instant: 'UpdatedDateUTC',
		bool: 'IsReconciled',
	}),
	BatchPayments: fields({
		guid: 'BatchPaymentID Account.AccountID',
		text: 'Status Type Reference Narrative',
		day: 'Date',
		number: 'TotalAmount',
		instant: 'UpdatedDateUTC',
		bool: 'IsReconciled',
	}),
};
