import type { SQLInputValue } from 'node:sqlite';
import type { Element } from '../../frame/xml';
import { isAmount } from '../../frame/money';
import type { ObjectType } from '../objects/catalogue';
import type { Call } from '../state/desk';
import { readDay, readMoment } from '../wire/dates';
import { refused } from '../wire/errors';
import { type Column, columnOf } from './columns';

export interface Condition {
	sql: string;
	values: SQLInputValue[];
}

export interface FilterStyle {
	caseInsensitive: boolean;
	/** Whether enumerations are written as stored codes, as readByQuery has them. */
	codes: boolean;
}

const COMPARE: Readonly<Record<string, string>> = {
	equalto: '=', notequalto: '<>', lessthan: '<', lessthanorequalto: '<=', greaterthan: '>', greaterthanorequalto: '>=', like: 'LIKE', notlike: 'NOT LIKE',
};

/** What stands under `filter` of a query, whose shape has been checked. */
export function filterOf(call: Call, type: ObjectType, element: Element, style: FilterStyle): Condition {
	const { name, children } = element;
	if (name === 'and' || name === 'or') return joined(name, children.map((child) => filterOf(call, type, child, style)));
	const column = columnOf(call, type, children.find((child) => child.name === 'field')?.text.trim() ?? '');
	const texts = children.filter((child) => child.name === 'value').map(({ text }) => text);
	return comparison(call, column, name, texts, style);
}

export function joined(word: 'and' | 'or', parts: readonly Condition[]): Condition {
	return { sql: `(${parts.map(({ sql }) => sql).join(` ${word} `)})`, values: parts.flatMap(({ values }) => values) };
}

export function comparison(call: Call, column: Column, operator: string, texts: readonly string[], style: FilterStyle): Condition {
	const { sql } = column;
	if (operator === 'isnull') return { sql: `(${sql} IS NULL OR ${sql} = '')`, values: [] };
	if (operator === 'isnotnull') return { sql: `(${sql} IS NOT NULL AND ${sql} <> '')`, values: [] };
	const isLike = operator === 'like' || operator === 'notlike';
	const values = texts.map((text) => (isLike ? text : valueOf(call, column, text, style.codes)));
	const marks = values.map(() => '?').join(', ');
	const fold = style.caseInsensitive ? ' COLLATE NOCASE' : '';
	if (operator === 'in' || operator === 'notin') return { sql: `(${sql}${fold} ${operator === 'in' ? 'IN' : 'NOT IN'} (${marks}))`, values };
	if (operator === 'between') return { sql: `(${sql} BETWEEN ? AND ?)`, values };
	if (!isLike) return { sql: `(${sql} ${COMPARE[operator] ?? '='} ?${fold})`, values };
	// SQLite's LIKE takes no notice of case; GLOB does, with signs of its own.
	if (style.caseInsensitive) return { sql: `(${sql} ${COMPARE[operator] ?? 'LIKE'} ?)`, values };
	return { sql: `(${sql} ${operator === 'like' ? 'GLOB' : 'NOT GLOB'} ?)`, values: values.map((value) => glob(String(value))) };
}

function glob(like: string): string {
	return like.replace(/[[\]*?]/g, (sign) => `[${sign}]`).replaceAll('%', '*').replaceAll('_', '?');
}

/** A value of a filter as it stands in the table. @throws Refused where it is no date, time or number */
function valueOf({ user }: Call, { field, type }: Column, text: string, codes: boolean): SQLInputValue {
	if (field.type === 'date') {
		const day = readDay(text.split(' ')[0] ?? '');
		if (day === undefined) throw refused.processing(`Invalid date '${text}' for the field ${field.name}.`);
		return day;
	}
	if (field.type === 'moment') {
		const at = readMoment(text, user.gmtOffset);
		if (at === undefined) throw refused.processing(`Invalid date '${text}' for the field ${field.name}.`);
		return at;
	}
	if (field.type === 'number' || field.type === 'money') {
		if (!isAmount(text.trim())) throw refused.processing(`Invalid number '${text}' for the field ${field.name}.`);
		return Number(text);
	}
	if (!codes) return text;
	const known = type.codes[field.name];
	return known === undefined ? text : (Object.entries(known).find(([, code]) => code === text)?.[0] ?? `no label of ${text}`);
}
