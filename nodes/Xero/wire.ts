import { parseDay, type Day, type Instant } from '../core/dates';

export { cut, given, toAmount, toNumber } from '../core/wire';

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
