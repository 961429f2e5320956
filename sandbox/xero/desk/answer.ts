import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Grant } from '../identity/grants';
import type { Answer } from '../wire/call';
import type { ApiError } from '../wire/errors';
import { toXml } from '../wire/xml';
import type { Desk } from './desk';
import type { Replayed } from './replay';

export function bodyOf({ body }: ApiError): Answer {
	return typeof body === 'string' ? { bytes: Buffer.from(body), type: 'text/plain; charset=utf-8' } : { json: body };
}

/** The bytes that go out: JSON in Xero's envelope where it was asked for, else XML. */
export function rendered(answer: Answer, request: FastifyRequest, desk: Desk, grant: Grant | undefined): Replayed {
	const status = answer.status ?? 200;
	if (answer.bytes !== undefined)
		return { status, type: answer.type ?? 'application/octet-stream', body: answer.bytes };
	if (answer.json === undefined) return { status, type: '', body: Buffer.alloc(0) };
	const envelope =
		grant === undefined
			? {}
			: {
					Id: randomUUID(),
					Status: 'OK',
					ProviderName: desk.appName(grant.app),
					DateTimeUTC: `/Date(${desk.clock.now()})/`,
				};
	const json = { ...envelope, ...answer.json };
	const accepts = (request.headers.accept ?? '').toLowerCase();
	if (status >= 400 || accepts.includes('json')) {
		return { status, type: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(json)) };
	}
	return { status, type: 'text/xml; charset=utf-8', body: Buffer.from(toXml(json)) };
}

export async function send(reply: FastifyReply, { status, type, body }: Replayed): Promise<FastifyReply> {
	reply.code(status);
	if (status === 204) return await reply.send();
	return await reply.header('content-type', type).send(body);
}
