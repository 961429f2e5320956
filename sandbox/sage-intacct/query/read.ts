import { randomBytes } from 'node:crypto';
import type { Element } from '../../frame/xml';
import type { ObjectType } from '../objects/catalogue';
import { permitted } from '../objects/permissions';
import { flat, nested } from '../objects/show';
import { visible } from '../objects/visible';
import type { Call } from '../state/desk';
import { type Stored, stored } from '../state/records';
import { Refused, refused } from '../wire/errors';
import { textOf } from '../wire/request';
import { around } from '../wire/response';
import { columnOf } from './columns';
import { comparison, type Condition, joined } from './filter';
import { runQuery, scope } from './query';
import { type Clause, readWords } from './words';

const MOST_KEYS = 100;
const MOST_ROWS = 1000;

export { runQuery };

/** `read` by RECORDNO, `readByName` by the id: records with their lines. What is not there is left out. */
export function runRead(call: Call, element: Element, byName: boolean): string {
	const type = permitted(call, textOf(element, 'object'), byName ? 'READ_BY_NAME' : 'READ', 'read');
	const keys = textOf(element, 'keys').split(',').map((key) => key.trim()).filter((key) => key !== '');
	if (keys.length > MOST_KEYS) throw refused.processing(`At most ${MOST_KEYS} keys can be read at once.`);
	const found = keys.flatMap((key) => {
		const record = byName ? call.desk.records.byId(call.company.id, type.name, key) : call.desk.records.get(call.company.id, type.name, Number(key));
		return record !== undefined && visible(call, record, true) ? [record] : [];
	});
	return data(type, found.map((record) => around(type.name.toLowerCase(), whole(call, type, record, textOf(element, 'fields')))), { totalcount: found.length, numremaining: 0, resultId: '' });
}

/** All fields with the lines, or those asked for. */
function whole(call: Call, type: ObjectType, record: Stored, fields: string): string {
	if (fields !== '' && fields !== '*') return flat(call, type, record, checked(call, type, fields));
	return nested(call, type, record) + linesOf(call, type, record);
}

function linesOf(call: Call, type: ObjectType, { recordNo }: Stored): string {
	if (type.lines === undefined) return '';
	const { list, item } = type.lines;
	const lineType = permitted(call, item, 'READ', 'read');
	const lines = call.desk.records.lines(call.company.id, item, recordNo);
	return around(list, lines.map((line) => around(item.toLowerCase(), nested(call, lineType, line))).join(''));
}

function checked(call: Call, type: ObjectType, fields: string): string[] {
	return fields.split(',').map((name) => {
		try {
			return columnOf(call, type, name.trim()).path;
		} catch (error) {
			if (error instanceof Refused) throw refused.processing(`Field ${name.trim()} is not defined for the object ${type.name}.`);
			throw error;
		}
	});
}

interface Kept {
	object: string;
	fields: string;
	size: number;
	/** RECORDNOs, in the order of the result. */
	keys: number[];
	at: number;
}

/** `readByQuery`: the first page, and a result id for the rest; rows come in no order. */
export function runReadByQuery(call: Call, element: Element): string {
	const type = permitted(call, textOf(element, 'object'), 'READ_BY_QUERY', 'read');
	const fields = textOf(element, 'fields') || '*';
	if (fields !== '*') checked(call, type, fields);
	const size = Number(textOf(element, 'pagesize') || 100);
	if (!Number.isInteger(size) || size < 1 || size > MOST_ROWS) throw refused.processing(`The page size must be between 1 and ${MOST_ROWS}.`);
	const clause = readWords(textOf(element, 'query'));
	const conditions: Condition[] = [scope(call, type, true), ...(clause === undefined ? [] : [conditionOf(call, type, clause)])];
	const keys = call.desk.sql
		.all(`SELECT t.recordno FROM sin_records t WHERE ${conditions.map(({ sql }) => sql).join(' AND ')} ORDER BY (t.recordno * 7919) % 1009, t.recordno`, ...conditions.flatMap(({ values }) => values))
		.map(({ recordno }) => Number(recordno));
	return pageOf(call, type, { object: type.name, fields, size, keys, at: 0 }, randomBytes(12).toString('base64url'));
}

export function runReadMore(call: Call, element: Element): string {
	const id = textOf(element, 'resultId') || textOf(element, 'resultid');
	const row = call.desk.sql.one('SELECT body FROM sin_results WHERE id = ? AND company = ?', id, call.company.id);
	if (row === undefined) throw refused.processing(`The result id '${id}' is not valid or has expired.`);
	const kept = JSON.parse(String(row.body)) as Kept;
	return pageOf(call, permitted(call, kept.object, 'READ_MORE', 'read'), kept, id);
}

function pageOf(call: Call, type: ObjectType, kept: Kept, id: string): string {
	const { sql } = call.desk;
	const keys = kept.keys.slice(kept.at, kept.at + kept.size);
	const rows = keys.length === 0 ? [] : sql.all(`SELECT * FROM sin_records WHERE company = ? AND object = ? AND recordno IN (${keys.join(',')})`, call.company.id, type.name);
	const byKey = new Map(rows.map((row) => [Number(row.recordno), stored(row)]));
	const names = kept.fields === '*' ? [...type.fields.keys()] : checked(call, type, kept.fields);
	const shown = keys.flatMap((key) => byKey.get(key) ?? []).map((record) => around(type.name.toLowerCase(), flat(call, type, record, names)));
	const at = kept.at + keys.length;
	if (at < kept.keys.length) sql.run('INSERT OR REPLACE INTO sin_results (id, company, body, at) VALUES (?, ?, ?, ?)', id, call.company.id, JSON.stringify({ ...kept, at }), call.desk.now());
	else sql.run('DELETE FROM sin_results WHERE id = ?', id);
	return data(type, shown, { totalcount: kept.keys.length, numremaining: kept.keys.length - at, resultId: id });
}

function conditionOf(call: Call, type: ObjectType, clause: Clause): Condition {
	if ('parts' in clause) return joined(clause.kind, clause.parts.map((part) => conditionOf(call, type, part)));
	if ('part' in clause) {
		const { sql, values } = conditionOf(call, type, clause.part);
		return { sql: `NOT ${sql}`, values };
	}
	try {
		return comparison(call, columnOf(call, type, clause.field), clause.operator, clause.values, { caseInsensitive: false, codes: true });
	} catch (error) {
		if (error instanceof Refused && error.problems[0]?.errorno === 'XL03000010') throw refused.processing(error.message);
		throw error;
	}
}

function data(type: ObjectType, rows: string[], more: Record<string, string | number>): string {
	return around('data', rows.join(''), { listtype: type.name.toLowerCase(), count: rows.length, ...more });
}
