import type { SQLInputValue } from 'node:sqlite';
import type { Entity } from '../entities/types';
import { entityNamed } from '../entities';
import { readSettings } from '../state/settings';
import type { Body, Kept, Records } from '../state/records';
import { fault } from '../wire/faults';
import { columnOf } from './columns';
import { type Condition, parse } from './parse';

/** Answers a statement: `{"QueryResponse": …}`, empty where nothing was found. */
export function runQuery(records: Records, text: string): Body {
	const statement = parse(text);
	const entity = entityNamed(statement.entity);
	if (entity === undefined || entity.isUnqueryable === true) throw fault(4001, `QueryValidationError: Metadata not found for Entity: ${statement.entity}`);
	const how = readSettings(records.store);
	const parts = ['realm = ?', 'entity = ?', 'deleted = 0'];
	const values: SQLInputValue[] = [records.realm, entity.name];
	for (const condition of statement.where) {
		const { sql, values: more } = conditionSql(entity, condition, how);
		parts.push(sql);
		values.push(...more);
	}
	// Lists hide what is inactive from whoever does not ask about it.
	if ('Active' in entity.fields && !statement.where.some(({ property }) => property === 'Active')) parts.push('active = 1');
	const where = parts.join(' AND ');
	const total = Number(records.store.one(`SELECT count(*) AS n FROM qbo_records WHERE ${where}`, ...values)?.n ?? 0);
	if (statement.count) return { QueryResponse: { totalCount: total } };
	const order = statement.order.map(({ property, descending }) => {
		const { sql, order: sorted } = columnOf(entity, property, how);
		return `${sorted ?? sql}${descending ? ' DESC' : ''}`;
	});
	const page = `SELECT body FROM qbo_records WHERE ${where} ORDER BY ${[...order, 'position'].join(', ')} LIMIT ? OFFSET ?`;
	const rows = records.store.all(page, ...values, statement.most, statement.start - 1).map(({ body }) => JSON.parse(String(body)) as Kept);
	if (rows.length === 0) return { QueryResponse: {} };
	return {
		QueryResponse: {
			[entity.name]: rows.map((row) => entity.show?.(row, records) ?? row), startPosition: statement.start, maxResults: rows.length,
			...(entity.kind === 'txn' ? { totalCount: total } : {}),
		},
	};
}

function conditionSql(entity: Entity, { property, operator, values }: Condition, how: { caseSensitive: boolean }): { sql: string; values: SQLInputValue[] } {
	const column = columnOf(entity, property, how);
	const read = values.map(({ text }) => (operator === 'like' ? column.read(text.replaceAll(/[\\_]/g, '\\$&')) : column.read(text)));
	const within = (sql: string) => column.among?.replace('?', () => sql) ?? sql;
	if (operator === 'in') return { sql: within(`${column.sql} IN (${read.map(() => '?').join(',')})`), values: read };
	if (operator === 'like') return { sql: within(`${column.sql} LIKE ? ESCAPE '\\'`), values: read };
	const left = operator === '=' ? column.sql : (column.order ?? column.sql);
	const right = operator !== '=' && column.order !== undefined ? 'CAST(? AS INTEGER)' : '?';
	return { sql: within(`${left} ${operator} ${right}`), values: read };
}
