import { BooksError, type ErrorFacts } from '../core/errors';
import type { HttpAnswer } from '../core/http';
import { classify } from './error-table';
import { faultIn, type Fault, type FaultError } from './faults';

/** QuickBooks' duplicate number says which document has it. */
const HOLDER = /TxnId=(\d+)/;

/**
 * An answer that is no success as an error; undefined for one that is.
 * @param write whether the request may have changed the books: then an outage leaves its outcome unknown
 */
export function errorOf({ status, body }: HttpAnswer, write: boolean): BooksError | undefined {
	const fault = faultIn(body);
	if (status >= 200 && status < 300) return fault === undefined ? undefined : faultError(fault, { httpStatus: 400 });
	const facts = { httpStatus: status };
	if (status >= 500) {
		return new BooksError({
			...facts,
			category: 'outage',
			message: `QuickBooks is out of order at the moment (HTTP ${status}).`,
			hint: 'Run again later; nothing is posted twice.',
			vendorCode: fault?.errors[0].code,
			outcomeUnknown: write,
		});
	}
	if (fault !== undefined) return faultError(fault, facts);
	if (status === 401) return new BooksError({ ...facts, category: 'auth', message: 'QuickBooks did not accept the login.', hint: 'Connect the credential again.' });
	if (status === 403) {
		return new BooksError({ ...facts, category: 'permission', message: 'QuickBooks refused access to this company.', hint: 'Connect the credential again, and check the company ID.' });
	}
	if (status === 404) return new BooksError({ ...facts, category: 'not found', message: 'QuickBooks does not know this address.', hint: 'Check the path, and the address in the credential.' });
	return new BooksError({ ...facts, category: 'validation', message: `QuickBooks refused the request (HTTP ${status}).`, hint: 'Check the input and run again.' });
}

/** The first error decides what it is; people see them all. */
export function faultError({ type, errors }: Fault, place: Partial<ErrorFacts> = {}): BooksError {
	const [first] = errors;
	const known = classify(first.code);
	const system = known === undefined && /system/i.test(type);
	return new BooksError({
		category: known?.category ?? (system ? 'outage' : unknownCategory(first)),
		message: errors.map(sentence).filter((text, at, all) => all.indexOf(text) === at).join(' '),
		hint: known?.hint ?? 'Correct the named fields in the input and run again.',
		retryable: known?.retryable,
		vendorCode: first.code === '' ? undefined : first.code,
		field: first.element,
		...(system || first.code === '10000' ? { outcomeUnknown: true } : {}),
		...place,
	});
}

/** Id of the document that has the number already, out of a refusal for a duplicate number. */
export function holderOf(error: BooksError): string | undefined {
	return error.facts.vendorCode === '6140' ? HOLDER.exec(error.message)?.[1] : undefined;
}

/** Code 6000 is any rule of the business; those about tax are a matter of mapping. */
function unknownCategory({ code, message, detail }: FaultError): 'mapping' | 'validation' {
	return code === '6000' && /VAT rate|tax rate|tax code/i.test(`${message} ${detail}`) ? 'mapping' : 'validation';
}

/** The detail says more than the message and often begins with it. */
function sentence({ message, detail, code }: FaultError): string {
	const text = detail === '' ? message : detail.startsWith(message) || /^message=/.test(message) || message === '' ? detail : `${message}: ${detail}`;
	return text === '' ? `QuickBooks refused it with the code ${code}.` : /[.!?]$/.test(text) ? text : `${text}.`;
}
