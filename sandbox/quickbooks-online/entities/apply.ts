import { exact, type Exact, toNumber } from '../../frame/money';
import type { Books } from '../books/books';
import { toHome } from '../books/convert';
import type { Body, Kept } from '../state/records';
import { business, fault, required } from '../wire/faults';
import { home } from './heads';

/** One document that a payment pays or uses. */
export interface Applied {
	type: string;
	id: string;
	amount: Exact;
}

/** What a payment's lines name. `isNeeded`: lines without a document are refused. */
export function appliedOf(lines: Body[], isNeeded: boolean): Applied[] {
	return lines.flatMap((line): Applied[] => {
		const [link] = (line.LinkedTxn as Body[] | undefined) ?? [];
		if (link === undefined) {
			if (isNeeded) throw required('LinkedTxn');
			return [];
		}
		if (line.Amount === undefined) throw required('Line.Amount');
		return [{ type: String(link.TxnType), id: String(link.TxnId), amount: exact(line.Amount as number) }]; // checked when it came in
	});
}

/** The document, which must be of the party and have as much open. */
export function needOpenAmount(books: Books, { type, id, amount }: Applied, { party, party: { value } }: { party: { field: string; value: string } }): Kept {
	const found = books.records.get(type, id);
	if (found === undefined) throw fault(610, 'Object Not Found : Another user has deleted this transaction.');
	if ((found[party.field] as Body | undefined)?.value !== value) throw fault(620, 'Transaction cannot be linked : The transaction belongs to another name', 'LinkedTxn');
	if (amount < 0n) throw fault(2290, 'Negative amount not allowed : Amount', 'Line.Amount');
	if (amount > exact(Number(found.Balance ?? 0))) throw business('The amount applied is more than the open balance of the transaction.');
	return found;
}

/** Takes from (or, with -1, gives back to) the document's balance and keeps the links of both. */
export function apply(books: Books, { type, id, amount }: Applied, by: { type: string; id: string }, sign: bigint): void {
	const found = books.records.get(type, id);
	if (found === undefined) return;
	const balance = exact(Number(found.Balance ?? 0)) - amount * sign;
	const others = ((found.LinkedTxn as Body[] | undefined) ?? []).filter((link) => link.TxnId !== by.id);
	books.touch(type, found, {
		Balance: toNumber(balance), ...home(books, found, balance, 'HomeBalance'), ...(type === 'CreditMemo' ? { RemainingCredit: toNumber(balance) } : {}),
		LinkedTxn: sign > 0n ? [...others, { TxnId: by.id, TxnType: by.type }] : others,
	});
}

/** What the applied amounts stood for in the company's currency when the documents were entered. */
export function carried(books: Books, applied: Applied[]): Exact {
	return applied.reduce((total, { type, id, amount }) => {
		const rate = exact((books.records.get(type, id)?.ExchangeRate as number | undefined) ?? 1); // set by the head
		return total + toHome(amount, rate);
	}, 0n);
}
