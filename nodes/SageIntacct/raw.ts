import { BooksError } from '../core/errors';
import type { RawRequest } from '../core/session';
import type { XmlContent } from '../core/xml-write';
import { call, type Content, type Intacct } from './api';

/** Functions that only read may be asked again after a lost answer. */
const READS = /^(get|read|query|lookup|inspect)/i;
const REFUSED = /^getAPISession$/i;

/** Any function of the gateway: its name as the path, its elements in Intacct's order as the body. */
export async function raw(intacct: Intacct, { path, body }: RawRequest): Promise<unknown> {
	const name = path.trim().replace(/^\//, '');
	if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || REFUSED.test(name)) {
		throw new BooksError({ category: 'validation', field: 'path', message: `"${path}" is no function that can be called`, hint: 'Give the name of a function, such as readByName.' });
	}
	const { data, key } = await call(intacct, { [name]: contentOf(body) }, { write: !READS.test(name) });
	return { data, ...(key === undefined ? {} : { key }) };
}

function contentOf(body: unknown): XmlContent {
	if (body === undefined || body === null || body === '') return '';
	const content = textOf(typeof body === 'string' ? (JSON.parse(body) as unknown) : body);
	if (content !== null && typeof content === 'object' && !Array.isArray(content)) return content as Content;
	throw new BooksError({ category: 'validation', field: 'body', message: 'The body is no JSON object', hint: 'Give the elements of the function by name; an attribute begins with @.' });
}

/** Numbers of a JSON body become text; amounts that must be exact are given as text. */
function textOf(value: unknown): XmlContent {
	if (Array.isArray(value)) return value.map(textOf);
	if (typeof value === 'number') return String(value);
	if (value === null || value === undefined || typeof value === 'string' || typeof value === 'boolean') return value;
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, textOf(one)]));
}
