import type { Failure } from '../../frame/types';

export const JSON_TYPE = 'application/json; charset=utf-8';

export interface FieldError {
	path: string;
	code: string;
	message: string;
}

/** An answer other than success, with the contract's body. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly code: string,
		message: string,
		readonly fields: FieldError[] = [],
		readonly headers: Record<string, string> = {},
	) {
		super(message);
	}

	body(requestId: string): string {
		return JSON.stringify({ error: { code: this.code, message: this.message, fields: this.fields, requestId } });
	}
}

export function badRequest(message: string): ApiError {
	return new ApiError(400, 'bad_request', message);
}

/** @param what "Invoice" */
export function invalid(what: string, fields: FieldError[]): ApiError {
	return new ApiError(422, 'validation_failed', `${what} is not valid.`, fields);
}

export function notFound(what: string): ApiError {
	return new ApiError(404, 'not_found', `${what} was not found.`);
}

export function conflict(code: string, message: string, path?: string): ApiError {
	return new ApiError(409, code, message, path === undefined ? [] : [{ path, code, message }]);
}

export function stale(version: number): ApiError {
	return new ApiError(412, 'stale_version', `The record has version ${version} by now.`);
}

/** The vendor's own words, documented for its QuickBooks Online sync. */
export function unknownState(country: string): ApiError {
	return new ApiError(
		422, 'unknown_state',
		`The Client record has an unknown State of Country <${country}>. Please add a State to the QuickBooks record or enable the ` +
			"'Use default State' in the Work Sync settings and synchronize again.",
	);
}

const WORDS: Readonly<Record<number, readonly [string, string]>> = {
	400: ['bad_request', 'The request is malformed.'],
	401: ['unauthorized', 'The API key is missing or not valid.'],
	403: ['forbidden', 'The login may not do this.'],
	404: ['not_found', 'The record was not found.'],
	409: ['in_use', 'The record is in use.'],
	412: ['stale_version', 'The record was changed meanwhile.'],
	422: ['validation_failed', 'The record is not valid.'],
	429: ['rate_limited', 'Too many requests.'],
	503: ['maintenance', 'Work is down for maintenance.'],
};

/** How the emulator words a failure that was ordered for it. */
export function failure(status: number): Failure {
	const [code, message] = WORDS[status] ?? ['server_error', 'Something went wrong on our side.'];
	const headers = status === 429 ? { 'retry-after': '1' } : undefined;
	return { body: new ApiError(status, code, message).body('rq_fault'), contentType: JSON_TYPE, headers };
}
