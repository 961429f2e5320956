/**
 * The shapes of AccountsIQ's messages in a short notation: field names in the order of the wire, each with its type.
 *
 * `Name` text · `Name:i` whole number · `Name:n` decimal · `Name:b` boolean · `Name:d` dateTime · `Name:x` base64 ·
 * `Name:Sales|Purchases` one of these · `Name:Tax` another shape · `Name:Tax[]`, `Name:string[]`, `Name:int[]` a list.
 * A `?` behind it marks what may be nil.
 */
export interface Field {
	name: string;
	type: 'text' | 'int' | 'decimal' | 'boolean' | 'date' | 'bytes' | 'choice' | 'shape' | 'list';
	nillable: boolean;
	/** Of a choice: its values, the default first. */
	choices?: string[];
	/** Of a shape or a list: the name of the shape, or "string" and "int" for lists of plain values. */
	of?: string;
}
export interface Shape {
	name: string;
	fields: Field[];
	byName: ReadonlyMap<string, Field>;
}

/** A message or a part of it: texts, decimals as text, whole numbers, booleans, dates as text, shapes, lists. */
export type Value = string | number | boolean | null | undefined | Data | Value[];
export interface Data {
	[name: string]: Value;
}

const known = new Map<string, Shape>();
const PLAIN: Readonly<Record<string, Field['type']>> = { i: 'int', n: 'decimal', b: 'boolean', d: 'date', x: 'bytes' };

/** Declares a shape that others may name. */
export function shape(name: string, notation: string): Shape {
	const made = unnamed(name, notation);
	known.set(name, made);
	return made;
}

export function unnamed(name: string, notation: string): Shape {
	const fields = notation.split(/\s+/).filter((part) => part !== '').map(fieldOf);
	return { name, fields, byName: new Map(fields.map((field) => [field.name, field])) };
}

export function shapeNamed(name: string): Shape {
	const found = known.get(name);
	if (found === undefined) throw new Error(`No shape "${name}"`);
	return found;
}

export function fieldOf(notation: string): Field {
	const nillable = notation.endsWith('?');
	const [name = '', type] = (nillable ? notation.slice(0, -1) : notation).split(':');
	if (type === undefined) return { name, type: 'text', nillable };
	const plain = PLAIN[type];
	if (plain !== undefined) return { name, type: plain, nillable };
	if (type.endsWith('[]')) return { name, type: 'list', of: type.slice(0, -2), nillable };
	if (type.includes('|')) return { name, type: 'choice', choices: type.split('|'), nillable };
	return { name, type: 'shape', of: type, nillable };
}

/** Number, boolean, date and choice are always on the wire. */
export function isValueType({ type }: Field): boolean {
	return type === 'int' || type === 'decimal' || type === 'boolean' || type === 'date' || type === 'choice';
}

export function text(data: Data, name: string): string {
	const value = data[name];
	return value === null || value === undefined ? '' : String(value);
}
/** Null where the element was absent or nil. */
export function textOrNull(data: Data, name: string): string | null {
	const value = data[name];
	return value === null || value === undefined ? null : String(value);
}
export function whole(data: Data, name: string): number {
	return Number(data[name] ?? 0);
}
export function part(data: Data, name: string): Data | null {
	const value = data[name];
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
}
export function parts(data: Data, name: string): Data[] {
	const value = data[name];
	return Array.isArray(value) ? value.filter((one): one is Data => typeof one === 'object' && one !== null && !Array.isArray(one)) : [];
}
export function texts(data: Data, name: string): string[] {
	const value = data[name];
	return Array.isArray(value) ? value.map(String) : [];
}
export function numbers(data: Data, name: string): number[] {
	return texts(data, name).map(Number);
}
