import { exact, sum } from '../money';
import type { Line, Lined } from '../records';
import { inBase } from '../rules/currency';
import type { Books } from './books';
import type { Posting } from './ledger';

/**
 * The postings of a document with lines: each line net of tax to its account, the tax to the tax account, the whole
 * against `control`. `sign` is 1n where lines are debits (bills, spend money, credits to customers).
 * The control account takes the sum of the rounded parts, so that a foreign document balances to the penny.
 */
export function documentPostings(books: Books, document: Lined, control: string, sign: 1n | -1n): Posting[] {
	const tax = books.system('GST').AccountID;
	const parts: Posting[] = [];
	for (const line of document.LineItems) {
		if (line.AccountID === undefined) continue;
		const net = document.LineAmountTypes === 'Inclusive' ? exact(line.LineAmount) - exact(line.TaxAmount) : exact(line.LineAmount);
		parts.push({ account: line.AccountID, amount: sign * inBase(net, document.CurrencyRate) });
		parts.push({ account: tax, amount: sign * inBase(exact(line.TaxAmount), document.CurrencyRate) });
	}
	return [...parts, { account: control, amount: -sum(parts.map(({ amount }) => amount)) }];
}

/** The document's whole value in base currency, as its control account took it. */
export function baseTotal(document: Lined): bigint {
	return sum(document.LineItems.flatMap((line: Line) => {
		if (line.AccountID === undefined) return [];
		const net = document.LineAmountTypes === 'Inclusive' ? exact(line.LineAmount) - exact(line.TaxAmount) : exact(line.LineAmount);
		return [inBase(net, document.CurrencyRate), inBase(exact(line.TaxAmount), document.CurrencyRate)];
	}));
}

/** Receivables for sales, payables for purchases. */
export function controlOf(books: Books, type: string): string {
	return books.system(/^(ACCREC|RECEIVE)/.test(type) ? 'DEBTORS' : 'CREDITORS').AccountID;
}
