import type { Module } from '../state/companies';
import type { Call } from '../state/desk';
import { showDay } from '../wire/dates';
import { Refused } from '../wire/errors';

/** @throws Refused for a day in a period that is closed, for the whole ledger or for this subledger */
export function checkOpen({ company }: Call, module: Module, day: string): void {
	const closed = [company.closed.GL, company.closed[module]].filter((one): one is string => one !== undefined).sort().at(-1);
	if (closed === undefined || day > closed) return;
	throw new Refused(
		'BL01001973', `Periods are closed. Your transaction date (${showDay(day)}) is within a period that's been closed for ${module}. Date must be on or after ${showDay(next(closed))}.`,
		{ correction: 'Use a date in an open period, or open the period.' },
	);
}

function next(day: string): string {
	return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
