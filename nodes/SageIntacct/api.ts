import { createHash, randomUUID } from 'node:crypto';
import { BooksError } from '../core/errors';
import type { Http } from '../core/http';
import { readXml, type XmlElement, type XmlValue } from '../core/xml';
import { elementOf, memberOf, rowsIn, textIn } from '../core/xml-elements';
import { writeXml, type XmlContent } from '../core/xml-write';
import { errorIn, faultOf, unanswered } from './errors';
import { renewedSession, sessionOf, type ApiSession } from './sessions';
import { explained } from './subscription';

/** The wire: the XML gateway, DTD 3.0. What the records mean is the ledger's, so that another wire can take its place. */
export interface Intacct {
	readonly http: Http;
	/** The general address, where one signs in. */
	readonly gateway: string;
	/** Location id of the entity; empty at the top level of the company. */
	readonly entity: string;
	readonly userId: string;
	/** Credential and entity; goes into nothing but the names of sessions, limits and locks. */
	readonly connection: string;
	/** Tells settings of the credential from older ones. */
	readonly credentialMark: string;
}

export type Content = { readonly [name: string]: XmlContent };

/** One function of a request: `{ query: {…} }`, `{ create_invoice: {…} }`. */
export interface Fn {
	content: Content;
	/** The same for the same wish: Intacct refuses a second one that it has carried out. Random where it is missing. */
	id?: string;
}

/** What a function answered. */
export interface Answer {
	data: XmlElement;
	/** Of the older functions: the number of what was made. */
	key?: string;
}

export interface CallOptions {
	/** It changes the books: no answer means that it may have been carried out. */
	write?: boolean;
	/** All functions or none. */
	transaction?: boolean;
	/** Refusals as they come, without asking whether a module is missing. */
	plain?: boolean;
}

const TIMEOUT_SECONDS = 300;
const MOST_BYTES = 256 * 1024 * 1024;
const FROM = { from: 'Sage Intacct', mostBytes: MOST_BYTES };

/**
 * Many functions in one request, an outcome for each, in order. Everything is answered with HTTP 200; three statuses
 * inside tell. A session that has ended is renewed once and the request, which was not carried out, sent again.
 * Source: Sage Intacct, "Requests", "Responses".
 * @throws BooksError for the whole request: not let in, not understood, no answer
 */
export async function execute(intacct: Intacct, functions: Fn[], options: CallOptions = {}): Promise<Array<Answer | BooksError>> {
	const named = functions.map(({ content, id }) => ({ content, id: id ?? randomUUID() }));
	let session = await sessionOf(intacct);
	for (let isRenewed = false; ; isRenewed = true) {
		const operation = await post(intacct, session, named, options);
		const refusal = statusOf(memberOf(operation, 'authentication'));
		if (refusal === 'success') {
			const outcomes = outcomesOf(operation, named, options);
			return options.plain === true ? outcomes : await explained(intacct, named, outcomes);
		}
		const error = errorIn(operation, { category: 'auth' });
		if (isRenewed) throw error;
		session = await renewedSession(intacct, session);
	}
}

/** One function; what it refuses is thrown. */
export async function call(intacct: Intacct, content: Content, options: CallOptions & { id?: string } = {}): Promise<Answer> {
	const [answer] = await execute(intacct, [{ content, id: options.id }], options);
	if (answer === undefined) throw unanswered(options.write === true);
	if (answer instanceof BooksError) throw answer;
	return answer;
}

/** Signs in. The credential type puts the secrets into the empty elements. */
export async function login(intacct: Intacct): Promise<XmlValue | undefined> {
	const location = intacct.entity === '' ? undefined : intacct.entity;
	const operation = await send(intacct, intacct.gateway, {
		authentication: { login: { userid: '', companyid: '', password: '', locationid: location } },
		content: { function: { '@controlid': randomUUID(), getAPISession: '' } },
	}, { write: false });
	if (statusOf(memberOf(operation, 'authentication')) !== 'success') throw errorIn(operation, { category: 'auth' });
	const result = memberOf(operation, 'result');
	if (statusOf(result) !== 'success') throw errorIn(result ?? operation, { category: 'auth' });
	return memberOf(result, 'data');
}

type Named = Required<Fn>;

async function post(intacct: Intacct, session: ApiSession, functions: Named[], { write = false, transaction = false }: CallOptions): Promise<XmlElement> {
	const operation: Content = {
		'@transaction': String(transaction),
		authentication: { sessionid: session.id },
		content: { function: functions.map(({ content, id }) => ({ '@controlid': id, ...content })) },
	};
	const key = write ? createHash('sha256').update(functions.map(({ id }) => id).join()).digest('hex') : undefined;
	return await send(intacct, session.endpoint, operation, { write, key });
}

/** @returns the operation's element; `{ authentication: { status: 'failure' } }` where the gateway says so by HTTP 400 */
async function send(intacct: Intacct, url: string, operation: Content, { write, key }: { write: boolean; key?: string }): Promise<XmlElement> {
	const body = writeXml({
		request: {
			// In this order; the empty elements are filled in by the credential type.
			control: { senderid: '', password: '', controlid: randomUUID(), uniqueid: String(write), dtdversion: '3.0', includewhitespace: 'false' },
			operation,
		},
	});
	const answer = await intacct.http.send({
		method: 'POST', url, body, key, as: 'text', repeatable: !write, timeoutSeconds: TIMEOUT_SECONDS,
		headers: { 'Content-Type': 'application/xml; charset=utf-8' },
	});
	const text = String(answer.body ?? '');
	if (answer.status !== 200) return ended(text) ?? fail(faultOf(answer.status, text, write));
	const response = elementOf(readXml(text, FROM).response);
	if (response.control === undefined) throw unanswered(write);
	if (statusOf(response.control) !== 'success') throw errorIn(response, {});
	const inner = elementOf(response.operation);
	if (inner.authentication === undefined) throw unanswered(write);
	return inner;
}

/** A session that is not known may come as HTTP 400 with this word in place of a number. */
function ended(text: string): XmlElement | undefined {
	if (!/<errorno>\s*invalidRequest\s*</.test(text)) return undefined;
	return { ...elementOf(readXml(text, FROM).response), authentication: { status: 'failure' } };
}

function fail(error: BooksError): never {
	throw error;
}

function statusOf(value: XmlValue | undefined): string | undefined {
	return textIn(elementOf(value), 'status');
}

/** By their ids, since what one function does not get is not what the next one got. */
function outcomesOf(operation: XmlElement, functions: Named[], { write = false }: CallOptions): Array<Answer | BooksError> {
	const results = rowsIn(operation, 'result');
	// One error for all: an operation that is refused as a whole has no results.
	const refusal = results.length === 0 && operation.errormessage !== undefined ? errorIn(operation, {}) : undefined;
	if (refusal !== undefined) throw refusal;
	const byId = new Map(results.map((result) => [textIn(result, 'controlid'), result]));
	return functions.map(({ id, content }) => {
		const result = byId.get(id);
		if (result === undefined) return unanswered(write);
		if (statusOf(result) !== 'success') return errorIn(result, {}, content);
		return { data: elementOf(result.data), key: textIn(result, 'key') };
	});
}
