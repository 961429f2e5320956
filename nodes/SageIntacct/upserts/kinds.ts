import { BooksError } from '../../core/errors';
import { folded } from '../../core/pick';
import type { Upsertable } from '../../core/plans';
import type { UpsertRequest } from '../../core/records';
import type { CanonicalRecord } from '../../core/session';
import { cut } from '../../core/wire';
import type { XmlElement } from '../../core/xml';
import { textIn } from '../../core/xml-elements';
import type { Content } from '../api';
import { LISTS, toRecord, type ListKind, type ListName } from '../list-kinds';
import { idFor } from '../parties';
import type { Formats } from '../wire';

/** Flat, as a query tells it: "DISPLAYCONTACT.EMAIL1". Nested when it is written. */
export type Flat = Record<string, string>;
type Fields = Record<string, unknown>;

/** How one list of Intacct is written. */
export interface IntacctKind {
	name: ListName;
	/** The functions that make one, of which none may stand alone. */
	creating(wire: Flat): Content[];
	updating(wire: Flat): Content[];
	/** Fields of a canonical record and what Intacct calls them. */
	fields: Readonly<Record<string, string>>;
	/** Where it is found by an e-mail address. */
	email?: string;
	lacks?: readonly string[];
	/** What a new one has besides. */
	defaults?(wire: Flat): Flat;
}

const ADDRESS = {
	line1: 'ADDRESS1', line2: 'ADDRESS2', city: 'CITY', region: 'STATE', postalCode: 'ZIP', country: 'COUNTRYCODE',
} as const;
const MAIL = 'DISPLAYCONTACT.MAILADDRESS.';
const CONTACT = { email: 'DISPLAYCONTACT.EMAIL1', phone: 'DISPLAYCONTACT.PHONE1', firstName: 'DISPLAYCONTACT.FIRSTNAME', lastName: 'DISPLAYCONTACT.LASTNAME' };

const simple = (name: ListName) => ({
	creating: (wire: Flat): Content[] => [{ create: { [LISTS[name].object]: nested(wire) } }],
	updating: (wire: Flat): Content[] => [{ update: { [LISTS[name].object]: nested(wire) } }],
});

function party(name: 'supplier' | 'customer'): IntacctKind {
	return {
		name, ...simple(name), email: CONTACT.email,
		fields: { code: LISTS[name].idField, name: 'NAME', currency: 'CURRENCY', taxNumber: 'TAXID', term: 'TERMNAME', ...CONTACT },
		lacks: ['NAME'],
		defaults: (wire) => ({ [LISTS[name].idField]: idFor({ name: wire.NAME }), 'DISPLAYCONTACT.PRINTAS': wire.NAME ?? '', STATUS: 'active' }),
	};
}

/** An employee's name and address stand in a contact, which is made first and with it. */
const employee: IntacctKind = {
	name: 'employee', email: 'PERSONALINFO.EMAIL1',
	fields: { code: 'EMPLOYEEID', name: 'PERSONALINFO.CONTACTNAME', email: 'PERSONALINFO.EMAIL1', firstName: 'PERSONALINFO.FIRSTNAME', lastName: 'PERSONALINFO.LASTNAME', location: 'LOCATIONID', department: 'DEPARTMENTID', title: 'TITLE' },
	lacks: ['PERSONALINFO.CONTACTNAME'],
	defaults: (wire) => ({ EMPLOYEEID: idFor({ name: wire['PERSONALINFO.CONTACTNAME'] }), STATUS: 'active' }),
	creating: (wire) => [{ create: { CONTACT: contactOf(wire, true) } }, { create: { EMPLOYEE: { ...nested(own(wire)), PERSONALINFO: { CONTACTNAME: wire['PERSONALINFO.CONTACTNAME'] } } } }],
	updating: (wire) => {
		const rest = nested(own(wire));
		const contact = Object.keys(wire).some((field) => /^PERSONALINFO\.(?!CONTACTNAME)/.test(field));
		return [...(contact ? [{ update: { CONTACT: contactOf(wire, false) } }] : []), ...(Object.keys(rest).length > 1 ? [{ update: { EMPLOYEE: rest } }] : [])];
	},
};

const own = (wire: Flat): Flat => Object.fromEntries(Object.entries(wire).filter(([field]) => !field.startsWith('PERSONALINFO.')));

function contactOf(wire: Flat, isNew: boolean): Content {
	const name = wire['PERSONALINFO.CONTACTNAME'] ?? '';
	const told = Object.entries(wire).filter(([field]) => field.startsWith('PERSONALINFO.')).map(([field, value]) => [field.slice('PERSONALINFO.'.length), value] as const);
	return { ...Object.fromEntries(told), CONTACTNAME: name, ...(isNew ? { PRINTAS: name } : {}) };
}

const coded = (name: ListName, nameField: string, more: Partial<IntacctKind> = {}): IntacctKind => ({
	name, ...simple(name), fields: { code: LISTS[name].idField, name: nameField, ...more.fields }, lacks: [nameField], ...more, ...(more.fields === undefined ? {} : { fields: { code: LISTS[name].idField, name: nameField, ...more.fields } }),
	defaults: (wire) => ({ [LISTS[name].idField]: idFor({ name: wire[nameField] }), STATUS: 'active', ...more.defaults?.(wire) }),
});

export const KINDS = {
	supplier: party('supplier'),
	customer: party('customer'),
	employee,
	item: coded('item', 'NAME', { fields: { type: 'ITEMTYPE' }, defaults: (wire) => ({ ITEMTYPE: wire.ITEMTYPE ?? 'Non-Inventory' }) }),
	department: coded('department', 'TITLE', { fields: { parent: 'PARENTID' } }),
	class: coded('class', 'NAME', { fields: { parent: 'PARENTID' } }),
	project: coded('project', 'NAME', { fields: { customer: 'CUSTOMERID' }, defaults: (wire) => ({ PROJECTCATEGORY: wire.PROJECTCATEGORY ?? 'Contract' }) }),
	expenseType: coded('expenseType', 'DESCRIPTION', { fields: { account: 'GLACCOUNTNO' } }),
} as const satisfies Record<string, IntacctKind>;

/** "DISPLAYCONTACT.EMAIL1" inside of DISPLAYCONTACT. */
export function nested(flat: Flat): Content {
	const result: Record<string, unknown> = {};
	for (const [path, value] of Object.entries(flat)) {
		const names = path.split('.');
		const last = names.pop() ?? path;
		let at = result;
		for (const name of names) at = (at[name] ??= {}) as Record<string, unknown>;
		at[last] = value;
	}
	return result as Content;
}

/** The given fields in Intacct's words, and no others. */
function wireOf(kind: IntacctKind, record: Fields): Flat {
	const wire: Flat = {};
	for (const [field, name] of Object.entries(kind.fields)) {
		const value = record[field];
		if (value === undefined || value === null) continue;
		const text = typeof value === 'object' ? String((value as { id?: unknown; code?: unknown }).id ?? (value as { code?: unknown }).code ?? '') : String(value);
		wire[name] = cut(text.trim(), field === 'code' ? 50 : 200);
	}
	if (kind.fields.email === CONTACT.email) {
		const address = (record.address ?? {}) as Fields;
		for (const [field, name] of Object.entries(ADDRESS)) if (address[field] !== undefined && address[field] !== null) wire[`${MAIL}${name}`] = String(address[field]).trim();
	}
	if (typeof record.active === 'boolean') wire.STATUS = record.active ? 'active' : 'inactive';
	return wire;
}

/** A kind as the shared plans of an upsert want it. */
export function upsertable(kind: IntacctKind, formats: Formats): Upsertable<XmlElement> {
	const list: ListKind = LISTS[kind.name];
	const to = toRecord(kind.name, list, formats);
	return {
		isMeant: (row, { record, matchBy }: UpsertRequest) => {
			const field = fieldOf(kind, matchBy);
			return folded(textIn(row, field) ?? '') === folded(String(record[matchBy] ?? ''));
		},
		shape: (record) => wireOf(kind, record),
		identified: (wire, held) => ({ ...wire, [list.idField]: held[list.idField] ?? '', ...(kind.name === 'employee' ? { 'PERSONALINFO.CONTACTNAME': held['PERSONALINFO.CONTACTNAME'] ?? '' } : {}) }),
		lacks: (wire) => {
			const missing = (kind.lacks ?? []).find((field) => (textIn(wire, field) ?? '') === '');
			if (missing === undefined) return undefined;
			return new BooksError({ category: 'validation', field: 'name', message: 'A new record needs a name.', hint: 'Fill in the name.' });
		},
		to: (row): CanonicalRecord => to(row),
	};
}

/** The field by which a record is found. */
export function fieldOf(kind: IntacctKind, matchBy: UpsertRequest['matchBy']): string {
	const list: ListKind = LISTS[kind.name];
	if (matchBy === 'email' && kind.email !== undefined) return kind.email;
	return matchBy === 'name' ? list.nameField : list.idField;
}
