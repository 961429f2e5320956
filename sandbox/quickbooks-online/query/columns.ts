import type { SQLInputValue } from 'node:sqlite';
import type { Entity } from '../entities/types';
import { readInstant } from '../state/times';
import { fault } from '../wire/faults';

export interface Column {
	sql: string;
	/** For sorting and for more and less, where that differs. */
	order?: string;
	read: (text: string) => SQLInputValue;
	/** Where the condition is about one of several: `?` stands for the comparison. */
	among?: string;
}
interface How {
	caseSensitive: boolean;
}

const text = (value: string): string => value;

/** Where a property of an entity stands in the table. What is no filter in QuickBooks is refused as there. */
export function columnOf(entity: Entity, property: string, { caseSensitive }: How): Column {
	if (property === 'Id') return { sql: 'id', order: 'CAST(id AS INTEGER)', read: text };
	if (property === 'MetaData.CreateTime') return { sql: 'created', read: time };
	if (property === 'MetaData.LastUpdatedTime') return { sql: 'updated', read: time };
	if (property === 'AttachableRef.EntityRef.Type' && entity.name === 'Attachable') return attached('type', (value) => value.toLowerCase());
	if (property === 'AttachableRef.EntityRef.value' && entity.name === 'Attachable') return attached('value', text);
	const type = entity.filters[property];
	if (type === undefined) {
		const [first = ''] = property.split('.');
		if (first in entity.fields) throw fault(4001, `QueryValidationError: property '${property}' is not queryable`);
		throw fault(4001, `QueryValidationError: Property ${property} not found for Entity ${entity.name}`);
	}
	const sql = `json_extract(body, '$.${property}')`;
	const fold = (value: string) => (caseSensitive ? value : value.toLowerCase());
	switch (type) {
		case 'name':
			return caseSensitive ? { sql, read: text } : { sql: 'name', read: fold };
		case 'number':
			return caseSensitive ? { sql, read: text } : { sql: 'number', read: fold };
		case 'text':
			return caseSensitive ? { sql, read: text } : { sql: `lower(${sql})`, read: fold };
		case 'party':
			return { sql: 'party', read: text };
		case 'ref':
			return { sql: `json_extract(body, '$.${property}.value')`, read: text };
		case 'day':
			return { sql: type === 'day' && property === 'TxnDate' ? 'day' : sql, read: (value) => value.slice(0, 10) };
		case 'active':
			return { sql: 'active', read: flag };
		case 'flag':
			return { sql: `coalesce(${sql}, 0)`, read: flag };
		case 'amount':
			return { sql: `coalesce(${sql}, 0)`, read: amount };
	}
}

function attached(part: string, read: (value: string) => string): Column {
	const sql = part === 'type' ? `lower(json_extract(r.value, '$.EntityRef.type'))` : `json_extract(r.value, '$.EntityRef.${part}')`;
	return { sql, read, among: `EXISTS (SELECT 1 FROM json_each(body, '$.AttachableRef') r WHERE ?)` };
}

function time(value: string): number {
	const ms = readInstant(value);
	if (ms === undefined) throw fault(4001, `QueryValidationError: Invalid date/time value '${value}'`);
	return ms;
}
function flag(value: string): number {
	if (!/^(true|false)$/i.test(value)) throw fault(4001, `QueryValidationError: '${value}' is no boolean`);
	return value.toLowerCase() === 'true' ? 1 : 0;
}
function amount(value: string): number {
	if (!/^-?\d+(\.\d+)?$/.test(value)) throw fault(4001, `QueryValidationError: '${value}' is no number`);
	return Number(value);
}
