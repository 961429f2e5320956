import { BooksError, type ErrorFacts } from '../core/errors';
import { readXml, type XmlValue } from '../core/xml';
import { elementOf, memberOf, textIn } from '../core/xml-elements';
import { classify } from './error-table';

/** Whether the answer says that the token has run out. The call was not carried out then. */
export function isExpired(status: XmlValue): boolean {
	const result = elementOf(status);
	// A token that another process has renewed meanwhile is not known any more.
	return textIn(result, 'HasExpired') === 'true' || /^OAUTHCONFIGURATION_(TOKEN_EXPIRED|INVALID_TOKEN)$/.test(textIn(result, 'ErrorCode') ?? '');
}

/** A status other than success as an error. A plain value, or rows with a status each, have none here. */
export function statusError(status: XmlValue, place: Partial<ErrorFacts> = {}): BooksError | undefined {
	const result = elementOf(status);
	const word = textIn(result, 'Status');
	if (word === undefined || word === 'Success' || word === 'Created') return undefined;
	const code = textIn(result, 'ErrorCode') ?? word;
	const known = classify(code);
	return new BooksError({
		category: known?.category ?? 'validation',
		message: messageOf(code, textIn(result, 'ErrorMessage')),
		hint: known?.hint ?? 'Correct the named field in the input and run again.',
		vendorCode: code,
		...(code === 'OUTDATED_RECORD' ? { retryable: true } : {}),
		// A status of neither kind says nothing about what stands in the books.
		...(word === 'Unknown' || word === 'InProgress' ? { outcomeUnknown: true, category: 'outage' as const } : {}),
		...place,
	});
}

/** AccountsIQ may give a code alone: "SUPPLIER_CODE_DOES_NOT_EXIST" reads as "Supplier code does not exist". */
function messageOf(code: string, message: string | undefined): string {
	if (message !== undefined && message !== code) return message;
	const words = code.toLowerCase().replaceAll('_', ' ');
	return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

/** An answer that is no answer of the operation: a SOAP fault, or a page of whatever stands in between. */
export function faultOf(httpStatus: number, text: string, write: boolean): BooksError {
	const { code, reason } = faultIn(text);
	if (httpStatus === 401 || httpStatus === 403) {
		return new BooksError({
			category: 'auth', httpStatus, message: 'AccountsIQ, or something before it, refused the call', hint: 'Check the address in the credential.',
		});
	}
	if (httpStatus === 404) {
		return new BooksError({ category: 'not found', httpStatus, message: 'There is no AccountsIQ at this address', hint: 'Check the region or base address in the credential.' });
	}
	// By the code and not by the words: a server's own failure may well speak of something invalid. What is the
	// client's making was not carried out, and would be the same again.
	if (/(^|:)Client(\.|$)/.test(code ?? '')) {
		return new BooksError({ category: 'validation', httpStatus, message: `AccountsIQ could not read the request: ${reason ?? code}`, retryable: false });
	}
	return new BooksError({
		category: 'outage',
		httpStatus,
		message: `AccountsIQ is out of order at the moment (HTTP ${httpStatus}${reason === undefined ? '' : `: ${reason}`})`,
		hint: 'Run again later; nothing is posted twice.',
		outcomeUnknown: write,
	});
}

/** Source: SOAP 1.1, section 4.4: "Client" for a message that is wrong, "Server" for what went wrong with a right one. */
function faultIn(text: string): { code?: string; reason?: string } {
	try {
		const { Envelope } = readXml(text, { from: 'AccountsIQ', stripPrefixes: true });
		const fault = elementOf(memberOf(memberOf(Envelope, 'Body'), 'Fault'));
		return { code: textIn(fault, 'faultcode'), reason: textIn(fault, 'faultstring')?.slice(0, 200) };
	} catch {
		return {}; // no XML: the status alone is told
	}
}
