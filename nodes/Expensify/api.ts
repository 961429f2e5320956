import { sleep } from 'n8n-workflow';
import { BooksError } from '../core/errors';
import type { Http } from '../core/http';
import { limiterOf, type Limits } from '../core/limit';
import { errorOf, jsonAnswer, type JsonAnswer, type Reply } from './answer';
import type { Job } from './jobs';

/**
 * Whether a job may be sent a second time: a `read` changes nothing, a `repeatable` write has no second effect, and a
 * plain `write` is never repeated before somebody has looked what became of it.
 */
export type Effect = 'read' | 'repeatable' | 'write';

export interface ExpensifyOptions {
	/** Names the pair and its server; limits and write locks are kept per connection. */
	connection: string;
	/** "https://integrations.expensify.com" */
	baseUrl: string;
	limits: Limits;
	/** Waits so many milliseconds; tests put in their own clock. */
	pause?: (ms: number) => Promise<unknown>;
}

/** Seconds of rest after a 429, by attempt, since Expensify names none. */
const RESTS = [10, 20, 40, 60] as const;
const MOST_RATE_LIMITS = 10;

export function restAfter(attempt: number): number {
	return RESTS[Math.min(attempt, RESTS.length) - 1] ?? 60;
}

/** Two sliding windows, and even spacing besides: a burst at the edge of two windows is refused too. */
export function limitsFor(callsPerMinute: number): Limits {
	const perMinute = Math.max(1, Math.floor(callsPerMinute));
	const apart = 60 / perMinute;
	return {
		// Jobs of one pair that run side by side are refused.
		concurrent: 1,
		windows: [
			{ calls: perMinute, seconds: 60 },
			{ calls: Math.max(1, Math.floor(perMinute / 4)), seconds: 10 },
			// Not for the sandbox, where the number is set high to be rid of the limits.
			...(apart >= 0.1 ? [{ calls: 1, seconds: apart }] : []),
		],
	};
}

/** The wire: one address, jobs as form fields, text back. Knows no accounting. */
export class Expensify {
	readonly connection: string;
	readonly baseUrl: string;
	readonly pause: (ms: number) => Promise<unknown>;

	constructor(
		private readonly http: Http,
		private readonly options: ExpensifyOptions,
	) {
		this.connection = options.connection;
		this.baseUrl = options.baseUrl.replace(/\/+$/, '');
		this.pause = options.pause ?? sleep;
	}

	/** Seconds waited so far and why. */
	get waits(): ReadonlyMap<string, number> {
		return this.http.waits;
	}

	/** A job that answers with a JSON object. */
	async ask(job: Job, effect: Effect): Promise<JsonAnswer> {
		const { text } = await this.text(job, effect);
		const answer = jsonAnswer(text);
		if (answer !== undefined) return answer;
		throw new BooksError({
			message: 'Expensify answered with something that is no JSON object',
			category: 'outage',
			hint: 'Check the base address in the credential, or try again later.',
			outcomeUnknown: effect === 'write',
		});
	}

	/** A job that answers with text: a file's name or a file. */
	async text(job: Job, effect: Effect): Promise<Reply> {
		return await this.send(job, effect, (body) =>
			typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body),
		);
	}

	/** A job that answers with a file of any kind. */
	async bytes(job: Job): Promise<Buffer> {
		let content: Buffer = Buffer.alloc(0);
		await this.send(job, 'read', (body) => {
			content = Buffer.isBuffer(body)
				? body
				: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body ?? ''));
			// Only an answer in JSON is looked at as text.
			return content[0] === BRACE ? content.toString('utf8') : '';
		});
		return content;
	}

	private async send(job: Job, effect: Effect, read: (body: unknown) => string): Promise<Reply> {
		const wrote = effect === 'write';
		for (let attempt = 1, refused = 0; ; attempt++) {
			const answer = await this.http.send({
				method: 'POST',
				url: `${this.baseUrl}/Integration-Server/ExpensifyIntegrations`,
				headers: { 'content-type': 'application/x-www-form-urlencoded' },
				body: formOf(job),
				as: job.description.type === 'download' ? 'bytes' : 'text',
				repeatable: !wrote,
			});
			const reply = { status: answer.status, headers: answer.headers, text: read(answer.body) };
			const error = errorOf(reply, wrote);
			if (error === undefined) return reply;
			if (error.category === 'rate limit' && refused < MOST_RATE_LIMITS) {
				// This server says so in the body as well, under HTTP 200. A refused job was not carried out.
				refused += 1;
				const seconds = restAfter(refused);
				limiterOf(this.connection, this.options.limits).hold(seconds, 'Expensify asked for a rest');
				continue;
			}
			if (wrote || error.category !== 'outage' || answer.status >= 500 || attempt > 1) throw error;
		}
	}
}

const BRACE = '{'.charCodeAt(0);

function formOf({ description, template, file, data }: Job): Record<string, string> {
	return {
		requestJobDescription: JSON.stringify(description),
		...(template === undefined ? {} : { template }),
		...(file === undefined ? {} : { file }),
		...(data === undefined ? {} : { data }),
	};
}
