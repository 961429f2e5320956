import { parseAmount, type Amount } from '../core/money';

/**
 * JSON whose numbers keep every digit as it was written. A JavaScript number would lose some of an amount with more than
 * fifteen digits, and a record that is read and sent back must not change in a field that nobody meant. So a number is
 * held as text behind a mark, and written as it came.
 */
const MARK = '\u0000number ';
const STRING_OR_NUMBER = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const WHOLE_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
/** How the mark looks once it is written as JSON. */
const WRITTEN = /"\\u0000number (-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)"/g;

/** @throws SyntaxError where the text is no JSON */
export function parseExact(text: string): unknown {
	// The text itself must be JSON first: a number in a wrong place would turn into a good string.
	JSON.parse(text);
	return JSON.parse(text.replace(STRING_OR_NUMBER, (part) => (part.startsWith('"') ? part : JSON.stringify(MARK + part))));
}

export function stringifyExact(value: unknown): string {
	return JSON.stringify(value).replace(WRITTEN, '$1');
}

function digitsOf(value: unknown): string | undefined {
	if (typeof value !== 'string' || !value.startsWith(MARK)) return undefined;
	const digits = value.slice(MARK.length);
	return WHOLE_NUMBER.test(digits) ? digits : undefined;
}

/** As a number that travels in items. */
export function plain<T>(value: T): T {
	const digits = digitsOf(value);
	// The cast is the function's promise: the same shape, its numbers plain.
	if (digits !== undefined) return Number(digits) as T;
	if (Array.isArray(value)) return value.map(plain) as T;
	if (value !== null && typeof value === 'object') {
		return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plain(member)])) as T;
	}
	return value;
}

/** An amount as the vendor wrote it, number or text; undefined where there is none. */
export function exactAmount(value: unknown): Amount | undefined {
	const digits = digitsOf(value);
	if (digits !== undefined && /[eE]/.test(digits)) return parseAmount(Number(digits));
	return parseAmount(digits ?? value);
}

/** A number for the wire, its digits as they stand in the amount. */
export function exactNumber(amount: Amount): unknown {
	return MARK + amount;
}

/** Text without the blanks around it; undefined where nothing is left. */
export function textOf(value: unknown): string | undefined {
	if (value === undefined || value === null || typeof value === 'object') return undefined;
	const text = (digitsOf(value) ?? String(value)).trim();
	return text === '' ? undefined : text;
}

/** A flag, as true, "true", "yes" or 1. */
export function flagOf(value: unknown): boolean | undefined {
	if (typeof value === 'boolean') return value;
	const text = textOf(value)?.toLowerCase();
	if (text === undefined) return undefined;
	return ['true', 'yes', '1'].includes(text);
}
