import type { FastifyInstance } from 'fastify';
import { saveInvoice, voidInvoice } from '../books/invoices';
import { recordPayment, voidPayment } from '../books/payments';
import type { Desk } from '../desk';
import { create, needVersion, objectOf } from '../wire/call';
import { admitted } from './masters';

interface WithId {
	Params: { id: string };
}

/** Invoices and payments: made, an invoice replaced, both voided. Reading is with the other kinds. */
export function documentRoutes(app: FastifyInstance, desk: Desk): void {
	const { store, events } = desk;
	app.post('/v1/invoices', async (request, reply) => {
		const company = admitted(desk, request, reply);
		return await create(desk, request, reply, { company, kind: 'invoice' }, () => saveInvoice(store, events, company, objectOf(request.body)));
	});
	app.put<WithId>('/v1/invoices/:id', (request, reply) => {
		const company = admitted(desk, request, reply);
		const { id } = request.params;
		needVersion(desk, request, { company, kind: 'invoice' }, id);
		return store.atomically(() => saveInvoice(store, events, company, objectOf(request.body), { id }));
	});
	app.post<WithId>('/v1/invoices/:id/void', (request, reply) => {
		const company = admitted(desk, request, reply);
		return store.atomically(() => voidInvoice(store, events, company, request.params.id));
	});
	app.post('/v1/payments', async (request, reply) => {
		const company = admitted(desk, request, reply);
		return await create(desk, request, reply, { company, kind: 'payment' }, () => recordPayment(store, events, company, objectOf(request.body)));
	});
	app.post<WithId>('/v1/payments/:id/void', (request, reply) => {
		const company = admitted(desk, request, reply);
		return store.atomically(() => voidPayment(store, events, company, request.params.id));
	});
}
