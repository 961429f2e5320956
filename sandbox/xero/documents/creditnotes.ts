import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { fold } from '../books/keys';
import { controlOf, documentPostings } from '../books/posting';
import { exact, toNumber } from '../../frame/money';
import type { Contact, Credit, CreditNote } from '../records';
import { documentContact, markRole } from '../rules/contact';
import { mustBeOpen } from '../rules/period';
import { refuse } from '../wire/errors';
import { day, flag, guid, object, text, word, type Read } from '../wire/read';
import { composeLined, isPosted, LINED, STATUS } from './lined';
import { mayChange, mayCreate } from './status';

export const CREDIT_NOTE = object({
	...LINED,
	CreditNoteID: guid,
	Type: word('ACCPAYCREDIT', 'ACCRECCREDIT'),
	CreditNoteNumber: text,
	DueDate: day,
	Status: STATUS,
	BrandingThemeID: guid,
	SentToContact: flag,
});
export type CreditNoteSent = Read<typeof CREDIT_NOTE>;

export function upsertCreditNote(books: Books, sent: CreditNoteSent, places: 2 | 4): CreditNote {
	if (sent.CreditNoteID !== undefined && sent.CreditNoteID !== '') {
		const found = books.get('CreditNotes', sent.CreditNoteID);
		if (found === undefined) refuse('An existing Credit Note with the specified CreditNoteID could not be found');
		return updateCreditNote(books, found, sent, places);
	}
	const numbered = sent.Type === 'ACCRECCREDIT' ? receivableNumbered(books, sent.CreditNoteNumber) : undefined;
	return numbered === undefined
		? createCreditNote(books, sent, places)
		: updateCreditNote(books, numbered, sent, places);
}

export function createCreditNote(books: Books, sent: CreditNoteSent, places: 2 | 4): CreditNote {
	if (sent.CreditNoteID !== undefined && sent.CreditNoteID !== '') {
		refuse('An existing Credit Note with the specified CreditNoteID could not be found');
	}
	if (sent.Type === undefined) refuse('Type must be specified');
	const Status = mayCreate(sent.Status);
	if (sent.Type === 'ACCRECCREDIT' && receivableNumbered(books, sent.CreditNoteNumber) !== undefined)
		refuse('Credit note # must be unique.');
	const contact = documentContact(books, sent.Contact);
	return keep(books, undefined, contact, sent, places, {
		CreditNoteID: randomUUID(),
		Type: sent.Type,
		Status,
		CreditNoteNumber: sent.CreditNoteNumber ?? (sent.Type === 'ACCRECCREDIT' ? nextNumber(books) : ''),
	});
}

export function updateCreditNote(books: Books, before: CreditNote, sent: CreditNoteSent, places: 2 | 4): CreditNote {
	if (sent.Type !== undefined && sent.Type !== before.Type) refuse('The document type cannot be changed');
	const used = exact(before.Total) !== exact(before.RemainingCredit) && isPosted(before.Status);
	const Status = mayChange('credit note', before.Status, sent.Status, used);
	if (isPosted(before.Status)) mustBeOpen(books, before.Date);
	if (Status === 'VOIDED' || Status === 'DELETED') {
		const kept = books.put('CreditNotes', { ...before, Status, RemainingCredit: 0 });
		books.post(`CreditNotes/${before.CreditNoteID}`, before.Date, []);
		books.note('CreditNotes', before.CreditNoteID, Status === 'VOIDED' ? 'Voided' : 'Deleted');
		return kept;
	}
	if (used) refuse('This document cannot be edited as it has a payment or credit note allocated to it.');
	const contact =
		sent.Contact === undefined ? books.get('Contacts', before.Contact.ContactID) : documentContact(books, sent.Contact);
	if (contact === undefined) refuse('A Contact must be specified for this type of transaction');
	return keep(books, before, contact, sent, places, {
		CreditNoteID: before.CreditNoteID,
		Type: before.Type,
		Status,
		CreditNoteNumber: sent.CreditNoteNumber ?? before.CreditNoteNumber,
	});
}

type Head = Pick<CreditNote, 'CreditNoteID' | 'Type' | 'Status' | 'CreditNoteNumber'>;

function keep(
	books: Books,
	before: CreditNote | undefined,
	contact: Contact,
	sent: CreditNoteSent,
	places: 2 | 4,
	head: Head,
): CreditNote {
	const posted = isPosted(head.Status);
	const common = composeLined(books, sent, before, {
		side: head.Type === 'ACCPAYCREDIT' ? 'purchase' : 'sale',
		places,
		posted,
	});
	if (common.Total < 0) refuse('The credit note total cannot be negative.');
	if (posted) {
		if (common.LineItems.length === 0) refuse('One or more line items must be specified');
		mustBeOpen(books, common.Date);
	}
	const kept = books.put('CreditNotes', {
		...before,
		...common,
		...head,
		Contact: { ContactID: contact.ContactID },
		DueDate: sent.DueDate ?? before?.DueDate,
		BrandingThemeID: sent.BrandingThemeID ?? before?.BrandingThemeID,
		SentToContact: sent.SentToContact ?? before?.SentToContact ?? false,
		RemainingCredit: common.Total,
		Refunded: 0,
	});
	markRole(books, contact.ContactID, head.Type);
	const postings = posted
		? documentPostings(books, kept, controlOf(books, kept.Type), kept.Type === 'ACCPAYCREDIT' ? -1n : 1n)
		: [];
	books.post(`CreditNotes/${kept.CreditNoteID}`, kept.Date, postings);
	books.note(
		'CreditNotes',
		kept.CreditNoteID,
		before === undefined ? 'Created' : kept.Status === before.Status ? 'Edited' : 'Approved',
	);
	return kept;
}

/** A credit that is used up is PAID; one that is freed again is AUTHORISED. */
export function settleCredit<C extends Credit>(credit: C, remaining: bigint, on: string): C {
	const RemainingCredit = toNumber(remaining);
	return remaining === 0n
		? { ...credit, RemainingCredit, Status: 'PAID', FullyPaidOnDate: on }
		: { ...credit, RemainingCredit, Status: 'AUTHORISED', FullyPaidOnDate: undefined };
}

function receivableNumbered(books: Books, number: string | undefined): CreditNote | undefined {
	if (number === undefined || number === '') return undefined;
	return books
		.list('CreditNotes', { type: ['ACCRECCREDIT'], number: [fold(number)] })
		.find(({ Status }) => Status !== 'DELETED');
}

function nextNumber(books: Books): string {
	return `CN-${String(books.highestNumber('CreditNotes', 'ACCRECCREDIT', 'CN-') + 1).padStart(4, '0')}`;
}
