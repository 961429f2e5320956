import { valueAt, type SyncRecord } from '../../core/values';
import { textOf } from '../refs';

/** A record of the books that a name may map to. */
export interface Choice {
	/** How a row of a mapping table names it: its code, or "name:…" where it has none and codes are usual. */
	value: string;
	id?: string;
	code?: string;
	name: string;
	/** With its parents, where it has any. */
	path?: string;
	email?: string;
	percent?: string;
	/** Of a type of expense: the code of the account that it books to. */
	account?: string;
	/** Of a value: its dimension. */
	dimension?: string;
}

/** The lists of the books by kind, as an accounting node gives them out. Lists that are missing are empty. */
export type Books = Partial<Record<string, unknown>>;

/**
 * Those of a list that are in use.
 * @param usual what plain text in the mapping table means for this kind
 */
export function choicesOf(list: unknown, usual: 'code' | 'name', fits: (record: SyncRecord) => boolean = () => true): Choice[] {
	if (!Array.isArray(list)) return [];
	return list.flatMap((record: unknown): Choice[] => {
		if (record === null || typeof record !== 'object') return [];
		const one = record as SyncRecord;
		const [id, code, name, path] = ['id', 'code', 'name', 'path'].map((field) => textOf(one[field]));
		if (name === undefined || one.active === false || !fits(one)) return [];
		const value = usual === 'code' ? (code ?? `name:${path ?? name}`) : (path ?? name);
		return [{ value, id, code, name, path, email: textOf(one.email), percent: textOf(one.percent), account: textOf(one.account), dimension: textOf(valueAt(one, 'dimension.name')) }];
	});
}

/** Accounts that costs may be booked to. A class that the books do not tell stands in nobody's way. */
export const takesCosts = ({ class: kind }: SyncRecord): boolean => kind === undefined || kind === 'expense' || kind === 'asset';
export const taxesPurchases = ({ appliesTo }: SyncRecord): boolean => !Array.isArray(appliesTo) || appliesTo.length === 0 || appliesTo.includes('purchases');
