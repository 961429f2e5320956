import type { SQLInputValue } from 'node:sqlite';
import { escapeXml, type Element } from '../../frame/xml';
import { toText, exact } from '../../frame/money';
import type { ObjectType } from '../objects/catalogue';
import { permitted } from '../objects/permissions';
import { shown, valueOf } from '../objects/show';
import { refused } from '../wire/errors';
import type { Call } from '../state/desk';
import { stored } from '../state/records';
import { readSettings } from '../state/settings';
import { child, textOf } from '../wire/request';
import { around } from '../wire/response';
import { type Column, columnOf } from './columns';
import { type Condition, filterOf } from './filter';

/** `query`: labels, dotted paths, orders and pages. Its shape has been checked. */
export function runQuery(call: Call, element: Element): string {
	const asked = textOf(element, 'object');
	const type = permitted(call, asked, 'QUERY', 'read');
	if (type.name === 'AUDITHISTORY' && !call.user.auditTrail) throw noAuditTrail();
	const options = child(element, 'options');
	const isOn = (name: string) => ['true', '1'].includes(textOf(options, name));
	const filter = child(element, 'filter')?.children[0];
	const conditions: Condition[] = [scope(call, type, isOn('showprivate'))];
	if (filter !== undefined) conditions.push(filterOf(call, type, filter, { caseInsensitive: isOn('caseinsensitive'), codes: false }));
	const where = conditions.map(({ sql }) => sql).join(' AND ');
	const values = conditions.flatMap((condition) => condition.values);
	const size = Number(textOf(element, 'pagesize') || 100);
	const offset = Number(textOf(element, 'offset') || 0);
	const selected = child(element, 'select')?.children ?? [];
	const page = selected.some(({ name }) => name !== 'field')
		? aggregates(call, type, selected, where, values)
		: records(call, type, selected, where, values, { order: orderOf(call, type, child(element, 'orderby')), size, offset });
	return around('data', page.rows.map((row) => around(type.name, row)).join(''), {
		listtype: type.name, totalcount: page.total, offset, count: page.rows.length, numremaining: Math.max(0, page.total - offset - page.rows.length),
	});
}

interface Page {
	rows: string[];
	total: number;
}

export function scope({ company, entity }: Call, type: ObjectType, showPrivate: boolean): Condition {
	const own = "t.company = ? AND t.object = ?";
	if (entity !== '') return { sql: `${own} AND (t.entity = '' OR t.entity = ?)`, values: [company.id, type.name, entity] };
	return { sql: showPrivate ? own : `${own} AND t.entity = ''`, values: [company.id, type.name] };
}

function records(call: Call, type: ObjectType, selected: readonly Element[], where: string, values: SQLInputValue[], { order, size, offset }: { order: string; size: number; offset: number }): Page {
	const columns = selected.map(({ text }) => columnOf(call, type, text.trim()));
	const total = Number(call.desk.sql.one(`SELECT count(*) AS count FROM sin_records t WHERE ${where}`, ...values)?.count ?? 0);
	const related = columns.map((column, index) => (column.own ? '' : `, ${column.sql} AS r${index}`)).join('');
	const rows = call.desk.sql.all(`SELECT t.*${related} FROM sin_records t WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`, ...values, size, offset);
	return {
		total,
		rows: rows.flatMap((row) => {
			const record = stored(row);
			if (record === undefined) return [];
			return columns.map((column, index) => {
				const value = column.own ? valueOf(call, type, record, column.field) : shown(call, column.type, column.field, text(row[`r${index}`]));
				return `<${column.path}>${escapeXml(value)}</${column.path}>`;
			}).join('');
		}),
	};
}

function aggregates(call: Call, type: ObjectType, selected: readonly Element[], where: string, values: SQLInputValue[]): Page {
	const parts = selected.map(({ name, text: path }) => ({ name, column: columnOf(call, type, path.trim()) }));
	const groups = parts.filter(({ name }) => name === 'field').map(({ column }) => column.sql);
	const sql = parts.map(({ name, column }, index) => `${name === 'field' ? column.sql : `${name}(${column.sql})`} AS a${index}`).join(', ');
	const rows = call.desk.sql.all(`SELECT ${sql} FROM sin_records t WHERE ${where}${groups.length === 0 ? '' : ` GROUP BY ${groups.join(', ')}`}`, ...values);
	return {
		total: rows.length,
		rows: rows.map((row) => parts.map(({ name, column }, index) => {
			const written = name === 'field' ? column.path : `${name.toUpperCase()}.${column.path}`;
			return `<${written}>${escapeXml(aggregate(call, name, column, text(row[`a${index}`])))}</${written}>`;
		}).join('')),
	};
}

function aggregate(call: Call, name: string, { type, field }: Column, raw: string): string {
	if (raw === '' || name === 'count') return raw;
	return field.type === 'money' ? toText(exact(Number(raw).toFixed(2))) : shown(call, type, field, raw);
}

function orderOf(call: Call, type: ObjectType, orderBy: Element | undefined): string {
	if (orderBy === undefined) return readSettings(call.desk.sql).shuffle ? '(t.recordno * 7919) % 1009, t.recordno' : 't.recordno';
	return orderBy.children.map((order) => {
		const { sql } = columnOf(call, type, textOf(order, 'field'));
		return `${sql} ${child(order, 'descending') === undefined ? 'ASC' : 'DESC'}`;
	}).join(', ');
}

function text(value: unknown): string {
	return value === null || value === undefined ? '' : String(value);
}

function noAuditTrail(): Error {
	const error = refused.rule('You do not have permission to view audit history');
	for (const problem of error.problems) problem.errorno = '';
	return error;
}
