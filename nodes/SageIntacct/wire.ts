import { DateTime } from 'luxon';
import type { Day, Instant } from '../core/dates';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';

/** Intacct's dates and times. A day has no zone; a time has that of the web services user. */

/** "2026-05-04" to "05/04/2026", as the generic functions take it. */
export function toDate(day: Day): string {
	const [year = '', month = '', date = ''] = day.split('-');
	return `${month}/${date}/${year}`;
}

/** "2026-05-04" to the three elements of the older functions. */
export function toDateParts(day: Day): { year: string; month: string; day: string } {
	const [year = '', month = '', date = ''] = day.split('-');
	return { year, month, day: date };
}

/** How the user's own settings write dates and times. Source: Sage Intacct, "readUserFormatting". */
export interface Formats {
	/** The order of the parts: "mdY". */
	order: string;
	/** Minutes from UTC. */
	offsetMinutes: number;
}

export const USUAL: Formats = { order: 'mdY', offsetMinutes: 0 };

/** "/mdY" and "-5" or "GMT-05:00"; what cannot be read is taken as usual. */
export function formatsFrom(element: XmlElement): Formats {
	const order = (textIn(element, 'dateformat') ?? '').replace(/[^mdY]/gi, '').replace(/y/, 'Y');
	const [, sign = '+', hours = '0', minutes = '0'] = /([+-])?\s*(\d{1,2})(?::?(\d{2}))?\s*$/.exec(textIn(element, 'gmtoffset') ?? '') ?? [];
	const offset = Number(hours) * 60 + Number(minutes);
	return { order: /^(mdY|dmY|Ymd)$/.test(order) ? order : USUAL.order, offsetMinutes: sign === '-' ? -offset : offset };
}

/** A day as Intacct tells it: with the user's order of parts, or as an ISO day. */
export function dayFrom(text: string | undefined, { order }: Formats = USUAL): Day | undefined {
	const parts = /^(\d{1,4})\D(\d{1,2})\D(\d{1,4})/.exec(text ?? '');
	if (parts === null) return undefined;
	const [, first = '', second = '', third = ''] = parts;
	const [year, month, day] = first.length === 4 ? [first, second, third] : order === 'dmY' ? [third, second, first] : [third, first, second];
	return `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

/** A moment as Intacct tells it. */
export function instantFrom(text: string | undefined, formats: Formats = USUAL): Instant | undefined {
	if (text === undefined) return undefined;
	if (/^\d{4}-\d{2}-\d{2}T/.test(text)) return DateTime.fromISO(text, { zone: 'utc' }).toUTC().toISO() ?? undefined;
	const day = dayFrom(text, formats);
	const [, hour = '0', minute = '0', second = '0', half = ''] = /\s(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]m)?/i.exec(text) ?? [];
	if (day === undefined) return undefined;
	const hours = half === '' ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
	const local = DateTime.fromISO(`${day}T00:00:00`, { zone: 'utc' }).plus({ hours, minutes: Number(minute), seconds: Number(second) });
	return local.minus({ minutes: formats.offsetMinutes }).toISO() ?? undefined;
}

/**
 * An instant for a filter. Whether Intacct reads it in UTC or in the user's zone is not said: the earlier of the two
 * reads more than was asked, never less.
 */
export function toTimestamp(instant: Instant, { offsetMinutes }: Formats = USUAL): string {
	return DateTime.fromISO(instant, { zone: 'utc' }).plus({ minutes: Math.min(0, offsetMinutes) }).toFormat('MM/dd/yyyy HH:mm:ss');
}
