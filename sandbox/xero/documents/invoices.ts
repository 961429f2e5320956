import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { fold } from '../books/keys';
import { controlOf, documentPostings } from '../books/posting';
import { addDays } from '../dates';
import { exact, toNumber } from '../../frame/money';
import type { Contact, DocumentStatus, Invoice } from '../records';
import { documentContact, markRole } from '../rules/contact';
import { mustBeOpen } from '../rules/period';
import { refuse } from '../wire/errors';
import { flag, day, guid, object, text, word, type Read } from '../wire/read';
import { composeLined, isPosted, LINED, STATUS } from './lined';
import { mayChange, mayCreate } from './status';

export const INVOICE = object({
	...LINED,
	InvoiceID: guid,
	Type: word('ACCPAY', 'ACCREC'),
	InvoiceNumber: text,
	DueDate: day,
	Status: STATUS,
	BrandingThemeID: guid,
	SentToContact: flag,
	ExpectedPaymentDate: day,
	PlannedPaymentDate: day,
});
export type InvoiceSent = Read<typeof INVOICE>;

/** POST: the invoice of that id, or the sales invoice of that number, is changed; otherwise one is made. */
export function upsertInvoice(books: Books, sent: InvoiceSent, places: 2 | 4): Invoice {
	if (sent.InvoiceID !== undefined && sent.InvoiceID !== '') {
		const found = books.get('Invoices', sent.InvoiceID);
		if (found === undefined) refuse('The document with the supplied id was not found for this endpoint.');
		return updateInvoice(books, found, sent, places);
	}
	const numbered = sent.Type === 'ACCREC' ? receivableNumbered(books, sent.InvoiceNumber) : undefined;
	return numbered === undefined ? createInvoice(books, sent, places) : updateInvoice(books, numbered, sent, places);
}

export function createInvoice(books: Books, sent: InvoiceSent, places: 2 | 4): Invoice {
	if (sent.InvoiceID !== undefined && sent.InvoiceID !== '')
		refuse('The document with the supplied id was not found for this endpoint.');
	if (sent.Type === undefined) refuse('Type must be specified');
	const Type = sent.Type;
	const Status = mayCreate(sent.Status);
	if (Type === 'ACCREC' && receivableNumbered(books, sent.InvoiceNumber) !== undefined)
		refuse('Invoice # must be unique.');
	const contact = documentContact(books, sent.Contact);
	const id = randomUUID();
	return keep(books, undefined, contact, sent, places, {
		InvoiceID: id,
		Type,
		Status,
		InvoiceNumber: sent.InvoiceNumber ?? (Type === 'ACCREC' ? nextNumber(books) : ''),
	});
}

export function updateInvoice(books: Books, before: Invoice, sent: InvoiceSent, places: 2 | 4): Invoice {
	if (sent.Type !== undefined && sent.Type !== before.Type) refuse('The document type cannot be changed');
	const settled = exact(before.AmountPaid) + exact(before.AmountCredited) !== 0n;
	const Status = mayChange('invoice', before.Status, sent.Status, settled);
	if (isPosted(before.Status)) mustBeOpen(books, before.Date);
	if (Status === 'VOIDED' || Status === 'DELETED') return takeBack(books, before, Status);
	const rival = before.Type === 'ACCREC' ? receivableNumbered(books, sent.InvoiceNumber) : undefined;
	if (rival !== undefined && rival.InvoiceID !== before.InvoiceID) refuse('Invoice # must be unique.');
	const contact =
		sent.Contact === undefined ? books.get('Contacts', before.Contact.ContactID) : documentContact(books, sent.Contact);
	if (contact === undefined) refuse('A Contact must be specified for this type of transaction');
	return keep(books, before, contact, sent, places, {
		InvoiceID: before.InvoiceID,
		Type: before.Type,
		Status,
		InvoiceNumber: sent.InvoiceNumber ?? before.InvoiceNumber,
	});
}

type Head = Pick<Invoice, 'InvoiceID' | 'Type' | 'Status' | 'InvoiceNumber'>;

function keep(
	books: Books,
	before: Invoice | undefined,
	contact: Contact,
	sent: InvoiceSent,
	places: 2 | 4,
	head: Head,
): Invoice {
	const posted = isPosted(head.Status);
	const common = composeLined(books, sent, before, {
		side: head.Type === 'ACCPAY' ? 'purchase' : 'sale',
		places,
		posted,
	});
	if ((head.InvoiceNumber ?? '').length > 255) refuse('InvoiceNumber must not be more than 255 characters long');
	const DueDate = sent.DueDate ?? before?.DueDate ?? dueBy(contact, head.Type, common.Date);
	if (common.Total < 0) refuse('The invoice total cannot be negative. Use a credit note instead.');
	if (posted) {
		if (common.LineItems.length === 0) refuse('One or more line items must be specified');
		if (DueDate === undefined) refuse('The document due date must be specified');
		mustBeOpen(books, common.Date);
	}
	if (before !== undefined && exact(before.AmountPaid) + exact(before.AmountCredited) !== 0n)
		mustOnlyTouchLabels(before, common);
	const invoice: Invoice = {
		...before,
		...common,
		...head,
		DueDate,
		Contact: { ContactID: contact.ContactID },
		BrandingThemeID: sent.BrandingThemeID ?? before?.BrandingThemeID,
		SentToContact: sent.SentToContact ?? before?.SentToContact ?? false,
		ExpectedPaymentDate: sent.ExpectedPaymentDate ?? before?.ExpectedPaymentDate,
		PlannedPaymentDate: sent.PlannedPaymentDate ?? before?.PlannedPaymentDate,
		AmountPaid: before?.AmountPaid ?? 0,
		AmountCredited: before?.AmountCredited ?? 0,
		AmountDue: 0,
	};
	const kept = books.put('Invoices', settle(invoice));
	markRole(books, contact.ContactID, head.Type);
	postInvoice(books, kept);
	books.note(
		'Invoices',
		kept.InvoiceID,
		before === undefined ? 'Created' : kept.Status === before.Status ? 'Edited' : 'Approved',
	);
	return kept;
}

/** What is due, and whether nothing is: Xero itself turns AUTHORISED into PAID and back. */
export function settle(invoice: Invoice, on = invoice.Date): Invoice {
	const due = exact(invoice.Total) - exact(invoice.AmountPaid) - exact(invoice.AmountCredited);
	const AmountDue = toNumber(due);
	if (!isPosted(invoice.Status)) return { ...invoice, AmountDue };
	return due === 0n
		? { ...invoice, AmountDue, Status: 'PAID', FullyPaidOnDate: on }
		: { ...invoice, AmountDue, Status: 'AUTHORISED', FullyPaidOnDate: undefined };
}

/** A document with payments keeps its money; labels, due dates and coding stay open on bills since March 2026. */
function mustOnlyTouchLabels(
	before: Invoice,
	after: Pick<Invoice, 'Total' | 'TotalTax' | 'CurrencyCode' | 'CurrencyRate' | 'Date' | 'LineAmountTypes'>,
): void {
	const money = (of: typeof after) =>
		JSON.stringify([of.Total, of.TotalTax, of.CurrencyCode, of.CurrencyRate, of.Date, of.LineAmountTypes]);
	if (before.Type === 'ACCREC' || money(before) !== money(after)) {
		refuse('This document cannot be edited as it has a payment or credit note allocated to it.');
	}
}

function takeBack(books: Books, before: Invoice, Status: DocumentStatus): Invoice {
	const kept = books.put('Invoices', { ...before, Status, AmountDue: 0 });
	books.post(`Invoices/${before.InvoiceID}`, before.Date, []);
	books.note('Invoices', before.InvoiceID, Status === 'VOIDED' ? 'Voided' : 'Deleted');
	return kept;
}

function postInvoice(books: Books, invoice: Invoice): void {
	const postings = isPosted(invoice.Status)
		? documentPostings(books, invoice, controlOf(books, invoice.Type), invoice.Type === 'ACCPAY' ? 1n : -1n)
		: [];
	books.post(`Invoices/${invoice.InvoiceID}`, invoice.Date, postings);
}

/** Only sales invoices have numbers that no two may share; deleted ones free theirs. */
function receivableNumbered(books: Books, number: string | undefined): Invoice | undefined {
	if (number === undefined || number === '') return undefined;
	return books
		.list('Invoices', { type: ['ACCREC'], number: [fold(number)] })
		.find(({ Status }) => Status !== 'DELETED');
}

function nextNumber(books: Books): string {
	return `INV-${String(books.highestNumber('Invoices', 'ACCREC', 'INV-') + 1).padStart(4, '0')}`;
}

function dueBy(contact: Contact, type: string, date: string): string | undefined {
	const term = type === 'ACCPAY' ? contact.PaymentTerms?.Bills : contact.PaymentTerms?.Sales;
	if (term?.Day === undefined) return undefined;
	const [year = 0, month = 1] = date.split('-').map(Number);
	const inMonth = (ahead: number) => new Date(Date.UTC(year, month - 1 + ahead, term.Day)).toISOString().slice(0, 10);
	if (term.Type === 'OFFOLLOWINGMONTH') return inMonth(1);
	if (term.Type === 'OFCURRENTMONTH') return inMonth(0);
	const start =
		term.Type === 'DAYSAFTERBILLMONTH' ? new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) : date;
	return addDays(start, term.Day);
}
