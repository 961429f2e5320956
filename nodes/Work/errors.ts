import { BooksError, type Category } from '../core/errors';
import type { HttpAnswer } from '../core/http';
import type { Contract } from './contract';
import { at, isWire, textOf } from './wire';

interface Meaning {
	category: Category;
	hint: string;
}

const BY_CODE: Readonly<Record<string, Meaning>> = {
	key_revoked: { category: 'auth', hint: 'The key was revoked in Work. Put a new one into the credential.' },
	feature_not_enabled: { category: 'feature not in subscription', hint: 'The plan of this Work account lacks it. Switch the option off, or ask Work to enable it.' },
	duplicate_name: { category: 'duplicate', hint: 'Work holds a client of this name already. Find it by its name and update it, or allow duplicate clients in Work.' },
	duplicate_code: { category: 'duplicate', hint: 'Another record has this code. Find it by its code and update it.' },
	duplicate_number: { category: 'duplicate', hint: 'Another invoice, perhaps a void one, has this number. Give another number.' },
	in_use: { category: 'validation', hint: 'It has invoices. Set it inactive instead.' },
	invoice_locked: { category: 'validation', hint: 'Void its payments first; the lines of a paid invoice stay as they are.' },
	has_payments: { category: 'validation', hint: 'Void its payments first.' },
	idempotency_conflict: { category: 'duplicate', hint: 'The same document was sent with other contents within a day. Look at what Work holds.' },
	stale_version: { category: 'validation', hint: 'Somebody changed the record meanwhile. Run again.' },
	unknown_state: { category: 'validation', hint: 'Add a state to the customer, or switch on "Use default State" in the settings of the sync.' },
	period_closed: { category: 'closed period', hint: 'Choose a later date, or open the period in Work.' },
	unknown_reference: { category: 'mapping', hint: 'The record that is referred to is not in Work.' },
};
const BY_STATUS: Readonly<Record<number, Meaning>> = {
	400: { category: 'validation', hint: 'Correct the input and run again.' },
	401: { category: 'auth', hint: 'Work does not take this key or password. Check the credential.' },
	403: { category: 'permission', hint: 'This login may not do that. Check its rights and the company ID in the credential.' },
	404: { category: 'not found', hint: 'Check the ID, and the paths under "Contract Overrides" in the credential.' },
	409: { category: 'duplicate', hint: 'Read the record that is there and update it instead.' },
	412: BY_CODE.stale_version as Meaning, // named just above
	422: { category: 'validation', hint: 'Correct the named fields and run again.' },
	429: { category: 'rate limit', hint: 'Nothing is lost: the next run goes on with what is missing.' },
};
const OUTAGE: Meaning = { category: 'outage', hint: 'Nothing is lost: the next run looks at what Work holds and goes on from there.' };

/**
 * Work's answer as an error, or undefined where it is none.
 * @param wrote it may have changed something, so that an outage leaves its outcome open
 */
export function errorOf({ errors }: Contract, { status, body }: Pick<HttpAnswer, 'status' | 'body'>, wrote: boolean): BooksError | undefined {
	if (status < 300) return undefined;
	const answer = jsonOf(body);
	const vendorCode = textOf(at(answer, errors.code));
	const places = placesOf(at(answer, errors.fields));
	const [first] = places;
	const of = (code: string | undefined) => (code === undefined ? undefined : BY_CODE[code]);
	const meaning = of(vendorCode) ?? of(first?.code) ?? BY_STATUS[status] ?? (status < 500 ? BY_STATUS[400] : undefined) ?? OUTAGE;
	const said = textOf(at(answer, errors.message));
	const told = places.map(({ path, text }) => `${path}: ${text}`).join('; ');
	const message = said === undefined ? `Work answered ${status} without a reason` : `Work says: ${said}`;
	return new BooksError({
		message: told === '' ? message : `${message} (${told})`,
		category: meaning.category,
		hint: meaning.hint,
		line: first?.line,
		field: first?.path.replace(/^lines\[\d+\]\./, ''),
		vendorCode: vendorCode ?? String(status),
		httpStatus: status,
		outcomeUnknown: wrote && meaning.category === 'outage',
	});
}

function placesOf(fields: unknown): Array<{ path: string; code?: string; text: string; line?: number }> {
	return (Array.isArray(fields) ? fields : []).filter(isWire).map((field) => {
		const path = textOf(field.path) ?? 'a field';
		const line = /^lines\[(\d+)\]/.exec(path)?.[1];
		return { path, code: textOf(field.code), text: textOf(field.message) ?? 'is not valid', line: line === undefined ? undefined : Number(line) + 1 };
	});
}

/** A page of a proxy is no answer of Work's, and nothing of it is shown. */
function jsonOf(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

export function unreadable(wrote: boolean): BooksError {
	return new BooksError({
		message: 'Work answered with something that is not the JSON expected here',
		category: 'outage',
		hint: 'Check the base address in the credential and the paths under "Contract Overrides".',
		outcomeUnknown: wrote,
	});
}

/** @param word "client" */
export function unknownRecord(word: string, name: string): BooksError {
	return new BooksError({ message: `Work has no ${word} "${name}"`, category: 'not found', hint: 'Check the ID, code, number or name.' });
}

export function severalRecords(word: string, name: string): BooksError {
	return new BooksError({ message: `Work holds more than one ${word} "${name}"`, category: 'duplicate', hint: 'Name the one meant by its ID.' });
}
