/** Xero's dates. Inside the emulator a day is "2026-11-03" and an instant milliseconds since 1970. */

const DAY = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/;
const MS = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/;

/** Reads a day as clients send it; undefined for what Xero refuses ("20261103", "2026-02-31"). */
export function readDay(value: string): string | undefined {
	const ms = MS.exec(value);
	if (ms !== null) return dayOf(Number(ms[1]));
	const match = DAY.exec(value);
	if (match === null) return undefined;
	const day = `${match[1]}-${match[2]}-${match[3]}`;
	const instant = Date.parse(`${day}T00:00:00Z`);
	return Number.isNaN(instant) || dayOf(instant) !== day ? undefined : day;
}

export function dayOf(instant: number): string {
	return new Date(instant).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
	return dayOf(startOf(day) + days * 86_400_000);
}

/** Midnight UTC of a document's calendar day. */
export function startOf(day: string): number {
	return Date.parse(`${day}T00:00:00Z`);
}

export function msDate(instant: number): string {
	return `/Date(${instant}+0000)/`;
}

/** If-Modified-Since: with or without zone and milliseconds, or the HTTP form; always UTC. To the second. */
export function readInstant(value: string): number | undefined {
	const plain = /^\d{4}-\d{2}-\d{2}(T[\d:.]+)?$/.test(value)
		? `${value.length === 10 ? `${value}T00:00:00` : value}Z`
		: value;
	const instant = Date.parse(plain);
	return Number.isNaN(instant) ? undefined : Math.floor(instant / 1000) * 1000;
}

/** "31 March 2026", as Xero writes a lock date in its messages. */
export function longDay(day: string): string {
	const months = [
		'January',
		'February',
		'March',
		'April',
		'May',
		'June',
		'July',
		'August',
		'September',
		'October',
		'November',
		'December',
	];
	const [year, month, date] = day.split('-').map(Number);
	return `${date} ${months[(month ?? 1) - 1]} ${year}`;
}
