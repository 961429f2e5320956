import { createHash } from 'node:crypto';
import { BooksError } from './errors';

/** Vendors that tell keep an answer under its key for six minutes at least; others do not tell. */
const KEPT_MS = 7 * 60 * 1000;

interface Answered {
	times: number;
	at: number;
}

/** Contents that a vendor has answered to this process, and how often. */
const answered = new Map<string, Answered>();

/** Names one write: by what it says and to whom. */
export function nameOfWrite(...parts: string[]): string {
	return digest(parts.join('\n'));
}

/**
 * The key for a write: the same until the vendor has answered it, so that a request sent again after a lost answer, a
 * time-out or a crash is carried out once. After an answer the same content is a new wish, and gets a new key: under the
 * old one the vendor would repeat a refusal whose reason is gone, or say yes to a change that somebody has undone meanwhile.
 */
export function keyFor(name: string): string {
	const times = answered.get(name)?.times ?? 0;
	return times === 0 ? name : digest(`${name} ${times}`);
}

/** Sends a keyed write and notes whether the vendor said what became of it. */
export async function noting<T>(name: string, sending: Promise<T>): Promise<T> {
	return await sending.then(
		(answer) => {
			note(name);
			return answer;
		},
		async (error: unknown) => {
			// A refusal of the content is the answer to all requests under this key. Not to be let in, or an outage, is none.
			if (error instanceof BooksError && error.facts.httpStatus === 400) note(name);
			return await Promise.reject(error);
		},
	);
}

function note(name: string): void {
	const now = Date.now();
	for (const [other, { at }] of answered) if (now - at > KEPT_MS) answered.delete(other);
	answered.set(name, { times: (answered.get(name)?.times ?? 0) + 1, at: now });
}

function digest(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}
