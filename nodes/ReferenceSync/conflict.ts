import type { Category } from '../core/errors';
import type { SyncRecord } from '../core/values';

/** Why a record is left to a person. */
export type Reason =
	| 'ambiguousMatch'
	| 'bothChanged'
	| 'duplicateReference'
	| 'forbiddenCharacters'
	| 'gone'
	| 'merged'
	| 'missingField'
	| 'nameTaken'
	| 'notRead'
	| 'settings'
	| 'severalLinks'
	| 'severalSources'
	| 'swappedNames'
	| 'tooLong'
	| 'tooMany';

/** One side of a comparison: of one-way syncs the source and the target, of two-way syncs A and B. */
export type Side = 'source' | 'target';

export interface Conflict {
	reason: Reason;
	category: Category;
	message: string;
	hint: string;
	/** The record that is held back, and the ones that are in its way. */
	source?: SyncRecord;
	target?: SyncRecord;
	others?: SyncRecord[];
	field?: string;
	/** Positions of the records among the lists that were compared, for n8n's pairing of items. */
	from: { source?: number; target?: number };
}

/** So many of the others are shown; a list of thousands helps nobody. */
export const MOST_OTHERS = 10;
