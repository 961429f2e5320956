import type { Input } from '../documents/input';
import { checkRequired } from '../documents/input';
import type { Call } from '../state/desk';
import type { Body, Stored } from '../state/records';
import { Refused, refused } from '../wire/errors';
import type { ObjectType } from './catalogue';

/** What must be given when a record is made, beside its id. */
const REQUIRED: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>> = {
	VENDOR: [['NAME', 'Vendor name']], CUSTOMER: [['NAME', 'Customer name']], EMPLOYEE: [['PERSONALINFO.CONTACTNAME', 'Primary contact']],
	ITEM: [['NAME', 'Name'], ['ITEMTYPE', 'Item type']], PROJECT: [['NAME', 'Project name'], ['PROJECTCATEGORY', 'Project category']], TASK: [['NAME', 'Task name'], ['PROJECTID', 'Project']],
	DEPARTMENT: [['TITLE', 'Title']], CLASS: [['NAME', 'Name']], LOCATION: [['NAME', 'Name']], CONTACT: [['PRINTAS', 'Print as']],
	GLACCOUNT: [['TITLE', 'Title']], EEACCOUNTLABEL: [['DESCRIPTION', 'Description'], ['GLACCOUNTNO', 'GL account']],
};
/** Ids that other records must have. */
const REFERENCES: Readonly<Record<string, ReadonlyArray<readonly [field: string, object: string, label: string]>>> = {
	VENDOR: [['TERMNAME', 'APTERM', 'Term'], ['PARENTID', 'VENDOR', 'Vendor']], CUSTOMER: [['TERMNAME', 'ARTERM', 'Term'], ['PARENTID', 'CUSTOMER', 'Customer']],
	EMPLOYEE: [['PERSONALINFO.CONTACTNAME', 'CONTACT', 'Contact'], ['LOCATIONID', 'LOCATION', 'Location'], ['DEPARTMENTID', 'DEPARTMENT', 'Department']],
	PROJECT: [['CUSTOMERID', 'CUSTOMER', 'Customer'], ['PARENTID', 'PROJECT', 'Project']], TASK: [['PROJECTID', 'PROJECT', 'Project']], EEACCOUNTLABEL: [['GLACCOUNTNO', 'GLACCOUNT', 'Account']],
	DEPARTMENT: [['PARENTID', 'DEPARTMENT', 'Department']], LOCATION: [['PARENTID', 'LOCATION', 'Location']], CLASS: [['PARENTID', 'CLASS', 'Class']],
};
const WORDS: Readonly<Record<string, string>> = { GLACCOUNT: 'Account', EEACCOUNTLABEL: 'Expense type', LOCATIONENTITY: 'Entity' };

export function createMaster(call: Call, type: ObjectType, { header, lines }: Input): Stored {
	const { desk, company, user } = call;
	const body: Body = Object.fromEntries(Object.entries(header).filter(([, value]) => value !== ''));
	for (const [field, label] of REQUIRED[type.name] ?? []) if (body[field] === undefined) throw refused.missing(label);
	if ((type.name === 'VENDOR' || type.name === 'CUSTOMER') && body['DISPLAYCONTACT.PRINTAS'] === undefined) throw refused.missing('Print as');
	checkRequired(type, body);
	checkReferences(call, type, body);
	const id = idFor(call, type, body);
	if (type.fields.has('STATUS')) body.STATUS ??= 'active';
	if (type.name === 'VENDOR' || type.name === 'CUSTOMER') addContact(call, type, body, id);
	if (type.name === 'EMPLOYEE') Object.assign(body, contactOf(call, body['PERSONALINFO.CONTACTNAME'] ?? ''));
	const record = desk.records.add(company.id, type.name, { id, entity: type.userDefined === true ? '' : call.entity, body }, user.id);
	if (type.lines !== undefined) for (const { fields } of lines ?? []) desk.records.add(company.id, type.lines.item, { entity: call.entity, parent: record.recordNo, body: fields }, user.id);
	call.changes.push({ event: 'add', record });
	return record;
}

/** The id given, or the next of a sequence. @throws Refused for one that is taken */
function idFor({ desk, company }: Call, type: ObjectType, body: Body): string {
	const { idField } = type;
	if (idField === undefined || idField === 'id') return '';
	const given = body[idField]?.trim();
	if (given === undefined) {
		const isNumbered = type.name === 'TASK' || (company.autoIds && /^(VENDOR|CUSTOMER|EMPLOYEE|PROJECT)$/.test(type.name));
		if (!isNumbered) throw refused.missing(`${wordOf(type.name)} ID`);
		body[idField] = `${type.name.slice(0, 1)}-${String(desk.sql.next(`${company.id}:id:${type.name}`, 1)).padStart(5, '0')}`;
		return body[idField];
	}
	if (desk.records.byId(company.id, type.name, given) !== undefined) throw duplicate(type, given);
	return given;
}

function duplicate({ name }: ObjectType, id: string): Refused {
	if (name === 'GLACCOUNT') return new Refused('BL01001973', `The account number '${id}' already exists`, { description: 'Duplicate account number' });
	const word = wordOf(name);
	if (name === 'EMPLOYEE' || name === 'CONTACT') return new Refused('PL05000104', `Another ${word} with the given value(s) ${id} already exists`);
	return new Refused('BL34000061', `Another ${word} with the given value(s) ${id} already exists`, { correction: 'Use a unique value instead.' });
}

export function wordOf(object: string): string {
	return WORDS[object] ?? `${object.slice(0, 1)}${object.slice(1).toLowerCase()}`;
}

function checkReferences({ desk, company }: Call, type: ObjectType, body: Body): void {
	for (const [field, object, label] of REFERENCES[type.name] ?? []) {
		const id = body[field];
		if (id !== undefined && id !== '' && desk.records.byId(company.id, object, id) === undefined) throw refused.reference(label, id);
	}
}

/** The contact that comes with a vendor or customer: "Acme Ltd(VV-100)". */
function addContact({ desk, company, user, entity }: Call, type: ObjectType, body: Body, id: string): void {
	const name = body['DISPLAYCONTACT.CONTACTNAME'] ?? `${body.NAME ?? ''}(${type.name.slice(0, 1)}${id})`;
	body['DISPLAYCONTACT.CONTACTNAME'] = name;
	if (desk.records.byId(company.id, 'CONTACT', name) !== undefined) return;
	const prefix = 'DISPLAYCONTACT.';
	const contact = Object.fromEntries(Object.entries(body).filter(([field]) => field.startsWith(prefix)).map(([field, value]) => [field.slice(prefix.length), value]));
	desk.records.add(company.id, 'CONTACT', { id: name, entity, body: { ...contact, STATUS: 'active' } }, user.id);
}

/** An employee shows what stands on its contact. */
function contactOf({ desk, company }: Call, name: string): Body {
	const contact = desk.records.byId(company.id, 'CONTACT', name);
	return Object.fromEntries(Object.entries(contact?.body ?? {}).filter(([field]) => field !== 'STATUS').map(([field, value]) => [`PERSONALINFO.${field}`, value]));
}

/** The record that an update means, by RECORDNO or by its id. */
export function findFor({ desk, company }: Call, type: ObjectType, header: Body, verb: 'update'): Stored {
	const number = header.RECORDNO ?? header.id ?? '';
	const id = type.idField === undefined || type.idField === 'id' ? '' : (header[type.idField] ?? '');
	const record = number !== '' ? desk.records.get(company.id, type.name, Number(number)) : id === '' ? undefined : desk.records.byId(company.id, type.name, id);
	if (record !== undefined) return record;
	const named = number !== '' || type.idField === undefined ? `RECORDNO=${number}` : `${type.idField}=${id}`;
	const text = `Cannot ${verb} non-existing ${type.name} with ${named}.`;
	throw new Refused(text, text);
}

export function updateMaster(call: Call, type: ObjectType, record: Stored, header: Body): Stored {
	if (!type.writable) throw refused.permission('UPDATE', type.name);
	if (record.entity !== '' && record.entity !== call.entity) throw refused.rule(`The record belongs to the entity '${record.entity}'. Sign in to this entity to change it.`);
	const { RECORDNO: _number, id: _id, ...changes } = header;
	checkReferences(call, type, changes);
	for (const [field, label] of REQUIRED[type.name] ?? []) if (changes[field] === '') throw refused.missing(label);
	const idField = type.idField ?? '';
	if (changes[idField] !== undefined && changes[idField] !== record.id) {
		const isNumberGiven = (header.RECORDNO ?? '') !== '';
		if (isNumberGiven && changes[idField] !== '' && call.desk.records.byId(call.company.id, type.name, changes[idField]) !== undefined) throw duplicate(type, changes[idField]);
	}
	delete changes[idField];
	if (changes['PERSONALINFO.CONTACTNAME'] !== undefined) Object.assign(changes, contactOf(call, changes['PERSONALINFO.CONTACTNAME']));
	const changed = call.desk.records.change(record, changes, call.user.id);
	call.changes.push({ event: 'set', record: changed });
	if (type.name === 'CONTACT') refreshEmployees(call, changed);
	return changed;
}

function refreshEmployees(call: Call, contact: Stored): void {
	const { desk, company, user } = call;
	for (const employee of desk.records.list(company.id, 'EMPLOYEE')) {
		if (employee.body['PERSONALINFO.CONTACTNAME'] === contact.id) desk.records.change(employee, contactOf(call, contact.id), user.id);
	}
}

/** What is in use stays. */
export function deleteMaster(call: Call, type: ObjectType, record: Stored): void {
	if (!type.writable) throw refused.permission('DELETE', type.name);
	const { desk, company } = call;
	const value = type.userDefined === true ? String(record.recordNo) : record.id;
	const fields = type.userDefined === true ? [`GLDIM${type.name}`] : [type.idField ?? '', type.name === 'GLACCOUNT' ? 'GLACCOUNTNO' : '', type.name === 'LOCATION' ? 'LOCATION' : '', type.name === 'DEPARTMENT' ? 'DEPARTMENT' : ''];
	const used = value !== '' && fields.filter((field) => field !== '').some((field) =>
		desk.sql.one(`SELECT 1 FROM sin_records WHERE company = ? AND object <> ? AND object NOT IN ('AUDITHISTORY', 'CONTACT', 'LOCATIONENTITY') AND json_extract(body, '$."${field}"') = ? LIMIT 1`, company.id, type.name, value) !== undefined);
	if (used) throw refused.rule(`The ${wordOf(type.name)} '${value}' cannot be deleted because it is in use.`, 'Set its status to inactive instead.');
	desk.records.remove(record);
}
