import type { Instant } from '../core/dates';
import type { QboRef } from './types';

export { cut, filled, given, toAmount, toNumber } from '../core/wire';

/** "2026-05-05T03:19:47-07:00" to an instant; undefined for what is no time. Source: Intuit, "Data queries". */
export function toInstant(wire: string | undefined): Instant | undefined {
	const moment = wire === undefined ? NaN : Date.parse(wire);
	return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

/** An instant as a query wants it: to the second, cut and never rounded up. */
export const toQueryTime = (instant: Instant): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;

/** A reference by id; the name beside it is for people and ignored on writes. */
export const refTo = (id: string): QboRef => ({ value: id });

/** List names hold no colon, which parts a name from its parent's, and no tab or line break. */
export function listName(name: string, longest: number): string {
	return name.replace(/[:\t\r\n]/g, ' ').replace(/\s+/g, ' ').trim().slice(0, longest).trim();
}
