import { BooksError, type Category, type ErrorFacts } from '../core/errors';
import { readXml, type XmlElement } from '../core/xml';
import { elementOf, memberOf, rowsIn, textIn } from '../core/xml-elements';
import type { Content } from './api';
import { areaOf, hintFor, neededFor } from './areas';
import { classify } from './error-table';

interface Told {
	code?: string;
	text: string;
}

/** Error list of a control, an operation or a result. The first is usually the cause, those behind it wrap it. */
function toldIn(element: XmlElement): Told[] {
	return rowsIn(element.errormessage, 'error').map((error) => ({
		code: textIn(error, 'errorno'),
		text: [textIn(error, 'description2') ?? textIn(error, 'description'), textIn(error, 'correction')]
			.filter((part) => part !== undefined).map(withoutSupportId).filter((part) => part !== '').join(' '),
	}));
}

/** "… [Support ID: abc%7Edef]" is of no use to an accountant, and different each time. */
export function withoutSupportId(text: string): string {
	return text.replace(/\s*\[Support ID:[^\]]*\]\s*/gi, ' ').trim();
}

const WRAPPER = /^Could not create|^The entire transaction in this operation|record!?$/i;

/**
 * What a refusal means.
 * @param element the response, operation or result that holds the errors
 * @param content what was asked for: it tells which permission was missing
 */
export function errorIn(element: unknown, facts: Partial<ErrorFacts>, content?: Content): BooksError {
	const told = toldIn(elementOf(element as XmlElement));
	const cause = told.find(({ text, code }) => text !== '' && !WRAPPER.test(text) && code !== 'XL03000009') ?? told[0];
	const text = cause?.text || cause?.code || 'Sage Intacct refused the call without a reason';
	const known = classify(cause?.code ?? '', [text, ...told.map((one) => `${one.code ?? ''} ${one.text}`)].join('\n'));
	// Where the sign-in is refused, a name that does not exist is one of the credential's.
	const signingIn = facts.category === 'auth' && known !== undefined && !BEYOND_SIGN_IN.includes(known.category);
	const category = signingIn ? 'auth' : (known?.category ?? facts.category ?? 'validation');
	const area = category === 'permission' || category === 'feature not in subscription' ? areaOf(content, text) : undefined;
	return new BooksError({
		...facts,
		category,
		message: sentence(text),
		hint: area === undefined ? ((signingIn && known.category !== 'auth' ? undefined : known?.hint) ?? (category === 'auth' ? SIGN_IN : 'Correct the named field in the input and run again.')) : hintFor(area, category, neededFor(area, content)),
		vendorCode: cause?.code,
		...(category === 'outage' || category === 'rate limit' ? {} : { retryable: false }),
		...(known?.outcomeUnknown === true ? { outcomeUnknown: true } : {}),
	});
}

const SIGN_IN = 'Check sender, company, user, passwords and entity in the credential, and the entity in the node.';
const BEYOND_SIGN_IN: readonly Category[] = ['outage', 'rate limit', 'feature not in subscription'];

function sentence(text: string): string {
	const short = text.replace(/\s+/g, ' ').slice(0, 500);
	return /[.!?]$/.test(short) ? short : `${short}.`;
}

/** An answer with another HTTP status: a failure told in XML, or a page of whatever stands in between. */
export function faultOf(httpStatus: number, body: string, write: boolean): BooksError {
	const response = xmlIn(body);
	if (response !== undefined && response.errormessage !== undefined && httpStatus < 500) return errorIn(response, { httpStatus });
	if (httpStatus === 401 || httpStatus === 403) return new BooksError({ category: 'auth', httpStatus, message: 'Sage Intacct, or something before it, refused the call', hint: SIGN_IN });
	if (httpStatus === 404) return new BooksError({ category: 'not found', httpStatus, message: 'There is no Sage Intacct at this address', hint: 'Check the gateway address in the credential.' });
	if (httpStatus < 500) return new BooksError({ category: 'validation', httpStatus, message: `Sage Intacct could not read the request (HTTP ${httpStatus})`, retryable: false });
	return new BooksError({
		category: 'outage', httpStatus, message: `Sage Intacct is out of order at the moment (HTTP ${httpStatus})`,
		hint: 'Run again later; nothing is posted twice.', outcomeUnknown: write,
	});
}

/** A control failure stands under the response, or under its control element. */
function xmlIn(body: string): XmlElement | undefined {
	try {
		const response = elementOf(readXml(body, { from: 'Sage Intacct' }).response);
		const inner = memberOf(response.control, 'errormessage');
		return response.errormessage === undefined && inner !== undefined ? { ...response, errormessage: inner } : response;
	} catch {
		return undefined; // no XML: the status alone is told
	}
}

/** Nothing of an answer came for this function. */
export function unanswered(write: boolean): BooksError {
	return new BooksError({
		category: 'outage', message: 'Sage Intacct\'s answer holds nothing about this', hint: 'Run again; nothing is posted twice.', outcomeUnknown: write,
	});
}

/** Whether Intacct says that it has carried out a function of this control id before. Its words for it are not published. */
export function isRepetition({ message, facts }: BooksError): boolean {
	return /control ?id|unique ?id/i.test(`${message} ${facts.vendorCode ?? ''}`) && /already|duplicate|unique|previous|processed/i.test(message);
}
