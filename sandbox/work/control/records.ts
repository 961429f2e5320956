import type { FastifyInstance, FastifyRequest } from 'fastify';
import { companies } from '../books/company';
import { saveInvoice, voidInvoice } from '../books/invoices';
import { deleteMaster, mergeClients, saveMaster } from '../books/masters';
import { recordPayment, voidPayment } from '../books/payments';
import type { Desk } from '../desk';
import { type Kind, KINDS } from '../state/kinds';
import { allWhere, findWhere, fold, type Kept, recordById } from '../state/records';
import { type Body, instant } from '../state/store';

interface WithKey {
	Params: { key: string };
}
interface Pay {
	amount?: number;
	date?: string;
	method?: string;
	reference?: string;
}

/** `?company=co_2`; the first company where it is left out. */
export function companyOf(desk: Desk, { query }: FastifyRequest): string {
	const { company } = query as { company?: string }; // a query string is a flat object of texts
	return company ?? companies(desk.store)[0]?.id ?? '';
}

/** Records as people see and edit them. `:key` is an id, a code, a number or a name. */
export function recordRoutes(app: FastifyInstance, desk: Desk): void {
	const { store, events } = desk;
	for (const kind of Object.keys(KINDS) as Kind[]) {
		const path = `/${KINDS[kind].path}`;
		const find = (request: FastifyRequest, key: string): Kept => {
			const of = { company: companyOf(desk, request), kind };
			return findWhere(store, of, '(id = ? OR code = ? OR number = ? OR name = ?)', key, fold(key), key, fold(key)) ?? recordById(store, of, key);
		};
		app.get(path, (request) => allWhere(store, { company: companyOf(desk, request), kind }));
		app.get<WithKey>(`${path}/:key`, (request) => find(request, request.params.key));
		/** One, or a list: all or none. */
		app.post<{ Body: Body | Body[] }>(path, (request) => {
			const company = companyOf(desk, request);
			return store.atomically(() => (Array.isArray(request.body) ? request.body.map((one) => make(desk, company, kind, one)) : make(desk, company, kind, request.body)));
		});
		/** Only the fields that are named change. */
		app.put<WithKey & { Body: Body }>(`${path}/:key`, (request) => {
			const company = companyOf(desk, request);
			const { id, ...record } = find(request, request.params.key);
			if (kind === 'payment') throw new RangeError('A payment is voided, never changed');
			if (kind === 'invoice') return store.atomically(() => saveInvoice(store, events, company, { ...record, ...request.body }, { id }));
			return store.atomically(() => saveMaster(store, events, { company, kind }, request.body, { id, partial: true }));
		});
		if (kind === 'invoice' || kind === 'payment') continue;
		app.delete<WithKey>(`${path}/:key`, async (request, reply) => {
			store.atomically(() => deleteMaster(store, { company: companyOf(desk, request), kind }, find(request, request.params.key).id));
			return await reply.code(204).send();
		});
	}
	/** {into}: an id. */
	app.post<WithKey & { Body: { into: string } }>('/clients/:key/merge', (request) =>
		store.atomically(() => mergeClients(store, events, companyOf(desk, request), request.params.key, request.body.into)),
	);
	invoiceSteps(app, desk);
}

/** What the office and a technician do with an invoice. `:key` is an id or a number. */
function invoiceSteps(app: FastifyInstance, desk: Desk): void {
	const { store, events } = desk;
	const find = (request: FastifyRequest, key: string): Kept => {
		const of = { company: companyOf(desk, request), kind: 'invoice' } as const;
		return findWhere(store, of, 'number = ?', key) ?? recordById(store, of, key);
	};
	for (const [step, status] of [['approve', 'approved'], ['send', 'sent']] as const) {
		app.post<WithKey>(`/invoices/:key/${step}`, (request) => {
			const { id, ...invoice } = find(request, request.params.key);
			return store.atomically(() => saveInvoice(store, events, companyOf(desk, request), { ...invoice, status }, { id }));
		});
	}
	app.post<WithKey>('/invoices/:key/void', (request) =>
		store.atomically(() => voidInvoice(store, events, companyOf(desk, request), find(request, request.params.key).id)),
	);
	/** {amount?, date?, method?, reference?}: the whole balance, today, by card where nothing is said. */
	app.post<WithKey & { Body?: Pay }>('/invoices/:key/pay', (request) => {
		const { id, balance } = find(request, request.params.key);
		const { amount = balance, date = instant(store.now()).slice(0, 10), method = 'card', reference = '' } = request.body ?? {};
		return store.atomically(() => recordPayment(store, events, companyOf(desk, request), { invoiceId: id, amount, date, method, reference }));
	});
	app.post<WithKey>('/payments/:key/void', (request) =>
		store.atomically(() => voidPayment(store, events, companyOf(desk, request), request.params.key)),
	);
}

function make({ store, events }: Desk, company: string, kind: Kind, body: Body): Kept {
	if (kind === 'invoice') return saveInvoice(store, events, company, body);
	if (kind === 'payment') return recordPayment(store, events, company, body);
	return saveMaster(store, events, { company, kind }, body);
}
