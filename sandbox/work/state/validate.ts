import { isAmount } from '../../frame/money';
import type { FieldError } from '../wire/errors';
import type { Field, Fields, Kind } from './kinds';
import type { Body } from './store';

export interface Check {
	/** The record as it stands; undefined for a new one. */
	before?: Body;
	/** Whether what is not given stays as it is (PATCH). A PUT puts it back to what a new record has. */
	partial?: boolean;
	exists: (kind: Kind, id: string) => boolean;
}

const EMPTY: Readonly<Record<Field['type'], unknown>> = { text: '', flag: false, number: 0, link: null, object: null };

/** The record's fields to keep; unknown keys are ignored. What is wrong is put on `errors`. */
export function checked(fields: Fields, given: Body, check: Check, errors: FieldError[], at = ''): Body {
	const kept: Body = {};
	for (const [name, field] of Object.entries(fields)) {
		const path = `${at}${name}`;
		const before = check.before?.[name];
		const value = given[name] === null && field.type === 'text' ? '' : given[name];
		if (value === undefined && (check.partial === true || (field.fixed === true && before !== undefined))) {
			kept[name] = before ?? initial(field);
			continue;
		}
		if (field.fields !== undefined) {
			const inner = value ?? {};
			if (typeof inner !== 'object' || Array.isArray(inner)) errors.push({ path, code: 'invalid', message: 'Must be an object.' });
			else kept[name] = checked(field.fields, inner as Body, { ...check, before: before as Body | undefined }, errors, `${path}.`); // an object, as just seen
			continue;
		}
		const problem = problemOf(field, value, before, check.exists);
		if (problem !== undefined) errors.push({ path, code: problem[0], message: problem[1] });
		else kept[name] = value ?? initial(field);
	}
	return kept;
}

function initial(field: Field): unknown {
	if (field.initial !== undefined) return field.initial;
	if (field.fields === undefined) return EMPTY[field.type];
	return Object.fromEntries(Object.entries(field.fields).map(([name, inner]) => [name, initial(inner)]));
}

function problemOf(field: Field, value: unknown, before: unknown, exists: Check['exists']): readonly [string, string] | undefined {
	const missing = value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
	if (missing) return field.required ? ['required', 'A value is required.'] : undefined;
	if (field.fixed && before !== undefined && before !== value) return ['fixed', 'Cannot be changed.'];
	if (field.type === 'flag') return typeof value === 'boolean' ? undefined : ['invalid', 'Must be true or false.'];
	if (field.type === 'number') return amountProblem(value, 4, { least: 0 });
	if (typeof value !== 'string') return ['invalid', 'Must be a text.'];
	if (field.max !== undefined && value.length > field.max) return ['too_long', `Must be at most ${field.max} characters.`];
	if (field.oneOf !== undefined && !field.oneOf.includes(value)) return ['invalid', `Must be one of ${field.oneOf.join(', ')}.`];
	if (field.form !== undefined && !field.form[0].test(value)) return ['invalid', `${field.form[1]}.`];
	if (field.link !== undefined && !exists(field.link, value)) return ['unknown_reference', `There is no ${field.link} ${value}.`];
	return undefined;
}

/** What is wrong with a JSON number that stands for an amount. */
export function amountProblem(value: unknown, places: number, { least }: { least?: number } = {}): readonly [string, string] | undefined {
	if (typeof value !== 'number' || !Number.isFinite(value) || !isAmount(String(value))) return ['invalid', 'Must be a number.'];
	const decimals = /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
	if (decimals > places) return ['invalid', `Must have at most ${places} decimals.`];
	return least !== undefined && value < least ? ['invalid', `Must not be below ${least}.`] : undefined;
}
