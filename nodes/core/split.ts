import { add, divide, multiply, round, subtract, type Amount } from './money';
import type { Line } from './model/documents';

export interface Split {
	net: Amount;
	tax: Amount;
}

/**
 * Net and tax of a line. A tax that the document tells goes through untouched; else it is computed from the rate, and
 * rounded half away from zero per line. Net and tax always add up to the line.
 * @param rate as a fraction: "0.2"
 */
export function splitOf({ amount, taxAmount }: Line, taxIncluded: boolean, rate: string, currency: string): Split {
	const computed = taxIncluded ? divide(multiply(amount, rate), add('1', rate)) : multiply(amount, rate);
	const tax = taxAmount ?? round(computed, currency);
	return { net: taxIncluded ? subtract(amount, tax) : amount, tax };
}
