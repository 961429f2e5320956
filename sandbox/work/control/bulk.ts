import type { FastifyInstance } from 'fastify';
import { saveInvoice } from '../books/invoices';
import { saveMaster } from '../books/masters';
import type { Desk } from '../desk';
import { allWhere } from '../state/records';
import { instant } from '../state/store';
import { companyOf } from './records';

interface Many {
	count: number;
	/** Begins each name or number. */
	prefix?: string;
}

/** Many at once, made up here: what a test of size needs without sending it. All share one second, as an import's do. */
export function bulkRoutes(app: FastifyInstance, desk: Desk): void {
	const { store, events } = desk;
	/** Clients "<prefix> 00001" and so on; every tenth without state and country. */
	app.post<{ Body: Many }>('/clients/bulk', (request) => {
		const { count, prefix = 'Client' } = request.body;
		const company = companyOf(desk, request);
		const at = store.stamp();
		store.atomically(() => {
			for (let made = 1; made <= count; made++) {
				const number = String(made).padStart(5, '0');
				const place = made % 10 === 0 ? {} : { state: 'NY', country: 'US' };
				const address = { street1: `${made} Quay St`, city: 'Albany', postcode: '12207', ...place };
				const client = { name: `${prefix} ${number}`, email: `c${number}@bulk.example`, phone: '555-0199', address };
				saveMaster(store, events, { company, kind: 'client' }, client, { at });
			}
		});
		return { created: count };
	});
	/** Sent invoices "<prefix>00001" and so on over all active clients, one line each, 1.00 to 500.99. */
	app.post<{ Body: Many }>('/invoices/bulk', (request) => {
		const { count, prefix = 'B' } = request.body;
		const company = companyOf(desk, request);
		const at = store.stamp();
		const clients = allWhere(store, { company, kind: 'client' }, "status = 'active'");
		store.atomically(() => {
			for (let made = 1; made <= count; made++) {
				const unitPrice = Number(`${1 + (made % 500)}.${String((made * 7) % 100).padStart(2, '0')}`);
				const invoice = {
					number: `${prefix}${String(made).padStart(5, '0')}`, clientId: clients[made % clients.length]?.id, issueDate: instant(at).slice(0, 10),
					status: 'sent', lines: [{ name: 'Labour', quantity: 1, unitPrice }],
				};
				saveInvoice(store, events, company, invoice, { at });
			}
		});
		return { created: count };
	});
}
