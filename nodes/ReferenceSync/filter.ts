import { isEmpty, isTrue, valueAt, type SyncRecord } from '../core/values';

export const OPERATORS = [
	'equals', 'notEquals', 'contains', 'notContains', 'startsWith', 'endsWith', 'in', 'isTrue', 'isFalse',
] as const;

/** A condition on a record. Text is compared without regard to case; of a list of values, any one will do. */
export interface Filter {
	field: string;
	operator: (typeof OPERATORS)[number];
	/** For "in": a list, or text with commas. */
	value?: unknown;
}

/** Whether a record meets all of the conditions. */
export function passes(record: SyncRecord, filters: readonly Filter[]): boolean {
	return filters.every((filter) => meets(record, filter));
}

function meets(record: SyncRecord, { field, operator, value }: Filter): boolean {
	const held = valueAt(record, field);
	if (operator === 'isTrue') return isTrue(held);
	if (operator === 'isFalse') return !isTrue(held);
	const texts = (Array.isArray(held) ? held : [held]).map(folded);
	const wanted = folded(value);
	if (operator === 'notEquals') return !texts.includes(wanted);
	if (operator === 'notContains') return !texts.some((text) => text.includes(wanted));
	if (operator === 'contains') return texts.some((text) => text.includes(wanted));
	if (operator === 'startsWith') return texts.some((text) => text.startsWith(wanted));
	if (operator === 'endsWith') return texts.some((text) => text.endsWith(wanted));
	if (operator === 'equals') return texts.includes(wanted);
	const among = new Set((Array.isArray(value) ? value : String(value ?? '').split(',')).map(folded));
	return texts.some((text) => among.has(text));
}

function folded(value: unknown): string {
	return isEmpty(value) ? '' : String(value).normalize('NFKC').trim().toLowerCase();
}
