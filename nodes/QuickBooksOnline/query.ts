/**
 * QuickBooks' query language, as far as the package writes it. There is no OR and no NOT. Values come from people and
 * from other systems, so every one goes through `quoted`. Source: Intuit, "Data queries".
 */

/** The most rows of a page. */
export const PAGE_SIZE = 1000;
/** Values of one IN list, and characters of them; no page says how long a statement may be. */
const MOST_VALUES = 100;
const LONGEST = 8000;

/** Text inside a statement. Control characters are no part of any name and would end a statement early. */
export function quoted(text: string): string {
	// eslint-disable-next-line no-control-regex -- these are the characters that are taken out
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
	const parts: string[][] = [];
	let length = 0;
	for (const value of new Set(values)) {
		const text = quoted(value);
		const last = parts[parts.length - 1];
		if (last === undefined || last.length >= MOST_VALUES || length + text.length > LONGEST) {
			parts.push([text]);
			length = 0;
		} else last.push(text);
		length += text.length + 1;
	}
	return parts.map((part) => `${property} in (${part.join(',')})`);
}

/** Lists leave inactive records out unless the statement names the field. */
export const ACTIVE_OR_NOT = 'Active in (true,false)';
