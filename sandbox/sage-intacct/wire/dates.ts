import type { Element } from '../../frame/xml';

/** Days are "2026-05-04" inside. */
export function isDay(text: string): boolean {
	return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** "05/04/2026" (month first) or "2026-05-04" to a day; undefined where it is neither. */
export function readDay(text: string): string | undefined {
	const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
	const day = match === null ? text.trim() : `${match[3] ?? ''}-${(match[1] ?? '').padStart(2, '0')}-${(match[2] ?? '').padStart(2, '0')}`;
	return isDay(day) ? day : undefined;
}

/** A date of the legacy functions: year, month, day as elements. */
export function readDateParts({ children }: Element): string | undefined {
	const part = (name: string) => children.find((child) => child.name === name)?.text.trim() ?? '';
	const day = `${part('year').padStart(4, '0')}-${part('month').padStart(2, '0')}-${part('day').padStart(2, '0')}`;
	return isDay(day) ? day : undefined;
}

export function showDay(day: string): string {
	return isDay(day) ? `${day.slice(5, 7)}/${day.slice(8)}/${day.slice(0, 4)}` : day;
}

/** Milliseconds as "05/04/2026 10:00:01" with the user's hours from GMT. */
export function showMoment(at: number, gmtOffset: number): string {
	const iso = new Date(at + gmtOffset * 3_600_000).toISOString();
	return `${showDay(iso.slice(0, 10))} ${iso.slice(11, 19)}`;
}

/** "05/04/2026 10:00:01" or a day alone to milliseconds; undefined where it is neither, as for ISO moments. */
export function readMoment(text: string, gmtOffset: number): number | undefined {
	const match = /^(\d{1,2}\/\d{1,2}\/\d{4})(?: (\d\d):(\d\d):(\d\d))?$/.exec(text.trim());
	const day = match === null ? undefined : readDay(match[1] ?? '');
	if (match === null || day === undefined) return undefined;
	const at = Date.parse(`${day}T${match[2] ?? '00'}:${match[3] ?? '00'}:${match[4] ?? '00'}Z`);
	return Number.isNaN(at) ? undefined : at - gmtOffset * 3_600_000;
}

export function addDays(day: string, days: number): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** "2026-05-04T10:00:01+00:00", as the sign-in's times are written. */
export function isoMoment(at: number): string {
	return `${new Date(at).toISOString().slice(0, 19)}+00:00`;
}
