import { JobError } from './types';

export type Params = Record<string, unknown>;

/** Parameters as Expensify checks them: code 410 and the parameter's name. */
export function missing(name: string): JobError {
	return new JobError(410, `Required parameter '${name}' is missing`);
}
export function malformed(name: string): JobError {
	return new JobError(410, `'${name}' parameter is missing or malformed`);
}

export function isObject(value: unknown): value is Params {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object(params: Params, name: string): Params {
	const value = params[name];
	if (value === undefined) throw missing(name);
	if (!isObject(value)) throw malformed(name);
	return value;
}

export function objectOr(params: Params, name: string, otherwise: Params): Params {
	return params[name] === undefined ? otherwise : object(params, name);
}

export function text(params: Params, name: string): string {
	const value = params[name];
	if (value === undefined || value === null || value === '') throw missing(name);
	if (typeof value !== 'string') throw malformed(name);
	return value;
}

export function textOr(params: Params, name: string, otherwise: string): string {
	const value = params[name];
	if (value === undefined || value === null) return otherwise;
	if (typeof value !== 'string') throw malformed(name);
	return value;
}

export function flagOr(params: Params, name: string, otherwise: boolean): boolean {
	const value = params[name];
	if (value === undefined || value === null) return otherwise;
	if (typeof value !== 'boolean') throw malformed(name);
	return value;
}

export function objects(params: Params, name: string): Params[] {
	const value = params[name];
	if (value === undefined) throw missing(name);
	if (!Array.isArray(value) || !value.every(isObject)) throw malformed(name);
	return value;
}

const EMAIL = /^[^\s@]+@[^\s@]+$/;
export function email(params: Params, name: string): string {
	const value = params[name];
	if (typeof value !== 'string' || !EMAIL.test(value.trim())) throw malformed(name);
	return value.trim();
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
export function dayOr(params: Params, name: string): string | undefined {
	const value = params[name];
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string' || !isDay(value)) throw malformed(name);
	return value;
}
export function day(params: Params, name: string): string {
	const value = dayOr(params, name);
	if (value === undefined) throw malformed(name);
	return value;
}
/** A day that the calendar has. */
export function isDay(value: string): boolean {
	if (!DAY.test(value)) return false;
	const at = Date.parse(`${value}T00:00:00Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

/** Whole cents. */
export function cents(params: Params, name: string): number {
	const value = params[name];
	if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw malformed(name);
	return value;
}

export function currency(params: Params, name: string): string {
	const value = params[name];
	if (typeof value !== 'string' || !/^[A-Z]{3}$/.test(value)) throw malformed(name);
	return value;
}

/** Ids joined by commas. Undefined where the parameter is not given; an empty list is none. */
export function idList(params: Params, name: string): string[] | undefined {
	const value = params[name];
	if (value === undefined || value === null || value === '') return undefined;
	if (typeof value !== 'string') throw malformed(name);
	return value.split(',').map((id) => id.trim()).filter((id) => id !== '');
}

/** Ids as an array, as the readers and updaters take them; a comma list passes too. */
export function ids(params: Params, name: string): string[] {
	const value = params[name];
	if (value === undefined) throw missing(name);
	const list = typeof value === 'string' ? value.split(',').map((id) => id.trim()) : value;
	if (!Array.isArray(list) || list.length === 0 || !list.every((id) => typeof id === 'string' && id !== '')) throw malformed(name);
	return list as string[];
}
