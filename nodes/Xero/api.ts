import { createHash } from 'node:crypto';
import { BooksError } from '../core/errors';
import type { Http, HttpAnswer, HttpRequest } from '../core/http';
import { keyFor, nameOfWrite, noting } from '../core/idempotency';
import { markedPages, type MarkedList } from '../core/marked-pages';
import { errorOf } from './errors';
import type { XeroConnection, XeroErrors, XeroPagination } from './types';
import { toInstant } from './wire';

/** The wire: verb, path, shape. Limits, waits and repeats are core/http's; what the records mean is the ledger's. */
export interface Xero {
	readonly http: Http;
	/** Base address without a slash at its end, e.g. "https://api.xero.com". */
	readonly apiUrl: string;
	/** Undefined for a custom connection, whose token belongs to one organisation, and before one is chosen. */
	readonly tenantId?: string;
	/** Whether calls reach an organisation at all. */
	readonly hasOrganisation: boolean;
	/** Credential and organisation; goes into nothing but the names of limits and locks. */
	readonly connection: string;
}

export type Query = Record<string, string | number | boolean | undefined>;
type Envelope = { pagination?: XeroPagination } & Record<string, unknown>;

/** The most Xero gives per page; its default of 100 costs ten times the calls. */
export const PAGE_SIZE = 1000;
/** Xero advises some 50 elements and at most 3.5 MB per call. Source: Xero, "API limits". */
export const BATCH_SIZE = 50;
export const BATCH_BYTES = 3_400_000;

/** One GET. `path` is below /api.xro/2.0, e.g. "Invoices" or "Invoices/{id}". */
export async function get<T>(xero: Xero, path: string, query: Query = {}, headers: Record<string, string> = {}): Promise<T> {
	const answer = await send(xero, { method: 'GET', url: accounting(xero, path), query, headers }, false);
	return (answer.status === 304 ? {} : envelope(answer.body, false)) as T;
}

/** The organisations this login may use. Practices are left out: they have no books of their own. */
export async function connections(xero: Xero): Promise<XeroConnection[]> {
	const { body } = await send({ ...xero, tenantId: undefined }, { method: 'GET', url: `${xero.apiUrl}/connections` }, false);
	if (!Array.isArray(body)) throw unreadable(false);
	return (body as XeroConnection[]).filter(({ tenantType }) => tenantType === 'ORGANISATION');
}

/**
 * Sends elements of one collection in one call and answers one element for each, in the same order, each with its own
 * errors. PUT creates; POST updates what carries an id.
 * @param attempt makes the idempotency key a fresh one; the same attempt with the same elements replays
 */
export async function writeAll<T extends XeroErrors>(
	xero: Xero,
	method: 'PUT' | 'POST',
	collection: string,
	elements: T[],
	attempt: number | string = 0,
): Promise<T[]> {
	const query = { summarizeErrors: false, unitdp: WITHOUT_UNITDP.has(collection) ? undefined : 4 };
	const answer = await write<Record<string, T[] | undefined>>(xero, method, collection, { [collection]: elements }, query, attempt);
	const results = answer[collection];
	// A short answer tells nothing about which element is missing, so the books are asked.
	if (!Array.isArray(results) || results.length !== elements.length) throw unreadable(true);
	return results;
}

const WITHOUT_UNITDP = new Set(['Contacts', 'ManualJournals', 'Payments']);

/** One write of any shape; the idempotency key follows from the content, see idempotency.ts. */
export async function write<T>(
	xero: Xero,
	method: 'PUT' | 'POST' | 'DELETE',
	path: string,
	body?: unknown,
	query: Query = {},
	attempt: number | string = 0,
): Promise<T> {
	const text = body === undefined ? undefined : JSON.stringify(body);
	const name = nameOfWrite(xero.tenantId ?? xero.connection, method, path, text ?? '', String(attempt));
	const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': keyFor(name) };
	return await noting(name, answerTo<T>(xero, { method, url: accounting(xero, path), query, headers, body: text }));
}

/** Stores a file under a document; the same name overwrites, so who calls has looked before. */
export async function putFile<T>(xero: Xero, path: string, content: Buffer, mimeType: string): Promise<T> {
	const digest = createHash('sha256').update(content).digest('hex');
	const name = nameOfWrite(xero.tenantId ?? xero.connection, 'PUT', path, digest);
	const headers = { 'Content-Type': mimeType, 'Idempotency-Key': keyFor(name) };
	return await noting(name, answerTo<T>(xero, { method: 'PUT', url: accounting(xero, path), headers, body: content }));
}

async function answerTo<T>(xero: Xero, request: HttpRequest): Promise<T> {
	const answer = await send(xero, request, true);
	return (answer.status === 204 ? {} : envelope(answer.body, true)) as T;
}

/** Any endpoint as the user wrote it: "Invoices", "/api.xro/2.0/Invoices" or "/connections". */
export async function raw(xero: Xero, request: Pick<HttpRequest, 'query' | 'headers' | 'body'> & { method: HttpRequest['method']; path: string }) {
	const path = request.path.replace(/^\/+/, '');
	if (/^[a-z]+:|^\.\.|\/\.\./i.test(path)) {
		throw new BooksError({
			category: 'validation',
			field: 'path',
			message: 'The path must lie below the API address of the credential.',
			hint: 'Write a path such as "Invoices" or "/connections".',
		});
	}
	const whole = /^(api\.xro|files\.xro|assets\.xro|projects\.xro|connections)(\/|$)/i.test(path);
	const url = whole ? `${xero.apiUrl}/${path}` : accounting(xero, path);
	const reads = request.method === 'GET';
	const headers = {
		...(reads || request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
		...request.headers,
	};
	const body = typeof request.body === 'object' ? JSON.stringify(request.body) : request.body;
	return (await send(xero, { method: request.method, url, query: request.query, headers, body }, !reads)).body;
}

/** All records, oldest change first, changed at or after `since`. */
export async function* changedPages<T extends { UpdatedDateUTC?: string }>(
	xero: Xero,
	collection: string,
	idOf: (record: T) => string | undefined,
	query: Query = {},
	since?: string,
): AsyncGenerator<T[]> {
	const list: MarkedList<T> = {
		read: async (mark, page) => await page1000<T>(xero, collection, { ...query, page, order: 'UpdatedDateUTC ASC' }, mark),
		pageSize: PAGE_SIZE,
		idOf,
		markOf: ({ UpdatedDateUTC }) => UpdatedDateUTC,
		// Whether Xero counts the second itself as "since" is not said, so the next page starts one second earlier.
		next: (mark) => secondBefore(toInstant(mark)),
	};
	yield* markedPages(list, since);
}

async function page1000<T>(xero: Xero, collection: string, query: Query, since?: string): Promise<T[]> {
	const headers: Record<string, string> = since === undefined ? {} : { 'If-Modified-Since': since };
	const answer = await get<Record<string, T[] | undefined>>(xero, collection, { pageSize: PAGE_SIZE, ...query }, headers);
	return answer[collection] ?? [];
}

function secondBefore(instant: string | undefined): string | undefined {
	return instant === undefined ? undefined : new Date(new Date(instant).getTime() - 1000).toISOString().slice(0, 19);
}

async function send(xero: Xero, request: HttpRequest, isWrite: boolean): Promise<HttpAnswer> {
	const headers: Record<string, string> = { Accept: 'application/json', ...request.headers };
	if (xero.tenantId !== undefined) headers['Xero-Tenant-Id'] = xero.tenantId;
	const answer = await xero.http.send({ ...request, headers });
	const error = errorOf(answer, isWrite);
	if (error !== undefined) throw error;
	return answer;
}

function accounting(xero: Xero, path: string): string {
	return `${xero.apiUrl}/api.xro/2.0/${path}`;
}

/** A 200 without Xero's envelope comes from something in between (a proxy, an outage page): no proof of anything. */
function envelope(body: unknown, isWrite: boolean): Envelope {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) throw unreadable(isWrite);
	return body as Envelope;
}

function unreadable(isWrite: boolean): BooksError {
	return new BooksError({
		category: 'outage',
		message: 'Xero answered with something that is not the expected list.',
		hint: 'Run again later; nothing is posted twice.',
		outcomeUnknown: isWrite,
	});
}
