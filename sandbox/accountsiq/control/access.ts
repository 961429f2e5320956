import type { FastifyInstance } from 'fastify';
import type { Desk } from '../state/desk';

interface AppChange {
	clientId: string;
	entities?: string[];
	scope?: 'read' | 'write';
	revoked?: boolean;
}

/** What an administrator does with integration applications, and a hand on the tokens for tests. */
export function accessRoutes(app: FastifyInstance, { store }: Desk): void {
	const list = () =>
		store.all('SELECT * FROM aiq_apps').map((row) => ({
			clientId: String(row.client_id), name: String(row.name), entities: JSON.parse(String(row.entities)) as string[], scope: String(row.scope), revoked: row.revoked === 1,
		}));
	app.get('/apps', list);
	/** {clientId, entities?, scope?, revoked?}: all of it takes effect at once, for tokens that are out as well. */
	app.post<{ Body: AppChange }>('/apps', async ({ body }, reply) => {
		const before = list().find(({ clientId }) => clientId === body.clientId);
		if (before === undefined) return await reply.code(404).send({ message: 'No such application' });
		const { entities, scope, revoked } = { ...before, ...body };
		store.run('UPDATE aiq_apps SET entities = ?, scope = ?, revoked = ? WHERE client_id = ?', JSON.stringify(entities), scope, revoked ? 1 : 0, body.clientId);
		return list().find(({ clientId }) => clientId === body.clientId);
	});
	/** Every token that is out is old from now on; refresh tokens still work. */
	app.post('/tokens/expire', () => ({ expired: store.run('UPDATE aiq_tokens SET expires = ?', store.now()) }));
}
