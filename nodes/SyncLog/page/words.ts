import { DateTime } from 'luxon';

/** "26 Nov 2026, 10:05" in the reader's zone; nothing for nothing. */
export function moment(at: string, zone: string): string {
	const time = DateTime.fromISO(at, { zone });
	return time.isValid ? time.toFormat('d LLL yyyy, HH:mm') : at;
}

/** "3 hours ago", "in 2 days"; nothing for nothing. */
export function distance(at: string, now: string): string {
	const minutes = Math.round((Date.parse(at) - Date.parse(now)) / 60_000);
	if (!Number.isFinite(minutes)) return '';
	const size = Math.abs(minutes);
	if (size < 1) return 'now';
	const [count, unit] = size < 90 ? [size, 'minute'] : size < 36 * 60 ? [Math.round(size / 60), 'hour'] : [Math.round(size / 1440), 'day'];
	const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
	return minutes < 0 ? `${words} ago` : `in ${words}`;
}

/** "26 Nov" */
export const dayWords = (day: string): string => DateTime.fromISO(day, { zone: 'utc' }).toFormat('d LLL');

export const counted = (count: number): string => count.toLocaleString('en-GB');
