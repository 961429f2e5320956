import type { Books } from '../books/books';
import type {
	Allocation,
	BatchPayment,
	BankTransfer,
	Credit,
	CreditKind,
	Invoice,
	LinkedTransaction,
	ManualJournal,
	Payment,
} from '../records';
import type { Wire } from '../wire/batch';
import { msDate } from '../dates';
import { briefContact } from './contact';
import { briefAccount, dateOnly, dates, showTracking, updated } from './parts';

const ID_OF = { CreditNotes: 'CreditNoteID', Overpayments: 'OverpaymentID', Prepayments: 'PrepaymentID' } as const;

/** Payments as they stand inside the document they pay. */
export function showPaymentsOf(books: Books, id: string): Wire[] {
	return books.list('Payments', { parent: [id], status: ['AUTHORISED'] }).map((payment) => ({
		PaymentID: payment.PaymentID,
		...dateOnly('Date', payment.Date),
		Amount: payment.Amount,
		Reference: payment.Reference ?? '',
		CurrencyRate: payment.CurrencyRate,
		BatchPaymentID: payment.BatchPaymentID,
		HasAccount: false,
		HasValidationErrors: false,
	}));
}

/** From the credit's side the invoices it was set against; from an invoice's side the credits. */
export function showAllocations(books: Books, of: { credit: string } | { invoice: string; from: CreditKind }): Wire[] {
	if ('credit' in of)
		return books.list('Allocations', { parent: [of.credit] }).map((one) => showAllocation(books, one));
	return books
		.list('Allocations', { contact: [of.invoice] })
		.filter(({ From }) => From === of.from)
		.map((one) => {
			const credit = books.get(one.From, one.FromID) as (Credit & { CreditNoteNumber?: string }) | undefined;
			return {
				[ID_OF[one.From]]: one.FromID,
				Type: credit?.Type,
				CreditNoteNumber: credit?.CreditNoteNumber,
				AppliedAmount: one.Amount,
				...dates('Date', one.Date),
				Total: credit?.Total,
				LineItems: [],
			};
		});
}

export function showAllocation(
	books: Books,
	{ AllocationID, InvoiceID, Amount, Date }: Allocation,
	IsDeleted = false,
): Wire {
	const invoice = books.get('Invoices', InvoiceID);
	return {
		AllocationID,
		Amount,
		...dates('Date', Date),
		IsDeleted,
		Invoice: {
			InvoiceID,
			InvoiceNumber: invoice?.InvoiceNumber ?? '',
			HasErrors: false,
			IsDiscounted: false,
			LineItems: [],
		},
	};
}

export function showPayment(books: Books, payment: Payment): Wire {
	return {
		PaymentID: payment.PaymentID,
		PaymentType: payment.PaymentType,
		Status: payment.Status,
		...dates('Date', payment.Date),
		Amount: payment.Amount,
		BankAmount: payment.BankAmount,
		CurrencyRate: payment.CurrencyRate,
		Reference: payment.Reference ?? '',
		IsReconciled: payment.IsReconciled,
		BatchPaymentID: payment.BatchPaymentID,
		Details: payment.Details,
		HasAccount: true,
		HasValidationErrors: false,
		Account: briefAccount(books, payment.Account.AccountID),
		...paidDocument(books, payment),
		...updated(payment.UpdatedDateUTC, true),
	};
}

function paidDocument(books: Books, { For, ForID }: Payment): Wire {
	if (For !== 'Invoices') {
		const credit = books.get(For, ForID) as (Credit & { CreditNoteNumber?: string }) | undefined;
		const number = For === 'CreditNotes' ? { CreditNoteNumber: credit?.CreditNoteNumber ?? '' } : {};
		return {
			[For.slice(0, -1)]: {
				[ID_OF[For]]: ForID,
				...number,
				Type: credit?.Type,
				Status: credit?.Status,
				RemainingCredit: credit?.RemainingCredit,
				Contact: briefContact(books, credit?.Contact.ContactID ?? ''),
				CurrencyCode: credit?.CurrencyCode,
			},
		};
	}
	const invoice: Invoice | undefined = books.get('Invoices', ForID);
	if (invoice === undefined) return {};
	const {
		InvoiceID,
		InvoiceNumber = '',
		Type,
		Status,
		AmountDue,
		AmountPaid,
		AmountCredited,
		Total,
		CurrencyCode,
	} = invoice;
	return {
		Invoice: {
			InvoiceID,
			InvoiceNumber,
			Type,
			Status,
			AmountDue,
			AmountPaid,
			AmountCredited,
			Total,
			CurrencyCode,
			HasErrors: false,
			IsDiscounted: false,
			LineItems: [],
			Payments: [],
			Contact: briefContact(books, invoice.Contact.ContactID),
		},
	};
}

export function showBatchPayment(books: Books, batch: BatchPayment): Wire {
	const { Account, Date, UpdatedDateUTC, ...rest } = batch;
	return {
		...rest,
		Account: briefAccount(books, Account.AccountID),
		...dates('Date', Date),
		...updated(UpdatedDateUTC),
		Payments: books.list('Payments', { contact: [batch.BatchPaymentID] }).map((payment) => ({
			PaymentID: payment.PaymentID,
			Amount: payment.Amount,
			...paidDocument(books, payment),
		})),
	};
}

export function showBankTransfer(books: Books, transfer: BankTransfer): Wire {
	const { FromBankAccount, ToBankAccount, Date, CreatedDateUTC, UpdatedDateUTC: _, ...rest } = transfer;
	const reconciled = (id: string) => books.get('BankTransactions', id)?.IsReconciled ?? false;
	return {
		...rest,
		FromBankAccount: briefAccount(books, FromBankAccount.AccountID),
		ToBankAccount: briefAccount(books, ToBankAccount.AccountID),
		...dates('Date', Date),
		CreatedDateUTC: msDate(CreatedDateUTC),
		HasAttachments: transfer.HasAttachments ?? false,
		FromIsReconciled: reconciled(transfer.FromBankTransactionID),
		ToIsReconciled: reconciled(transfer.ToBankTransactionID),
	};
}

export function showJournal(books: Books, journal: ManualJournal, full: boolean): Wire {
	const { JournalLines, Date, UpdatedDateUTC, ...rest } = journal;
	return {
		...rest,
		HasAttachments: journal.HasAttachments ?? false,
		...dates('Date', Date),
		...updated(UpdatedDateUTC),
		JournalLines: full
			? JournalLines.map((line) => ({ ...line, Tracking: showTracking(books, line.Tracking), IsBlank: false }))
			: [],
	};
}

export function showLinked({ UpdatedDateUTC, ...linked }: LinkedTransaction): Wire {
	return { ...linked, ...updated(UpdatedDateUTC) };
}
