import type { SourceRecord } from './sources';

/** `value` for `in` is a list, or a text with commas; `isTrue` and `isFalse` need none. */
export interface Condition {
	field: string;
	op: keyof typeof OPERATORS;
	value?: string | string[];
}

/** Texts are compared whatever their case, as people search. */
const OPERATORS = {
	equals: (text: string, value: string) => text === value,
	notEquals: (text: string, value: string) => text !== value,
	contains: (text: string, value: string) => text.includes(value),
	notContains: (text: string, value: string) => !text.includes(value),
	startsWith: (text: string, value: string) => text.startsWith(value),
	endsWith: (text: string, value: string) => text.endsWith(value),
	in: (text: string, value: string) => value.split(',').some((one) => one.trim() === text),
	isTrue: (text: string) => text === 'true',
	isFalse: (text: string) => text === 'false',
} as const;

export function isOperator(op: unknown): op is Condition['op'] {
	return typeof op === 'string' && Object.hasOwn(OPERATORS, op);
}

export function passes(record: SourceRecord, filter: readonly Condition[]): boolean {
	return filter.every(({ field, op, value = '' }) => {
		const text = String(record[field] ?? '').toLowerCase();
		return OPERATORS[op](text, (Array.isArray(value) ? value.join(',') : value).toLowerCase());
	});
}
