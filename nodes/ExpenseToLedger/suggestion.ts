import { textOf } from './refs';

/**
 * Rows of the mapping tables that a run of Suggest Mappings wrote carry a `state`. "matched" says that code or name are
 * the same: the row counts. "suggested" says that somebody should look: the row waits until a person writes something
 * else there, such as "confirmed", or changes what it maps to. `suggestion` holds what was suggested, to tell that.
 */
export const MATCHED = 'matched';
export const SUGGESTED = 'suggested';

/** @param columns those that say what a name maps to */
export function isOpenSuggestion(cells: Record<string, unknown>, ...columns: string[]): boolean {
	if (textOf(cells.state)?.toLowerCase() !== SUGGESTED) return false;
	return suggestionOf(...columns.map((column) => textOf(cells[column]))) === (textOf(cells.suggestion) ?? '');
}

/** Several that were suggested together stand in one cell. */
export const suggestionOf = (...values: Array<string | undefined>): string => values.filter((value) => value !== undefined && value !== '').join(' / ');
