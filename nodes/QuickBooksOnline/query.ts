import { inParts } from '../core/chunks';

/**
 * QuickBooks' query language, as far as the package writes it. There is no OR and no NOT. Values come from people and
 * from other systems, so every one goes through `quoted`. Source: Intuit, "Data queries".
 */

/** The most rows of a page. */
export const PAGE_SIZE = 1000;
/** Values of one IN list; no page says how many a statement may have. */
const MOST_VALUES = 100;

/** Text inside a statement. Control characters are no part of any name and would end a statement early. */
export function quoted(text: string): string {
	// eslint-disable-next-line no-control-regex
	return `'${text.replace(/[\u0000-\u001f\u007f]/g, ' ').replace(/\\/g, '\\\\').replace(/'/g, "\\'")}'`;
}

export interface Selection {
	entity: string;
	/** Conditions that must all hold. */
	where?: Array<string | undefined>;
	orderBy?: string;
	/** Counted from 1. */
	start?: number;
	most?: number;
}

export function select({ entity, where = [], orderBy, start, most = PAGE_SIZE }: Selection): string {
	const conditions = where.filter((condition) => condition !== undefined && condition !== '');
	return [
		`select * from ${entity}`,
		conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`,
		orderBy === undefined ? '' : `orderby ${orderBy}`,
		start === undefined || start <= 1 ? '' : `startposition ${start}`,
		`maxresults ${most}`,
	].filter((part) => part !== '').join(' ');
}

/** `DocNumber in ('a','b')` per part: many names in few statements. */
export function isIn(property: string, values: string[]): string[] {
	const distinct = [...new Set(values)];
	return inParts(distinct, MOST_VALUES).map((some) => `${property} in (${some.map(quoted).join(',')})`);
}

/** Lists leave inactive records out unless the statement names the field. */
export const ACTIVE_OR_NOT = 'Active in (true,false)';
