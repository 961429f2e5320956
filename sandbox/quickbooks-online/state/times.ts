/** The vendor's servers stand in California, and their instants say so. */
const PACIFIC = new Intl.DateTimeFormat('en-US', { timeZone: 'America/Los_Angeles', timeZoneName: 'longOffset' });
const HOUR = 3_600_000;
/** Offsets change at full hours only, so each hour is worked out once. */
const offsets = new Map<number, string>();

function offsetAt(ms: number): string {
	const hour = Math.floor(ms / HOUR);
	const known = offsets.get(hour);
	if (known !== undefined) return known;
	const name = PACIFIC.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
	const offset = name.replace('GMT', '') || '-08:00';
	if (offsets.size > 10_000) offsets.clear();
	offsets.set(hour, offset);
	return offset;
}

function local(ms: number): { text: string; offset: string } {
	const offset = offsetAt(ms);
	const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
	const away = (hours * 60 + minutes) * 60_000 * (offset.startsWith('-') ? -1 : 1);
	return { text: new Date(ms + away).toISOString(), offset };
}

/** "2026-05-05T03:19:47-07:00", as records carry it. */
export function stampText(ms: number): string {
	const { text, offset } = local(ms);
	return `${text.slice(0, 19)}${offset}`;
}

/** "2026-05-05T03:19:47.456-07:00", as answers carry it. */
export function timeText(ms: number): string {
	const { text, offset } = local(ms);
	return `${text.slice(0, 23)}${offset}`;
}

/** "2026-05-05": the server's day. */
export function today(ms: number): string {
	return local(ms).text.slice(0, 10);
}

/** An instant or a day as clients write it, in milliseconds; undefined where it is none. A time without zone is the server's. */
export function readInstant(text: string): number | undefined {
	if (!/^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text)) return undefined;
	const zoned = /(Z|[+-]\d{2}:?\d{2})$/.test(text.slice(10));
	const ms = Date.parse(zoned ? text : `${text.length === 10 ? `${text}T00:00:00` : text}Z`);
	if (Number.isNaN(ms)) return undefined;
	if (zoned) return ms;
	return Date.parse(new Date(ms).toISOString().replace('Z', offsetAt(ms)));
}

export function isDay(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && new Date(Date.parse(text)).toISOString().startsWith(text);
}
export function addDays(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}
