import { exact, type Exact, toNumber } from '../../frame/money';
import { findRecord, type Kept, keep, type Of, recordById } from '../state/records';
import type { Body, Store } from '../state/store';
import { amountProblem } from '../state/validate';
import type { Events } from '../webhooks/events';
import { type FieldError, invalid } from '../wire/errors';
import { isDay } from '../wire/query';
import { needFeature, needOpenPeriod } from './company';

export const METHODS = ['cash', 'cheque', 'card', 'bankTransfer', 'other'];
const OPEN = ['approved', 'sent', 'partiallyPaid'];

/** Records a payment of an invoice, which moves what was paid, the balance and the status. */
export function recordPayment(store: Store, events: Events, company: string, given: Body, at?: number): Kept {
	needFeature(store, company, 'payments');
	const errors: FieldError[] = [];
	const wrong = (path: string, code: string, message: string) => errors.push({ path, code, message });
	const invoice = typeof given.invoiceId === 'string' ? findRecord(store, { company, kind: 'invoice' }, given.invoiceId) : undefined;
	if (given.invoiceId === undefined) wrong('invoiceId', 'required', 'A value is required.');
	else if (invoice === undefined) wrong('invoiceId', 'unknown_reference', `There is no invoice ${String(given.invoiceId)}.`);
	if (!isDay(given.date)) wrong('date', given.date === undefined ? 'required' : 'invalid', 'A day such as 2026-05-01 is required.');
	const { method = 'other', reference = '' } = given;
	if (!METHODS.includes(String(method))) wrong('method', 'invalid', `Must be one of ${METHODS.join(', ')}.`);
	if (typeof reference !== 'string' || reference.length > 100) wrong('reference', 'invalid', 'Must be a text of at most 100 characters.');
	const problem = amountProblem(given.amount, 2);
	if (problem !== undefined) wrong('amount', given.amount === undefined ? 'required' : problem[0], problem[1]);
	else if (Number(given.amount) <= 0) wrong('amount', 'invalid', 'Must be above 0.');
	else if (invoice !== undefined) {
		if (!OPEN.includes(String(invoice.status))) wrong('invoiceId', 'invalid', `The invoice is ${String(invoice.status)}.`);
		else if (exact(Number(given.amount)) > exact(Number(invoice.balance))) wrong('amount', 'too_much', `The balance is ${String(invoice.balance)}.`);
	}
	if (errors.length > 0 || invoice === undefined) throw invalid('Payment', errors);
	needOpenPeriod(store, company, String(given.date));
	const payment = keep(
		store, { company, kind: 'payment' },
		{
			invoiceId: invoice.id, clientId: invoice.clientId, date: given.date, amount: given.amount, currency: invoice.currency, method, reference,
			status: 'recorded',
		},
		{ at },
	);
	settle(store, events, company, invoice, exact(Number(given.amount)), at);
	events.note(company, 'payment.recorded', payment);
	return payment;
}

export function voidPayment(store: Store, events: Events, company: string, id: string): Kept {
	needFeature(store, company, 'payments');
	const of: Of = { company, kind: 'payment' };
	const payment = recordById(store, of, id);
	if (payment.status === 'voided') return payment;
	const voided = keep(store, of, { ...payment, status: 'voided' }, { id });
	settle(store, events, company, recordById(store, { company, kind: 'invoice' }, String(payment.invoiceId)), -exact(Number(payment.amount)));
	events.note(company, 'payment.voided', voided);
	return voided;
}

function settle(store: Store, events: Events, company: string, invoice: Kept, amount: Exact, at?: number): void {
	const total = exact(Number(invoice.total));
	const paid = exact(Number(invoice.amountPaid)) + amount;
	const status = paid === 0n ? 'sent' : paid < total ? 'partiallyPaid' : 'paid';
	const fields = { ...invoice, status, amountPaid: toNumber(paid), balance: toNumber(total - paid) };
	events.note(company, 'invoice.updated', keep(store, { company, kind: 'invoice' }, fields, { id: invoice.id, at }));
}
