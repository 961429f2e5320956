import { createHash } from 'node:crypto';
import { asCountry, isEmpty, stable, textAt, valueAt, type CompareAs, type SyncRecord } from '../../core/values';
import type { PairRule, SideName } from './settings';

/** Fingerprints of a record's fields, as they were when both sides last agreed. Not the values themselves. */
export type Prints = Record<string, string>;

/** Which record of A is which of B. The row of a table, the third source of truth beside the two lists. */
export interface Link {
	aId: string;
	bId: string;
	prints: Record<SideName, Prints>;
	/** "gone" or "merged" once that was told; then the pair rests. */
	state: string;
}

/** As a table holds it. */
export interface LinkRow {
	group: string;
	aId: string;
	bId: string;
	aPrint: string;
	bPrint: string;
	state: string;
}

export function readLinks(rows: readonly unknown[], group: string): Link[] {
	return rows.flatMap((row): Link[] => {
		if (typeof row !== 'object' || row === null) return [];
		const record = row as SyncRecord;
		const [aId, bId] = [textAt(record, 'aId'), textAt(record, 'bId')];
		const ofOther = !isEmpty(record.group) && textAt(record, 'group') !== group;
		if (aId === '' || bId === '' || ofOther) return [];
		return [{ aId, bId, prints: { a: readPrints(record.aPrint), b: readPrints(record.bPrint) }, state: textAt(record, 'state') }];
	});
}

export function toRow({ aId, bId, prints, state }: Link, group: string): LinkRow {
	return { group, aId, bId, aPrint: JSON.stringify(prints.a), bPrint: JSON.stringify(prints.b), state };
}

/** What cannot be read is not known: the pair is then looked at as if it were new. */
function readPrints(value: unknown): Prints {
	try {
		const read: unknown = typeof value === 'string' ? JSON.parse(value) : value;
		if (typeof read !== 'object' || read === null || Array.isArray(read)) return {};
		return Object.fromEntries(Object.entries(read).filter(([, print]) => typeof print === 'string')) as Prints;
	} catch {
		return {};
	}
}

/** The fingerprint of a value; what counts as the same has the same. true and "true" are compared as one. */
export function printOf(value: unknown, as: CompareAs): string {
	const plain = isEmpty(value) ? null : value;
	const text = typeof plain === 'object' ? stable(plain) : stable(as === 'amount' ? normalAmount(plain) : as === 'country' ? asCountry(String(plain)) : String(plain));
	return createHash('sha256').update(as === 'ignoreCase' ? text.toLowerCase() : text).digest('base64url').slice(0, 12);
}

function normalAmount(value: unknown): string {
	const text = String(value).trim();
	return /^[+-]?\d*\.?\d+$/.test(text) ? text.replace(/^\+/, '').replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '').replace(/^(-?)0+(?=\d)/, '$1') : text;
}

/** Fingerprints of all fields of a record, as one side of the rules names them. */
export function printsOf(record: SyncRecord, rules: readonly PairRule[], side: SideName): Prints {
	return Object.fromEntries(rules.map((rule) => [nameOf(rule), printOf(valueAt(record, rule[side]), rule.as)]));
}

/** A rule goes by the same name on both sides, since one field may go to two. */
export function nameOf({ a, b }: PairRule): string {
	return a === b ? a : `${a}>${b}`;
}

export function idOn(link: Link, side: SideName): string {
	return side === 'a' ? link.aId : link.bId;
}

export function withId(link: Link, side: SideName, id: string): Link {
	return side === 'a' ? { ...link, aId: id } : { ...link, bId: id };
}

export function isSamePrints(a: Prints, b: Prints): boolean {
	return stable(a) === stable(b);
}
