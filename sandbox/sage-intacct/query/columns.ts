import { type Field, fieldOf, objectOf, type ObjectType, parentField } from '../objects/catalogue';
import type { Call } from '../state/desk';
import { refused } from '../wire/errors';

/** A field as SQL finds it in the records' table. */
export interface Column {
	sql: string;
	field: Field;
	/** The object whose field it is, at the end of a path. */
	type: ObjectType;
	own: boolean;
	/** As asked, in the object's spelling. */
	path: string;
}

const MOST_HOPS = 4;

/** "NAME", "DISPLAYCONTACT.EMAIL1" or over relations "VENDOR.TERM.DUEDATE". @throws Refused for what the object lacks */
export function columnOf(call: Call, type: ObjectType, path: string, alias = 't', hops = 0): Column {
	const field = fieldOf(type, path);
	if (field !== undefined) return { sql: ownColumn(type, field, alias), field, type, own: hops === 0, path: field.name };
	const dot = path.indexOf('.');
	const name = path.slice(0, Math.max(dot, 0)).toUpperCase();
	const relation = type.relations[name];
	const target = relation === undefined ? undefined : objectOf(call.company, relation.object);
	const key = relation === undefined ? undefined : fieldOf(type, relation.field);
	if (relation === undefined || target === undefined || key === undefined || hops >= MOST_HOPS) throw refused.field(path, type.name);
	const inner = `${alias}${hops}`;
	const there = columnOf(call, target, path.slice(dot + 1), inner, hops + 1);
	// Headers are named by their RECORDNO, lists by their ids.
	const match = target.idField === undefined ? `${inner}.recordno` : `${inner}.id`;
	const sql = `(SELECT ${there.sql} FROM sin_records ${inner} WHERE ${inner}.company = ${alias}.company AND ${inner}.object = '${target.name}' AND ${match} = ${ownColumn(type, key, alias)} LIMIT 1)`;
	return { sql, field: there.field, type: there.type, own: false, path: `${name}.${there.path}` };
}

function ownColumn(type: ObjectType, { name, type: kind }: Field, alias: string): string {
	const plain = plainColumn(type, name);
	if (plain !== undefined) return plain.replaceAll('@', `${alias}.`);
	const inside = `json_extract(${alias}.body, '$."${name}"')`;
	if (kind === 'money' || kind === 'number') return `CAST(${inside} AS REAL)`;
	return kind === 'moment' ? `CAST(${inside} AS INTEGER)` : inside;
}

function plainColumn(type: ObjectType, name: string): string | undefined {
	if (name === 'RECORDNO' || name === 'id' || (type.name === 'AUDITHISTORY' && name === 'ID')) return '@recordno';
	if (name === 'WHENMODIFIED' || name === 'updatedAt') return '@modified';
	if (name === 'AUWHENCREATED' || name === 'createdAt' || (name === 'WHENCREATED' && !type.dated)) return '@created';
	if (name === 'CREATEDBY' || name === 'createdBy') return '@author';
	if (name === 'MODIFIEDBY' || name === 'updatedBy') return '@editor';
	if (name === 'MEGAENTITYID') return "nullif(@entity, '')";
	if (name === parentField(type)) return '@parent';
	if (name === keyField(type)) return '@id';
	return undefined;
}

/** The field that stands in the column `id`: the id of what has one, else the number of a document. */
export function keyField(type: ObjectType): string | undefined {
	if (type.idField !== undefined) return type.idField === 'id' ? undefined : type.idField;
	if (type.name === 'GLBATCH') return 'REFERENCENO';
	return type.header === undefined && type.fields.has('RECORDID') ? 'RECORDID' : undefined;
}
