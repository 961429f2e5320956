import { Decimal } from 'decimal.js';
import { TemplateError } from './errors';

/** FreeMarker counts in decimal fractions; so does this engine, exactly. */
export const Exact = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_UP });

/** A value of a template. Numbers of the data are whole (cents, counts); fractions come as decimals. */
export type Value = string | number | Decimal | boolean | Value[] | Hash | undefined;
export interface Hash {
	[key: string]: Value;
}

export function isNumber(value: Value): value is number | Decimal {
	return typeof value === 'number' || Decimal.isDecimal(value);
}

export function isHash(value: Value): value is Hash {
	return typeof value === 'object' && !Array.isArray(value) && !Decimal.isDecimal(value);
}

/** What a value is, in FreeMarker's words. */
export function typeName(value: Value): string {
	if (value === undefined) return 'missing';
	if (isNumber(value)) return 'number';
	if (Array.isArray(value)) return 'sequence';
	return isHash(value) ? 'hash' : typeof value;
}

export function wrongType(value: Value, wanted: string, line: number): TemplateError {
	return new TemplateError(`Expected a ${wanted}, but this is a ${typeName(value)}`, line);
}

/** Only own members count, so that no name reaches into JavaScript's own objects. */
export function member(hash: Hash, key: string): Value {
	return Object.hasOwn(hash, key) ? hash[key] : undefined;
}

export function hasContent(value: Value): boolean {
	if (value === undefined || value === '') return false;
	if (Array.isArray(value)) return value.length > 0;
	return isHash(value) ? Object.keys(value).length > 0 : true;
}
