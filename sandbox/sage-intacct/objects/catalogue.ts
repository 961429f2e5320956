import type { Company, Module } from '../state/companies';
import { DOCUMENTS } from './documents';
import { MASTERS } from './masters';

export type FieldType = 'text' | 'money' | 'number' | 'date' | 'boolean' | 'moment' | 'status' | 'state';
export interface Field {
	name: string;
	type: FieldType;
	label?: string;
	custom?: boolean;
	values?: string[];
	required?: boolean;
}

export interface ObjectType {
	name: string;
	/** The field that holds its id, which names the record in updates and references; none for what has a RECORDNO alone. */
	idField?: string;
	module: Module;
	fields: ReadonlyMap<string, Field>;
	/** "VENDOR" on a bill: the object, and the field here that holds its id. */
	relations: Readonly<Record<string, { object: string; field: string }>>;
	/** Owned lines: element around them, element of one. */
	lines?: { list: string; item: string };
	/** For lines: the object of the header. */
	header?: string;
	/** Whether WHENCREATED is the day of the document; then its making is AUWHENCREATED. */
	dated: boolean;
	/** Whether `create`, `update` and `delete` know it. */
	writable: boolean;
	/** Stored code by label, for readByQuery. */
	codes: Readonly<Record<string, Readonly<Record<string, string>>>>;
	userDefined?: boolean;
}

/** As written in the tables of objects: "NAME:type" in one line. */
export interface Written {
	id?: string;
	module: Module;
	fields: string;
	/** "APTERM/TERMNAME": object and own field; the field alone where the relation is called like the object. */
	relations?: Readonly<Record<string, string>>;
	lines?: string;
	header?: string;
	dated?: boolean;
	readOnly?: boolean;
	codes?: ObjectType['codes'];
}

const TYPES: Readonly<Record<string, FieldType>> = { m: 'money', n: 'number', d: 'date', b: 'boolean', t: 'moment', s: 'status', st: 'state' };
const COMMON = 'RECORDNO:n WHENMODIFIED:t CREATEDBY MODIFIEDBY MEGAENTITYID MEGAENTITYKEY MEGAENTITYNAME RECORD_URL';
const STATUS = { active: 'T', inactive: 'F', 'active non-posting': 'P' };

function fieldsOf(written: string): Map<string, Field> {
	return new Map(
		written.trim().split(/\s+/).map((one) => {
			const [name = '', type = ''] = one.split(':');
			return [name, { name, type: TYPES[type] ?? 'text' }];
		}),
	);
}

function typeOf(name: string, written: Written): ObjectType {
	const [list, item] = written.lines?.split('/') ?? [];
	const created = written.dated === true ? 'AUWHENCREATED:t WHENCREATED:d' : 'WHENCREATED:t';
	return {
		name, idField: written.id, module: written.module, fields: fieldsOf(`${COMMON} ${created} ${written.fields}`), header: written.header,
		relations: Object.fromEntries(Object.entries(written.relations ?? {}).map(([relation, target]) => {
			const [object = relation, field = ''] = target.includes('/') ? target.split('/') : [relation, target];
			return [relation, { object, field }];
		})),
		...(list === undefined || item === undefined ? {} : { lines: { list, item } }),
		dated: written.dated === true, writable: written.readOnly !== true, codes: { STATUS, ...written.codes },
	};
}

const CATALOGUE: ReadonlyMap<string, ObjectType> = new Map(
	[...Object.entries(MASTERS), ...Object.entries(DOCUMENTS)].map(([name, written]) => [name, typeOf(name, written)]),
);

const CUSTOM_TYPES = { text: 'text', number: 'number', date: 'date', boolean: 'boolean', picklist: 'text' } as const;

/** The object as this company has it: with its custom fields, its own dimensions, or as a dimension of its own. */
export function objectOf(company: Company, name: string): ObjectType | undefined {
	const upper = name.toUpperCase();
	const own = company.dimensions.find(({ object }) => object === upper);
	if (own !== undefined) return dimensionObject(own.object);
	const base = CATALOGUE.get(upper);
	if (base === undefined) return undefined;
	const custom = company.customFields.filter(({ object }) => object === upper);
	const hasDimensions = base.fields.has('PROJECTID') && base.header !== undefined;
	if (custom.length === 0 && !hasDimensions && upper !== 'GLACCOUNT') return base;
	const fields = new Map(base.fields);
	for (const { name: field, type, label, values, required } of custom) fields.set(field, { name: field, type: CUSTOM_TYPES[type], label, values, required, custom: true });
	for (const { object, label } of company.dimensions) {
		if (hasDimensions) fields.set(`GLDIM${object}`, { name: `GLDIM${object}`, type: 'text', label, custom: true });
		if (upper === 'GLACCOUNT') fields.set(`REQUIREGLDIM${object}`, { name: `REQUIREGLDIM${object}`, type: 'boolean', label, custom: true });
	}
	return { ...base, fields };
}

/** Custom objects have system fields in small letters. */
function dimensionObject(name: string): ObjectType {
	return {
		name, idField: 'id', module: 'PS', fields: fieldsOf('id:n name createdBy updatedBy createdAt:t updatedAt:t RECORDNO:n STATUS:s'), relations: {}, dated: false, writable: true,
		codes: {}, userDefined: true,
	};
}

export function objectNames(company: Company): string[] {
	return [...CATALOGUE.keys(), ...company.dimensions.map(({ object }) => object)].filter((name) => {
		const type = objectOf(company, name);
		return type !== undefined && company.modules.includes(type.module);
	});
}

/** A field by its name in any case; null where the object has none of that name. */
export function fieldOf(type: ObjectType, name: string): Field | undefined {
	return type.fields.get(name) ?? type.fields.get(name.toUpperCase()) ?? (type.userDefined === true ? type.fields.get(name.toLowerCase()) : undefined);
}

/** The field of a line that names its header by RECORDNO. */
export function parentField({ header, fields }: ObjectType): string | undefined {
	if (header === undefined) return undefined;
	return ['PAYMENTKEY', 'FEEDKEY', 'BATCHNO', 'RECORDKEY'].find((name) => fields.has(name));
}
