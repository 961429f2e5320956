import { addDays, dayIn, type Day } from '../../core/dates';
import type { LogRow } from '../columns';

export interface DayCount {
	day: Day;
	ok: number;
	held: number;
	failed: number;
}

/**
 * Documents by day and how they stood at its end, for so many days up to today. A document that several runs of a day
 * told of counts once.
 * @param log oldest first
 * @param zone of the days
 */
export function countByDay(log: readonly LogRow[], now: Date, zone: string, days: number): DayCount[] {
	const today = dayIn(now.toISOString(), zone);
	const first = addDays(today, 1 - days);
	const dayOf = dayReader(zone);
	const last = new Map<string, LogRow>();
	const longAgo = addDays(first, -1);
	for (const row of log) {
		if (row.at < longAgo) continue; // by any zone, and without asking one
		const day = dayOf(row.at);
		if (day >= first && day <= today) last.set(`${day}\n${row.sync}\n${row.key || row.source}`, row);
	}
	const counts = new Map<Day, DayCount>();
	for (let at = 0; at < days; at++) counts.set(addDays(first, at), { day: addDays(first, at), ok: 0, held: 0, failed: 0 });
	for (const [name, { result }] of last) {
		const count = counts.get(name.slice(0, 10));
		if (count !== undefined) count[result === 'ok' ? 'ok' : result === 'held' ? 'held' : 'failed'] += 1;
	}
	return [...counts.values()];
}

/** Tells days of moments, and asks the time zone once for each quarter of an hour, by which all zones shift. */
function dayReader(zone: string): (at: string) => Day {
	const known = new Map<string, Day>();
	return (at) => {
		const quarter = `${at.slice(0, 14)}${String(Math.floor(Number(at.slice(14, 16)) / 15))}`;
		const found = known.get(quarter);
		if (found !== undefined) return found;
		const day = dayIn(at, zone);
		known.set(quarter, day);
		return day;
	};
}
