import { BATCH_PAYMENT, createBatchPayment, deleteBatchPayment } from '../documents/batchpayments';
import { PAYMENT } from '../documents/paid';
import { createPayment, deletePayment } from '../documents/payments';
import type { Payment } from '../records';
import { showBatchPayment, showPayment } from '../show/settlements';
import { writeBatch, writeOne } from '../wire/batch';
import type { Call, Route } from '../wire/call';
import { refuse } from '../wire/errors';
import { answerList } from '../wire/list';
import { named, PAYMENTS } from './common';

const NAME = { collection: 'Payments', id: 'PaymentID' };
const BATCHES = { collection: 'BatchPayments', id: 'BatchPaymentID' };

/** What `where` may name: Invoice.InvoiceID, Invoice.Contact.Name, Account.Code. */
const view =
	({ books }: Call) =>
	(payment: Payment): unknown => {
		const invoice = payment.For === 'Invoices' ? books.get('Invoices', payment.ForID) : undefined;
		return {
			...payment,
			Account: books.get('Accounts', payment.Account.AccountID),
			Invoice:
				invoice === undefined ? undefined : { ...invoice, Contact: books.get('Contacts', invoice.Contact.ContactID) },
		};
	};

const singleRoutes: Route[] = [
	{
		method: 'GET',
		path: '/Payments',
		scopes: PAYMENTS,
		handle: (call) =>
			answerList(call, {
				kind: 'Payments',
				collection: 'Payments',
				paged: true,
				delta: true,
				view: view(call),
				show: (payment) => showPayment(call.books, payment),
			}),
	},
	{
		method: 'GET',
		path: '/Payments/:id',
		scopes: PAYMENTS,
		handle: (call) => ({ json: { Payments: [showPayment(call.books, named(call, 'Payments'))] } }),
	},
	...(['PUT', 'POST'] as const).map(
		(method): Route => ({
			method,
			path: '/Payments',
			scopes: PAYMENTS,
			handle: (call) =>
				writeBatch(call, NAME, (element) => showPayment(call.books, createPayment(call.books, PAYMENT(element)))),
		}),
	),
	{
		method: 'POST',
		path: '/Payments/:id',
		scopes: PAYMENTS,
		handle: (call) => {
			const found = named(call, 'Payments');
			return writeOne(call, NAME, (element) => {
				if (PAYMENT(element).Status !== 'DELETED') refuse('Payments cannot be updated');
				return showPayment(call.books, deletePayment(call.books, found));
			});
		},
	},
];

const batchRoutes: Route[] = [
	{
		method: 'GET',
		path: '/BatchPayments',
		scopes: PAYMENTS,
		handle: (call) =>
			answerList(call, {
				kind: 'BatchPayments',
				collection: 'BatchPayments',
				paged: false,
				delta: true,
				view: (batch) => ({ ...batch, Account: call.books.get('Accounts', batch.Account.AccountID) }),
				show: (batch) => showBatchPayment(call.books, batch),
			}),
	},
	{
		method: 'GET',
		path: '/BatchPayments/:id',
		scopes: PAYMENTS,
		handle: (call) => ({ json: { BatchPayments: [showBatchPayment(call.books, named(call, 'BatchPayments'))] } }),
	},
	{
		method: 'PUT',
		path: '/BatchPayments',
		scopes: PAYMENTS,
		handle: (call) =>
			writeBatch(call, BATCHES, (element) =>
				showBatchPayment(call.books, createBatchPayment(call.books, BATCH_PAYMENT(element))),
			),
	},
	{
		method: 'POST',
		path: '/BatchPayments',
		scopes: PAYMENTS,
		handle: (call) =>
			writeBatch(call, BATCHES, (element) => {
				const { BatchPaymentID, Status } = BATCH_PAYMENT(element);
				return showBatchPayment(call.books, deleteBatchPayment(call.books, BatchPaymentID, Status));
			}),
	},
	{
		method: 'POST',
		path: '/BatchPayments/:id',
		scopes: PAYMENTS,
		handle: (call) => {
			const { BatchPaymentID } = named(call, 'BatchPayments');
			return writeOne(call, BATCHES, (element) =>
				showBatchPayment(call.books, deleteBatchPayment(call.books, BatchPaymentID, BATCH_PAYMENT(element).Status)),
			);
		},
	},
];

export const paymentRoutes: Route[] = [...singleRoutes, ...batchRoutes];
