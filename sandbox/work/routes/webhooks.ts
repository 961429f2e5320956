import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk';
import { readSettings } from '../state/settings';
import { objectOf } from '../wire/call';
import { notFound } from '../wire/errors';
import { admitted } from './masters';

interface WithId {
	Params: { id: string };
}

/** Subscriptions. The secret is never given back. */
export function webhookRoutes(app: FastifyInstance, desk: Desk): void {
	const { store, events } = desk;
	const shown = ({ id, url, events: types }: { id: string; url: string; events: string[] }) => ({ id, url, events: types });
	app.addHook('onRequest', async (request) => {
		// An account without the feature has no such address.
		if (/^\/work\/v1\/webhooks/i.test(request.url) && !readSettings(store).webhooks) await Promise.reject(notFound('/webhooks'));
	});
	app.get('/v1/webhooks', (request, reply) => {
		const data = events.hooks(admitted(desk, request, reply)).map(shown);
		return { data, page: 1, pageSize: 100, total: data.length, hasMore: false };
	});
	app.post('/v1/webhooks', async (request, reply) => {
		const company = admitted(desk, request, reply);
		return await reply.code(201).send(shown(await events.subscribe(company, objectOf(request.body))));
	});
	app.delete<WithId>('/v1/webhooks/:id', async (request, reply) => {
		events.unsubscribe(admitted(desk, request, reply), request.params.id);
		return await reply.code(204).send();
	});
	app.post<WithId>('/v1/webhooks/:id/test', async (request, reply) => await events.test(admitted(desk, request, reply), request.params.id));
}
