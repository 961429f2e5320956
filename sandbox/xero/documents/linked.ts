import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import type { LinkedTransaction } from '../records';
import { refuse } from '../wire/errors';
import { guid, object, text, type Read } from '../wire/read';

export const LINKED_TRANSACTION = object({
	LinkedTransactionID: guid,
	SourceTransactionID: guid,
	SourceLineItemID: guid,
	ContactID: guid,
	TargetTransactionID: guid,
	TargetLineItemID: guid,
	Status: text,
	Type: text,
});
export type LinkedSent = Read<typeof LINKED_TRANSACTION>;

/** A cost on a bill, or on spent money, that is charged on to a customer. */
export function createLinked(books: Books, sent: LinkedSent): LinkedTransaction {
	const bill = books.get('Invoices', sent.SourceTransactionID ?? '');
	const spent = books.get('BankTransactions', sent.SourceTransactionID ?? '');
	const source = bill?.Type === 'ACCPAY' ? bill : spent?.Type === 'SPEND' ? spent : undefined;
	if (source === undefined) refuse('The source transaction could not be found');
	if (!source.LineItems.some(({ LineItemID }) => LineItemID === sent.SourceLineItemID))
		refuse('The source line item could not be found');
	const rival = books.list('LinkedTransactions', { parent: [sent.SourceTransactionID ?? ''] });
	if (rival.some(({ SourceLineItemID }) => SourceLineItemID === sent.SourceLineItemID))
		refuse('The source line item is already linked');
	return keep(books, sent, {
		LinkedTransactionID: randomUUID(),
		SourceTransactionID: sent.SourceTransactionID ?? '',
		SourceLineItemID: sent.SourceLineItemID ?? '',
		SourceTransactionTypeCode: source === bill ? 'ACCPAY' : 'SPEND',
		Status: source.Status === 'AUTHORISED' ? 'APPROVED' : 'DRAFT',
		Type: 'BILLABLEEXPENSE',
	});
}

export function updateLinked(books: Books, found: LinkedTransaction, sent: LinkedSent): LinkedTransaction {
	return keep(books, sent, found);
}

function keep(books: Books, sent: LinkedSent, linked: LinkedTransaction): LinkedTransaction {
	const ContactID = sent.ContactID ?? linked.ContactID;
	if (ContactID !== undefined && books.get('Contacts', ContactID) === undefined)
		refuse('The contact could not be found');
	const TargetTransactionID = sent.TargetTransactionID ?? linked.TargetTransactionID;
	const target = TargetTransactionID === undefined ? undefined : books.get('Invoices', TargetTransactionID);
	if (TargetTransactionID !== undefined && target?.Type !== 'ACCREC')
		refuse('The target transaction must be a sales invoice');
	if (target !== undefined && ContactID !== undefined && target.Contact.ContactID !== ContactID) {
		refuse('The target transaction must belong to the contact');
	}
	const billed = target === undefined ? linked.Status : target.Status === 'AUTHORISED' ? 'BILLED' : 'ONDRAFT';
	return books.put('LinkedTransactions', {
		...linked,
		ContactID,
		TargetTransactionID,
		TargetLineItemID: sent.TargetLineItemID ?? linked.TargetLineItemID,
		Status: billed,
	});
}
