import { absolute, add, type Amount } from '../money';
import type { AnyDocument, Line, Ref } from './documents';

interface Summed {
	lines: Array<{ amount: Amount }>;
}

/** The sum of the lines: with tax where the document's amounts include it. */
export function sumOf({ lines }: Summed): Amount {
	return add(...lines.map(({ amount }) => amount));
}

/**
 * What books show as a document's total, or as its total without tax when the amounts are without tax. Totals in books
 * have no sign; the kind of document says which way the money goes.
 */
export function totalOf(document: Summed & { taxIncluded: boolean }): { total?: Amount; subTotal?: Amount } {
	const sum = absolute(sumOf(document));
	return document.taxIncluded ? { total: sum } : { subTotal: sum };
}

export function linesOf(document: AnyDocument): Line[] {
	return 'lines' in document ? document.lines : [];
}

/** The supplier, customer or employee; a payment has none of its own. */
export function partyOf(document: AnyDocument): Ref | undefined {
	if ('supplier' in document) return document.supplier;
	if ('employee' in document) return document.employee;
	return 'customer' in document ? document.customer : undefined;
}
