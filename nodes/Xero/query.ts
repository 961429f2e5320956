import { chunks as anyChunks } from '../core/chunks';

export { folded } from '../core/pick';

/**
 * Xero's query language, as far as the package writes it. Source: Xero, "Requests and responses", "Filtering".
 * Values come from people and from other systems, so every one goes through `quoted`.
 */

/** Longest list of conditions sent in one address, percent-encoded. Addresses above some 2,000 characters get refused. */
const LONGEST = 1_900;

/** Text inside a filter. An inner double quote is doubled; there is no other escape. */
export function quoted(text: string): string {
	return `"${text.replace(/"/g, '""')}"`;
}

/** `DateTime(2026,11,3)` of "2026-11-03". */
export function dateTime(day: string): string {
	const [year, month, date] = day.split('-').map(Number);
	return `DateTime(${year},${month},${date})`;
}

/** Joins conditions that must all hold; undefined ones are left out. Undefined where none is left. */
export function allOf(...conditions: Array<string | undefined>): string | undefined {
	const given = conditions.filter((condition) => condition !== undefined && condition !== '');
	return given.length === 0 ? undefined : given.join(' AND ');
}

/** "(a OR b OR c)" per chunk, each chunk short enough for an address. */
export function anyOf(conditions: string[], longest = LONGEST): string[] {
	return chunks(conditions, longest, ' OR ').map((chunk) => `(${chunk.join(' OR ')})`);
}

/** Splits texts so that each part, joined and percent-encoded, stays below the longest address. Order is kept. */
export function chunks(texts: string[], longest = LONGEST, separator = ','): string[][] {
	return anyChunks(texts, longest, separator);
}

/** A contact's name as Xero takes it: no angle brackets, no blanks at the ends or doubled, at most 255 characters. */
export function contactName(name: string): string {
	return name.replace(/[<>]/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 255).trim();
}
