import type { IHttpRequestOptions } from 'n8n-workflow';
import { BooksError } from '../../nodes/core/errors';
import { createHttp, withQuery, type Http, type HttpOptions, type HttpRequest } from '../../nodes/core/http';

const SECRET = 'Bearer very-secret-token';
const URL = 'https://books.test/Invoices';
const GET: HttpRequest = { method: 'GET', url: URL };
const PUT: HttpRequest = { method: 'PUT', url: URL, body: '{}' };

type Step = (options: IHttpRequestOptions) => unknown;
const answer = (statusCode: number, headers: object = {}, body: unknown = {}): Step => () => ({ statusCode, headers, body });
/** As n8n wraps what axios threw: the whole request hangs on it, secrets and all. */
const throws = (axios: { code?: string; response?: object; url?: string; message?: string }, outer: object = {}): Step =>
	() => {
		const config = { url: axios.url ?? URL, headers: { Authorization: SECRET } };
		const cause = Object.assign(new Error(axios.message ?? SECRET), { code: axios.code, response: axios.response, config });
		throw Object.assign(new Error(`Something about ${SECRET}`), { httpCode: null, cause, ...outer });
	};

let connection = 0;
function setUp(steps: Step[], more: Partial<HttpOptions> = {}) {
	const sent: Array<{ at: number; options: IHttpRequestOptions }> = [];
	const log: string[] = [];
	const context = {
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				sent.push({ at: Date.now(), options });
				const step = steps.length > 1 ? steps.shift() : steps[0];
				return step?.(options);
			},
		},
		logger: { info: (text: string) => log.push(text) },
	};
	const http = createHttp(context as never, {
		credentialType: 'testApi', connection: `test ${++connection}`, system: 'Books', limits: { concurrent: 5, windows: [] }, ...more,
	});
	return { http, sent, log };
}

/** The clock moves as fast as the code asks it to. */
async function ends(http: Http, request: HttpRequest) {
	const settled = http.send(request).then((value) => ({ value, error: undefined }), (error: BooksError) => ({ value: undefined, error }));
	await jest.advanceTimersByTimeAsync(20 * 60_000);
	return await settled;
}
const gapsOf = (sent: Array<{ at: number }>) => sent.slice(1).map(({ at }, i) => at - (sent[i]?.at ?? 0));

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('NODE-LIMIT: a 429 is waited out', () => {
	it('and so is a rest that a vendor asks for inside of another status, also for a write', async () => {
		const { http, sent } = setUp([answer(200, { 'retry-after': '1' }, 'too many'), answer(200, {}, 'done')], { isRateLimit: ({ body }) => body === 'too many' });
		expect((await ends(http, PUT)).value?.body).toBe('done');
		expect(sent).toHaveLength(2);
	});

	it.each<[string, object, number]>([
		['as many seconds as told', { 'Retry-After': '17' }, 17_000],
		['until the date told', { 'retry-after': 'Thu, 01 Jan 2026 00:00:40 GMT' }, 40_000],
		['no rest is at least a second', { 'retry-after': '0' }, 1000],
		['growing where nothing is told', {}, 10_000],
	])('%s, also for a write', async (_, headers, wait) => {
		jest.setSystemTime(new Date('2026-01-01T00:00:00Z'));
		const { http, sent, log } = setUp([answer(429, headers), answer(200)]);
		expect((await ends(http, PUT)).value?.status).toBe(200);
		expect(sent).toHaveLength(2);
		expect(gapsOf(sent)[0]).toBeGreaterThanOrEqual(wait);
		expect(gapsOf(sent)[0]).toBeLessThan(wait + 200);
		expect([...http.waits]).toEqual([['Books asked for a rest', wait / 1000]]);
		expect(log[0]).toBe(`Books: waiting ${(wait / 1000).toFixed(1)} s, since Books asked for a rest`);
	});

	it('does not sit out a wait of hours', async () => {
		const { http, sent } = setUp([answer(429, { 'retry-after': '75000' })]);
		const { error } = await ends(http, PUT);
		expect(error?.facts).toMatchObject({ category: 'rate limit', retryAfter: 75000, httpStatus: 429 });
		expect(error?.retryable).toBe(true);
		expect(error?.facts.outcomeUnknown).toBeUndefined();
		expect(sent).toHaveLength(1);
	});

	it('lets the system read its own headers', async () => {
		const day = new BooksError({ message: 'The day is used up', category: 'rate limit' });
		const { http } = setUp([answer(429)], { onRateLimit: () => day });
		expect((await ends(http, GET)).error).toBe(day);
	});

	it('a rest of one call is a rest of all calls of the connection', async () => {
		const { http, sent } = setUp([answer(429, { 'retry-after': '30' }), answer(200)]);
		const first = http.send(GET);
		await jest.advanceTimersByTimeAsync(10);
		await Promise.all([ends(http, GET), first]);
		expect(gapsOf(sent).map((gap) => gap >= 29_000)).toEqual([true, false]);
	});
});

describe('NODE-ONCE: what is repeated', () => {
	it('a read after a 5xx, with growing pauses, and the last answer is told', async () => {
		const { http, sent } = setUp([answer(503)]);
		expect((await ends(http, GET)).value?.status).toBe(503);
		expect(gapsOf(sent)).toEqual([500, 1000, 2000]);
	});

	it('rests do not use up the repeats of a read', async () => {
		const rest = answer(429, { 'retry-after': '1' });
		const { http } = setUp([rest, rest, rest, rest, answer(500), answer(200)]);
		expect((await ends(http, GET)).value?.status).toBe(200);
	});

	it('never a write after a 5xx', async () => {
		const { http, sent } = setUp([answer(500)]);
		expect((await ends(http, PUT)).value?.status).toBe(500);
		expect(sent).toHaveLength(1);
	});

	it.each(['ECONNABORTED', 'ECONNRESET', 'ETIMEDOUT', 'EPIPE'])('never a write after %s: it may have been carried out', async (code) => {
		const { http, sent } = setUp([throws({ code })]);
		const { error } = await ends(http, PUT);
		expect(error?.facts).toMatchObject({ category: 'outage', outcomeUnknown: true });
		expect(error?.message).toBe(`Books gave no answer (${code})`);
		expect(sent).toHaveLength(1);
	});

	it('nor after an answer that broke off, though its status was 200', async () => {
		const { http, sent } = setUp([throws({ code: 'ERR_BAD_RESPONSE', response: { status: 200, headers: {} } })]);
		expect((await ends(http, PUT)).error?.facts).toMatchObject({ category: 'outage', outcomeUnknown: true });
		expect(sent).toHaveLength(1);
	});

	it('a read that failed to the end has changed nothing', async () => {
		const { http, sent } = setUp([throws({ code: 'ECONNRESET' })]);
		expect((await ends(http, GET)).error?.facts.outcomeUnknown).toBe(false);
		expect(sent).toHaveLength(4);
	});

	it.each(['ECONNREFUSED', 'ENOTFOUND'])('a write after %s, which was never sent', async (code) => {
		const { http, sent } = setUp([throws({ code })]);
		expect((await ends(http, PUT)).error?.facts).toMatchObject({ category: 'outage', outcomeUnknown: false });
		expect(sent).toHaveLength(4);
	});

	it('nothing once the user has stopped the run', async () => {
		const { http, sent } = setUp([throws({ code: 'ERR_CANCELED' })]);
		await ends(http, GET);
		expect(sent).toHaveLength(1);
	});

	it('no write under a key that the vendor may have forgotten while the limits made it wait', async () => {
		const keyed = { ...PUT, headers: { 'Idempotency-Key': 'k' } };
		const rest = answer(429, { 'retry-after': '290' });
		const { http, sent } = setUp([throws({ code: 'ECONNRESET' }), rest, rest, answer(200)]);
		expect((await ends(http, keyed)).error?.facts.outcomeUnknown).toBe(true);
		const { error } = await ends(http, keyed);
		expect(error?.facts).toMatchObject({ category: 'outage', outcomeUnknown: true });
		expect(sent).toHaveLength(2);
		// Asked anew, the books still lack it: without a wait it goes out.
		expect((await ends(http, keyed)).error).toBeDefined();
		expect((await ends(http, keyed)).value?.status).toBe(200);
	});
});

describe('NODE-ERR: signing in', () => {
	const axios401 = { code: 'ERR_BAD_REQUEST', response: { status: 401, headers: { 'X-A': 'b' }, data: { Detail: 'TokenExpired' } } };

	it('a 401 that stays after renewal is the answer', async () => {
		const { http } = setUp([throws(axios401)]);
		expect((await ends(http, PUT)).value).toEqual({ status: 401, headers: { 'x-a': 'b' }, body: { Detail: 'TokenExpired' } });
	});

	const token = 'https://identity.test/connect/token';
	it.each<[string, Step]>([
		['refused at the token address', throws({ url: token, code: 'ERR_BAD_REQUEST', response: { status: 400, data: SECRET } })],
		['unauthorised at the token address', throws({ url: token, code: 'ERR_BAD_REQUEST', response: { status: 401 } })],
		['refused by its words', throws({ code: 'EAUTH', url: URL }, { httpCode: 'EAUTH' })],
		['not connected', () => { throw Object.assign(new Error('x'), { cause: Object.assign(new Error('OAuth credentials not connected'), { level: 'info' }) }); }],
		['not renewable', () => { throw Object.assign(new Error('x'), { cause: new Error('no refresh token is available. Please reconnect') }); }],
	])('%s: the sign-in has failed, and no document is to blame', async (_, step) => {
		const { http, sent } = setUp([step]);
		const { error } = await ends(http, PUT);
		expect(error).toMatchObject({ category: 'auth', retryable: false });
		expect(error?.facts.outcomeUnknown).not.toBe(true);
		expect(sent).toHaveLength(1);
	});

	it('a token address that is down is an outage, and the write was not carried out', async () => {
		const { http, sent } = setUp([throws({ url: token, code: 'ERR_BAD_RESPONSE', response: { status: 503 } })]);
		expect((await ends(http, PUT)).error?.facts).toMatchObject({ category: 'outage', outcomeUnknown: false });
		expect(sent).toHaveLength(4);
	});
});

describe('OPS-ACCESS: no secret in any error', () => {
	it.each<[string, Step]>([
		['lost', throws({ code: 'ECONNRESET' })], ['refused', throws({ code: 'ECONNREFUSED' })], ['odd', throws({ code: SECRET })],
		['sign-in', throws({ code: 'EAUTH' })], ['token', throws({ url: 'https://x.test', response: { status: 400, data: SECRET } })],
		['n8n', () => { throw new Error(SECRET); }],
	])('%s', async (_, step) => {
		const { http, log } = setUp([step]);
		const { error } = await ends(http, PUT);
		const all = JSON.stringify([error, error?.facts, error?.message, error?.stack, error?.cause, log]);
		expect(error).toBeInstanceOf(BooksError);
		expect(all).not.toContain('very-secret');
	});
});

describe('the request that n8n gets', () => {
	it('leaves 401 to n8n, takes all other answers, and encodes the query', async () => {
		const { http, sent } = setUp([answer(404, { A: 1 }, 'none')]);
		const query = { where: 'Name=="A & B"', page: 1, empty: '', none: undefined };
		expect((await ends(http, { ...GET, query, as: 'text', timeoutSeconds: 5 })).value).toEqual({ status: 404, headers: { a: '1' }, body: 'none' });
		expect(sent[0]?.options).toMatchObject({
			url: `${URL}?where=Name%3D%3D%22A%20%26%20B%22&page=1`, timeout: 5000, encoding: 'text', returnFullResponse: true,
			ignoreHttpStatusErrors: { ignore: true, except: [401] },
		});
		expect(withQuery('https://a.test/x?a=1', { b: 2 })).toBe('https://a.test/x?a=1&b=2');
	});
});
