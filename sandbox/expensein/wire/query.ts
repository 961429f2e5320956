import type { Wanted } from '../state/documents';
import type { Settings } from '../state/settings';
import { STATUSES, TYPES } from '../state/shapes';
import { type FieldError, invalid } from './errors';

export type Query = Record<string, string | string[] | undefined>;

const USUAL_SIZE = 100;
const LARGEST = 500;

export interface Page {
	page: number;
	size: number;
	/** Records before it. */
	from: number;
}

/** `page` and `pageSize` of a list. More than the most is refused: a list cut short would look like its end. */
export function readPage(query: Query): Page {
	const errors: FieldError[] = [];
	const whole = (name: string, usual: number, most: number) => {
		const given = query[name];
		if (given === undefined) return usual;
		const number = Number(given);
		if (typeof given === 'string' && Number.isInteger(number) && number >= 1 && number <= most) return number;
		errors.push({ field: name, message: `Must be a whole number from 1 to ${most}` });
		return usual;
	};
	const page = whole('page', 1, Number.MAX_SAFE_INTEGER / LARGEST);
	const size = whole('pageSize', USUAL_SIZE, LARGEST);
	if (errors.length > 0) throw invalid(...errors);
	return { page, size, from: (page - 1) * size };
}

/** The filters of expenses and invoices. */
export function readWanted(query: Query, settings: Settings): Wanted {
	return {
		statuses: readList(query, 'status', STATUSES),
		types: readList(query, 'type', TYPES),
		approvedFrom: readDay(query, 'approvedFrom'),
		approvedTo: readDay(query, 'approvedTo'),
		updatedSince: settings.updatedSince ? readInstant(query, 'updatedSince') : undefined,
	};
}

/** One value or several with commas between. */
export function readList(query: Query, name: string, known: readonly string[]): string[] | undefined {
	const given = query[name];
	if (given === undefined || given === '') return undefined;
	const values = String(given).split(',').map((value) => value.trim());
	const wrong = values.filter((value) => !known.includes(value));
	if (wrong.length > 0) throw invalid({ field: name, message: `Unknown value ${wrong.join(', ')}; there are ${known.join(', ')}` });
	return values;
}

/** Emulated milliseconds. */
export function readInstant(query: Query, name: string): number | undefined {
	const given = query[name];
	if (given === undefined) return undefined;
	const ms = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(String(given)) ? Date.parse(String(given)) : Number.NaN;
	if (Number.isNaN(ms)) throw invalid({ field: name, message: 'Must be an instant such as 2026-02-09T10:12:00Z' });
	return ms;
}

function readDay(query: Query, name: string): string | undefined {
	const given = query[name];
	if (given === undefined) return undefined;
	const day = String(given);
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) throw invalid({ field: name, message: 'Must be a day such as 2026-02-09' });
	return day;
}
