import { BooksError, type ErrorFacts } from '../core/errors';
import { classify } from './error-table';

const PERMISSION_HINT =
	'Reconnect the credential with the scope for this kind of record, and check the role of the connected user.';

export interface XeroAnswer {
	status: number;
	headers: Record<string, string | undefined>;
	body: unknown;
}

/** Sorts messages of one element into an error. The first that is known decides what it is; people see them all. */
export function validationError(messages: string[], place: Partial<ErrorFacts> = {}): BooksError {
	const texts = [...new Set(messages.map((message) => message.trim()).filter((message) => message !== ''))];
	const known = texts.map(classify).find((found) => found !== undefined);
	return new BooksError({
		hint: known?.hint ?? 'Correct the named fields in the input and run again.',
		category: known?.category ?? 'validation',
		message: texts.length === 0 ? 'Xero refused the document without saying why.' : texts.join(' '),
		...place,
	});
}

/** Every ValidationErrors message below this value: on the element, its lines, its contact, its addresses. */
export function messagesIn(value: unknown, key = ''): string[] {
	if (Array.isArray(value)) {
		if (key === 'ValidationErrors') return value.map((entry) => textOf(entry, 'Message')).filter((text) => text !== '');
		return value.flatMap((entry) => messagesIn(entry));
	}
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, member]) => (name === 'Warnings' ? [] : messagesIn(member, name)));
}

/** The line, counted from 1, that Xero names as wrong, where it names one. */
export function lineIn(element: unknown): number | undefined {
	if (typeof element !== 'object' || element === null) return undefined;
	const { LineItems, JournalLines } = element as { LineItems?: unknown[]; JournalLines?: unknown[] };
	const index = (LineItems ?? JournalLines ?? []).findIndex((line) => messagesIn(line).length > 0);
	return index < 0 ? undefined : index + 1;
}

/** What Xero calls a warning: posted, but worth a look. */
export function warningsOf(element: { Warnings?: Array<{ Message: string }> }): string[] | undefined {
	const texts = (element.Warnings ?? []).map(({ Message }) => Message);
	return texts.length === 0 ? undefined : texts;
}

/**
 * An answer other than 2xx as an error; undefined for 2xx and 304.
 * @param write whether the request may have changed the books: then a 5xx leaves its outcome unknown
 */
export function errorOf({ status, headers, body }: XeroAnswer, write: boolean): BooksError | undefined {
	if ((status >= 200 && status < 300) || status === 304) return undefined;
	if (status === 429) return tooMany(headers);
	const detail = textOf(body, 'Detail') || textOf(body, 'detail');
	const facts = { httpStatus: status, vendorCode: codeOf(body) };
	if (status === 401) return unauthorised(detail, facts);
	if (status === 403) {
		return new BooksError({
			...facts,
			category: 'permission',
			message: 'Xero refused access to this organisation.',
			hint: 'Choose an organisation of this connection. If it is the right one, connect the credential again.',
		});
	}
	if (status === 404) {
		return new BooksError({
			...facts,
			category: 'not found',
			message: 'Xero does not know this record.',
			hint: 'Check the ID. It may belong to another organisation.',
		});
	}
	if (status >= 500 && status !== 501) {
		return new BooksError({
			...facts,
			category: 'outage',
			message: `Xero is out of order at the moment (HTTP ${status}).`,
			hint: 'Run again later; nothing is posted twice.',
			outcomeUnknown: write,
		});
	}
	const messages = messagesIn(body);
	const message = textOf(body, 'Message') || detail || (typeof body === 'string' ? body.slice(0, 200) : '');
	return validationError(messages.length > 0 ? messages : [message], facts);
}

function unauthorised(detail: string, facts: Partial<ErrorFacts>): BooksError {
	// A missing scope comes as 401 too, and to log in again would change nothing and cost calls of the day's limit.
	if (/AuthorizationUnsuccessful|insufficient/i.test(detail)) {
		return new BooksError({
			...facts,
			category: 'permission',
			message: 'The connection is not allowed to use this part of Xero.',
			hint: PERMISSION_HINT,
		});
	}
	return new BooksError({
		...facts,
		category: 'auth',
		message: 'Xero did not accept the login.',
		hint: 'Connect the credential again.',
	});
}

/** A 429, by its headers: the body tells nothing. A used-up day can mean many hours, which no run sits out. */
export function tooMany(headers: XeroAnswer['headers']): BooksError {
	const problem = (headers['x-rate-limit-problem'] ?? '').toLowerCase();
	const retryAfter = Number(headers['retry-after']);
	const day = problem.startsWith('day');
	return new BooksError({
		category: 'rate limit',
		httpStatus: 429,
		vendorCode: problem === '' ? undefined : problem,
		message: day ? 'The calls of this day to Xero are used up.' : 'Xero wants a rest before the next call.',
		hint: day
			? 'Run again after the daily limit starts anew; nothing is posted twice. Triggers that poll less often save calls.'
			: 'Run again in a minute, or lower "Calls per Minute" in the credential.',
		retryAfter: Number.isFinite(retryAfter) && retryAfter >= 0 ? retryAfter : undefined,
	});
}

function codeOf(body: unknown): string | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { ErrorNumber, Type } = body as { ErrorNumber?: unknown; Type?: unknown };
	if (ErrorNumber !== undefined) return String(ErrorNumber);
	return typeof Type === 'string' ? Type : undefined;
}

function textOf(value: unknown, member: string): string {
	if (typeof value !== 'object' || value === null) return '';
	const text = (value as Record<string, unknown>)[member];
	return typeof text === 'string' ? text : '';
}
