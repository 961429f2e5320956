import { allocate, ALLOCATION, removeAllocation } from '../documents/allocations';
import { createCreditNote, CREDIT_NOTE, updateCreditNote, upsertCreditNote } from '../documents/creditnotes';
import { fold } from '../books/keys';
import type { Credit, CreditKind, CreditNote, Overpayment, Prepayment } from '../records';
import { showCreditNote, showOverpayment, showPrepayment } from '../show/documents';
import { showAllocation } from '../show/settlements';
import { attempt, writeBatch, writeOne, type Wire } from '../wire/batch';
import { places, type Call, type Route } from '../wire/call';
import { notFound } from '../wire/errors';
import { answerList, commaList } from '../wire/list';
import { INVOICES, named, PAYMENTS } from './common';
import { pdfOf, wantsPdf } from './pdf';

const NAME = { collection: 'CreditNotes', id: 'CreditNoteID' };

const full = (call: Call, note: CreditNote): Wire =>
	showCreditNote(call.books, note, { full: true, places: places(call) });
const withContact =
	(call: Call) =>
	(credit: Credit): unknown => ({ ...credit, Contact: call.books.get('Contacts', credit.Contact.ContactID) });

/** By CreditNoteID or by number. */
function one(call: Call): CreditNote {
	const id = call.params.id ?? '';
	const found = call.books.get('CreditNotes', id) ?? call.books.list('CreditNotes', { number: [fold(id)] })[0];
	if (found === undefined) throw notFound();
	return found;
}

/** Setting a credit against invoices works alike for all three kinds of credit. */
function allocationRoutes(kind: CreditKind, scopes: readonly string[]): Route[] {
	return [
		{
			method: 'PUT',
			path: `/${kind}/:id/Allocations`,
			scopes,
			handle: (call) => {
				named(call, kind);
				return writeBatch(call, { collection: 'Allocations', id: 'AllocationID' }, (element) =>
					// Read anew for each element: the one before may have used the credit up.
					showAllocation(
						call.books,
						allocate(call.books, kind, named(call, kind), call.params.id ?? '', ALLOCATION(element)),
					),
				);
			},
		},
		{
			method: 'DELETE',
			path: `/${kind}/:id/Allocations/:allocation`,
			scopes,
			handle: (call) => {
				const found = named(call, 'Allocations', 'allocation');
				if (found.From !== kind || found.FromID !== call.params.id) throw notFound();
				return attempt({ collection: 'Allocations', id: 'AllocationID' }, {}, () => {
					removeAllocation(call.books, found);
					return { json: { Allocations: [showAllocation(call.books, found, true)] } };
				});
			},
		},
	];
}

const noteRoutes: Route[] = [
	{
		method: 'GET',
		path: '/CreditNotes',
		scopes: INVOICES,
		handle: (call) =>
			answerList(call, {
				kind: 'CreditNotes',
				collection: 'CreditNotes',
				paged: true,
				delta: true,
				view: withContact(call),
				show: (note, page) => showCreditNote(call.books, note, { full: page, places: places(call) }),
			}),
	},
	{
		method: 'GET',
		path: '/CreditNotes/:id',
		scopes: INVOICES,
		handle: (call) => {
			const found = one(call);
			return wantsPdf(call)
				? pdfOf(`Credit note ${found.CreditNoteNumber ?? ''}`)
				: { json: { CreditNotes: [full(call, found)] } };
		},
	},
	{
		method: 'PUT',
		path: '/CreditNotes',
		scopes: INVOICES,
		handle: (call) =>
			writeBatch(call, NAME, (element) => full(call, createCreditNote(call.books, CREDIT_NOTE(element), places(call)))),
	},
	{
		method: 'POST',
		path: '/CreditNotes',
		scopes: INVOICES,
		handle: (call) =>
			writeBatch(call, NAME, (element) => full(call, upsertCreditNote(call.books, CREDIT_NOTE(element), places(call)))),
	},
	{
		method: 'POST',
		path: '/CreditNotes/:id',
		scopes: INVOICES,
		handle: (call) => {
			const before = one(call);
			return writeOne(call, NAME, (element) =>
				full(call, updateCreditNote(call.books, before, CREDIT_NOTE(element), places(call))),
			);
		},
	},
	...allocationRoutes('CreditNotes', INVOICES),
];

function references(call: Call, parameter: string): string[] | undefined {
	return commaList(call.query(parameter))?.map(fold);
}

const creditRoutes: Route[] = [
	{
		method: 'GET',
		path: '/Overpayments',
		scopes: PAYMENTS,
		handle: (call) => {
			const wanted = references(call, 'References');
			return answerList(call, {
				kind: 'Overpayments',
				collection: 'Overpayments',
				paged: true,
				delta: true,
				view: withContact(call),
				keep: wanted === undefined ? undefined : ({ Reference = '' }: Overpayment) => wanted.includes(fold(Reference)),
				show: (over, page) => showOverpayment(call.books, over, { full: page, places: places(call) }),
			});
		},
	},
	{
		method: 'GET',
		path: '/Overpayments/:id',
		scopes: PAYMENTS,
		handle: (call) => ({
			json: {
				Overpayments: [showOverpayment(call.books, named(call, 'Overpayments'), { full: true, places: places(call) })],
			},
		}),
	},
	{
		method: 'GET',
		path: '/Prepayments',
		scopes: PAYMENTS,
		handle: (call) => {
			const wanted = references(call, 'InvoiceNumbers');
			return answerList(call, {
				kind: 'Prepayments',
				collection: 'Prepayments',
				paged: true,
				delta: true,
				view: withContact(call),
				keep: wanted === undefined ? undefined : ({ Reference = '' }: Prepayment) => wanted.includes(fold(Reference)),
				show: (pre, page) => showPrepayment(call.books, pre, { full: page, places: places(call) }),
			});
		},
	},
	{
		method: 'GET',
		path: '/Prepayments/:id',
		scopes: PAYMENTS,
		handle: (call) => ({
			json: {
				Prepayments: [showPrepayment(call.books, named(call, 'Prepayments'), { full: true, places: places(call) })],
			},
		}),
	},
	...allocationRoutes('Overpayments', PAYMENTS),
	...allocationRoutes('Prepayments', PAYMENTS),
];

export const creditNoteRoutes: Route[] = [...noteRoutes, ...creditRoutes];
