import { BooksError, type Category } from '../core/errors';

/** What the integration server gives back: text, whatever its content type says. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	text: string;
}

/** A JSON answer. `responseCode` may be absent. */
export type JsonAnswer = Record<string, unknown>;

interface Meaning {
	category: Category;
	retryable: boolean;
	hint: string;
}

/** By the code in the body, which wins over HTTP's. Source: Expensify, "Integration Server", response codes. */
const MEANINGS: Readonly<Record<number, Meaning>> = {
	401: {
		category: 'auth',
		retryable: false,
		hint: 'Generate the pair again at https://www.expensify.com/tools/integrations/ and put both parts into the credential.',
	},
	403: {
		category: 'permission',
		retryable: false,
		hint: 'The user who generated the pair must be an admin of this workspace, or of the domain for cards and employees.',
	},
	404: { category: 'not found', retryable: false, hint: 'Check the workspace, report or file that the job names.' },
	410: { category: 'validation', retryable: false, hint: 'Correct the named parameter and run again.' },
	429: { category: 'rate limit', retryable: true, hint: 'Expensify takes 5 calls in 10 seconds and 20 in a minute.' },
	666: { category: 'duplicate', retryable: false, hint: 'This rule exists already.' },
};
const OUTAGE: Meaning = {
	category: 'outage',
	retryable: true,
	hint: 'Nothing is lost: the next run looks at what Expensify holds and goes on from there.',
};
const GRANT: Meaning = {
	category: 'permission',
	retryable: false,
	hint: 'Acting for another user needs a grant from Expensify; leave the user out, or ask help@expensify.com for it.',
};
const PASSES = [200, 207];

/** The answer as a JSON object, or undefined where it is content: a file name or a file. */
export function jsonAnswer(text: string): JsonAnswer | undefined {
	if (!text.trimStart().startsWith('{')) return undefined;
	try {
		return JSON.parse(text) as JsonAnswer;
	} catch {
		return undefined;
	}
}

/**
 * HTTP 200 does not mean success here: the body's `responseCode`, a number or a numeric string, decides; a message
 * without a code is an error as well.
 * @param wrote the job may have changed something, so that an outage leaves its outcome open
 */
export function errorOf(reply: Reply, wrote: boolean): BooksError | undefined {
	const answer = jsonAnswer(reply.text);
	const code = codeOf(answer);
	const message = typeof answer?.responseMessage === 'string' ? answer.responseMessage : undefined;
	if (code !== undefined && PASSES.includes(code)) return undefined;
	if (code === undefined && reply.status < 300 && (message === undefined || message === 'OK')) return undefined;
	const decisive = code ?? (reply.status >= 300 ? reply.status : guess(message));
	const meaning = meaningOf(decisive, message);
	return new BooksError({
		message: message === undefined || message === '' ? silent(decisive, answer) : `Expensify says: ${message}`,
		category: meaning.category,
		retryable: meaning.retryable,
		hint: meaning.hint,
		vendorCode: decisive === undefined ? undefined : String(decisive),
		httpStatus: reply.status,
		outcomeUnknown: wrote && meaning.category === 'outage',
	});
}

function codeOf(answer: JsonAnswer | undefined): number | undefined {
	const code = answer?.responseCode;
	if (typeof code !== 'number' && typeof code !== 'string') return undefined;
	const number = Number(code);
	return Number.isFinite(number) && `${code}`.trim() !== '' ? number : undefined;
}

/** "File not found" comes with and without its code. */
function guess(message: string | undefined): number | undefined {
	return /not found/i.test(`${message}`) ? 404 : undefined;
}

function meaningOf(code: number | undefined, message = ''): Meaning {
	if (/not authorized to authenticate as user/i.test(message)) return GRANT;
	const known = code === undefined ? undefined : MEANINGS[code];
	if (known !== undefined) return known;
	// The code for a wrong pair is not documented, its wording is the better sign.
	if (/authenticat/i.test(message)) return MEANINGS[401] ?? OUTAGE;
	if (/rate.?limit/i.test(message)) return MEANINGS[429] ?? OUTAGE;
	if (code === undefined || code < 500) {
		return { category: 'validation', retryable: false, hint: 'Correct the job and run again.' };
	}
	return OUTAGE;
}

function silent(code: number | undefined, answer: JsonAnswer | undefined): string {
	const what = answer === undefined ? 'a page that is no answer of its integration server' : 'no reason';
	return `Expensify answered ${code ?? 'without a code'} with ${what}`;
}
