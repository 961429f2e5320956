import { type FieldError, invalid } from '../wire/errors';
import { type Field, type Kind, KINDS } from './kinds';

export type Body = Record<string, unknown>;

export interface Check {
	/** The record as it stands; undefined for a new one. */
	before?: Body;
	/** Whether an optional field that is not given is emptied. */
	clears: boolean;
	strictFields: boolean;
	/** Whether a record of this kind has this id. */
	exists: (kind: Kind, id: string) => boolean;
}

/** Fields that the service sets; a record that was read may be sent back with them. */
const OWN = new Set(['id', 'updatedAt']);
const EMPTY: Readonly<Record<Field['type'], unknown>> = { text: null, link: null, number: null, flag: false, list: [] };

/** The fields of the record to keep. Throws one answer that names all that is wrong. */
export function checked(kind: Kind, given: Body, { before, clears, strictFields, exists }: Check): Body {
	const errors: FieldError[] = [];
	const kept: Body = {};
	const { fields } = KINDS[kind];
	for (const [name, field] of Object.entries(fields)) {
		const value = given[name];
		if (value === undefined) {
			kept[name] = before === undefined ? (field.initial ?? EMPTY[field.type]) : clears && !field.fixed ? EMPTY[field.type] : before[name];
			if (field.required && (before === undefined || !field.fixed)) errors.push({ field: name, message: 'Required' });
			continue;
		}
		const problem = problemOf(field, value, before?.[name], exists);
		if (problem === undefined) kept[name] = value;
		else errors.push({ field: name, message: problem });
	}
	if (before !== undefined && given.id !== undefined && given.id !== before.id) errors.push({ field: 'id', message: 'Differs from the id in the address' });
	if (strictFields) {
		for (const name of Object.keys(given)) if (fields[name] === undefined && !OWN.has(name)) errors.push({ field: name, message: 'Unknown field' });
	}
	if (errors.length > 0) throw invalid(...errors);
	return kept;
}

function problemOf(field: Field, value: unknown, before: unknown, exists: Check['exists']): string | undefined {
	if (value === null) return field.required ? 'Required' : field.type === 'flag' || field.type === 'list' ? 'Must not be null' : undefined;
	if (field.type === 'flag') return typeof value === 'boolean' ? undefined : 'Must be true or false';
	if (field.type === 'number') {
		if (typeof value !== 'number' || !Number.isFinite(value)) return 'Must be a number';
		return field.fixed && before !== undefined && value !== before ? 'Cannot be changed after creation' : undefined;
	}
	if (field.type === 'list') {
		if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) return 'Must be a list of texts';
		const strange = value.filter((entry) => field.oneOf !== undefined && !field.oneOf.includes(String(entry)));
		return strange.length > 0 ? `Unknown value ${strange.join(', ')}` : undefined;
	}
	if (typeof value !== 'string') return 'Must be a text';
	if (field.required && value.trim() === '') return 'Required';
	if (field.max !== undefined && value.length > field.max) return `Must be at most ${field.max} characters`;
	return field.link !== undefined && !exists(field.link, value) ? 'No such record' : undefined;
}
