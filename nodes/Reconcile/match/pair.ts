import type { Entry } from '../entry';

/** Documents of both sides that are the same; several where one became several. */
export interface Pair {
	by: 'key' | 'number' | 'likeness';
	source: Entry[];
	books: Entry[];
	/** Keys of the source that the books lack while they hold others of the same source document. */
	lacking?: string[];
	/** Likeness of the names, 0 to 100, and days apart: with `likeness`. */
	likeness?: number;
	days?: number;
}

/** A key that stands twice on one side. The one that is kept is compared; the others count too much. */
export interface Duplicate {
	entry: Entry;
	kept: Entry;
	count: number;
}

export interface Matched {
	pairs: Pair[];
	duplicates: Duplicate[];
	/** Without a counterpart. */
	source: Entry[];
	books: Entry[];
}
