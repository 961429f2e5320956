import { parseAmount, type Amount } from './money';

/**
 * Amounts as whole hundred-millionths, to add up very many of them: exact like decimals, and many times as fast. Eight
 * decimals hold every currency, unit price and exchange rate that books keep.
 */
export type Units = bigint;

const PLACES = 8;
const SCALE = 10n ** BigInt(PLACES);
const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/;

/** Undefined where the value is no plain decimal number, or has more decimals than are kept. */
export function toUnits(value: unknown): Units | undefined {
	const text = typeof value === 'string' ? value.trim() : parseAmount(value);
	const found = text === undefined ? null : PLAIN.exec(text);
	if (found === null) return undefined;
	const [, sign, whole = '', given = ''] = found;
	const fraction = given.length > PLACES ? given.replace(/0+$/, '') : given;
	if (fraction.length > PLACES) return undefined;
	const units = BigInt(whole + fraction.padEnd(PLACES, '0'));
	return sign === '-' ? -units : units;
}

/** With at least two decimals and no more than the amount needs, as `format` in `money.ts`. */
export function fromUnits(units: Units): Amount {
	const size = units < 0n ? -units : units;
	const fraction = (size % SCALE).toString().padStart(PLACES, '0').replace(/0{1,6}$/, '');
	return `${units < 0n ? '-' : ''}${(size / SCALE).toString()}.${fraction}`;
}

export function sizeOf(units: Units): Units {
	return units < 0n ? -units : units;
}
