import { badQuery } from '../wire/errors';
import type { FieldTypes } from './fields';

/** "UpdatedDateUTC ASC, Name DESC" as a stable comparison; undefined where there is no order. */
export function parseOrder(source: string, types: FieldTypes): ((a: unknown, b: unknown) => number) | undefined {
	const keys = source
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => {
			const match = /^([\w.]+)(?:\s+(asc|ascending|desc|descending))?$/i.exec(part);
			if (match === null) throw badQuery(`Syntax error in order '${part}'`);
			const [, path = '', direction = 'asc'] = match;
			if (types[path.toLowerCase()] === undefined)
				throw badQuery(`No property or field '${path}' exists in the queried type`);
			return { path: path.split('.'), sign: direction.toLowerCase().startsWith('d') ? -1 : 1 };
		});
	if (keys.length === 0) return undefined;
	return (a, b) => {
		for (const { path, sign } of keys) {
			const difference = compare(valueAt(a, path), valueAt(b, path));
			if (difference !== 0) return difference * sign;
		}
		return 0;
	};
}

function valueAt(record: unknown, path: string[]): unknown {
	return path.reduce<unknown>((value, part) => {
		if (typeof value !== 'object' || value === null) return undefined;
		if (part in value) return (value as Record<string, unknown>)[part];
		const name = Object.keys(value).find((one) => one.toLowerCase() === part.toLowerCase());
		return name === undefined ? undefined : (value as Record<string, unknown>)[name];
	}, record);
}

/** Absent values come first, texts without regard to case. */
function compare(a: unknown, b: unknown): number {
	if (a === undefined || a === null) return b === undefined || b === null ? 0 : -1;
	if (b === undefined || b === null) return 1;
	if (typeof a === 'string' && typeof b === 'string') {
		const [x, y] = [a.toLowerCase(), b.toLowerCase()];
		return x < y ? -1 : x > y ? 1 : 0;
	}
	return Number(a) - Number(b);
}
