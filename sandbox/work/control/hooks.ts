import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk';
import type { Again } from '../webhooks/events';

/** What the vendor's sender did, and what goes wrong with it. */
export function hookRoutes(app: FastifyInstance, { events }: Desk): void {
	app.get('/webhooks', () => events.hooks().map(({ id, url, events: types }) => ({ id, url, events: types })));
	app.get('/deliveries', () => events.deliveries());
	/** Resolves when everything that is due was tried. */
	app.post('/webhooks/flush', async () => {
		await events.flush();
		return events.deliveries();
	});
	/** {count, times?, reverse?, wrongSignature?, age?}: the last events once more; answers with each status. */
	app.post<{ Body: Again }>('/webhooks/send', async ({ body }) => ({ answers: await events.sendAgain(body) }));
	/** {count}: the next events are never sent. */
	app.post<{ Body: { count: number } }>('/webhooks/lose', async ({ body }, reply) => {
		events.loseNext(body.count);
		return await reply.code(204).send();
	});
}
