/** Xero's refusals. Source: Xero, "HTTP response codes and errors" and "Troubleshooting OAuth 2.0". */

export class ApiError extends Error {
	constructor(
		readonly status: number,
		readonly body: Record<string, unknown> | string,
		readonly headers: Record<string, string> = {},
	) {
		super(typeof body === 'string' ? body : JSON.stringify(body));
	}
}

/** What is wrong with one element of a request, in Xero's words. Becomes its ValidationErrors. */
export class Refusal extends Error {
	constructor(readonly messages: string[]) {
		super(messages.join('; '));
	}
}

export function refuse(...messages: string[]): never {
	throw new Refusal(messages);
}

/** The body can't be read: broken JSON, a wrong enum, a wrong date. No field is named, as with the vendor. */
export function unreadable(message: string): ApiError {
	return new ApiError(400, { ErrorNumber: 14, Type: 'PostDataInvalidException', Message: message });
}

export function badQuery(message: string): ApiError {
	return new ApiError(400, { ErrorNumber: 16, Type: 'QueryParseException', Message: message });
}

export function validationException(elements: unknown[]): ApiError {
	return new ApiError(400, {
		ErrorNumber: 10,
		Type: 'ValidationException',
		Message: 'A validation exception occurred',
		Elements: elements,
	});
}

export function notFound(): ApiError {
	return new ApiError(404, "The resource you're looking for cannot be found");
}

export function notImplemented(): ApiError {
	return new ApiError(501, {
		ErrorNumber: 20,
		Type: 'ApiMethodNotImplementedException',
		Message: 'The Api Method called is not implemented',
	});
}

/** 401 and 403 have a shape of their own. */
export function denied(status: 401 | 403, detail: string, instance: string): ApiError {
	const title = status === 401 ? 'Unauthorized' : 'Forbidden';
	const headers: Record<string, string> =
		detail === 'AuthenticationUnsuccessful' && status === 401
			? { 'www-authenticate': 'Bearer error=invalid_token' }
			: {};
	return new ApiError(
		status,
		{ Type: null, Title: title, Status: status, Detail: detail, Instance: instance, Extensions: {} },
		headers,
	);
}
