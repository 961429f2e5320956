import type { FastifyInstance } from 'fastify';
import { FINANCE } from '../state/keys';
import { postings } from '../state/postings';
import { readSettings } from '../state/settings';
import type { Store } from '../state/store';
import type { Gate } from '../wire/gate';
import { type Query, readInstant, readList, readPage } from '../wire/query';

const STATUSES = ['Complete', 'Failed'];

/** The posting history, newest first. */
export function postingRoutes(app: FastifyInstance, store: Store, gate: Gate): void {
	app.get<{ Querystring: Query }>(
		'/1.0/postings',
		{ onRequest: async (request) => await Promise.resolve(gate.admit(request, { permissions: [FINANCE] })) },
		async ({ query }, reply) => {
			const { unpaged, updatedSince } = readSettings(store);
			const wanted = { statuses: readList(query, 'status', STATUSES), since: updatedSince ? readInstant(query, 'updatedSince') : undefined };
			if (unpaged) return await reply.send(postings(store, wanted).rows);
			const page = readPage(query);
			const { rows, total } = postings(store, wanted, page);
			return await reply.headers({ 'x-total-count': total, 'x-page': page.page, 'x-page-size': page.size }).send(rows);
		},
	);
}
