import { exact, share, sum, type Exact } from '../../frame/money';
import type { Line, Lined } from '../records';
import { inBase } from '../rules/currency';
import type { Books } from './books';
import type { Posting } from './ledger';

/**
 * A document's value by account in base currency, before signs: each line net of tax to its account, the tax to the tax
 * account. `part` of the document's total takes that share of it.
 */
export function valueOf(books: Books, document: Lined, part: Exact = exact(document.Total)): Posting[] {
	const tax = books.system('GST').AccountID;
	const total = exact(document.Total);
	const slice = (whole: Exact) => (part === total ? whole : share(whole, part, total));
	return document.LineItems.flatMap((line) => {
		if (line.AccountID === undefined) return [];
		return [
			{ account: line.AccountID, amount: slice(inBase(netOf(document, line), document.CurrencyRate)) },
			{ account: tax, amount: slice(inBase(exact(line.TaxAmount), document.CurrencyRate)) },
		];
	});
}

/**
 * The postings of a document with lines against `control`. `sign` is 1n where lines are debits (bills, spend money,
 * credits to customers). The control account takes the sum of the rounded parts, so that a foreign document balances to
 * the penny.
 */
export function documentPostings(books: Books, document: Lined, control: string, sign: 1n | -1n): Posting[] {
	const parts = valueOf(books, document).map(({ account, amount }) => ({ account, amount: sign * amount }));
	return [...parts, { account: control, amount: -sum(parts.map(({ amount }) => amount)) }];
}

/**
 * What settling `amount` takes off the control account, when `settled` was settled before. Told by the difference of
 * two shares, so that the parts of a foreign document sum up to the whole of it.
 */
export function clearedBy(books: Books, document: Lined, settled: Exact, amount: Exact): Exact {
	const whole = sum(valueOf(books, document).map((part) => part.amount));
	const total = exact(document.Total);
	return share(whole, settled + amount, total) - share(whole, settled, total);
}

/** Receivables for sales, payables for purchases. */
export function controlOf(books: Books, type: string): string {
	return books.system(/^(ACCREC|RECEIVE)/.test(type) ? 'DEBTORS' : 'CREDITORS').AccountID;
}

function netOf({ LineAmountTypes }: Lined, line: Line): Exact {
	return exact(line.LineAmount) - (LineAmountTypes === 'Inclusive' ? exact(line.TaxAmount) : 0n);
}
