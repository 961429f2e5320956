import type { Conflict } from './conflict';
import type { Limit } from './settings';
import { isEmpty, memberOf, textAt, valueAt, type SyncRecord } from '../core/values';

export type Breach = Pick<Conflict, 'reason' | 'category' | 'message' | 'hint' | 'field'>;

/**
 * What a system would refuse, told before it is asked.
 * @param record what is to be written; of a change only the fields that change
 * @param isNew whether required fields must be there, and not only must not be emptied
 * @param told the record that a message speaks of
 */
export function breachOf(record: SyncRecord, limits: readonly Limit[], isNew: boolean, told: SyncRecord): Breach | undefined {
	for (const limit of limits) {
		const { field } = limit;
		const value = valueAt(record, field);
		if (!isNew && !Object.hasOwn(record, memberOf(field))) continue;
		const own = limit.message === undefined ? undefined : filledIn(limit.message, told);
		if (isEmpty(value)) {
			if (!limit.required) continue;
			return breach('missingField', field, own ?? `The field "${field}" is empty`, 'Fill it in where the record comes from.');
		}
		const text = textAt(record, field);
		const length = [...text].length;
		if (limit.most !== undefined && length > limit.most) {
			const message = own ?? `The field "${field}" has ${length} characters, of at most ${limit.most}`;
			return breach('tooLong', field, message, 'Shorten it where it comes from. Nothing is cut off unasked.');
		}
		const bad = [...limit.forbidden].filter((character) => text.includes(character));
		if (bad.length > 0) {
			const message = own ?? `The field "${field}" holds ${bad.map(named).join(', ')}, which is refused`;
			return breach('forbiddenCharacters', field, message, 'Take the characters out where the record comes from.');
		}
	}
	return undefined;
}

/** A record without a name is no record, wherever names are written at all. */
export function withName(limits: readonly Limit[] = [], nameField: string, written: readonly string[]): Limit[] {
	if (!written.includes(nameField) || limits.some(({ field, required }) => field === nameField && required)) return [...limits];
	return [{ field: nameField, required: true, forbidden: '' }, ...limits];
}

function breach(reason: Conflict['reason'], field: string, message: string, hint: string): Breach {
	return { reason, category: 'validation', field, message, hint };
}

function filledIn(message: string, record: SyncRecord): string {
	return message.replace(/\{([\w.]+)\}/g, (_, field: string) => textAt(record, field));
}

function named(character: string): string {
	const names: Readonly<Record<string, string>> = { '\t': 'a tab', '\n': 'a line break', '\r': 'a line break' };
	return names[character] ?? `"${character}"`;
}
