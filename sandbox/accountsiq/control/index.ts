import type { FastifyInstance } from 'fastify';
import { trialBalance } from '../books/balances';
import type { Desk } from '../state/desk';
import { entities } from '../state/entities';
import { changeSettings, readSettings } from '../state/settings';
import { accessRoutes } from './access';
import { recordRoutes } from './records';
import { transactionRoutes } from './transactions';

/** Routes below /_sandbox/accountsiq that stand for people at AccountsIQ's own pages and for the developer portal. */
export function controlRoutes(app: FastifyInstance, desk: Desk): void {
	const { store } = desk;
	app.get('/settings', () => readSettings(store));
	/** Any of the settings, e.g. {tokenMinutes: 1, slow: 500, rejectDuplicateReference: true}. */
	app.post<{ Body: Record<string, unknown> }>('/settings', async ({ body }, reply) => {
		const wrong = changeSettings(store, body);
		if (wrong.length > 0) return await reply.code(400).send({ message: `No such setting, or not of its type: ${wrong.join(', ')}` });
		return readSettings(store);
	});
	app.get('/entities', () => entities(store));
	app.get('/trialbalance', () => Object.fromEntries(entities(store).map((entity) => [entity.id, trialBalance(desk, entity)])));
	accessRoutes(app, desk);
	recordRoutes(app, desk);
	transactionRoutes(app, desk);
}
