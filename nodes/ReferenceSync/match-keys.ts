import { textAt, type SyncRecord } from '../core/values';

/** By what two records are known to be the same. */
export const MATCH_BY = ['id', 'reference', 'nameAndEmail', 'email', 'name'] as const;
export type MatchBy = (typeof MATCH_BY)[number];

export interface MatchStep {
	by: MatchBy;
	/** Fields that together are the key, on either side. */
	source: string[];
	target: string[];
}

/** The fields that a step looks at unless others are named. */
export const USUAL_FIELDS: Readonly<Record<MatchBy, Pick<MatchStep, 'source' | 'target'>>> = {
	id: { source: ['id'], target: ['externalId'] },
	reference: { source: ['code'], target: ['code'] },
	nameAndEmail: { source: ['name', 'email'], target: ['name', 'email'] },
	email: { source: ['email'], target: ['email'] },
	name: { source: ['name'], target: ['name'] },
};

/** An id or a reference tells who a record is; the rest only makes it likely. */
export function isIdentity({ by }: MatchStep): boolean {
	return by === 'id' || by === 'reference';
}

/**
 * The key of a record in a step: references exactly but for blanks around them, names and e-mails by their normal form.
 * Undefined where a part of it is empty.
 */
export function keyOf(record: SyncRecord, fields: string[], step: MatchStep, ignoreCase: boolean): string | undefined {
	const parts = fields.map((field) => textAt(record, field));
	if (parts.some((part) => part === '')) return undefined;
	if (!isIdentity(step)) return parts.map(normalName).join('\n');
	const key = parts.join('\n');
	return ignoreCase ? key.toLowerCase() : key;
}

/** "  ACME  Ltd’s" and "Acme Ltd's" are one name; "Café" and "Cafe" are two. */
export function normalName(name: string): string {
	// Most names need no more, and there may be a hundred thousand.
	if (/^[\w .,&()/-]*$/.test(name)) return name.replace(/ {2,}/g, ' ').trim().toLowerCase();
	return name.normalize('NFKC').replace(/[‘’`´]/g, "'").replace(/[“”]/g, '"').replace(/[‐-―]/g, '-').replace(/\s+/g, ' ').trim().toLowerCase();
}
