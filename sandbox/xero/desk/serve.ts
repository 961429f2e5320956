import { randomUUID } from 'node:crypto';
import { setTimeout as realSleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Books } from '../books/books';
import type { Grant } from '../identity/grants';
import type { Route } from '../wire/call';
import { ApiError, badQuery, denied } from '../wire/errors';
import { admit, covers, organisationOf, signedIn } from './admit';
import { bodyOf, rendered, send } from './answer';
import { callOf, invalidElement } from './call';
import type { Desk } from './desk';
import type { Replayed } from './replay';

/** Address, organisation and body of a keyed request, so that a fault's answer can take the place of the kept one. */
interface Keyed {
	app: string;
	key: string;
	request: { method: string; url: string; tenant: string; body: Buffer };
}
const keyed = new WeakMap<FastifyRequest, Keyed>();

/** One call to the Accounting API: sign-in, organisation, limits, scope, replay, then the resource. In Xero's order. */
export async function serve(
	desk: Desk,
	route: Route,
	request: FastifyRequest,
	reply: FastifyReply,
): Promise<FastifyReply> {
	reply.header('xero-correlation-id', randomUUID());
	try {
		const grant = signedIn(desk, request);
		const tenant = organisationOf(desk, request, grant);
		admit(desk, request, reply, grant.app, tenant);
		if (!covers(grant.scopes, route)) throw denied(401, 'AuthorizationUnsuccessful', randomUUID());
		if (desk.thinkMs > 0) await realSleep(desk.thinkMs);
		return await send(reply, await replayed(desk, route, request, grant, tenant));
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		reply.headers(error.headers);
		return await send(reply, rendered({ status: error.status, ...bodyOf(error) }, request, desk, undefined));
	}
}

/** Runs the resource once per Idempotency-Key. Limits were counted before, so a replay costs a call like any other. */
async function replayed(
	desk: Desk,
	route: Route,
	request: FastifyRequest,
	grant: Grant,
	tenant: string,
): Promise<Replayed> {
	const key = route.method === 'GET' || route.method === 'DELETE' ? undefined : request.headers['idempotency-key'];
	if (typeof key !== 'string' || key === '') return run(desk, route, request, grant, tenant);
	if (key.length > 128) throw badQuery('Idempotency Key: the key must not be longer than 128 characters');
	const same = { method: request.method, url: request.url, tenant, body: request.rawBody ?? Buffer.alloc(0) };
	const claim = desk.replay.claim(grant.app, key, same);
	if (claim.state === 'mismatch') {
		throw new ApiError(400, {
			ErrorNumber: 10,
			Type: 'ValidationException',
			Message: `Idempotency Key: ${key} is used with a different request.`,
			Elements: [],
		});
	}
	if (claim.state === 'replay') return claim.answer;
	if (claim.state === 'waiting') return (await claim.answer) ?? replayed(desk, route, request, grant, tenant);
	let answer: Replayed | undefined;
	try {
		keyed.set(request, { app: grant.app, key, request: same });
		answer = run(desk, route, request, grant, tenant, (made) => desk.replay.keep(grant.app, key, same, made));
		return answer;
	} finally {
		claim.done(answer);
	}
}

/** @param keep called with the answer: inside the writing transaction, or after its roll-back when it is a refusal */
function run(
	desk: Desk,
	route: Route,
	request: FastifyRequest,
	grant: Grant,
	tenant: string,
	keep: (answer: Replayed) => void = () => undefined,
): Replayed {
	const books = new Books(desk.shelf, tenant, { app: grant.app, user: desk.userName(grant) });
	const call = callOf(desk, request, books);
	const work = (): Replayed => {
		const answer = rendered(route.handle(call), request, desk, grant);
		keep(answer);
		return answer;
	};
	try {
		if (route.method === 'GET') return work();
		call.invalidElement = invalidElement(desk, request);
		return books.store.transaction(work);
	} catch (error) {
		if (!(error instanceof ApiError)) throw error;
		const refusal = rendered({ status: error.status, ...bodyOf(error) }, request, desk, undefined);
		keep(refusal);
		return refusal;
	}
}

/** A fault after the commit changes what the client sees; Xero keeps and replays exactly that, outages included. */
export function rememberWhatWasSent(desk: Desk, request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
	const call = keyed.get(request);
	if (call === undefined || request.lateFault?.kind !== 'status-after') return;
	const body = Buffer.isBuffer(payload) ? payload : Buffer.from(String(payload ?? ''));
	desk.replay.keep(call.app, call.key, call.request, {
		status: reply.statusCode,
		type: String(reply.getHeader('content-type') ?? 'text/plain'),
		body,
	});
}
