import { knownCountry } from './countries';
import { compare, parseAmount } from './money';

/** A record of a list, in whatever shape its system gives it. */
export type SyncRecord = Record<string, unknown>;

/** How two values are held against each other. Codes are text: "007" is not "7". */
export type CompareAs = 'text' | 'ignoreCase' | 'amount' | 'country';

/** The value at a path such as "address.city". */
export function valueAt(record: SyncRecord, path: string): unknown {
	if (Object.hasOwn(record, path)) return record[path];
	return path.split('.').reduce<unknown>((part, name) => (isObject(part) && Object.hasOwn(part, name) ? part[name] : undefined), record);
}

/** Text without blanks around it; nothing where there is nothing to compare. */
export function textAt(record: SyncRecord, path: string): string {
	const value = valueAt(record, path);
	return isEmpty(value) || typeof value === 'object' ? '' : String(value).normalize('NFC').trim();
}

/** Sets a value at a path, without touching the objects that were there. */
export function withValue(record: SyncRecord, path: string, value: unknown): SyncRecord {
	const [head = '', ...rest] = path.split('.');
	if (rest.length === 0) return { ...record, [head]: value };
	const inner = Object.hasOwn(record, head) && isObject(record[head]) ? record[head] : {};
	return { ...record, [head]: withValue(inner, rest.join('.'), value) };
}

/** The member that holds a path: writers take whole members, so an address goes as a whole. */
export function memberOf(path: string): string {
	return path.split('.', 1)[0] ?? path;
}

export function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '') || (Array.isArray(value) && value.length === 0);
}

export function isSame(a: unknown, b: unknown, as: CompareAs = 'text'): boolean {
	if (isEmpty(a) || isEmpty(b)) return isEmpty(a) && isEmpty(b);
	if (typeof a === 'object' || typeof b === 'object') return stable(a) === stable(b);
	if (as === 'amount') {
		const [x, y] = [parseAmount(a), parseAmount(b)];
		if (x !== undefined && y !== undefined) return compare(x, y) === 0;
	}
	const [x, y] = [plain(a), plain(b)];
	if (as === 'country') return asCountry(x) === asCountry(y);
	return as === 'ignoreCase' ? x.toLowerCase() === y.toLowerCase() : x === y;
}

/** "USA" and "United States" are US; what no country is called stands for itself. */
export function asCountry(text: string): string {
	return knownCountry(text) ?? text.toLowerCase();
}

/** As it is written: systems cut blanks around a text off, and would differ for ever. */
export function tidy(value: unknown): unknown {
	return typeof value === 'string' ? value.trim() : value;
}

/** A text that is the same for the same value, whatever the order of its members. */
export function stable(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
	if (!isObject(value)) return JSON.stringify(typeof value === 'string' ? plain(value) : (value ?? null));
	const members = Object.keys(value).sort().filter((name) => value[name] !== undefined);
	return `{${members.map((name) => `${JSON.stringify(name)}:${stable(value[name])}`).join(',')}}`;
}

export function isTrue(value: unknown): boolean {
	return value === true || (typeof value === 'string' && /^(true|yes|1)$/i.test(value.trim())) || value === 1;
}

/** A record that does not say so is not switched off. */
export function isInactive(record: SyncRecord, path: string): boolean {
	const value = valueAt(record, path);
	return !isEmpty(value) && !isTrue(value);
}

function plain(value: unknown): string {
	return String(value).normalize('NFC').trim();
}

function isObject(value: unknown): value is SyncRecord {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
