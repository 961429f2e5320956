import { parseAmount } from '../core/money';
import type { Printed } from './wire';

/** Reads values as a template printed them: with the server's own separators, as text, or not at all. */

/** Thousands separators of the locales that have been met. */
const GROUPED = /^-?\d{1,3}([,.'\u00a0\u202f ]\d{3})+$/;

/** Whole cents as text, or undefined where nothing was printed. */
export function printedCents(value: Printed | undefined): string | undefined {
	if (value === null || value === undefined) return undefined;
	const text = `${value}`.trim();
	// Cents have no decimals, so whatever stands between groups of three digits separates thousands.
	const cents = parseAmount(GROUPED.test(text) ? text.replace(/[^\d-]/g, '') : text);
	return cents === undefined || cents.includes('.') ? undefined : cents;
}

/** Ids of digits alone may have been printed with separators. */
export function printedId(id: unknown): string {
	const text = `${id ?? ''}`.trim();
	return GROUPED.test(text) ? text.replace(/\D/g, '') : text;
}

export function printedFlag(value: boolean | string | undefined, missing: boolean): boolean {
	if (typeof value === 'boolean') return value;
	const text = `${value ?? ''}`.trim().toLowerCase();
	return text === '' ? missing : ['true', 'yes', '1'].includes(text);
}

/** Text without blanks around it; undefined where nothing is left. */
export function filled(value: unknown): string | undefined {
	const text = `${value ?? ''}`.trim();
	return text === '' ? undefined : text;
}
