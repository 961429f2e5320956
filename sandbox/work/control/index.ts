import type { FastifyInstance } from 'fastify';
import type { Desk } from '../desk';
import { ApiError } from '../wire/errors';
import { bulkRoutes } from './bulk';
import { deskRoutes } from './desk';
import { hookRoutes } from './hooks';
import { recordRoutes } from './records';

/** Routes below /_sandbox/work: what people do in the office and in the field app, and what only the vendor can. */
export function controlRoutes(app: FastifyInstance, desk: Desk): void {
	// A mistake in a control call is the caller's, and its text is meant for a person.
	app.setErrorHandler(async (error, _request, reply) => {
		if (error instanceof ApiError) {
			return await reply.code(error.status).send({ message: [error.message, ...error.fields.map(({ path, message }) => `${path}: ${message}`)].join(' ') });
		}
		const status = error instanceof RangeError || error instanceof TypeError ? 400 : 500;
		return await reply.code(status).send({ message: error instanceof Error ? error.message : String(error) });
	});
	deskRoutes(app, desk);
	recordRoutes(app, desk);
	bulkRoutes(app, desk);
	hookRoutes(app, desk);
}
