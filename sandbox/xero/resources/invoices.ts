import { fold } from '../books/keys';
import type { Narrow } from '../books/store';
import { createInvoice, INVOICE, updateInvoice, upsertInvoice } from '../documents/invoices';
import type { Invoice } from '../records';
import { showInvoice } from '../show/documents';
import { attempt, writeBatch, writeOne, type Wire } from '../wire/batch';
import { isTrue, places, type Answer, type Call, type Route } from '../wire/call';
import { notFound, refuse } from '../wire/errors';
import { answerList, commaList } from '../wire/list';
import { INVOICES, named } from './common';
import { wantsPdf, pdfOf } from './pdf';

const NAME = { collection: 'Invoices', id: 'InvoiceID' };

const full = (call: Call, invoice: Invoice): Wire =>
	showInvoice(call.books, invoice, { full: true, places: places(call) });

function getMany(call: Call): Answer {
	const { books } = call;
	const numbers = commaList(call.query('InvoiceNumbers'));
	const search = call.query('searchTerm');
	const wanted = search === undefined ? undefined : fold(search);
	const summary = isTrue(call.query('summaryOnly'));
	const contactName = (invoice: Invoice) => books.get('Contacts', invoice.Contact.ContactID)?.Name ?? '';
	const narrow: Narrow = {
		id: commaList(call.query('IDs'))?.map((id) => id.toLowerCase()),
		number: numbers?.map(fold),
		contact: commaList(call.query('ContactIDs'))?.map((id) => id.toLowerCase()),
		status: commaList(call.query('Statuses'))?.map((word) => word.toUpperCase()),
		app: isTrue(call.query('createdByMyApp')) ? (books.app ?? undefined) : undefined,
	};
	return answerList(call, {
		kind: 'Invoices',
		collection: 'Invoices',
		paged: true,
		delta: true,
		narrow: given(narrow),
		keep:
			wanted === undefined
				? undefined
				: (invoice) =>
						[invoice.InvoiceNumber, invoice.Reference, contactName(invoice)].some((part) =>
							fold(part ?? '').includes(wanted),
						),
		view: (invoice) => ({ ...invoice, Contact: books.get('Contacts', invoice.Contact.ContactID) }),
		show: (invoice, page) => showInvoice(books, invoice, { full: page, places: places(call), summary }),
	});
}

/** Without the lists that were not asked for, so that they do not hide what `where` says about the same column. */
function given(narrow: Narrow): Narrow {
	return Object.fromEntries(Object.entries(narrow).filter(([, value]) => value !== undefined));
}

/** By InvoiceID or by number. */
function one(call: Call): Invoice {
	const id = call.params.id ?? '';
	const found = call.books.get('Invoices', id) ?? call.books.list('Invoices', { number: [fold(id)] })[0];
	if (found === undefined) throw notFound();
	return found;
}

export const invoiceRoutes: Route[] = [
	{ method: 'GET', path: '/Invoices', scopes: INVOICES, handle: getMany },
	{
		method: 'GET',
		path: '/Invoices/:id',
		scopes: INVOICES,
		handle: (call) => {
			const found = one(call);
			return wantsPdf(call)
				? pdfOf(`Invoice ${found.InvoiceNumber ?? ''}`)
				: { json: { Invoices: [full(call, found)] } };
		},
	},
	{
		method: 'PUT',
		path: '/Invoices',
		scopes: INVOICES,
		handle: (call) =>
			writeBatch(call, NAME, (element) => full(call, createInvoice(call.books, INVOICE(element), places(call)))),
	},
	{
		method: 'POST',
		path: '/Invoices',
		scopes: INVOICES,
		handle: (call) =>
			writeBatch(call, NAME, (element) => full(call, upsertInvoice(call.books, INVOICE(element), places(call)))),
	},
	{
		method: 'POST',
		path: '/Invoices/:id',
		scopes: INVOICES,
		handle: (call) => {
			const before = one(call);
			return writeOne(call, NAME, (element) =>
				full(call, updateInvoice(call.books, before, INVOICE(element), places(call))),
			);
		},
	},
	{
		method: 'POST',
		path: '/Invoices/:id/Email',
		scopes: INVOICES,
		handle: (call) => {
			const found = one(call);
			return attempt(NAME, { InvoiceID: found.InvoiceID }, () => {
				if (found.Type !== 'ACCREC') refuse('Only sales invoices can be emailed');
				if (!['SUBMITTED', 'AUTHORISED', 'PAID'].includes(found.Status))
					refuse('Invoice not of valid status for emailing');
				const contact = call.books.get('Contacts', found.Contact.ContactID);
				if ((contact?.EmailAddress ?? '') === '') refuse('The contact does not have an email address');
				call.books.put('Invoices', { ...found, SentToContact: true });
				call.books.note(
					'Invoices',
					found.InvoiceID,
					'Invoice sent',
					`This invoice has been sent to ${contact?.EmailAddress ?? ''}`,
				);
				return { status: 204 };
			});
		},
	},
	{
		method: 'GET',
		path: '/Invoices/:id/OnlineInvoice',
		scopes: INVOICES,
		handle: (call) => {
			const { InvoiceID, Type } = named(call, 'Invoices');
			if (Type !== 'ACCREC') throw notFound();
			return { json: { OnlineInvoices: [{ OnlineInvoiceUrl: `${call.base}/in/${InvoiceID}` }] } };
		},
	},
];
