import type { FastifyInstance } from 'fastify';
import type { WindowCounter } from '../../frame/windows';
import type { Store } from '../state/store';
import { bulkRoutes } from './bulk';
import { deskRoutes } from './desk';
import { reportRoutes } from './reports';

/** Routes below /_sandbox/expensify: what people do on the website, and what only Expensify's own staff can. */
export function controlRoutes(app: FastifyInstance, store: Store, limits: () => WindowCounter | undefined): void {
	// A mistake in a control call is the caller's, and its text is meant for a person.
	app.setErrorHandler(async (error, _request, reply) => {
		const status = error instanceof RangeError || error instanceof TypeError ? 400 : 500;
		return await reply.code(status).send({ message: error instanceof Error ? error.message : String(error) });
	});
	reportRoutes(app, store);
	deskRoutes(app, store, limits);
	bulkRoutes(app, store);
}
