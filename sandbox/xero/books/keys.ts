import type { Kind, Records } from '../records';

/** The columns by which records are found without reading their bodies. */
export interface Keys {
	id: string;
	/** Number or code, folded. */
	number?: string;
	/** Name, folded. */
	name?: string;
	type?: string;
	status?: string;
	contact?: string;
	/** The record that this one belongs to: the invoice of a payment, the category of an option. */
	parent?: string;
}

/** Xero compares text in filters without regard to case and accents. */
export function fold(text: string): string {
	const lower = text.toLowerCase();
	return /^[ -~]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/\p{Diacritic}/gu, '');
}

const folded = (text: string | undefined) => (text === undefined || text === '' ? undefined : fold(text));

type KeysOf = { [K in Kind]: (record: Records[K]) => Keys };

export const keysOf: KeysOf = {
	Organisations: (r) => ({ id: r.OrganisationID, name: folded(r.Name) }),
	Accounts: (r) => ({ id: r.AccountID, number: folded(r.Code), name: folded(r.Name), type: r.Type, status: r.Status }),
	Contacts: (r) => ({
		id: r.ContactID,
		number: folded(r.ContactNumber),
		name: folded(r.Name),
		status: r.ContactStatus,
	}),
	TaxRates: (r) => ({ id: r.TaxType, name: folded(r.Name), status: r.Status }),
	TrackingCategories: (r) => ({ id: r.TrackingCategoryID, name: folded(r.Name), status: r.Status }),
	TrackingOptions: (r) => ({
		id: r.TrackingOptionID,
		name: folded(r.Name),
		status: r.Status,
		parent: r.TrackingCategoryID,
	}),
	Currencies: (r) => ({ id: r.Code }),
	BrandingThemes: (r) => ({ id: r.BrandingThemeID, name: folded(r.Name) }),
	Users: (r) => ({ id: r.UserID }),
	Items: (r) => ({ id: r.ItemID, number: folded(r.Code), name: folded(r.Name) }),
	Invoices: (r) => ({
		id: r.InvoiceID,
		number: folded(r.InvoiceNumber),
		name: folded(r.Reference),
		type: r.Type,
		status: r.Status,
		contact: r.Contact.ContactID,
	}),
	CreditNotes: (r) => ({
		id: r.CreditNoteID,
		number: folded(r.CreditNoteNumber),
		name: folded(r.Reference),
		type: r.Type,
		status: r.Status,
		contact: r.Contact.ContactID,
	}),
	Overpayments: (r) => ({ id: r.OverpaymentID, type: r.Type, status: r.Status, contact: r.Contact.ContactID }),
	Prepayments: (r) => ({ id: r.PrepaymentID, type: r.Type, status: r.Status, contact: r.Contact.ContactID }),
	Allocations: (r) => ({ id: r.AllocationID, parent: r.FromID, contact: r.InvoiceID }),
	BankTransactions: (r) => ({
		id: r.BankTransactionID,
		name: folded(r.Reference),
		type: r.Type,
		status: r.Status,
		contact: r.Contact.ContactID,
		parent: r.BankAccount.AccountID,
	}),
	BankTransfers: (r) => ({ id: r.BankTransferID, status: r.Status }),
	ManualJournals: (r) => ({ id: r.ManualJournalID, status: r.Status }),
	Payments: (r) => ({
		id: r.PaymentID,
		name: folded(r.Reference),
		type: r.PaymentType,
		status: r.Status,
		parent: r.ForID,
		contact: r.BatchPaymentID,
	}),
	BatchPayments: (r) => ({ id: r.BatchPaymentID, status: r.Status }),
	LinkedTransactions: (r) => ({
		id: r.LinkedTransactionID,
		status: r.Status,
		contact: r.ContactID,
		parent: r.SourceTransactionID,
	}),
};
