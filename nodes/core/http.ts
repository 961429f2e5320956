import {
	sleep,
	type IAllExecuteFunctions,
	type IDataObject,
	type IHttpRequestMethods,
	type IHttpRequestOptions,
} from 'n8n-workflow';
import { BooksError } from './errors';
import { limiterOf, type Limiter, type Limits } from './limit';

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
}

export interface HttpAnswer {
	status: number;
	/** Lower-case names. */
	headers: Record<string, string>;
	body: unknown;
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
const TIMEOUT_SECONDS = 100;
const LONGEST_WAIT_SECONDS = 300;
/** The connection was never made, so nothing was carried out. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'CERT_HAS_EXPIRED'];

export function createHttp(context: Pick<IAllExecuteFunctions, 'helpers' | 'logger'>, options: HttpOptions): Http {
	const limiter = limiterOf(options.connection, options.limits);
	const waits = new Map<string, number>();
	const onWait = (seconds: number, why: string) => {
		waits.set(why, (waits.get(why) ?? 0) + seconds);
		context.logger.info(`${options.system}: waiting ${seconds.toFixed(1)} s, since ${why}`);
	};
	return {
		waits,
		send: async (request) => await sendWith(context, options, limiter, onWait, request),
	};
}

async function sendWith(
	context: Pick<IAllExecuteFunctions, 'helpers' | 'logger'>,
	options: HttpOptions,
	limiter: Limiter,
	onWait: (seconds: number, why: string) => void,
	request: HttpRequest,
): Promise<HttpAnswer> {
	const repeatable = request.repeatable ?? (request.method === 'GET' || request.method === 'HEAD');
	for (let attempt = 1; ; attempt++) {
		const result = await limiter.run(async () => await once(context, options, request), onWait);
		if (result instanceof BooksError) {
			if (!repeatable || attempt >= REPEATS) throw told(result, repeatable);
		} else {
			const remaining = options.remaining?.(result);
			if (remaining !== undefined) limiter.learn(remaining);
			if (result.status === 429) {
				const wait = waitAfter(options, result, attempt);
				if (wait instanceof BooksError) throw wait;
				limiter.hold(wait, `${options.system} asked for a rest`);
				continue;
			}
			if (result.status < 500 || !repeatable || attempt >= REPEATS) return result;
		}
		await sleep((options.pauseMs ?? 500) * 2 ** (attempt - 1));
	}
}

/** A read that failed changed nothing, whatever became of it. */
function told(error: BooksError, repeatable: boolean): BooksError {
	return repeatable ? new BooksError({ ...error.facts, outcomeUnknown: false }) : error;
}

function waitAfter(options: HttpOptions, answer: HttpAnswer, attempt: number): number | BooksError {
	const asked = Number(answer.headers['retry-after']);
	const wait =
		options.onRateLimit?.(answer, attempt) ??
		(Number.isFinite(asked) && asked > 0 ? asked : Math.min(60, 5 * 2 ** attempt));
	if (wait instanceof BooksError) return wait;
	if (wait <= (options.longestWaitSeconds ?? LONGEST_WAIT_SECONDS) && attempt <= 20) return wait;
	return new BooksError({
		message: `${options.system} allows no more calls for ${Math.ceil(wait)} seconds`,
		category: 'rate limit',
		hint: 'Nothing is lost: the next run goes on with what is missing.',
		httpStatus: 429,
		retryAfter: wait,
	});
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
		return readFailure(error, options.system);
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

interface Failure {
	code?: string;
	message?: string;
	cause?: unknown;
	httpCode?: string | null;
	response?: { status: number; headers?: IDataObject; data?: unknown };
}

/** n8n wraps what axios threw, sometimes twice: look through the causes for an answer or a code. */
function readFailure(error: unknown, system: string): HttpAnswer | BooksError {
	const chain: Failure[] = [];
	for (let at: unknown = error; at !== null && typeof at === 'object' && chain.length < 6; at = (at as Failure).cause) {
		chain.push(at as Failure);
	}
	const answer = chain.find(({ response }) => typeof response?.status === 'number')?.response;
	if (answer !== undefined) {
		return { status: answer.status, headers: textHeaders(answer.headers ?? {}), body: answer.data };
	}
	const code = chain.map((link) => link.code ?? link.httpCode).find((value) => typeof value === 'string' && value !== '');
	const reason = chain.map(({ message }) => message).find((message) => message !== undefined && message !== '');
	if (/refresh|reconnect|invalid_grant|credential/i.test(`${reason}`) && !/^E[A-Z_]+$/.test(`${code}`)) {
		return new BooksError({
			message: `${system} did not accept the stored sign-in`,
			category: 'auth',
			hint: 'Open the credential and connect it again.',
			retryable: false,
		});
	}
	const neverSent = NEVER_SENT.includes(`${code}`);
	return new BooksError({
		message: neverSent
			? `${system} could not be reached (${code})`
			: `${system} gave no answer (${code ?? 'connection lost'})`,
		category: 'outage',
		hint: 'Nothing is lost: the next run asks the books what they hold and goes on from there.',
		outcomeUnknown: !neverSent,
	});
}

function textHeaders(headers: IDataObject): Record<string, string> {
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}
