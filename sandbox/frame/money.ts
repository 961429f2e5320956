/**
 * Exact amounts for the emulated books: whole numbers of 10^-12, in a bigint. JSON numbers are read by their shortest
 * decimal text and written back from one, so nothing is ever added up in binary fractions.
 */
export type Exact = bigint;

const PLACES = 12;
const ONE = 10n ** 12n;
const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?$/;

export function isAmount(value: string): boolean {
	return PLAIN.test(value) || /^[+-]?\d+(\.\d+)?e[+-]?\d+$/i.test(value);
}

export function exact(value: number | string | undefined): Exact {
	if (value === undefined) return 0n;
	const written = typeof value === 'number' ? inFull(value) : value.trim();
	const match = PLAIN.exec(written);
	if (match === null) throw new RangeError(`not an amount: ${written}`);
	const [, sign, whole = '0', fraction = ''] = match;
	const units = BigInt(whole) * ONE + BigInt(fraction.slice(0, PLACES).padEnd(PLACES, '0'));
	return sign === '-' ? -units : units;
}

/** JavaScript writes very small and very large numbers with an exponent; the wire's amounts need neither. */
function inFull(value: number): string {
	const written = String(value);
	return written.includes('e') ? value.toFixed(PLACES) : written;
}

export function times(a: Exact, b: Exact): Exact {
	return halfUp(a * b, ONE);
}

/** a × b ÷ c, rounded once, half away from zero, to `places` decimals. */
export function share(a: Exact, b: Exact, c: Exact, places = 2): Exact {
	const step = 10n ** BigInt(PLACES - places);
	return halfUp(a * b, c * step) * step;
}

export function round(value: Exact, places = 2): Exact {
	const step = 10n ** BigInt(PLACES - places);
	return halfUp(value, step) * step;
}

export function sum(values: Exact[]): Exact {
	return values.reduce((total, value) => total + value, 0n);
}

export function absolute(value: Exact): Exact {
	return value < 0n ? -value : value;
}

/** For the wire: a JSON number whose text has no more digits than the amount. */
export function toNumber(value: Exact): number {
	return Number(toText(value, 0));
}

/** "-12.50": at least `places` decimals, more only where the amount has them. */
export function toText(value: Exact, places = 2): string {
	const size = absolute(value);
	const fraction = String(size % ONE)
		.padStart(PLACES, '0')
		.replace(/0+$/, '')
		.padEnd(places, '0');
	return `${value < 0n ? '-' : ''}${String(size / ONE)}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Whole cents, as the postings table keeps them. */
export function toCents(value: Exact): number {
	return Number(halfUp(value * 100n, ONE));
}
export function fromCents(cents: number | bigint): Exact {
	return (BigInt(cents) * ONE) / 100n;
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
	if (denominator < 0n) return halfUp(-numerator, -denominator);
	const size = numerator < 0n ? -numerator : numerator;
	const quotient = (size * 2n + denominator) / (denominator * 2n);
	return numerator < 0n ? -quotient : quotient;
}
