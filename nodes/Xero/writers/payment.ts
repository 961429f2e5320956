import { BooksError, failed, type Outcome } from '../../core/errors';
import type { Writer } from '../../core/ledger';
import type { Payment } from '../../core/model/documents';
import { BATCH_SIZE } from '../api';
import { postedPayment } from '../posted';
import { allOf, anyOf, quoted } from '../query';
import { resolveAll } from '../resolve';
import { toPayment } from '../shapes/documents';
import type { XeroCreditNote, XeroInvoice, XeroPayment } from '../types';
import { shaped, shortCode, type Desk } from './desk';
import { findPayments, readAll } from './find';
import { sendAll, type Ready } from './send';

/** Payments of bills and sales invoices, and refunds of supplier credits. The key is the payment's reference. */
export function paymentWriter(desk: Desk): Writer<Payment, Ready> {
	return {
		batchSize: BATCH_SIZE,
		find: async (payments) => await findPayments(desk.xero, payments.map(({ key }) => key), await shortCode(desk)),
		prepare: async (payments, options) => {
			const resolved = await resolveAll(desk.references, desk.contacts, payments, options);
			const sound = resolved.flatMap((outcome) => (outcome.ok ? [outcome.value.document] : []));
			const paid = await paidDocuments(desk, sound);
			return resolved.map((outcome): Outcome<Ready> => {
				if (!outcome.ok) return outcome;
				const target = paid.get(outcome.value.document);
				if (target === undefined || target instanceof BooksError) return failed(target ?? unpaid(outcome.value.document));
				const { warnings } = outcome.value;
				return shaped(() => ({ collection: 'Payments', element: toPayment(outcome.value, target), warnings }));
			});
		},
		send: async (batch, attempt) => {
			const code = await shortCode(desk);
			return await sendAll(desk.xero, batch, attempt, (_collection, element) => postedPayment(element as XeroPayment, code));
		},
		total: ({ amount }) => ({ total: amount }),
	};
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
