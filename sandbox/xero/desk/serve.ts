import { randomUUID } from 'node:crypto';
import { setTimeout as realSleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Books } from '../books/books';
import type { Grant } from '../identity/grants';
import type { Answer, Call, Route } from '../wire/call';
import { ApiError, badQuery, denied, unreadable } from '../wire/errors';
import { isGuid } from '../wire/read';
import { toXml } from '../wire/xml';
import type { Desk } from './desk';
import type { LimitProblem } from './limits';
import type { Replayed } from './replay';

/** Address, organisation and body of a keyed request, so that a fault's answer can take the place of the kept one. */
interface Keyed {
	app: string;
	key: string;
	request: { method: string; url: string; tenant: string; body: Buffer };
}
const keyed = new WeakMap<FastifyRequest, Keyed>();

/** One call to the Accounting API: sign-in, organisation, limits, scope, replay, then the resource. In Xero's order. */
export async function serve(desk: Desk, route: Route, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
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

/** The caller's consent, or 401. Source: Xero, "Troubleshooting OAuth 2.0". */
export function signedIn(desk: Desk, request: FastifyRequest): Grant {
	const token = /^bearer\s+(.+)$/i.exec(request.headers.authorization ?? '')?.[1];
	const checked = token === undefined ? undefined : desk.grants.check(token);
	if (checked === undefined) throw denied(401, 'AuthenticationUnsuccessful', randomUUID());
	if (checked.state === 'expired' || desk.takeFault('tokenExpired', request) !== undefined) {
		const at = new Date(Math.min(checked.expires, desk.clock.now())).toISOString();
		const [, year, month, date, time] = /^(\d+)-(\d+)-(\d+)T([\d:]+)/.exec(at) ?? [];
		throw denied(401, `TokenExpired: token expired at ${month}/${date}/${year} ${time}`, randomUUID());
	}
	return checked.grant;
}

function organisationOf(desk: Desk, request: FastifyRequest, grant: Grant): string {
	const sent = String(request.headers['xero-tenant-id'] ?? '').toLowerCase();
	const tenant = sent === '' ? grant.tenant : sent;
	const connected = desk.connections.of(grant.app, grant.user).some((connection) => connection.tenant === tenant);
	const revoked = tenant !== undefined && desk.shelf.store.get(tenant, 'Organisations', tenant)?.Revoked === true;
	if (tenant === undefined || !connected || revoked || desk.takeFault('tenantRemoved', request) !== undefined) {
		throw denied(403, 'AuthenticationUnsuccessful', randomUUID());
	}
	return tenant;
}

const PROBLEMS: ReadonlyArray<[string, LimitProblem, number]> = [
	['rateLimitMinute', 'minute', 12], ['rateLimitDay', 'day', 40_000], ['rateLimitConcurrent', 'concurrent', 0],
];

function admit(desk: Desk, request: FastifyRequest, reply: FastifyReply, app: string, tenant: string): void {
	for (const [kind, problem, seconds] of PROBLEMS) {
		const fault = desk.takeFault(kind, request);
		if (fault === undefined) continue;
		reply.headers(desk.limits.headers(app, tenant));
		throw tooMany(problem, problem === 'concurrent' ? undefined : desk.limits.refusal(problem, fault.value ?? seconds).retryAfter);
	}
	const refusal = desk.limits.enter(app, tenant);
	reply.headers(desk.limits.headers(app, tenant));
	if (refusal !== undefined) throw tooMany(refusal.problem, refusal.retryAfter);
	reply.raw.once('close', () => desk.limits.leave(tenant));
}

function tooMany(problem: LimitProblem, retryAfter: number | undefined): ApiError {
	const headers: Record<string, string> = { 'x-rate-limit-problem': problem };
	if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
	const body = { Type: null, Title: 'Too Many Requests', Status: 429, Detail: `The ${problem} rate limit has been exceeded`, Instance: randomUUID(), Extensions: {} };
	return new ApiError(429, body, headers);
}

function covers(granted: readonly string[], { method, scopes }: Route): boolean {
	return scopes.some((scope) => granted.includes(scope) || (method === 'GET' && granted.includes(`${scope}.read`)));
}

/** Runs the resource once per Idempotency-Key. Limits were counted before, so a replay costs a call like any other. */
async function replayed(desk: Desk, route: Route, request: FastifyRequest, grant: Grant, tenant: string): Promise<Replayed> {
	const key = route.method === 'GET' || route.method === 'DELETE' ? undefined : request.headers['idempotency-key'];
	if (typeof key !== 'string' || key === '') return run(desk, route, request, grant, tenant);
	if (key.length > 128) throw badQuery('Idempotency Key: the key must not be longer than 128 characters');
	const same = { method: request.method, url: request.url, tenant, body: request.rawBody ?? Buffer.alloc(0) };
	const claim = desk.replay.claim(grant.app, key, same);
	if (claim.state === 'mismatch') {
		throw new ApiError(400, { ErrorNumber: 10, Type: 'ValidationException', Message: `Idempotency Key: ${key} is used with a different request.`, Elements: [] });
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
	desk: Desk, route: Route, request: FastifyRequest, grant: Grant, tenant: string, keep: (answer: Replayed) => void = () => undefined,
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

function invalidElement(desk: Desk, request: FastifyRequest): number | undefined {
	const fault = desk.takeFault('validation', request);
	return fault === undefined ? undefined : (fault.value ?? 0);
}

function callOf(desk: Desk, request: FastifyRequest, books: Books): Call {
	const query = new Map<string, string>();
	for (const [name, value] of new URLSearchParams(request.url.split('?')[1] ?? '')) query.set(name.toLowerCase(), value);
	const params = Object.fromEntries(
		Object.entries(request.params as Record<string, string>).map(([name, value]) => [name, isGuid(value) ? value.toLowerCase() : value]),
	);
	const raw = request.rawBody ?? Buffer.alloc(0);
	return {
		method: request.method, params, raw, books, base: `${desk.origin()}/xero`,
		query: (name) => {
			const value = query.get(name.toLowerCase());
			return value === '' ? undefined : value;
		},
		header: (name) => {
			const value = request.headers[name];
			return Array.isArray(value) ? value[0] : value;
		},
		json: () => {
			try {
				return JSON.parse(raw.toString('utf8')) as unknown;
			} catch {
				throw unreadable('The request body could not be read');
			}
		},
	};
}

function bodyOf({ body }: ApiError): Answer {
	return typeof body === 'string' ? { bytes: Buffer.from(body), type: 'text/plain; charset=utf-8' } : { json: body };
}

/** The bytes that go out: JSON in Xero's envelope where it was asked for, else XML. */
function rendered(answer: Answer, request: FastifyRequest, desk: Desk, grant: Grant | undefined): Replayed {
	const status = answer.status ?? 200;
	if (answer.bytes !== undefined) return { status, type: answer.type ?? 'application/octet-stream', body: answer.bytes };
	if (answer.json === undefined) return { status, type: '', body: Buffer.alloc(0) };
	const envelope = grant === undefined ? {} : {
		Id: randomUUID(), Status: 'OK', ProviderName: desk.appName(grant.app), DateTimeUTC: `/Date(${desk.clock.now()})/`,
	};
	const json = { ...envelope, ...answer.json };
	const accepts = (request.headers.accept ?? '').toLowerCase();
	if (status >= 400 || accepts.includes('json')) {
		return { status, type: 'application/json; charset=utf-8', body: Buffer.from(JSON.stringify(json)) };
	}
	return { status, type: 'text/xml; charset=utf-8', body: Buffer.from(toXml(json)) };
}

async function send(reply: FastifyReply, { status, type, body }: Replayed): Promise<FastifyReply> {
	reply.code(status);
	if (status === 204) return await reply.send();
	return await reply.header('content-type', type).send(body);
}

/** A fault after the commit changes what the client sees; Xero keeps and replays exactly that, outages included. */
export function rememberWhatWasSent(desk: Desk, request: FastifyRequest, reply: FastifyReply, payload: unknown): void {
	const call = keyed.get(request);
	if (call === undefined || request.lateFault?.kind !== 'status-after') return;
	const body = Buffer.isBuffer(payload) ? payload : Buffer.from(String(payload ?? ''));
	desk.replay.keep(call.app, call.key, call.request, {
		status: reply.statusCode, type: String(reply.getHeader('content-type') ?? 'text/plain'), body,
	});
}
