import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Store } from '../state/store';
import { ApiError, JSON_TYPE, notFound } from '../wire/errors';
import type { Gate } from '../wire/gate';
import { adminRoutes } from './admin';
import { documentRoutes } from './documents';
import { postingRoutes } from './postings';

/** The public API, below /1.0. */
export function apiRoutes(app: FastifyInstance, store: Store, gate: Gate): void {
	app.setErrorHandler(async (error, _request, reply) => await refuse(reply, asApiError(error)));
	app.setNotFoundHandler(async (request, reply) => await refuse(reply, notFound(`${request.method} ${request.url.split('?')[0] ?? ''}`)));
	adminRoutes(app, store, gate);
	documentRoutes(app, store, gate);
	postingRoutes(app, store, gate);
}

async function refuse(reply: FastifyReply, error: ApiError): Promise<FastifyReply> {
	return await reply.code(error.status).headers(error.headers).type(JSON_TYPE).send(error.body());
}

/** The frame refuses a body that is no JSON before a route sees it. Anything else is a mistake of the emulator. */
function asApiError(error: unknown): ApiError {
	if (error instanceof ApiError) return error;
	const { statusCode, message } = error as { statusCode?: number; message: string }; // Fastify's own errors carry a status
	if (statusCode === 400) return new ApiError(400, 'ValidationFailed', message);
	return new ApiError(500, 'ServerError', message);
}
