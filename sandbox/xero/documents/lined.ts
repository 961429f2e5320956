import type { Books } from '../books/books';
import { dayOf } from '../dates';
import type { DocumentStatus, Line, LineAmountTypes, Lined } from '../records';
import { currencyOf } from '../rules/currency';
import { LINES, makeLines, totalsOf, type LineSent } from '../rules/lines';
import { CONTACT } from '../reference/contacts';
import { refuse } from '../wire/errors';
import { amount, day, text, word } from '../wire/read';

/** Fields that all documents with lines share. */
export const LINED = {
	Contact: CONTACT,
	LineItems: LINES,
	Date: day,
	LineAmountTypes: word('Exclusive', 'Inclusive', 'NoTax'),
	Reference: text,
	Url: text,
	CurrencyCode: text,
	CurrencyRate: amount,
};
export const STATUS = word('DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED');

export interface LinedSent {
	LineItems?: LineSent[];
	Date?: string;
	LineAmountTypes?: LineAmountTypes;
	CurrencyCode?: string;
	CurrencyRate?: number;
	Reference?: string;
	Url?: string;
}

export interface LinedRules {
	side: 'purchase' | 'sale';
	places: 2 | 4;
	posted: boolean;
	/** Code that the document takes where none is sent: a bank transaction's account's. */
	currency?: string;
}

export const isPosted = (status: DocumentStatus) => status === 'AUTHORISED' || status === 'PAID';

type Common = Pick<
	Lined,
	| 'Date'
	| 'LineAmountTypes'
	| 'LineItems'
	| 'SubTotal'
	| 'TotalTax'
	| 'Total'
	| 'CurrencyCode'
	| 'CurrencyRate'
	| 'Reference'
	| 'Url'
>;

/** What is common to documents with lines, worked out anew from what was sent and what was there. */
export function composeLined(books: Books, sent: LinedSent, before: Lined | undefined, rules: LinedRules): Common {
	const problems: string[] = [];
	if (sent.Url !== undefined && sent.Url !== '' && !isWebAddress(sent.Url))
		problems.push('Url must be a valid absolute url');
	if ((sent.Reference ?? '').length > 255) problems.push('Reference must not be more than 255 characters long');
	const LineAmountTypes = sent.LineAmountTypes ?? before?.LineAmountTypes ?? 'Exclusive';
	const LineItems = linesOf(books, sent, before, { ...rules, amounts: LineAmountTypes }, problems);
	const code = sent.CurrencyCode ?? before?.CurrencyCode ?? rules.currency;
	const sameCurrency = before !== undefined && before.CurrencyCode === code;
	if (problems.length > 0) refuse(...problems);
	return {
		Date: sent.Date ?? before?.Date ?? dayOf(books.now()),
		LineAmountTypes,
		LineItems,
		...totalsOf(LineItems, LineAmountTypes),
		...currencyOf(books, code, sent.CurrencyRate ?? (sameCurrency ? before.CurrencyRate : undefined)),
		Reference: sent.Reference ?? before?.Reference,
		Url: sent.Url ?? before?.Url,
	};
}

/** Lines sent replace all that was there; lines left out stay, checked again where the document now gets posted. */
function linesOf(
	books: Books,
	sent: LinedSent,
	before: Lined | undefined,
	rules: LinedRules & { amounts: LineAmountTypes },
	problems: string[],
): Line[] {
	const kept = before?.LineItems ?? [];
	if (sent.LineItems !== undefined) return makeLines(books, sent.LineItems, { ...rules, before: kept }, problems);
	const sameAmounts = rules.amounts === before?.LineAmountTypes;
	if (sameAmounts && (!rules.posted || isPosted(before.Status))) return kept;
	const again = kept.map((line) => ({
		...line,
		// A line of mere words has no amount; the nought it is kept with must not make it one.
		LineAmount: line.UnitAmount === undefined ? undefined : line.LineAmount,
		TaxAmount: sameAmounts ? line.TaxAmount : undefined,
	}));
	return makeLines(books, again, { ...rules, places: 4, before: kept }, problems);
}

function isWebAddress(value: string): boolean {
	try {
		const { protocol, hostname } = new URL(value);
		return /^https?:$/.test(protocol) && !hostname.toLowerCase().includes('xero');
	} catch {
		return false;
	}
}
