import type { FastifyRequest } from 'fastify';
import { WindowCounter } from '../../frame/windows';
import { type ApiKey, keys } from '../state/keys';
import { readSettings } from '../state/settings';
import type { Store } from '../state/store';
import { ApiError } from './errors';

/** What a call needs: one of these permissions, and the Invoicing module where it is part of that. */
export interface Needs {
	permissions: readonly string[];
	invoicing?: boolean;
}

/** Lets a call in by its key, its address and its count. */
export class Gate {
	private counter: { perMinute: number; windows: WindowCounter } | undefined;

	constructor(private readonly store: Store) {}

	/** Throws what the caller gets instead of an answer. */
	admit(request: FastifyRequest, { permissions, invoicing = false }: Needs): void {
		const settings = readSettings(this.store);
		const key = this.keyOf(request.headers.authorization);
		const from = plainAddress(request.ip);
		if (key.allowedIps.length > 0 && !key.allowedIps.some((allowed) => plainAddress(allowed) === from)) {
			throw new ApiError(403, 'IpNotAllowed', `The address ${from} is not in this key's list of allowed IP addresses.`);
		}
		if (settings.limits) this.count(key, settings.perMinute);
		if (!permissions.some((permission) => key.permissions.includes(permission))) {
			throw new ApiError(403, 'Forbidden', `The API key needs the permission ${permissions.join(' or ')}.`);
		}
		if (invoicing && !settings.invoicingModule) throw new ApiError(403, 'ModuleNotEnabled', 'The Invoicing module is not enabled for this account.');
	}

	clear(): void {
		this.counter?.windows.clear();
	}

	private keyOf(header: string | undefined): ApiKey {
		const given = /^ApiKey (.+)$/.exec(header ?? '')?.[1];
		if (given === undefined) throw new ApiError(401, 'Unauthorized', 'The Authorization header must be "ApiKey", one blank and the key.');
		const key = keys(this.store).find((one) => one.key === given);
		if (key === undefined) throw new ApiError(401, 'Unauthorized', 'The API key is not valid.');
		return key;
	}

	private count(key: ApiKey, perMinute: number): void {
		if (this.counter?.perMinute !== perMinute) {
			this.counter = { perMinute, windows: new WindowCounter(this.store.frame.clock, [{ kind: 'sliding', seconds: 60, limit: perMinute }]) };
		}
		const refusal = this.counter.windows.hit(key.key);
		if (refusal === undefined) return;
		const message = `More than ${perMinute} requests in a minute. Try again in ${refusal.retryAfter} seconds.`;
		throw new ApiError(429, 'TooManyRequests', message, [], { 'retry-after': String(refusal.retryAfter) });
	}
}

/** The same computer's addresses are one, however the connection came in. */
function plainAddress(address: string): string {
	const plain = address.replace(/^::ffff:/i, '');
	return plain === '::1' || plain === 'localhost' ? '127.0.0.1' : plain;
}
