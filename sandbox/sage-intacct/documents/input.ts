import { exact, isAmount, round, toText } from '../../frame/money';
import type { Element } from '../../frame/xml';
import { type Field, fieldOf, objectOf, type ObjectType } from '../objects/catalogue';
import type { Call } from '../state/desk';
import type { Body } from '../state/records';
import { readSettings } from '../state/settings';
import { readDay } from '../wire/dates';
import { refused } from '../wire/errors';

export interface TaxEntry {
	DETAILID: string;
	TRX_TAX?: string;
}
export interface InputLine {
	fields: Body;
	taxes: TaxEntry[];
}
/** A record as it was sent: fields by their names in capitals, checked by their types. */
export interface Input {
	header: Body;
	/** Undefined where the element around the lines was not sent. */
	lines?: InputLine[];
}

/** Names that differ between what is written and what is read. */
const ALIASES: Readonly<Record<string, string>> = { 'GLBATCH.ENTRIES': 'ENTRIES' };

/** A record of the generic functions: names in any case, empty elements for nothing. */
export function readInput(call: Call, element: Element, type: ObjectType): Input {
	const input: Input = { header: {} };
	const lists = type.lines;
	for (const child of element.children) {
		const name = (ALIASES[`${type.name}.${child.name.toUpperCase()}`] ?? child.name).toUpperCase();
		if (lists !== undefined && name === lists.list) {
			const lineType = objectOf(call.company, lists.item);
			input.lines = child.children.map((line) => readLine(call, line, lineType ?? type));
		} else readField(call, child, type, '', input.header);
	}
	return input;
}

function readLine(call: Call, element: Element, type: ObjectType): InputLine {
	const line: InputLine = { fields: {}, taxes: [] };
	for (const child of element.children) {
		if (child.name.toUpperCase() === 'TAXENTRIES') line.taxes = child.children.map(readTax);
		else if (child.name.toUpperCase() !== 'SPLIT') readField(call, child, type, '', line.fields);
	}
	return line;
}

export function readTax({ children }: Element): TaxEntry {
	const part = (name: string) => children.find((child) => child.name.toUpperCase() === name)?.text.trim() ?? '';
	return { DETAILID: part('DETAILID'), TRX_TAX: part('TRX_TAX') };
}

function readField(call: Call, element: Element, type: ObjectType, prefix: string, into: Body): void {
	const path = `${prefix}${element.name}`;
	if (element.children.length > 0) {
		for (const child of element.children) readField(call, child, type, `${path}.`, into);
		return;
	}
	setField(call, type, path, element.text, into);
}

/** Puts a field, or refuses one that the object does not have. What is empty empties. */
export function setField(call: Call, type: ObjectType, path: string, text: string, into: Body): void {
	const field = fieldOf(type, path);
	if (field === undefined) {
		if (text.trim() !== '' && readSettings(call.desk.sql).strictFields) throw refused.field(path, type.name);
		return;
	}
	into[field.name] = text.trim() === '' ? '' : typed(field, text);
}

const YES = new Set(['true', 't', '1', 'yes']);
const NO = new Set(['false', 'f', '0', 'no']);
const LONGEST_NAME = 100;
const LONGEST_ID = 20;

function typed(field: Field, text: string): string {
	const value = text.trim();
	const { name, type, label = name } = field;
	if (type === 'date') {
		const day = readDay(value);
		if (day === undefined) throw refused.format(label, value);
		return day;
	}
	if (type === 'boolean') {
		if (YES.has(value.toLowerCase())) return 'true';
		if (NO.has(value.toLowerCase())) return 'false';
		throw refused.format(label, value);
	}
	if (type === 'money' || type === 'number') {
		if (!isAmount(value)) throw refused.format(label, value);
		return type === 'money' ? toText(round(exact(value))) : value;
	}
	if (type === 'status') {
		const status = value.toLowerCase();
		if (!['active', 'inactive', 'active non-posting'].includes(status)) throw refused.format(label, value);
		return status;
	}
	if (field.values !== undefined && !field.values.includes(value)) throw refused.rule(`'${value}' is not a valid value for ${label}.`);
	if (/^(VENDORID|CUSTOMERID|EMPLOYEEID)$/.test(name) && value.length > LONGEST_ID) throw refused.rule(`${label} is longer than ${LONGEST_ID} characters.`);
	if (name === 'NAME' && value.length > LONGEST_NAME) throw refused.rule(`${label} is longer than ${LONGEST_NAME} characters.`);
	return text;
}

/** Custom fields that must be filled. */
export function checkRequired(type: ObjectType, body: Body): void {
	for (const { name, label = name, required } of type.fields.values()) if (required === true && (body[name] ?? '') === '') throw refused.missing(label);
}
