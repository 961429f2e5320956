import {
	sleep,
	type IAllExecuteFunctions,
	type IDataObject,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { BooksError } from './errors';
import { neverSent, readFailure, textHeaders, wasStopped, type HttpAnswer } from './failure';
import { limiterOf, type Limiter, type Limits, type Wait } from './limit';

export type { HttpAnswer };

/** What every vendor call goes through: credential, limits, waits and repeats. One per connection and run. */
export interface HttpOptions {
	/** Names the credential type; n8n adds the authentication. */
	credentialType: string;
	/** Credential and company; limits are kept per connection. */
	connection: string;
	/** For people: "Xero". */
	system: string;
	limits: Limits;
	/** How many calls are left in this window, when the vendor's answer tells. */
	remaining?(answer: HttpAnswer): number | undefined;
	/** Whether an answer of another status says what a 429 says: not now, and nothing was carried out. */
	isRateLimit?(answer: HttpAnswer): boolean;
	/** Reads a 429: the seconds to wait, or an error when waiting makes no sense. */
	onRateLimit?(answer: HttpAnswer, attempt: number): number | BooksError;
	/** The longest single wait that a run sits out. */
	longestWaitSeconds?: number;
	/** Base of the growing pause between repeats of a read, in milliseconds. */
	pauseMs?: number;
}

export interface HttpRequest {
	method: IHttpRequestMethods;
	url: string;
	query?: Record<string, string | number | boolean | undefined>;
	headers?: Record<string, string>;
	/** Text is sent as it is; an object as JSON, or as a form when the content type says so. */
	body?: string | Buffer | object;
	/** The answer's body as text or bytes, not parsed. */
	as?: 'text' | 'bytes';
	/** A request that may be repeated without a second effect. Reads (GET) always are. */
	repeatable?: boolean;
	timeoutSeconds?: number;
	/** The idempotency key, where the vendor takes it elsewhere than in the header Idempotency-Key. */
	key?: string;
}

export interface Http {
	/**
	 * Sends one request. Answers whatever status the vendor gives, but for 429 (waited out) and, for repeatable
	 * requests, 5xx (repeated). Throws a BooksError when no answer came; `outcomeUnknown` tells that it may have been
	 * carried out all the same.
	 */
	send(request: HttpRequest): Promise<HttpAnswer>;
	/** Seconds waited so far and why, for the log and the user. */
	readonly waits: ReadonlyMap<string, number>;
}

const REPEATS = 4;
const MOST_RESTS = 20;
const TIMEOUT_SECONDS = 100;
const LONGEST_WAIT_SECONDS = 300;
/** Vendors keep an idempotency key for minutes only; this stays clear of the shortest (six). */
const KEY_LIFE_MS = 5 * 60 * 1000;
/** Waits up to this are no reason to ask the books again. */
const SHORT_WAIT_MS = 5000;

type Context = Pick<IAllExecuteFunctions, 'helpers' | 'logger'>;

export function createHttp(context: Context, options: HttpOptions): Http {
	const limiter = limiterOf(options.connection, options.limits);
	const waits = new Map<string, number>();
	const keys = new Map<string, number>();
	const onWait = (seconds: number, why: string) => {
		waits.set(why, (waits.get(why) ?? 0) + seconds);
		context.logger.info(`${options.system}: waiting ${seconds.toFixed(1)} s, since ${why}`);
	};
	return {
		waits,
		send: async (request) => await sendWith(context, options, { limiter, onWait, keys }, request),
	};
}

interface Shared {
	limiter: Limiter;
	onWait: Wait;
	/** When each idempotency key was first sent. */
	keys: Map<string, number>;
}

async function sendWith(context: Context, options: HttpOptions, shared: Shared, request: HttpRequest): Promise<HttpAnswer> {
	const { limiter, onWait, keys } = shared;
	const repeatable = request.repeatable ?? (request.method === 'GET' || request.method === 'HEAD');
	const askedAt = Date.now();
	for (let failures = 0, rests = 0; ; ) {
		const result = await limiter.run(
			async () => keyTooOld(options.system, keys, request, askedAt) ?? (await once(context, options, request)),
			onWait,
		);
		if (result instanceof BooksError) {
			failures += 1;
			const again = (repeatable || neverSent(result)) && result.category === 'outage' && !wasStopped(result);
			if (!again || failures >= REPEATS) throw told(result, repeatable);
		} else {
			const remaining = options.remaining?.(result);
			if (remaining !== undefined) limiter.learn(remaining);
			if (result.status === 429 || options.isRateLimit?.(result) === true) {
				rests += 1;
				const wait = waitAfter(options, result, rests);
				if (wait instanceof BooksError) throw wait;
				limiter.hold(wait, `${options.system} asked for a rest`);
				continue;
			}
			failures += 1;
			if (result.status < 500 || !repeatable || failures >= REPEATS) return result;
		}
		await sleep((options.pauseMs ?? 500) * 2 ** (failures - 1));
	}
}

/**
 * A write that is sent again relies on its key where the vendor is still at work on the first. After a long wait for
 * the limits the vendor may have forgotten the key, and what the books said may be out of date: they are asked anew.
 */
function keyTooOld(system: string, keys: Map<string, number>, request: HttpRequest, askedAt: number): BooksError | undefined {
	const key = request.key ?? request.headers?.['Idempotency-Key'];
	if (key === undefined) return undefined;
	const now = Date.now();
	const first = keys.get(key) ?? now;
	keys.set(key, first);
	if (now - first <= KEY_LIFE_MS || now - askedAt <= SHORT_WAIT_MS) return undefined;
	return new BooksError({
		message: `${system} let this call wait too long`,
		category: 'outage',
		hint: 'Nothing is lost: the next run asks the books what they hold and goes on from there.',
		outcomeUnknown: true,
	});
}

/** A read that failed changed nothing, whatever became of it. */
function told(error: BooksError, repeatable: boolean): BooksError {
	return repeatable ? new BooksError({ ...error.facts, outcomeUnknown: false }) : error;
}

function waitAfter(options: HttpOptions, answer: HttpAnswer, rests: number): number | BooksError {
	const wait = options.onRateLimit?.(answer, rests) ?? asked(answer) ?? Math.min(60, 5 * 2 ** rests);
	if (wait instanceof BooksError) return wait;
	if (wait <= (options.longestWaitSeconds ?? LONGEST_WAIT_SECONDS) && rests <= MOST_RESTS) return wait;
	return new BooksError({
		message: `${options.system} allows no more calls for ${Math.ceil(wait)} seconds`,
		category: 'rate limit',
		hint: 'Nothing is lost: the next run goes on with what is missing.',
		httpStatus: 429,
		retryAfter: wait,
	});
}

/** Seconds of the header Retry-After, which is a number or a date. Source: RFC 9110, section 10.2.3. */
function asked({ headers }: HttpAnswer): number | undefined {
	const text = headers['retry-after'];
	if (text === undefined || text === '') return undefined;
	const seconds = Number.isFinite(Number(text)) ? Number(text) : (Date.parse(text) - Date.now()) / 1000;
	return Number.isFinite(seconds) ? Math.max(1, seconds) : undefined;
}

async function once(
	context: Pick<IAllExecuteFunctions, 'helpers'>,
	options: HttpOptions,
	request: HttpRequest,
): Promise<HttpAnswer | BooksError> {
	try {
		const answer = (await context.helpers.httpRequestWithAuthentication.call(
			context as IAllExecuteFunctions,
			options.credentialType,
			toN8n(request),
		)) as { statusCode: number; headers: IDataObject; body: unknown };
		return { status: answer.statusCode, headers: textHeaders(answer.headers), body: answer.body };
	} catch (error) {
		return readFailure(error, request.url, options.system);
	}
}

function toN8n(request: HttpRequest): IHttpRequestOptions {
	return {
		method: request.method,
		url: withQuery(request.url, request.query),
		headers: request.headers ?? {},
		body: request.body as IHttpRequestOptions['body'],
		timeout: (request.timeoutSeconds ?? TIMEOUT_SECONDS) * 1000,
		returnFullResponse: true,
		// n8n renews an expired token when a 401 is thrown, so that one status is left to throw.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
		...(request.as === 'text' ? { encoding: 'text' as const } : {}),
		...(request.as === 'bytes' ? { encoding: 'arraybuffer' as const } : {}),
	};
}

/** Percent-encodes everything but unreserved characters; vendors differ on the rest. */
export function withQuery(url: string, query: HttpRequest['query'] = {}): string {
	const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
	if (pairs.length === 0) return url;
	const text = pairs.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
	return `${url}${url.includes('?') ? '&' : '?'}${text.join('&')}`;
}
