import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { timingSafeEqual } from 'node:crypto';
import { type Window, WindowCounter } from '../frame/windows';
import { JOBS } from './jobs';
import { isObject, malformed, missing, objectOr, type Params } from './jobs/params';
import { AS_JSON, AS_TEXT, JobError, type JobAnswer } from './jobs/types';
import { readSettings } from './state/settings';
import type { Store } from './state/store';

/** Source: Expensify's help article on the API, "Rate limits". */
const LIMITS: readonly Window[] = [
	{ kind: 'sliding', seconds: 10, limit: 5 },
	{ kind: 'sliding', seconds: 60, limit: 20 },
];
const TOO_MANY = 'You have been rate-limited. Please try again later or contact help@expensify.com for assistance.';

/** The integration server: one address, typed jobs, and errors inside of an HTTP 200. */
export function endpointRoutes(app: FastifyInstance, store: Store): WindowCounter {
	const counter = new WindowCounter(store.frame.clock, LIMITS);
	const answer = async (request: FastifyRequest, reply: FastifyReply) => {
		try {
			return await send(reply, await work(request, store, counter));
		} catch (error) {
			if (!(error instanceof JobError)) throw error;
			const status = error.code === 429 ? 429 : 200;
			return await reply.code(status).type(AS_TEXT).send(JSON.stringify({ responseMessage: error.message, responseCode: error.code }));
		}
	};
	app.post('/Integration-Server/ExpensifyIntegrations', answer);
	app.get('/Integration-Server/ExpensifyIntegrations', answer);
	return counter;
}

async function work(request: FastifyRequest, store: Store, counter: WindowCounter): Promise<JobAnswer> {
	const fields = await readFields(request);
	const description = readDescription(fields.requestJobDescription);
	const input = objectOr(description, 'inputSettings', {});
	const type = String(description.type ?? '');
	const name = `${type}/${String(input.type ?? '')}`;
	request.routeLabel = `job ${type === 'reconciliation' || type === 'download' ? type : name}`;
	const settings = readSettings(store);
	const { id, secret } = credentials(description, settings.wrongCredentialsCode);
	if (settings.limits && counter.hit(id)) throw new JobError(429, TOO_MANY);
	const caller = signedIn(store, id, secret, settings.wrongCredentialsCode);
	if (type === '') throw missing('type');
	const job = JOBS[name] ?? JOBS[`${type}/*`];
	if (job === undefined) throw malformed('type');
	const { template, file, data } = fields;
	return job({ store, settings, caller, description, input, template, file, data });
}

/** Form fields first, then those of the query. */
async function readFields(request: FastifyRequest): Promise<Record<string, string | undefined>> {
	const query = request.query as Record<string, string>;
	const type = request.headers['content-type'] ?? '';
	if (/^multipart\/form-data/i.test(type) && request.rawBody) {
		const form = await new Response(new Uint8Array(request.rawBody), { headers: { 'content-type': type } }).formData();
		const fields: Array<[string, string]> = [];
		for (const [name, value] of form) fields.push([name, typeof value === 'string' ? value : await value.text()]);
		return { ...query, ...Object.fromEntries(fields) };
	}
	return { ...query, ...(isObject(request.body) && !Buffer.isBuffer(request.body) ? (request.body as Record<string, string>) : {}) };
}

function readDescription(text: string | undefined): Params {
	if (text === undefined || text === '') throw missing('requestJobDescription');
	let description: unknown;
	try {
		description = JSON.parse(text);
	} catch {
		throw malformed('requestJobDescription');
	}
	if (!isObject(description)) throw malformed('requestJobDescription');
	return description;
}

function credentials(description: Params, refusal: number): { id: string; secret: string } {
	const given = isObject(description.credentials) ? description.credentials : {};
	const { partnerUserID: id, partnerUserSecret: secret } = given;
	if (typeof id !== 'string' || typeof secret !== 'string') throw new JobError(refusal, 'Authentication error: credentials are missing');
	return { id, secret };
}

/** E-mail of the person whose rights the pair carries. */
function signedIn(store: Store, id: string, secret: string, refusal: number): string {
	const row = store.one('SELECT * FROM exp_pairs WHERE partner_user_id = ?', id);
	const expected = Buffer.from(String(row?.secret ?? ''));
	const given = Buffer.from(secret);
	const fits = row !== undefined && expected.length === given.length && timingSafeEqual(expected, given);
	if (!fits) throw new JobError(refusal, 'Authentication error: the partnerUserID or partnerUserSecret is wrong');
	return String(row.email);
}

async function send(reply: FastifyReply, { body, contentType }: JobAnswer): Promise<FastifyReply> {
	reply.type(contentType);
	if (typeof body === 'string' || Buffer.isBuffer(body)) return await reply.send(body);
	return await reply.send(JSON.stringify({ responseCode: 200, ...body }));
}

/** How the emulator words a failure that was ordered for it. */
export function failure(status: number): { body: string; contentType: string } {
	const message = status === 429 ? TOO_MANY : status === 401 ? 'Authentication error' : 'Internal error';
	return { body: JSON.stringify({ responseMessage: message, responseCode: status }), contentType: status === 429 ? AS_TEXT : AS_JSON };
}
