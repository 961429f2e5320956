import { randomUUID } from 'node:crypto';
import { liesBelow } from '../core/address';
import { asBooksError, BooksError } from '../core/errors';
import type { Http, HttpAnswer, HttpRequest } from '../core/http';
import { keyFor, nameOfWrite, noting } from '../core/idempotency';
import type { Limiter, Wait } from '../core/limit';
import { errorOf } from './errors';

/** The wire: verb, path, shape. Limits, waits and repeats are core/http's; what the records mean is the ledger's. */
export interface Qbo {
	readonly http: Http;
	/** Base address without a slash at its end, e.g. "https://quickbooks.api.intuit.com". */
	readonly apiUrl: string;
	readonly realmId: string;
	/** Of QuickBooks' own pages, for links; undefined for an address of one's own. */
	readonly appUrl?: string;
	/** Address and company; goes into nothing but the names of limits and locks. */
	readonly connection: string;
	/** Batches have a limit of their own. */
	readonly batches: Limiter;
	readonly onWait: Wait;
	/** QuickBooks' own time at its last answer to a question, in milliseconds: what it says to a write can't be older. */
	readonly clock: { told?: number };
}

export type Query = Record<string, string | number | boolean | undefined>;

/** Values below are ignored since August 2025; none above is known. Source: Intuit, "Changes to our Accounting API". */
const MINOR_VERSION = 75;
/** QuickBooks ends a request after two minutes. Source: Intuit, "Limits and throttles". */
const TIMEOUT_SECONDS = 130;
/** A batch's request id may have 36 characters, that of a single call 50. Source: Intuit, "Batch". */
const REQUEST_ID = 36;

/** One GET below the company, e.g. "bill/145". */
export async function get<T extends object>(qbo: Qbo, path: string, query: Query = {}): Promise<T> {
	return asked<T>(qbo, await send(qbo, { method: 'GET', url: company(qbo, path), query }, false));
}

/** A statement of the query language. Sent in the body, where its length does not matter; it changes nothing, so it may be repeated. */
export async function ask<T extends object>(qbo: Qbo, statement: string): Promise<T> {
	const request: HttpRequest = {
		method: 'POST', url: company(qbo, 'query'), headers: { 'Content-Type': 'application/text' }, body: statement, repeatable: true,
	};
	return asked<T>(qbo, await send(qbo, request, false));
}

/** Several statements in one call; as repeatable as one alone. */
export async function askTogether<T extends object>(qbo: Qbo, body: object): Promise<T> {
	const request: HttpRequest = {
		method: 'POST', url: company(qbo, 'batch'), headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), repeatable: true,
	};
	return asked<T>(qbo, await send(qbo, request, false));
}

/**
 * One write. The request id follows from the content (core/idempotency.ts): QuickBooks answers the same one with what it
 * did the first time.
 * @param attempt makes the request id a fresh one; the same attempt with the same content replays
 */
export async function write<T extends object>(qbo: Qbo, path: string, body: object, query: Query = {}, attempt: number | string = 0): Promise<T> {
	const text = JSON.stringify(body);
	return await keyed<T>(qbo, path, text, { 'Content-Type': 'application/json' }, query, [text, String(attempt)]);
}

/** A file with what is said about it. `content` names the bytes: the boundary inside is not always the same. */
export async function upload<T extends object>(qbo: Qbo, body: Buffer, contentType: string, content: string): Promise<T> {
	return await keyed<T>(qbo, 'upload', body, { 'Content-Type': contentType }, {}, [content]);
}

/**
 * QuickBooks repeats its first answer to a request id for a time that no page tells, refusals as well. A refusal may thus
 * be that of an earlier process, whose reason is gone: it is asked once more, under an id that nobody had before.
 */
async function keyed<T extends object>(
	qbo: Qbo,
	path: string,
	body: string | Buffer,
	headers: Record<string, string>,
	query: Query,
	content: string[],
): Promise<T> {
	const answer = await sendKeyed<T>(qbo, path, body, headers, query, content).catch(asBooksError);
	if (!(answer instanceof BooksError)) return answer;
	// A stale version is one whatever the id; who changes a record reads it anew.
	if (answer.facts.httpStatus !== 400 || answer.facts.vendorCode === '5010') throw answer;
	return await sendKeyed<T>(qbo, path, body, headers, query, [...content, unheard()]);
}

/** A text that makes a request id of its own. */
export const unheard = (): string => randomUUID();

async function sendKeyed<T extends object>(
	qbo: Qbo,
	path: string,
	body: string | Buffer,
	headers: Record<string, string>,
	query: Query,
	content: string[],
): Promise<T> {
	const name = nameOfWrite(qbo.connection, path, JSON.stringify(query), ...content);
	const key = keyFor(name).slice(0, REQUEST_ID);
	const request: HttpRequest = { method: 'POST', url: company(qbo, path), query: { ...query, requestid: key }, headers, body, key };
	return await noting(name, send(qbo, request, true).then((answer) => envelope<T>(answer, true)));
}

/** Any endpoint as the user wrote it: "bill/145", "query?query=…" or "/v3/company/123/bill/145". */
export async function raw(qbo: Qbo, request: { method: HttpRequest['method']; path: string; query?: Query; headers?: Record<string, string>; body?: object | string }) {
	const path = request.path.replace(/^\/+/, '');
	const url = /^v\d+\//i.test(path) ? `${qbo.apiUrl}/${path}` : company(qbo, path);
	if (/^[a-z]+:/i.test(path) || !liesBelow(qbo.apiUrl, url)) {
		throw new BooksError({
			category: 'validation', field: 'path', message: 'The path must lie below the API address of the credential.', hint: 'Write a path such as "bill/145".',
		});
	}
	const reads = request.method === 'GET';
	const headers = { ...(reads || request.body === undefined ? {} : { 'Content-Type': 'application/json' }), ...request.headers };
	const body = typeof request.body === 'object' ? JSON.stringify(request.body) : request.body;
	return (await send(qbo, { method: request.method, url, query: request.query, headers, body }, !reads)).body;
}

async function send(qbo: Qbo, request: HttpRequest, isWrite: boolean): Promise<HttpAnswer> {
	const sending = async () =>
		await qbo.http.send({
			timeoutSeconds: TIMEOUT_SECONDS,
			...request,
			query: { minorversion: MINOR_VERSION, ...request.query },
			headers: { Accept: 'application/json', ...request.headers },
		});
	const answer = /\/batch$/.test(request.url) ? await qbo.batches.run(sending, qbo.onWait) : await sending();
	const error = errorOf(answer, isWrite);
	if (error !== undefined) throw error;
	return answer;
}

function company({ apiUrl, realmId }: Qbo, path: string): string {
	return `${apiUrl}/v3/company/${encodeURIComponent(realmId)}/${path}`;
}

/** The answer to a question, which is always of now; that to a write may be a repetition. */
function asked<T extends object>({ clock }: Qbo, answer: HttpAnswer): T {
	const body = envelope<T & { time?: unknown }>(answer, false);
	const time = typeof body.time === 'string' ? Date.parse(body.time) : NaN;
	if (!Number.isNaN(time)) clock.told = time;
	return body;
}

/** A 200 that is no JSON object comes from something in between (a proxy, an outage page): no proof of anything. */
function envelope<T extends object>({ body }: HttpAnswer, isWrite: boolean): T {
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as T;
	throw unreadable(isWrite);
}

export function unreadable(isWrite: boolean): BooksError {
	return new BooksError({
		category: 'outage',
		message: 'QuickBooks answered with something that is not the expected record.',
		hint: 'Run again later; nothing is posted twice.',
		outcomeUnknown: isWrite,
	});
}
