import { Decimal } from 'decimal.js';

/**
 * Exact amounts. An amount travels as a decimal string ("-12.50"); arithmetic happens in a decimal library;
 * a JavaScript number is accepted only at the edge, where a person typed or a JSON parser made it.
 */
export type Amount = string;

const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** Currencies whose smallest unit is not a hundredth. Source: ISO 4217, column "minor unit". */
const DECIMALS: Readonly<Record<string, number>> = {
	BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0,
	XAF: 0, XOF: 0, XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
};

/** Number of decimals that documents in this currency carry. */
export function decimalsOf(currency: string): number {
	return DECIMALS[currency.toUpperCase()] ?? 2;
}

const PLAIN = /^[+-]?\d+(\.\d+)?$/;

/** So many digits of a JavaScript number are what was written; the ones behind come from its binary fraction. */
const SURE_DIGITS = 15;

/**
 * Reads an amount as typed. Returns undefined where the text is no plain decimal number. A number that an expression
 * has added up (0.1 + 0.2) loses the noise of its binary fraction, so that it equals what the books will show.
 */
export function parseAmount(value: unknown): Amount | undefined {
	if (typeof value === 'number') {
		return Number.isFinite(value) ? plain(new Exact(String(value)).toSignificantDigits(SURE_DIGITS)) : undefined;
	}
	if (typeof value !== 'string') return undefined;
	const text = value.trim();
	return PLAIN.test(text) ? plain(new Exact(text)) : undefined;
}

/** Whole minor units (cents) to an amount with two decimals: 1234 becomes "12.34". */
export function fromCents(cents: number | string): Amount {
	return new Exact(cents).div(100).toFixed(2);
}

export function add(...amounts: Amount[]): Amount {
	return plain(amounts.reduce((sum, amount) => sum.plus(amount), new Exact(0)));
}

export function subtract(from: Amount, amount: Amount): Amount {
	return plain(new Exact(from).minus(amount));
}

export function multiply(a: Amount, b: Amount): Amount {
	return plain(new Exact(a).times(b));
}

export function divide(a: Amount, b: Amount): Amount {
	return plain(new Exact(a).div(b));
}

export function negate(amount: Amount): Amount {
	return plain(new Exact(amount).negated());
}

export function absolute(amount: Amount): Amount {
	return plain(new Exact(amount).abs());
}

/** -1, 0 or 1 as `a` is less than, equal to or greater than `b`. */
export function compare(a: Amount, b: Amount): number {
	return new Exact(a).comparedTo(b);
}

export function isZero(amount: Amount): boolean {
	return new Exact(amount).isZero();
}

export function isNegative(amount: Amount): boolean {
	return new Exact(amount).lessThan(0);
}

/** Rounds half away from zero, as ledgers do for tax, to the currency's own decimals. */
export function round(amount: Amount, currency: string): Amount {
	const rounded = new Exact(amount).toDecimalPlaces(decimalsOf(currency), Decimal.ROUND_HALF_UP);
	// A small negative amount becomes zero and not "-0.00", which no ledger reads.
	return rounded.abs().isZero() ? new Exact(0).toFixed(decimalsOf(currency)) : rounded.toFixed(decimalsOf(currency));
}

/** Rounds half away from zero to so many decimals, for quantities that are no money, such as exchange rates. */
export function roundTo(amount: Amount, decimals: number): Amount {
	return plain(new Exact(amount).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP));
}

/** With at least two decimals and no more than the amount needs: "5" becomes "5.00", "1.2345" stays. */
export function format(amount: Amount): Amount {
	const exact = new Exact(amount);
	return exact.toFixed(Math.max(2, exact.decimalPlaces()));
}

/**
 * For a wire that wants a JSON number. Safe since nothing is added up afterwards, and refused where the number could
 * not carry every digit.
 */
export function toJsonNumber(amount: Amount): number {
	const number = Number(amount);
	if (!new Exact(number).equals(amount)) throw new RangeError(`${amount} has more digits than a JSON number holds`);
	return number;
}

function plain(value: Decimal): Amount {
	return value.isZero() ? '0' : value.toFixed();
}
