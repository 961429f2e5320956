import { readDay } from '../dates';
import { isAmount } from '../../frame/money';
import { unreadable } from './errors';

/**
 * Readers for what clients send. Unknown fields are passed over and null means absent, as with Xero; a wrong type, enum
 * or date makes the whole request unreadable (ErrorNumber 14).
 */
export type Reader<T> = (value: unknown) => T;
type Fields = Record<string, Reader<unknown>>;
export type Read<R> = R extends Reader<infer T> ? T : never;

export const text: Reader<string> = (value) => {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	throw unreadable('JSON value was not able to be deserialised to a string');
};

export const amount: Reader<number> = (value) => {
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	if (typeof value === 'string' && isAmount(value.trim())) return Number(value);
	throw unreadable(`Could not convert ${JSON.stringify(value)} to a decimal`);
};

export const flag: Reader<boolean> = (value) => {
	if (typeof value === 'boolean') return value;
	if (value === 'true' || value === 'false') return value === 'true';
	throw unreadable(`Could not convert ${JSON.stringify(value)} to a boolean`);
};

/** A calendar day. */
export const day: Reader<string> = (value) => {
	const found = typeof value === 'string' ? readDay(value) : undefined;
	if (found === undefined) throw unreadable(`The value ${JSON.stringify(value)} is not a valid date`);
	return found;
};

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isGuid = (value: string) => GUID.test(value);

export const guid: Reader<string> = (value) => {
	if (value === '') return '';
	if (typeof value === 'string' && isGuid(value)) return value.toLowerCase();
	throw unreadable(`Could not convert ${JSON.stringify(value)} to a Guid`);
};

/** One of Xero's own words; case does not matter, spelling does. */
export function word<const W extends string>(...words: W[]): Reader<W> {
	return (value) => {
		const found = words.find((one) => typeof value === 'string' && one.toLowerCase() === value.toLowerCase());
		if (found !== undefined) return found;
		throw unreadable(`Error converting value ${JSON.stringify(value)} to type enumeration`);
	};
}

export function list<T>(reader: Reader<T>): Reader<T[]> {
	return (value) => {
		if (Array.isArray(value)) return value.map((one) => reader(one));
		throw unreadable('An array was expected');
	};
}

export function object<F extends Fields>(fields: F): Reader<{ [K in keyof F]?: Read<F[K]> }> {
	return (value) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable('An object was expected');
		const found: Record<string, unknown> = {};
		for (const [name, sent] of Object.entries(value)) {
			const reader = Object.hasOwn(fields, name) ? fields[name] : undefined;
			if (reader !== undefined && sent !== null && sent !== undefined) found[name] = reader(sent);
		}
		return found as { [K in keyof F]?: Read<F[K]> };
	};
}

/** The elements of a request: {"Invoices":[…]}, one bare object, or a bare array. */
export function elementsOf(body: unknown, collection: string): unknown[] {
	if (Array.isArray(body)) return body as unknown[];
	if (typeof body !== 'object' || body === null) throw unreadable('The request body could not be read');
	const entry = Object.entries(body).find(([name]) => name.toLowerCase() === collection.toLowerCase());
	if (entry === undefined) return [body];
	return Array.isArray(entry[1]) ? (entry[1] as unknown[]) : [entry[1]];
}
