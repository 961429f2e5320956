import { BooksError, type Category } from '../core/errors';
import type { HttpAnswer } from '../core/http';
import type { Contract } from './contract';
import { parseExact, textOf } from './json';
import { isWire, member, wires, type Wire } from './wire';

interface Meaning {
	category: Category;
	hint: string;
}

const FEATURE: Meaning = {
	category: 'feature not in subscription',
	hint: 'This account has no such endpoint. Switch the option off, or correct its path in "Contract Overrides".',
};
const BY_CODE: Readonly<Record<string, Meaning>> = {
	ipnotallowed: {
		category: 'permission',
		hint: "Add this n8n's address to the key's allowed IP addresses (Admin > Integrations > ExpenseIn API). n8n in the cloud has changing addresses: leave the list empty there.",
	},
	modulenotenabled: { category: 'feature not in subscription', hint: 'Suppliers and invoices need the Invoicing module of ExpenseIn.' },
};
const BY_STATUS: Readonly<Record<number, Meaning>> = {
	400: { category: 'validation', hint: 'Correct the named fields and run again.' },
	401: {
		category: 'auth',
		hint: 'The key is wrong, or it was regenerated or deleted in ExpenseIn. Copy it anew from Admin > Integrations > ExpenseIn API into the credential.',
	},
	403: {
		category: 'permission',
		hint: 'Either the key lacks a permission (Account administrator for lists, Finance for expenses and invoices), or this n8n\'s address is not among its allowed IP addresses. See Admin > Integrations > ExpenseIn API.',
	},
	404: { category: 'not found', hint: 'Check the ID; the key sees the records of its own account only.' },
	405: FEATURE,
	409: { category: 'duplicate', hint: 'Read the record that is there and update it instead.' },
	422: { category: 'validation', hint: 'Correct the named fields and run again.' },
	429: { category: 'rate limit', hint: 'Nothing is lost: the next run goes on with what is missing.' },
	501: FEATURE,
};
const OUTAGE: Meaning = { category: 'outage', hint: 'Nothing is lost: the next run looks at what ExpenseIn holds and goes on from there.' };

/**
 * The vendor's answer as an error, or undefined where it is none.
 * @param wrote it may have changed something, so that an outage leaves its outcome open
 */
export function errorOf({ errors }: Contract, { status, body }: Pick<HttpAnswer, 'status' | 'body'>, wrote: boolean): BooksError | undefined {
	if (status < 300) return undefined;
	const answer = bodyOf(body);
	const vendorCode = textOf(member(answer, errors.code));
	const meaning = BY_CODE[vendorCode?.toLowerCase() ?? ''] ?? BY_STATUS[status] ?? (status < 500 ? BY_STATUS[400] : undefined) ?? OUTAGE;
	const said = textOf(member(answer, errors.message));
	const details = wires(member(answer, errors.details)).map((detail) => ({
		field: textOf(member(detail, errors.field)),
		text: textOf(member(detail, errors.text)),
	}));
	const [first] = details;
	const told = details.map(({ field, text }) => [field, text].filter((part) => part !== undefined).join(': ')).join('; ');
	const message = said === undefined ? `ExpenseIn answered ${status} without a reason` : `ExpenseIn says: ${said}`;
	return new BooksError({
		message: told === '' ? message : `${message} (${told})`,
		category: meaning.category,
		hint: meaning.hint,
		field: first?.field,
		vendorCode: vendorCode ?? String(status),
		httpStatus: status,
		outcomeUnknown: wrote && meaning.category === 'outage',
	});
}

/** A page of a proxy is no answer of ExpenseIn's, and nothing of it is shown. */
function bodyOf(body: unknown): Wire {
	const text = Buffer.isBuffer(body) ? body.toString('utf8') : body;
	if (isWire(text)) return text;
	if (typeof text !== 'string') return {};
	try {
		const answer = parseExact(text);
		return isWire(answer) ? answer : {};
	} catch {
		return {};
	}
}

export function unreadable(wrote: boolean): BooksError {
	return new BooksError({
		message: 'ExpenseIn answered with something that is not the JSON expected here',
		category: 'outage',
		hint: 'Check the base address in the credential and the paths in "Contract Overrides".',
		outcomeUnknown: wrote,
	});
}

export function unknownRecord(word: string, name: string): BooksError {
	return new BooksError({
		message: `ExpenseIn has no ${word} "${name}"`,
		category: 'not found',
		document: name,
		hint: 'Check the ID, reference or number; references are compared exactly.',
	});
}
