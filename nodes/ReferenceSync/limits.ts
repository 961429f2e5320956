import type { Conflict } from './conflict';
import type { Limit } from './settings';
import { isEmpty, textAt, valueAt, type SyncRecord } from './values';

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
		const isWritten = isNew || value !== undefined || Object.hasOwn(record, field);
		if (!isWritten) continue;
		const own = limit.message === undefined ? undefined : filledIn(limit.message, told);
		if (isEmpty(value)) {
			if (!limit.required) continue;
			return breach('missingField', field, own ?? `The field "${field}" is empty`, 'Fill it in at the source.');
		}
		const text = textAt(record, field);
		const length = [...text].length;
		if (limit.most !== undefined && length > limit.most) {
			const message = own ?? `The field "${field}" has ${length} characters, of at most ${limit.most}`;
			return breach('tooLong', field, message, 'Shorten it at the source. Nothing is cut off unasked.');
		}
		const bad = [...limit.forbidden].filter((character) => text.includes(character));
		if (bad.length > 0) {
			const message = own ?? `The field "${field}" holds ${bad.map(named).join(', ')}, which the target refuses`;
			return breach('forbiddenCharacters', field, message, 'Take the characters out at the source.');
		}
	}
	return undefined;
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
