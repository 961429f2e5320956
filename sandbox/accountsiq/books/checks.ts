import { isAmount, exact, round, toCents } from '../../frame/money';
import { Refused } from '../wire/faults';

export const LONGEST_CODE = 50;
export const LONGEST_DESCRIPTION = 500;

/** A code as the vendor wants them: there, not empty, at most 50 characters, upper case. `subject` begins the error's code. */
export function checkCode(value: string | null, subject: string, where = ''): string {
	if (value === null) throw new Refused(`${subject}_IS_NULL`, `${where}${named(subject)} is missing.`);
	if (value.trim() === '') throw new Refused(`${subject}_IS_EMPTY`, `${where}${named(subject)} is empty.`);
	if (value.length > LONGEST_CODE) throw new Refused(`${subject}_IS_TOO_LONG`, `${where}${named(subject)} has more than ${LONGEST_CODE} characters.`);
	if (value !== value.toUpperCase()) throw new Refused(`${subject}_IS_NOT_UPPERCASE`, `${where}${named(subject)} '${value}' is not upper case.`);
	return value;
}

/** A text that may be empty, but not null. */
export function checkText(value: string | null, subject: string, longest: number, where = ''): string {
	if (value === null) throw new Refused(`${subject}_IS_NULL`, `${where}${named(subject)} is missing.`);
	return checkLength(value, subject, longest, where);
}

export function checkLength(value: string, subject: string, longest: number, where = ''): string {
	if (value.length > longest) throw new Refused(`${subject}_IS_TOO_LONG`, `${where}${named(subject)} has more than ${longest} characters.`);
	return value;
}

/** A decimal above 0, as text. */
export function checkRate(value: string, subject = 'EXCHANGE_RATE', where = ''): string {
	if (!isAmount(value) || exact(value) <= 0n) throw new Refused(`${subject}_MUST_BE_GREATER_THAN_ZERO`, `${where}${named(subject)} must be above 0.`);
	return value;
}

/** Whole cents, rounded half away from zero. */
export function cents(amount: string): number {
	return toCents(round(exact(amount)));
}

/** "GLACCOUNT_CODE" reads "Glaccount code" in a message. */
function named(subject: string): string {
	return subject.charAt(0) + subject.slice(1).toLowerCase().replaceAll('_', ' ');
}

/** The day of a dateTime as it is written, whatever zone stands behind it. */
export function dayOf(dateTime: string): string {
	return dateTime.slice(0, 10);
}
export function atMidnight(day: string): string {
	return `${day}T00:00:00`;
}
/** A moment on the wire: without zone, which the vendor's pages do not name. */
export function momentText(ms: number): string {
	return new Date(ms).toISOString().slice(0, 23).replace('Z', '');
}
