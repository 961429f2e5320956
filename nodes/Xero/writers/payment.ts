import { BooksError, failed, type Outcome } from '../../core/errors';
import type { PrepareOptions } from '../../core/ledger';
import type { Payment } from '../../core/model/documents';
import { allOf, anyOf, quoted } from '../query';
import { resolveAll } from '../resolve';
import { toPayment } from '../shapes/documents';
import type { XeroCreditNote, XeroInvoice } from '../types';
import { shaped, type Desk } from './desk';
import { readAll } from './find';
import type { Ready } from './send';

/** Payments of bills and sales invoices, and refunds of supplier credits: the document paid is looked up first. */
export async function preparePayments(desk: Desk, payments: Payment[], options: PrepareOptions): Promise<Array<Outcome<Ready>>> {
	const resolved = await resolveAll(desk.references, desk.contacts, payments, options);
	const sound = resolved.flatMap((outcome) => (outcome.ok ? [outcome.value.document] : []));
	const paid = await paidDocuments(desk, sound);
	return resolved.map((outcome): Outcome<Ready> => {
		if (!outcome.ok) return outcome;
		const { value } = outcome;
		const target = paid.get(value.document);
		if (target === undefined || target instanceof BooksError) return failed(target ?? unpaid(value.document));
		return shaped(() => ({ collection: 'Payments', element: toPayment(value, target), warnings: value.warnings }));
	});
}

type Paid = { id: string; credit: boolean } | BooksError;

/** The documents paid: by id without a look-up, by number or key in bulk. */
async function paidDocuments({ xero }: Desk, payments: Payment[]): Promise<Map<Payment, Paid>> {
	const open = payments.filter(({ document }) => document.id === undefined);
	const conditions = [...new Set(open.flatMap(conditionsOf))];
	const live = 'Status!="DELETED" AND Status!="VOIDED"';
	const invoices = await readAll<XeroInvoice>(xero, 'Invoices', anyOf(conditions).map((any) => ({ where: allOf(live, any), summaryOnly: true })));
	const found = new Map<Payment, Paid>();
	for (const payment of payments) {
		if (payment.document.id !== undefined) found.set(payment, { id: payment.document.id, credit: false });
		else found.set(payment, oneOf(payment, invoices.filter((invoice) => isPaidBy(invoice, payment)).map(({ InvoiceID = '' }) => InvoiceID), false));
	}
	const rest = open.filter((payment) => found.get(payment) instanceof BooksError && payment.direction === 'in');
	if (rest.length === 0) return found;
	// Money coming in may also be a supplier's refund of a credit.
	const names = rest.flatMap(({ document }) => [document.number, document.key].filter((name) => name !== undefined));
	const credits = anyOf(names.map((name) => `CreditNoteNumber==${quoted(name)} OR Reference==${quoted(name)}`));
	const notes = await readAll<XeroCreditNote>(xero, 'CreditNotes', credits.map((any) => ({ where: allOf(live, any) })));
	for (const payment of rest) {
		const { number, key } = payment.document;
		const hits = notes.filter(({ CreditNoteNumber, Reference }) =>
			[number, key].some((name) => name !== undefined && (CreditNoteNumber === name || Reference === name)),
		);
		if (hits.length > 0) found.set(payment, oneOf(payment, hits.map(({ CreditNoteID = '' }) => CreditNoteID), true));
	}
	return found;
}

function conditionsOf({ document, direction }: Payment): string[] {
	const number = document.number ?? (direction === 'out' ? document.key : undefined);
	return [
		...(number === undefined ? [] : [`InvoiceNumber==${quoted(number)}`]),
		...(direction === 'in' && document.key !== undefined ? [`Reference==${quoted(document.key)}`] : []),
	];
}

function isPaidBy(invoice: XeroInvoice, { document, direction }: Payment): boolean {
	const same = (wire: string | undefined, name: string | undefined) => name !== undefined && wire?.toLowerCase() === name.toLowerCase();
	if (direction === 'out') return invoice.Type === 'ACCPAY' && same(invoice.InvoiceNumber, document.number ?? document.key);
	return invoice.Type === 'ACCREC' && (same(invoice.InvoiceNumber, document.number) || same(invoice.Reference, document.key));
}

function oneOf(payment: Payment, ids: string[], credit: boolean): Paid {
	const [id, other] = [...new Set(ids)];
	if (id !== undefined && other === undefined) return { id, credit };
	return id === undefined ? unpaid(payment) : ambiguous(payment);
}

function named({ document }: Payment): string {
	return `"${document.number ?? document.key}"`;
}

function unpaid(payment: Payment): BooksError {
	return new BooksError({
		category: 'not found',
		field: 'document',
		message: `The books hold no open ${payment.direction === 'out' ? 'bill' : 'invoice'} ${named(payment)}.`,
		hint: 'Post the document first, or name it by its ID.',
	});
}

function ambiguous(payment: Payment): BooksError {
	return new BooksError({
		category: 'validation',
		field: 'document',
		message: `The books hold more than one document ${named(payment)}.`,
		hint: 'Name the one meant by its ID.',
	});
}
