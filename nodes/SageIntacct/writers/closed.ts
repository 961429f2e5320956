import { addDays, lastDayOfMonth, monthOf, type Day } from '../../core/dates';
import { dayFrom } from '../wire';
import type { Ready } from './send';

/** A document is not moved by more than this many months, nor past the month of today. */
const MONTHS = 12;

/**
 * The next day to try for a document in a closed period: the one that Intacct names, else the first of the next month.
 * Intacct tells its closed periods nowhere else.
 */
export function daysAfter(date: Day, refusal: string, step: number, today: Day = new Date().toISOString().slice(0, 10)): Day | undefined {
	const named = dayFrom(/on or after (\d{1,2}\/\d{1,2}\/\d{4})/i.exec(refusal)?.[1]);
	if (named !== undefined && named > date) return named;
	const next = addDays(lastDayOfMonth(monthOf(date)), 1);
	return step >= MONTHS || next > today ? undefined : next;
}

export function moved(one: Ready, date: Day): Ready {
	const { movable } = one;
	if (movable === undefined) return one;
	const first = one.warnings.find((warning) => /^Dated /.test(warning));
	const origin = first === undefined ? movable.date : (/in place of (\S+),/.exec(first)?.[1] ?? movable.date);
	const warnings = [...one.warnings.filter((warning) => warning !== first), `Dated ${date} in place of ${origin}, which lies in a closed period.`];
	return { ...one, content: movable.at(date), movable: { ...movable, date }, warnings };
}
