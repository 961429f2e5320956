import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk';
import type { Again, Subscription } from '../webhooks/hooks';

const VERIFIER = 'sandbox-qbo-verifier';

/** The page "Webhooks" of the developer portal, and a hand on the sender. */
export function hookRoutes(app: FastifyInstance, { hooks }: Desk): void {
	app.get('/webhooks', () => ({ subscription: hooks.subscription ?? null, deliveries: hooks.deliveries() }));
	/** {url, verifier?, format?: "cloudevents" | "legacy", delay?: seconds} */
	app.post<{ Body: Partial<Subscription> }>('/webhooks', ({ body }) => {
		const { url, verifier = VERIFIER, format = 'cloudevents', delay = 0 } = body;
		if (url === undefined || !URL.canParse(url)) throw new RangeError('"url" must be an address');
		if (format !== 'cloudevents' && format !== 'legacy') throw new RangeError('"format" is "cloudevents" or "legacy"');
		const subscription = { url, verifier, format, delay };
		hooks.subscribe(subscription);
		return subscription;
	});
	app.delete('/webhooks', async (_request, reply) => {
		hooks.subscribe(undefined);
		return await reply.code(204).send();
	});
	/** Resolves when everything that is due was tried. */
	app.post('/webhooks/flush', async () => {
		await hooks.flush(true);
		return hooks.deliveries();
	});
	app.post<{ Body?: Again }>('/webhooks/send', async ({ body }) => ({ answers: await hooks.sendAgain(body ?? {}) }));
	/** {count}: the next events are never sent. */
	app.post<{ Body: { count: number } }>('/webhooks/lose', async ({ body }, reply) => {
		hooks.loseNext(body.count);
		return await reply.code(204).send();
	});
}
