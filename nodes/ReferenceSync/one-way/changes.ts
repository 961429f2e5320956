import type { FieldRule, OneWaySettings } from '../settings';
import { isEmpty, isSame, memberOf, tidy, valueAt, withValue, type SyncRecord } from '../../core/values';

export interface Changes {
	/** Whole members with their new values: of an address all of it, with what has changed in it. */
	changes: SyncRecord;
	/** The same members as they stand. */
	before: SyncRecord;
}

/** What of an existing target the source decides about, and differs. */
export function changesOf(source: SyncRecord, target: SyncRecord, fields: readonly FieldRule[]): Changes {
	let after = target;
	const members = new Set<string>();
	for (const rule of fields) {
		const wanted = valueAt(source, rule.source);
		if (!decides(rule, wanted) || isSame(wanted, valueAt(target, rule.target), rule.as)) continue;
		after = withValue(after, rule.target, isEmpty(wanted) ? '' : tidy(wanted));
		members.add(memberOf(rule.target));
	}
	const of = (record: SyncRecord) => Object.fromEntries([...members].map((name) => [name, record[name] ?? null]));
	return { changes: of(after), before: of(target) };
}

function decides({ owner, value, clear, as }: FieldRule, wanted: unknown): boolean {
	if (owner === 'when') return isSame(wanted, value, as);
	return owner === 'always' && (clear || !isEmpty(wanted));
}

/** A new target: all that the source has to say of it, and what is fixed. */
export function newRecord(source: SyncRecord, { fields, fixed }: Pick<OneWaySettings, 'fields' | 'fixed'>): SyncRecord {
	let record: SyncRecord = {};
	for (const [name, value] of Object.entries(fixed)) record = withValue(record, name, value);
	for (const { source: from, target: to, owner } of fields) {
		const value = valueAt(source, from);
		if (owner !== 'never' && !isEmpty(value)) record = withValue(record, to, tidy(value));
	}
	return record;
}
