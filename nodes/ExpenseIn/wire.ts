import type { Contract } from './contract';

/** A record as the vendor gave it: every member kept, numbers as in json.ts. */
export type Wire = Record<string, unknown>;

/** Names that the contract knows of a kind of record. */
type FieldsOf = Contract['fields'][keyof Contract['fields']];

/** The member by its name, without regard to case; an exact match counts first. */
export function member(record: Wire, name: string): unknown {
	const key = keyOf(record, name);
	return key === undefined ? undefined : record[key];
}

/** The name under which the record has the member. */
export function keyOf(record: Wire, name: string): string | undefined {
	if (name === '') return undefined;
	if (Object.hasOwn(record, name)) return name;
	const wanted = name.toLowerCase();
	return Object.keys(record).find((key) => key.toLowerCase() === wanted);
}

/** Reads a record by our names. */
export function reading(fields: FieldsOf, record: Wire): (field: string) => unknown {
	return (field) => member(record, fields[field] ?? '');
}

export function isWire(value: unknown): value is Wire {
	return value !== null && typeof value === 'object' && !Array.isArray(value);
}

export function wires(value: unknown): Wire[] {
	return Array.isArray(value) ? value.filter(isWire) : [];
}

/** An instant in the form that all of them are compared in; undefined where it is none. */
export function instantOf(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	// Without an offset the vendor means UTC.
	const at = Date.parse(/(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(value) || !value.includes('T') ? value : `${value}Z`);
	return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
