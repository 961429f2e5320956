import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import type { Posting } from '../books/ledger';
import { clearedBy, controlOf, valueOf } from '../books/posting';
import { dayOf } from '../dates';
import { exact, sum, toNumber, type Exact } from '../../frame/money';
import type { Allocation, Credit, CreditKind, Invoice } from '../records';
import { mustBeOpen } from '../rules/period';
import { refuse } from '../wire/errors';
import { amount, day, guid, object, text, type Read } from '../wire/read';
import { settleCredit } from './creditnotes';
import { settle } from './invoices';

export const ALLOCATION = object({
	Invoice: object({ InvoiceID: guid, InvoiceNumber: text }),
	Amount: amount,
	Date: day,
});

/** Sets part of a credit note, overpayment or prepayment against an invoice or bill of the same contact. */
export function allocate(
	books: Books,
	from: CreditKind,
	credit: Credit,
	id: string,
	sent: Read<typeof ALLOCATION>,
): Allocation {
	const invoice = sent.Invoice?.InvoiceID === undefined ? undefined : books.get('Invoices', sent.Invoice.InvoiceID);
	if (invoice === undefined) refuse('Invoice could not be found');
	const Amount = exact(sent.Amount);
	const Date = sent.Date ?? dayOf(books.now());
	if (credit.Status !== 'AUTHORISED') refuse('Credit note not of valid status for allocation');
	if (invoice.Status !== 'AUTHORISED') refuse('Invoice not of valid status for allocation');
	if (isPurchase(credit.Type) !== (invoice.Type === 'ACCPAY'))
		refuse('The credit cannot be allocated to a document of this type');
	if (invoice.Contact.ContactID !== credit.Contact.ContactID)
		refuse('The document to allocate to must belong to the same contact');
	if (invoice.CurrencyCode !== credit.CurrencyCode)
		refuse('The currency of the document must match the currency of the credit');
	if (Amount <= 0n) refuse('The amount to allocate must be greater than zero');
	if (Amount > exact(credit.RemainingCredit)) refuse('Allocation amount exceeds the remaining credit');
	if (Amount > exact(invoice.AmountDue)) refuse('Allocation amount exceeds the amount outstanding on this document');
	mustBeOpen(books, Date);

	const kept = books.put('Allocations', {
		AllocationID: randomUUID(),
		From: from,
		FromID: id,
		InvoiceID: invoice.InvoiceID,
		Amount: toNumber(Amount),
		Date,
	});
	books.put('Invoices', settle({ ...invoice, AmountCredited: toNumber(exact(invoice.AmountCredited) + Amount) }, Date));
	keepCredit(books, from, settleCredit(credit, exact(credit.RemainingCredit) - Amount, Date));
	books.post(`Allocations/${kept.AllocationID}`, Date, postingsOf(books, from, credit, invoice, Amount));
	books.note('Invoices', invoice.InvoiceID, 'Credit Applied');
	return kept;
}

export function removeAllocation(books: Books, found: Allocation): void {
	mustBeOpen(books, found.Date);
	const invoice = books.get('Invoices', found.InvoiceID);
	const credit = books.get(found.From, found.FromID) as Credit | undefined;
	const Amount = exact(found.Amount);
	if (invoice !== undefined)
		books.put('Invoices', settle({ ...invoice, AmountCredited: toNumber(exact(invoice.AmountCredited) - Amount) }));
	if (credit !== undefined)
		keepCredit(books, found.From, settleCredit(credit, exact(credit.RemainingCredit) + Amount, found.Date));
	books.post(`Allocations/${found.AllocationID}`, found.Date, []);
	books.remove('Allocations', found.AllocationID);
}

export function keepCredit(books: Books, kind: CreditKind, credit: Credit): void {
	if (kind === 'CreditNotes' && 'CreditNoteID' in credit) books.put(kind, credit as never);
	else if (kind === 'Overpayments' && 'OverpaymentID' in credit) books.put(kind, credit as never);
	else books.put('Prepayments', credit as never);
}

const isPurchase = (type: string) => /^(ACCPAY|SPEND|AP)/.test(type);

/**
 * A credit note or overpayment sits on the control account already, so only the difference of the two rates is posted.
 * A prepayment sits on its lines' accounts with its tax: that share of it moves to the control account now.
 */
function postingsOf(books: Books, from: CreditKind, credit: Credit, invoice: Invoice, amount: Exact): Posting[] {
	const control = controlOf(books, invoice.Type);
	const sign = isPurchase(credit.Type) ? 1n : -1n;
	const settled = exact(invoice.Total) - exact(invoice.AmountDue);
	const used = exact(credit.Total) - exact(credit.RemainingCredit);
	const given =
		from === 'Prepayments'
			? valueOf(books, credit, amount)
			: [{ account: control, amount: clearedBy(books, credit, used, amount) }];
	const parts: Posting[] = [
		{ account: control, amount: sign * clearedBy(books, invoice, settled, amount) },
		...given.map((part) => ({ account: part.account, amount: -sign * part.amount })),
	];
	const gap = sum(parts.map((part) => part.amount));
	return [...parts, { account: books.system('REALISEDCURRENCYGAIN').AccountID, amount: -gap }];
}
