import { DateTime } from 'luxon';

/**
 * When a schedule is due next, after a moment. The schedule is a cron expression of five fields (minute, hour, day of
 * month, month, day of week from 0 = Sunday), as n8n's Schedule Trigger takes it; lists, ranges and steps are read.
 * @param zone IANA name of the time zone that the schedule is meant in
 * @returns UTC; undefined for an empty or unreadable expression, or where it is never due
 */
export function nextRun(cron: string, after: Date, zone: string): string | undefined {
	const parts = cron.trim().split(/\s+/);
	const fields = parts.slice(-5).map((part, at) => valuesOf(part, RANGES[at] as [number, number]));
	if (parts.length < 5 || parts.length > 6 || fields.some((one) => one === undefined)) return undefined;
	const [minutes, hours, days, months, weekdays] = fields as Array<Set<number>>;
	const [anyDay, anyWeekday] = [parts.slice(-5)[2] === '*', parts.slice(-5)[4] === '*'];
	const start = DateTime.fromJSDate(after, { zone }).startOf('minute').plus({ minutes: 1 });
	if (!start.isValid) return undefined;
	for (let day = start.startOf('day'), tried = 0; tried < MOST_DAYS; day = day.plus({ days: 1 }), tried++) {
		const onDay = days?.has(day.day) === true;
		const onWeekday = weekdays?.has(day.weekday % 7) === true;
		// As cron has it: with both given, either will do.
		const isDue = anyDay || anyWeekday ? onDay && onWeekday : onDay || onWeekday;
		if (!isDue || months?.has(day.month) !== true) continue;
		for (const hour of hours ?? []) {
			for (const minute of minutes ?? []) {
				const moment = day.set({ hour, minute });
				// An hour that the clock leaves out in spring has no such moment.
				if (moment >= start && moment.hour === hour) return moment.toUTC().toISO() ?? undefined;
			}
		}
	}
	return undefined;
}

const RANGES: ReadonlyArray<[number, number]> = [[0, 59], [0, 23], [1, 31], [1, 12], [0, 7]];
/** Four years hold every 29th of February. */
const MOST_DAYS = 4 * 366;

/** "0-30/10,45" as its values, in order. */
function valuesOf(part: string, [lowest, highest]: [number, number]): Set<number> | undefined {
	const values = new Set<number>();
	for (const one of part.split(',')) {
		const found = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(one);
		if (found === null) return undefined;
		const [, low, high, step] = found;
		const from = low === undefined ? lowest : Number(low);
		const to = high !== undefined ? Number(high) : low === undefined || step !== undefined ? highest : from;
		if (from < lowest || to > highest || from > to || step === '0') return undefined;
		for (let value = from; value <= to; value += Number(step ?? 1)) values.add(highest === 7 ? value % 7 : value);
	}
	return new Set([...values].sort((a, b) => a - b));
}
