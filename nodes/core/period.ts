import { addDays, type Day } from './dates';
import { BooksError } from './errors';
import type { PrepareOptions } from './ledger';

/**
 * The day of a document, or the first one after the last closed day.
 * @param system for people: "Xero"
 */
export function openDay(date: Day, lockedUntil: Day | undefined, rule: PrepareOptions['closedPeriod'], system: string): Day | BooksError {
	if (lockedUntil === undefined || date > lockedUntil) return date;
	if (rule === 'firstOpenDay') return addDays(lockedUntil, 1);
	return new BooksError({
		category: 'closed period',
		field: 'date',
		message: `${date} lies in a closed period: the books are locked up to ${lockedUntil}.`,
		hint: `Move the lock date in ${system}, or let the node use the first open day.`,
	});
}
