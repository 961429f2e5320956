import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk/desk';
import { signedIn } from '../desk/admit';
import { ApiError, notFound } from '../wire/errors';

const stamp = (instant: number) => `${new Date(instant).toISOString().slice(0, 23)}0000`;

/** /connections: which organisations a token reaches. No organisation header, no limits. Source: Xero, xero-identity.yaml. */
export function connectionRoutes(app: FastifyInstance, desk: Desk): void {
	app.get('/connections', async (request, reply) => {
		try {
			const grant = signedIn(desk, request);
			const event = new URLSearchParams(request.url.split('?')[1] ?? '').get('authEventId');
			return desk.connections
				.of(grant.app, grant.user)
				.filter(({ authEvent }) => event === null || authEvent === event)
				.filter(({ tenant }) => desk.shelf.store.get(tenant, 'Organisations', tenant)?.Revoked !== true)
				.map(({ id, authEvent, tenant, created, updated }) => ({
					id,
					authEventId: authEvent,
					tenantId: tenant,
					tenantType: 'ORGANISATION',
					tenantName: desk.shelf.store.get(tenant, 'Organisations', tenant)?.Name ?? '',
					createdDateUtc: stamp(created),
					updatedDateUtc: stamp(updated),
				}));
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			return await reply
				.code(error.status)
				.headers({ ...error.headers, 'xero-correlation-id': randomUUID() })
				.send(error.body);
		}
	});

	app.delete<{ Params: { id: string } }>('/connections/:id', async (request, reply) => {
		try {
			const grant = signedIn(desk, request);
			if (!desk.connections.disconnect(grant.app, grant.user, request.params.id.toLowerCase())) throw notFound();
			return await reply.code(204).send();
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			return await reply.code(error.status).headers(error.headers).send(error.body);
		}
	});
}
