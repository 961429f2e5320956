import type { Posted } from '../../core/ledger';
import { negate } from '../../core/money';
import type { XmlElement } from '../../core/xml';
import type { AccountsIq } from '../api';
import { textIn } from '../../core/xml-elements';
import { countTransactions, idOf, PAGE_SIZE, posted, referenceOf, reversalOf, transactionPages, transactionsNamed } from '../transactions';

/** A page of the ledger costs about as much as so many questions by reference. */
const KEYS_PER_PAGE = 20;

/** The books' transactions by reference, in upper case. Every key is answered for, or it throws. */
export type Standing = Map<string, XmlElement[]>;

/**
 * What stands in the books under these references. Asked one by one; where whole pages of the ledger cost less, all
 * transactions of the types are read. Never narrowed by the document's date, which may have moved since.
 */
export async function standing(aiq: AccountsIq, references: string[], types: readonly string[]): Promise<Standing> {
	const wanted = new Set(references.map(fold));
	const found: Standing = new Map();
	const keep = (rows: XmlElement[]) => {
		for (const row of rows) {
			const reference = fold(referenceOf(row));
			if (!wanted.has(reference)) continue;
			const known = found.get(reference) ?? [];
			if (known.every((one) => idOf(one) !== idOf(row))) found.set(reference, [...known, row]);
		}
	};
	if (references.length > KEYS_PER_PAGE) {
		const pages = Math.floor((await countTransactions(aiq, { types })) / PAGE_SIZE) + 1;
		if (pages * KEYS_PER_PAGE < references.length) {
			for await (const page of transactionPages(aiq, { types })) keep(page);
			return found;
		}
	}
	for (const reference of new Set(references)) keep(await transactionsNamed(aiq, reference, types));
	return found;
}

/** AccountsIQ may compare references without case; keys of ours never differ in case alone. */
export const fold = (reference: string): string => reference.trim().toUpperCase();

/**
 * Which documents the books hold. One that was taken back by another under its reference and "-R" does not count; after
 * a second posting there are two under the key, of which one was taken back.
 * @param isTurned whether the document is now of the other sign than a transaction of this type
 */
export async function held<D extends { key: string }>(
	aiq: AccountsIq,
	documents: D[],
	types: readonly string[],
	isTurned: (document: D, type: string) => boolean,
): Promise<Map<string, Posted>> {
	const first = await standing(aiq, documents.map(({ key }) => key), types);
	const there = documents.filter(({ key }) => first.has(fold(key)));
	const reversals = there.length === 0 ? new Map<string, XmlElement[]>() : await standing(aiq, there.map(({ key }) => reversalOf(key)), types);
	const result = new Map<string, Posted>();
	for (const document of there) {
		const rows = first.get(fold(document.key)) ?? [];
		const back = reversals.get(fold(reversalOf(document.key))) ?? [];
		const alive = rows.slice(back.length);
		const [row] = alive;
		if (row === undefined) continue;
		const told = posted(row);
		// Another sign than the source has now is a change that a person has to look at, not an honest find.
		const turned = isTurned(document, textIn(row, 'TransactionType') ?? '');
		const total = turned && told.total !== undefined ? negate(told.total) : told.total;
		result.set(document.key, { ...told, total, key: document.key });
	}
	return result;
}
