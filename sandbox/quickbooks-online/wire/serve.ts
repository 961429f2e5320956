import { randomBytes } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Desk } from '../desk';
import { ACCOUNTING } from '../identity/apps';
import type { Grant } from '../identity/tokens';
import { readSettings } from '../state/settings';
import { timeText } from '../state/times';
import type { Answer, Call } from './call';
import { ApiFault, badToken, fault, faultError, foreignRealm, GatewayFault, JSON_TYPE, notAuthorized, stale, throttled, XmlFault } from './faults';
import { replayed } from './replay';
import { toXml } from './xml';

type Handler = (call: Call) => Answer | Promise<Answer>;

/** Lets a request in, has it handled, and words the answer. */
export async function serve(desk: Desk, request: FastifyRequest, reply: FastifyReply, handler: Handler): Promise<FastifyReply> {
	// Support asks for this number, so every answer has one.
	reply.header('intuit_tid', `1-${randomBytes(4).toString('hex')}-${randomBytes(12).toString('hex')}`);
	const { slow } = readSettings(desk.store);
	let leave: (() => void) | undefined;
	try {
		const grant = admit(desk, request);
		const { realm = '', '*': rest = '' } = request.params as Record<string, string>; // as the route has them
		const books = desk.books(realm);
		if (grant.realm !== realm || books === undefined) throw foreignRealm();
		strike(desk, request);
		const path = rest.split('/').filter((part) => part !== '').map(decodeURIComponent);
		const isBatch = path[0]?.toLowerCase() === 'batch';
		leave = desk.gate.enter(grant.app, realm, isBatch);
		if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow));
		const query = Object.fromEntries(Object.entries(request.query as Record<string, string>).map(([name, value]) => [name.toLowerCase(), String(value)]));
		const call: Call = { desk, request, books, app: grant.app, query, path };
		return await send(desk, request, reply, await replayed(call, async () => await handler(call)));
	} catch (error) {
		return await refuse(desk, request, reply, error);
	} finally {
		leave?.();
	}
}

function admit(desk: Desk, request: FastifyRequest): Grant {
	if (desk.take('tokenExpired', request)) throw badToken();
	const token = /^bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const grant = desk.tokens.check(token ?? '');
	if (grant === 'unknown') throw badToken('Malformed bearer token: too short or too long');
	if (grant === 'expired') throw badToken();
	if (!grant.scopes.includes(ACCOUNTING)) throw notAuthorized();
	return grant;
}

/** Failures that only QuickBooks knows, where one waits for this request. */
function strike(desk: Desk, request: FastifyRequest): void {
	const take = (kind: string) => desk.take(kind, request);
	const refused = desk.waiting('throttled', request);
	if (refused !== undefined) throw throttled(refused.value === undefined ? {} : { 'retry-after': String(refused.value) });
	if (take('notAuthorized')) throw notAuthorized();
	if (take('stale')) throw stale();
	if (take('faultOn200')) throw new ApiFault([faultError(6000, 'Business Validation Error: Something went wrong, though the status says otherwise.')], 'ValidationFault', 200);
	if (take('faultXml')) throw new XmlFault(500, '10000', 'An application error has occurred while processing your request', 'System Failure Error', 'SystemFault');
	if (take('adminLost')) {
		throw new ApiFault([faultError(120, 'Authorization Failure: com.intuit.qbo: -11014-You do not have access to use QuickBooks Online Plus.')], 'AuthorizationFault', 401);
	}
	if (take('permissionDenied')) throw fault(5020);
}

export async function send(desk: Desk, request: FastifyRequest, reply: FastifyReply, { status, body, type }: Answer): Promise<FastifyReply> {
	if (typeof body === 'string' || Buffer.isBuffer(body)) return await reply.code(status).type(type ?? 'text/plain;charset=utf-8').send(body);
	const time = timeText(desk.store.now());
	// Without a word about JSON the API speaks XML, as it did from the first day.
	if (!wantsJson(request)) return await reply.code(status).type('application/xml;charset=utf-8').send(toXml(body, time));
	return await reply.code(status).type(JSON_TYPE).send(JSON.stringify({ ...body, time }));
}

function wantsJson({ headers, query }: FastifyRequest): boolean {
	return /json/i.test(headers.accept ?? '') || (query as Record<string, unknown>).format === 'json';
}

async function refuse(desk: Desk, request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<FastifyReply> {
	const now = desk.store.now();
	if (error instanceof GatewayFault) return await reply.code(error.status).headers(error.headers).type(JSON_TYPE).send(JSON.stringify(error.bodyAt(now)));
	if (error instanceof XmlFault) return await reply.code(error.status).type('application/xml;charset=utf-8').send(error.bodyAt(timeText(now)));
	if (error instanceof ApiFault) return await send(desk, request, reply, { status: error.status, body: error.body });
	throw error;
}
