import type { FastifyInstance } from 'fastify';
import type { Store } from '../state/store';
import { ApiError } from '../wire/errors';
import type { Gate } from '../wire/gate';
import { bulkRoutes } from './bulk';
import { deskRoutes } from './desk';
import { documentRoutes } from './documents';
import { postingRoutes } from './posting';
import { recordRoutes } from './records';
import { syncRoutes } from './sync';

/** Routes below /_sandbox/expensein: what people do on the website, and what only ExpenseIn's own staff can. */
export function controlRoutes(app: FastifyInstance, store: Store, gate: Gate): void {
	// A mistake in a control call is the caller's, and its text is meant for a person.
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof ApiError) {
			const details = error.errors.map(({ field, message }) => `${field}: ${message}`);
			return await reply.code(error.status).send({ message: [error.message, ...details].join(' ') });
		}
		const status = error instanceof RangeError || error instanceof TypeError ? 400 : 500;
		return await reply.code(status).send({ message: error instanceof Error ? error.message : String(error) });
	});
	deskRoutes(app, store, gate);
	recordRoutes(app, store);
	documentRoutes(app, store);
	bulkRoutes(app, store);
	syncRoutes(app, store);
	postingRoutes(app, store);
}
