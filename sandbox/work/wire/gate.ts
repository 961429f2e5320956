import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Login, logins } from '../state/keys';
import { readSettings } from '../state/settings';
import type { Store } from '../state/store';
import { ApiError } from './errors';

const MINUTE = 60_000;

/** Lets a call in by its login, its company and its count. */
export class Gate {
	/** Calls of the minute that began at `from`, per key. */
	private readonly counts = new Map<string, { from: number; calls: number }>();

	constructor(private readonly store: Store) {}

	/** The id of the company that is meant. Throws what the caller gets instead of an answer. */
	admit(request: FastifyRequest, reply: FastifyReply): string {
		const login = this.loginOf(request);
		if (login === undefined) throw new ApiError(401, 'unauthorized', 'The API key is missing or not valid.');
		if (login.revoked) throw new ApiError(401, 'key_revoked', 'This API key was revoked.');
		this.count(login, reply);
		const asked = request.headers['x-company-id'];
		const company = typeof asked === 'string' && asked !== '' ? asked : login.companies[0];
		if (company === undefined || !login.companies.includes(company)) {
			throw new ApiError(403, 'forbidden', `This login has no access to the company ${company ?? ''}.`);
		}
		return company;
	}

	clear(): void {
		this.counts.clear();
	}

	private loginOf({ headers }: FastifyRequest): Login | undefined {
		const known = logins(this.store);
		const key = headers['x-api-key'];
		if (typeof key === 'string') return known.find((login) => login.key === key);
		const [scheme = '', value = ''] = (headers.authorization ?? '').split(' ');
		if (scheme.toLowerCase() === 'bearer') return known.find((login) => login.key === value);
		if (scheme.toLowerCase() !== 'basic') return undefined;
		const pair = Buffer.from(value, 'base64').toString('utf8');
		return known.find(({ login, password }) => pair === `${login}:${password}`);
	}

	private count({ key }: Login, reply: FastifyReply): void {
		const { limits, perMinute } = readSettings(this.store);
		if (!limits) return;
		const now = this.store.now();
		let count = this.counts.get(key);
		// A clock that was set back would otherwise keep the minute shut.
		if (count === undefined || now >= count.from + MINUTE || now < count.from) count = { from: now, calls: 0 };
		this.counts.set(key, count);
		const resetAt = Math.ceil((count.from + MINUTE) / 1000);
		reply.headers({
			'x-ratelimit-limit': perMinute, 'x-ratelimit-remaining': Math.max(0, perMinute - count.calls - 1), 'x-ratelimit-reset': resetAt,
		});
		if (count.calls >= perMinute) {
			const wait = Math.max(1, Math.ceil((count.from + MINUTE - now) / 1000));
			throw new ApiError(429, 'rate_limited', `More than ${perMinute} requests in a minute.`, [], { 'retry-after': String(wait) });
		}
		count.calls += 1;
	}
}
