import { BooksError } from '../core/errors';
import type { RawRequest } from '../core/session';
import type { XmlContent } from '../core/xml-write';
import { call, type AccountsIq } from './api';

/** Operations that only read may be asked again after a lost answer. */
const READS = /^(Get|List|Is|Has)/;

/** Any operation of the service: its name as the path, its elements in AccountsIQ's order as the body. */
export async function raw(aiq: AccountsIq, { path, body }: RawRequest): Promise<unknown> {
	const operation = path.trim().replace(/^\//, '');
	if (!/^[A-Za-z][A-Za-z0-9]*$/.test(operation) || /^(TokenGet|TokenRefresh|Login)$/.test(operation)) {
		throw new BooksError({
			category: 'validation', field: 'path', message: `"${path}" is no operation that can be called`, hint: 'Give the name of an operation, such as GetPeriodList.',
		});
	}
	const { result, beside } = await call(aiq, operation, contentOf(body), { write: !READS.test(operation) });
	const { [`${operation}Result`]: _status, ...rest } = beside;
	return { result, ...rest };
}

function contentOf(body: unknown): { readonly [name: string]: XmlContent } {
	if (body === undefined || body === null || body === '') return {};
	const given: unknown = typeof body === 'string' ? JSON.parse(body) : body;
	const content = textOf(given);
	if (content !== null && typeof content === 'object' && !Array.isArray(content)) return content as { readonly [name: string]: XmlContent };
	throw new BooksError({ category: 'validation', field: 'body', message: 'The body is no JSON object', hint: 'Give the elements of the operation by name.' });
}

/** Numbers of a JSON body become text; amounts that must be exact are given as text. */
function textOf(value: unknown): XmlContent {
	if (Array.isArray(value)) return value.map(textOf);
	if (typeof value === 'number') return String(value);
	if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, textOf(one)]));
}
