import { randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Desk } from '../desk';
import { ApiError, JSON_TYPE, notFound } from '../wire/errors';
import { documentRoutes } from './documents';
import { legacyRoutes } from './legacy';
import { masterRoutes } from './masters';
import { webhookRoutes } from './webhooks';

/** The contract below /v1, and the old data service below /C2FDataSvc.svc. */
export function apiRoutes(app: FastifyInstance, desk: Desk): void {
	app.setErrorHandler(async (error, _request, reply) => await refuse(reply, asApiError(error)));
	app.setNotFoundHandler(async (request, reply) => await refuse(reply, notFound(`${request.method} ${request.url.split('?')[0] ?? ''}`)));
	masterRoutes(app, desk);
	documentRoutes(app, desk);
	webhookRoutes(app, desk);
	legacyRoutes(app, desk);
}

async function refuse(reply: FastifyReply, error: ApiError): Promise<FastifyReply> {
	const requestId = `rq_${randomBytes(4).toString('hex')}`;
	return await reply.code(error.status).headers(error.headers).type(JSON_TYPE).send(error.body(requestId));
}

/** The frame refuses a body that is no JSON before a route sees it. Anything else is a mistake of the emulator. */
function asApiError(error: unknown): ApiError {
	if (error instanceof ApiError) return error;
	const { statusCode, message } = error as { statusCode?: number; message: string }; // Fastify's own errors carry a status
	return statusCode === 400 ? new ApiError(400, 'bad_request', message) : new ApiError(500, 'server_error', message);
}
