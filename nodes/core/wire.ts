import { parseAmount, toJsonNumber, type Amount } from './money';

/** What JSON wires have in common, whoever is at their other end. */

/** A JSON number as an exact amount with at least two decimals; the number's own digits are kept. */
export function toAmount(wire: number | undefined): Amount | undefined {
	const amount = wire === undefined || wire === null ? undefined : parseAmount(wire);
	if (amount === undefined) return undefined;
	const [whole = '0', decimals = ''] = amount.split('.');
	return `${whole}.${decimals.padEnd(2, '0')}`;
}

/** An amount as a JSON number; undefined stays undefined. Throws a RangeError where digits would be lost. */
export function toNumber(amount: Amount | undefined): number | undefined {
	return amount === undefined ? undefined : toJsonNumber(amount);
}

/** The same record without the members that are undefined: what is not sent stays as it is in the books. */
export function given<T extends object>(record: T): T {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as T;
}

/** Cuts text to the vendor's length without leaving half of a surrogate pair behind. */
export function cut(text: string, length: number): string {
	return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}

/** Text that says something; vendors answer with empty text where there is none. */
export function filled(text: string | undefined): string | undefined {
	return text === undefined || text === '' ? undefined : text;
}
