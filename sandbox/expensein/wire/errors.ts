import type { Failure } from '../../frame/types';

export const JSON_TYPE = 'application/json; charset=utf-8';

export interface FieldError {
	field: string;
	message: string;
}

/** An answer other than success, with the vendor's body. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly errors: FieldError[] = [],
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}

	body(): string {
		return JSON.stringify({ code: this.code, message: this.message, errors: this.errors });
	}
}

export function invalid(...errors: FieldError[]): ApiError {
	return new ApiError(400, 'ValidationFailed', 'One or more fields are not valid.', errors);
}

export function notFound(what: string): ApiError {
	return new ApiError(404, 'NotFound', `${what} was not found.`);
}

export function duplicate(field: string, value: string): ApiError {
	const code = field === 'reference' ? 'DuplicateReference' : 'DuplicateName';
	const message = `Another record has the ${field} "${value}".`;
	return new ApiError(409, code, message, [{ field, message }]);
}

const WORDS: Readonly<Record<number, readonly [string, string]>> = {
	400: ['ValidationFailed', 'One or more fields are not valid.'],
	401: ['Unauthorized', 'The API key is missing or not valid.'],
	403: ['Forbidden', 'The API key does not have the permission that this call needs.'],
	404: ['NotFound', 'The record was not found.'],
	409: ['DuplicateReference', 'Another record has this reference.'],
	429: ['TooManyRequests', 'Too many requests. Try again later.'],
};

/** How the emulator words a failure that was ordered for it. */
export function failure(status: number): Failure {
	const [code, message] = WORDS[status] ?? ['ServerError', 'Something went wrong on our side.'];
	const headers = status === 429 ? { 'retry-after': '1' } : undefined;
	return { body: new ApiError(status, code, message).body(), contentType: JSON_TYPE, headers };
}
