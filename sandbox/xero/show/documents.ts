import type { Books } from '../books/books';
import type { BankTransaction, CreditKind, CreditNote, Invoice, Lined, Overpayment, Prepayment } from '../records';
import type { Wire } from '../wire/batch';
import { briefContact, showContact } from './contact';
import { briefAccount, dateOnly, dates, showLine, updated } from './parts';
import { showAllocations, showPaymentsOf } from './settlements';

export interface DocumentView {
	/** Lines and the whole contact: with `page`, by id, and in answers to writes. */
	full: boolean;
	places: 2 | 4;
	/** summaryOnly: no lines, no payments. */
	summary?: boolean;
}

function head(books: Books, document: Lined, { full, places, summary = false }: DocumentView): Wire {
	const { ContactID } = document.Contact;
	const contact = books.get('Contacts', ContactID);
	const lines = summary
		? {}
		: { LineItems: full ? document.LineItems.map((line) => showLine(books, line, places)) : [] };
	return {
		Contact:
			ContactID === ''
				? undefined
				: full && contact !== undefined
					? showContact(books, contact, { full: false })
					: briefContact(books, ContactID),
		...dates('Date', document.Date),
		Status: document.Status,
		LineAmountTypes: document.LineAmountTypes,
		...lines,
		SubTotal: document.SubTotal,
		TotalTax: document.TotalTax,
		Total: document.Total,
		CurrencyCode: document.CurrencyCode,
		CurrencyRate: document.CurrencyRate,
		Url: document.Url,
		HasAttachments: document.HasAttachments ?? false,
	};
}

export function showInvoice(books: Books, invoice: Invoice, view: DocumentView): Wire {
	const id = invoice.InvoiceID;
	// Most bills of a long list are unpaid: what is not there need not be looked for.
	const credits = (from: CreditKind) =>
		invoice.AmountCredited === 0 ? [] : showAllocations(books, { invoice: id, from });
	const settlements =
		view.summary === true
			? {}
			: {
					Payments: invoice.AmountPaid === 0 ? [] : showPaymentsOf(books, id),
					CreditNotes: credits('CreditNotes'),
					Prepayments: credits('Prepayments'),
					Overpayments: credits('Overpayments'),
				};
	return {
		Type: invoice.Type,
		InvoiceID: id,
		InvoiceNumber: invoice.InvoiceNumber ?? '',
		Reference: invoice.Reference ?? '',
		...settlements,
		AmountDue: invoice.AmountDue,
		AmountPaid: invoice.AmountPaid,
		AmountCredited: invoice.AmountCredited,
		SentToContact: invoice.SentToContact,
		IsDiscounted: invoice.LineItems.some(({ DiscountRate }) => (DiscountRate ?? 0) > 0),
		HasErrors: false,
		BrandingThemeID: invoice.BrandingThemeID,
		InvoiceAddresses: [],
		...head(books, invoice, view),
		...dates('DueDate', invoice.DueDate),
		...dates('PlannedPaymentDate', invoice.PlannedPaymentDate),
		...dates('ExpectedPaymentDate', invoice.ExpectedPaymentDate),
		...dateOnly('FullyPaidOnDate', invoice.FullyPaidOnDate),
		...updated(invoice.UpdatedDateUTC, true),
	};
}

export function showCreditNote(books: Books, note: CreditNote, view: DocumentView): Wire {
	return {
		CreditNoteID: note.CreditNoteID,
		CreditNoteNumber: note.CreditNoteNumber ?? '',
		Type: note.Type,
		Reference: note.Reference ?? '',
		Payments: showPaymentsOf(books, note.CreditNoteID),
		Allocations: showAllocations(books, { credit: note.CreditNoteID }),
		RemainingCredit: note.RemainingCredit,
		SentToContact: note.SentToContact,
		HasErrors: false,
		BrandingThemeID: note.BrandingThemeID,
		InvoiceAddresses: [],
		...head(books, note, view),
		...dates('DueDate', note.DueDate),
		...dateOnly('FullyPaidOnDate', note.FullyPaidOnDate),
		...updated(note.UpdatedDateUTC, true),
	};
}

export function showOverpayment(books: Books, over: Overpayment, view: DocumentView): Wire {
	return { OverpaymentID: over.OverpaymentID, ...showCredit(books, over, over.OverpaymentID, view) };
}
export function showPrepayment(books: Books, pre: Prepayment, view: DocumentView): Wire {
	return { PrepaymentID: pre.PrepaymentID, ...showCredit(books, pre, pre.PrepaymentID, view) };
}
function showCredit(books: Books, credit: Overpayment | Prepayment, id: string, view: DocumentView): Wire {
	return {
		Type: credit.Type,
		Reference: credit.Reference ?? '',
		RemainingCredit: credit.RemainingCredit,
		Allocations: showAllocations(books, { credit: id }),
		Payments: showPaymentsOf(books, id),
		...head(books, credit, view),
		...updated(credit.UpdatedDateUTC, true),
	};
}

export function showBankTransaction(books: Books, transaction: BankTransaction, view: DocumentView): Wire {
	return {
		BankTransactionID: transaction.BankTransactionID,
		Type: transaction.Type,
		Reference: transaction.Reference ?? '',
		BankAccount: briefAccount(books, transaction.BankAccount.AccountID),
		IsReconciled: transaction.IsReconciled,
		OverpaymentID: transaction.OverpaymentID,
		PrepaymentID: transaction.PrepaymentID,
		...head(books, transaction, view),
		...updated(transaction.UpdatedDateUTC),
	};
}
