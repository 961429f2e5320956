import { DateTime } from 'luxon';

/** A calendar day without time or zone: "2026-11-03". Never shifted by a time zone. */
export type Day = string;
/** A moment in UTC: "2026-11-03T10:00:00.000Z". */
export type Instant = string;

const DAY_LENGTH = 86_400_000;
const DAY = /^(\d{4}-\d{2}-\d{2})(?:[T ].*)?$/;

/** Reads "2026-11-03" or a longer ISO text, whose time part is cut and not converted. Undefined for anything else. */
export function parseDay(value: unknown): Day | undefined {
	if (typeof value !== 'string') return undefined;
	const day = DAY.exec(value.trim())?.[1];
	return day !== undefined && DateTime.fromISO(day, { zone: 'utc' }).isValid ? day : undefined;
}

export function addDays(day: Day, days: number): Day {
	return iso(at(day).plus({ days }));
}

/** Whole days from `a` to `b`; negative when `b` is earlier. */
export function daysBetween(a: Day, b: Day): number {
	// An ISO day is read as UTC, so the difference is always whole. Reconciliations ask this a hundred thousand times.
	return a === b ? 0 : (Date.parse(b) - Date.parse(a)) / DAY_LENGTH;
}

/** "2026-11" of a day. */
export function monthOf(day: Day): string {
	return day.slice(0, 7);
}

/** The last day of a month given as "2026-11". */
export function lastDayOfMonth(month: string): Day {
	return iso(at(`${month}-01`).endOf('month'));
}

/** The day that an instant falls on in a time zone such as "Europe/London". */
export function dayIn(instant: Instant, zone: string): Day {
	return iso(DateTime.fromISO(instant, { zone: 'utc' }).setZone(zone));
}

/** A time as typed or as n8n gives it; without an offset it is meant in `zone`. Unreadable text stays as it is. */
export function toInstant(text: string, zone: string): Instant {
	return DateTime.fromISO(text, { zone }).toUTC().toISO() ?? text;
}

function at(day: Day): DateTime {
	return DateTime.fromISO(day, { zone: 'utc' });
}

function iso(moment: DateTime): Day {
	return moment.toFormat('yyyy-MM-dd');
}
