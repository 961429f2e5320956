import type { FastifyRequest } from 'fastify';
import type { Books } from '../books/books';
import type { Call } from '../wire/call';
import { unreadable } from '../wire/errors';
import { isGuid } from '../wire/read';
import type { Desk } from './desk';

/** The index of the element that a waiting fault of kind validation refuses. */
export function invalidElement(desk: Desk, request: FastifyRequest): number | undefined {
	const fault = desk.takeFault('validation', request);
	return fault === undefined ? undefined : (fault.value ?? 0);
}

/** The request as the resources read it. */
export function callOf(desk: Desk, request: FastifyRequest, books: Books): Call {
	const query = new Map<string, string>();
	for (const [name, value] of new URLSearchParams(request.url.split('?')[1] ?? ''))
		query.set(name.toLowerCase(), value);
	const params = Object.fromEntries(
		Object.entries(request.params as Record<string, string>).map(([name, value]) => [
			name,
			isGuid(value) ? value.toLowerCase() : value,
		]),
	);
	const raw = request.rawBody ?? Buffer.alloc(0);
	return {
		method: request.method,
		params,
		raw,
		books,
		base: `${desk.origin()}/xero`,
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
