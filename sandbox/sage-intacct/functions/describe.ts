import { type Field, objectNames, objectOf, type ObjectType } from '../objects/catalogue';
import { permitted } from '../objects/permissions';
import { flat } from '../objects/show';
import { visible } from '../objects/visible';
import { refused } from '../wire/errors';
import { textOf } from '../wire/request';
import { around, tag } from '../wire/response';
import type { Run } from './catalogue';

const TYPES: Readonly<Record<Field['type'], string>> = { text: 'TEXT', money: 'CURRENCY', number: 'INTEGER', date: 'DATE', boolean: 'BOOLEAN', moment: 'TIMESTAMP', status: 'TEXT', state: 'TEXT' };

/** `inspect`: names of all objects, or the fields of one. */
const inspect: Run = (call, element) => {
	const name = textOf(element, 'object');
	if (name === '*') {
		const types = objectNames(call.company).map((one) => around('type', one, { typename: objectOf(call.company, one)?.userDefined === true ? 'Custom object' : one }));
		return around('data', types.join(''), { listtype: 'All', count: types.length });
	}
	const type = permitted(call, name, 'INSPECT', 'read');
	const detail = element.attributes.detail === '1';
	const fields = [...type.fields.values()].map((field) => (detail ? around('Field', described(type, field)) : tag('Field', field.name)));
	return around('data', around('Type', around('Fields', fields.join('')), { Name: type.name }), { listtype: 'All', count: 1 });
};

function described(type: ObjectType, { name, type: kind, label = name, custom = false, values, required = false }: Field): string {
	const valid = values ?? (kind === 'status' ? ['active', 'inactive'] : Object.keys(type.codes[name] ?? {}));
	return tag('Name', name) + around('groupName', '') + tag('dataName', TYPES[kind]) + tag('externalDataName', TYPES[kind].toLowerCase()) + tag('isRequired', String(required)) + tag('isReadOnly', String(isReadOnly(name)))
		+ tag('maxLength', maxLength(name)) + tag('DisplayLabel', label) + tag('Description', label) + tag('isCustom', String(custom)) + around('validValues', valid.map((value) => tag('validValue', value)).join(''));
}

function isReadOnly(name: string): boolean {
	return /^(RECORDNO|WHENMODIFIED|CREATEDBY|MODIFIEDBY|MEGAENTITY\w+|RECORD_URL|AUWHENCREATED|TOTALDUE|TOTALPAID|TOTALENTERED)$/.test(name);
}

function maxLength(name: string): string {
	if (/^(VENDORID|CUSTOMERID|EMPLOYEEID)$/.test(name)) return '20';
	return name === 'NAME' ? '100' : '0';
}

/** `lookup`: fields and relationships as elements. */
const lookup: Run = (call, element) => {
	const type = permitted(call, textOf(element, 'object'), 'LOOKUP', 'read');
	const fields = [...type.fields.values()].map((field) => around('Field', tag('ID', field.name) + tag('LABEL', field.label ?? field.name) + tag('DESCRIPTION', field.label ?? field.name) + tag('REQUIRED', String(field.required ?? false))
		+ tag('READONLY', String(isReadOnly(field.name))) + tag('DATATYPE', TYPES[field.type]) + around('VALIDVALUES', (field.values ?? []).map((value) => tag('VALIDVALUE', value)).join('')) + tag('ISCUSTOM', String(field.custom ?? false))));
	const relations = Object.entries(type.relations).map(([name, { object, field }]) => around('Relationship', tag('OBJECTPATH', name) + tag('OBJECTNAME', object) + tag('LABEL', name) + tag('RELATIONSHIPTYPE', 'MANY2ONE') + tag('RELATEDBY', field)));
	return around('data', around('Type', around('Fields', fields.join('')) + around('Relationships', relations.join('')), { Name: type.name, DocumentType: '' }), { listtype: 'All', count: 1 });
};

/** Views of the user interface: one per object with a status, "<object>.ACTIVE". */
const readView: Run = (call, element) => {
	const view = textOf(element, 'view');
	const [object = '', kind] = view.split('.');
	if (kind !== 'ACTIVE' && kind !== 'ALL') throw refused.processing(`The view '${view}' does not exist.`);
	const type = permitted(call, object, 'READ_VIEW', 'read');
	const size = Number(textOf(element, 'pagesize') || 100);
	const rows = call.desk.records.list(call.company.id, type.name).filter((record) => visible(call, record, true) && (kind === 'ALL' || record.body.STATUS === 'active'));
	const names = [...type.fields.keys()];
	return around('data', rows.slice(0, size).map((row) => around('view', flat(call, type, row, names))).join(''), { listtype: 'view', count: Math.min(rows.length, size), totalcount: rows.length, numremaining: Math.max(0, rows.length - size) });
};

export const DESCRIBE_FUNCTIONS: Readonly<Record<string, Run>> = { inspect, lookup, readView };
