import { parseDay, type Day, type Instant } from '../core/dates';
import { parseAmount, toJsonNumber, type Amount } from '../core/money';

/** How Xero writes days, instants and amounts. Source: Xero, "Requests and responses". */
const MS_DATE = /^\/Date\((-?\d+)([+-]\d{4})?\)\/$/;

/** "/Date(1552521600000+0000)/" or ISO text to an instant. The offset is for show: the milliseconds are UTC already. */
export function toInstant(wire: string | undefined): Instant | undefined {
	if (wire === undefined || wire === '') return undefined;
	const ms = MS_DATE.exec(wire)?.[1];
	// Without a zone Xero means UTC, and not the time of the machine that reads it.
	const moment = new Date(ms === undefined ? (/(Z|[+-]\d\d:?\d\d)$/.test(wire) ? wire : `${wire}Z`) : Number(ms));
	return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

/** A document's date: midnight UTC of the organisation's own calendar day, so it is never shifted by a time zone. */
export function toDay(wire: string | undefined): Day | undefined {
	return parseDay(toInstant(wire));
}

/** An instant as If-Modified-Since wants it: UTC, to the second, without a zone. Cut, never rounded up. */
export function modifiedSince(instant: Instant): string {
	return instant.slice(0, 19);
}

/** A JSON number as an exact amount with at least two decimals; the number's own digits are kept. */
export function toAmount(wire: number | undefined): Amount | undefined {
	const amount = wire === undefined || wire === null ? undefined : parseAmount(wire);
	if (amount === undefined) return undefined;
	const [whole = '0', decimals = ''] = amount.split('.');
	return `${whole}.${decimals.padEnd(2, '0')}`;
}

/** An amount as a JSON number; undefined stays undefined. Throws a RangeError where digits would be lost. */
export function toNumber(amount: Amount | undefined): number | undefined {
	return amount === undefined ? undefined : toJsonNumber(amount);
}

/** The same record without the members that are undefined: what is not sent stays as it is in the books. */
export function given<T extends object>(record: T): T {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** Cuts text to the vendor's length without leaving half of a surrogate pair behind. */
export function cut(text: string, length: number): string {
	return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
