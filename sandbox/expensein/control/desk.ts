import type { FastifyInstance } from 'fastify';
import { type ApiKey, keys, regenerateKey, saveKey } from '../state/keys';
import { changeSettings, readSettings } from '../state/settings';
import { instant, type Store } from '../state/store';
import type { Gate } from '../wire/gate';

interface Named {
	Params: { name: string };
}

/** Settings, keys, and the mail that the account has sent. */
export function deskRoutes(app: FastifyInstance, store: Store, gate: Gate): void {
	app.get('/settings', () => readSettings(store));
	app.post<{ Body: Record<string, unknown> }>('/settings', ({ body }) => {
		const settings = changeSettings(store, body);
		if (!settings.limits) gate.clear();
		return settings;
	});

	/** Admin > Integrations > ExpenseIn API: {name, permissions?, allowedIps?, key?}. A known name is configured anew. */
	app.get('/keys', () => keys(store));
	app.post<{ Body: Partial<ApiKey> & { name: string } }>('/keys', ({ body }) => saveKey(store, body));
	app.post<Named>('/keys/:name/regenerate', ({ params }) => regenerateKey(store, params.name));
	app.delete<Named>('/keys/:name', async ({ params }, reply) =>
		await reply.code(store.run('DELETE FROM ein_keys WHERE name = ?', params.name) > 0 ? 204 : 404).send(),
	);

	app.get('/mail', () =>
		store.all('SELECT * FROM ein_mail ORDER BY id').map((row) => ({ at: instant(Number(row.at)), subject: row.subject, text: row.text })),
	);
}
