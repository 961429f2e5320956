import { BooksError } from '../core/errors';
import type { Http } from '../core/http';
import { readXml, type XmlElement, type XmlValue } from '../core/xml';
import { writeXml, type XmlContent } from '../core/xml-write';
import { elementOf, memberOf } from '../core/xml-elements';
import { faultOf, isExpired, statusError } from './errors';
import { renewedToken, tokenOf } from './tokens';

/** The wire: operation, elements, answer. What the records mean is the ledger's. */
export interface AccountsIq {
	readonly http: Http;
	/** Of the service: ".../integration_2_0.asmx". */
	readonly address: string;
	readonly version: '1.1' | '2.0';
	/** The company whose books are meant; version 1.1 has it in its keys. */
	readonly entity: string;
	/** Credential and entity; goes into nothing but the names of limits and locks. */
	readonly connection: string;
	/** Whether the value of a sundry payment includes its tax; as far as known it does not. */
	readonly sundryIsGross: boolean;
}

/** Elements of a request in AccountsIQ's own order, which its description wants. */
export type Content = { readonly [name: string]: XmlContent };

const NAMESPACE = 'http://www.visorsoftware.com/visor/accountsiq/dashboard/Integration/';
const READ_SECONDS = 180;
/** Ten thousand transactions with their lines in one answer. */
const MOST_BYTES = 256 * 1024 * 1024;

export interface CallOptions {
	/** It changes the books: no second try without asking them, and no answer means that it may have been carried out. */
	write?: boolean;
	/** Signing in needs no token. */
	withoutToken?: boolean;
}

/** The answer to an operation: its result, and whatever stands beside it, such as a transaction's id. */
export interface Answer {
	/** What the result holds, behind the status. */
	result: XmlValue;
	beside: XmlElement;
}

/**
 * One call. Everything is answered with HTTP 200; the status inside tells. A token that has run out is renewed once and
 * the call, which was not carried out, sent again. Source: AccountsIQ API wiki, "Authentication 2.0", "Specifications".
 * @throws BooksError for any status but success
 */
export async function call(aiq: AccountsIq, operation: string, content: Content = {}, options: CallOptions = {}): Promise<Answer> {
	const { write = false, withoutToken = false } = options;
	let token = withoutToken ? '' : await tokenOf(aiq);
	for (let renewed = withoutToken; ; renewed = true) {
		const beside = await post(aiq, operation, content, token, write);
		const status = beside[`${operation}Result`] ?? '';
		if (isExpired(status) && !renewed) {
			token = await renewedToken(aiq, token);
			continue;
		}
		const error = statusError(status);
		if (error !== undefined) throw error;
		return { result: resultOf(status), beside };
	}
}

async function post(aiq: AccountsIq, operation: string, content: Content, token: string, write: boolean): Promise<XmlElement> {
	const answer = await aiq.http.send({
		method: 'POST',
		url: aiq.address,
		headers: { 'Content-Type': 'text/xml; charset=utf-8', SOAPAction: `"${NAMESPACE}${operation}"` },
		body: envelope(aiq, operation, content, token),
		as: 'text',
		repeatable: !write,
		timeoutSeconds: READ_SECONDS,
	});
	const text = String(answer.body ?? '');
	if (answer.status !== 200) throw faultOf(answer.status, text, write);
	const { Envelope } = readXml(text, { from: 'AccountsIQ', stripPrefixes: true, mostBytes: MOST_BYTES });
	const body = memberOf(Envelope, 'Body');
	const response = memberOf(body, `${operation}Response`);
	if (response !== undefined) return elementOf(response);
	throw faultOf(answer.status, text, write);
}

function envelope(aiq: AccountsIq, operation: string, content: Content, token: string): string {
	const header = aiq.version === '1.1' || token === ''
		? undefined
		: { AiqSoapHeader: { '@xmlns': NAMESPACE, Entity: aiq.entity, AccessToken: token } };
	// The older version has its token as the first element of every body.
	const first = aiq.version === '1.1' && token !== '' ? { token } : {};
	return writeXml({
		'soap:Envelope': {
			'@xmlns:soap': 'http://schemas.xmlsoap.org/soap/envelope/',
			'@xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
			'soap:Header': header,
			'soap:Body': { [operation]: { '@xmlns': NAMESPACE, ...first, ...content } },
		},
	});
}

/** Behind the status; some operations answer with rows or a plain value in its place. */
function resultOf(status: XmlValue): XmlValue {
	const { Result, Status, ...rest } = elementOf(status);
	if (Status !== undefined) return Result ?? null;
	return Object.keys(rest).length > 0 ? rest : status;
}

/** For lists where nothing may be missing: an answer without the list is no answer. */
export function noAnswer(operation: string, write = false): BooksError {
	return new BooksError({
		category: 'outage',
		message: `AccountsIQ's answer to ${operation} holds nothing`,
		hint: 'Run again; nothing is posted twice.',
		outcomeUnknown: write,
	});
}
