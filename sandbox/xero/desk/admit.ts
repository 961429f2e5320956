import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Grant } from '../identity/grants';
import type { Route } from '../wire/call';
import { ApiError, denied } from '../wire/errors';
import type { Desk } from './desk';
import type { LimitProblem } from './limits';

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

/** The organisation that the header names, or a custom connection implies; 403 where the caller has no way in. */
export function organisationOf(desk: Desk, request: FastifyRequest, grant: Grant): string {
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
	['rateLimitMinute', 'minute', 12],
	['rateLimitDay', 'day', 40_000],
	['rateLimitConcurrent', 'concurrent', 0],
];

/** Counts the call against the limits and tells them in headers, or 429. */
export function admit(desk: Desk, request: FastifyRequest, reply: FastifyReply, app: string, tenant: string): void {
	for (const [kind, problem, seconds] of PROBLEMS) {
		const fault = desk.takeFault(kind, request);
		if (fault === undefined) continue;
		reply.headers(desk.limits.headers(app, tenant));
		throw tooMany(
			problem,
			problem === 'concurrent' ? undefined : desk.limits.refusal(problem, fault.value ?? seconds).retryAfter,
		);
	}
	const refusal = desk.limits.enter(app, tenant);
	reply.headers(desk.limits.headers(app, tenant));
	if (refusal !== undefined) throw tooMany(refusal.problem, refusal.retryAfter);
	reply.raw.once('close', () => desk.limits.leave(tenant));
}

function tooMany(problem: LimitProblem, retryAfter: number | undefined): ApiError {
	const headers: Record<string, string> = { 'x-rate-limit-problem': problem };
	if (retryAfter !== undefined) headers['retry-after'] = String(retryAfter);
	const body = {
		Type: null,
		Title: 'Too Many Requests',
		Status: 429,
		Detail: `The ${problem} rate limit has been exceeded`,
		Instance: randomUUID(),
		Extensions: {},
	};
	return new ApiError(429, body, headers);
}

export function covers(granted: readonly string[], { method, scopes }: Route): boolean {
	return scopes.some((scope) => granted.includes(scope) || (method === 'GET' && granted.includes(`${scope}.read`)));
}
