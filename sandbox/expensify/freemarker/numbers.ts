import { Decimal } from 'decimal.js';
import { TemplateError } from './errors';
import { Exact } from './values';

/** FreeMarker's own default for an American locale: `1234.5` prints as "1,234.5", at most three decimals. */
export const DEFAULT_FORMAT = '#,##0.###';
const PATTERN = /^((?:[^#0,.;%'E]|'')*)([#,]*0*(?:,0+)*)(?:\.(0*)(#*))?((?:[^#0,.;%'E]|'')*)$/;

/** Prints as for a computer: no grouping, no exponent. */
export function computerNumber(value: number | Decimal): string {
	return Number.isSafeInteger(value) ? String(value) : new Exact(value).toFixed();
}

/** Prints by a pattern such as "0.00" or "#,##0.##". Source: Java, "DecimalFormat"; what it cannot do it refuses. */
export function formatNumber(value: number | Decimal, format: string, line: number): string {
	if (format === 'computer' || format === 'c') return computerNumber(value);
	const pattern = format === 'number' ? DEFAULT_FORMAT : format;
	const match = PATTERN.exec(pattern);
	if (match === null || !/[#0]/.test(pattern)) throw new TemplateError(`This engine does not know the number format "${format}"`, line);
	const [, prefix = '', whole = '', zeros = '', optional = '', suffix = ''] = match;
	// DecimalFormat rounds half to even.
	const rounded = new Exact(value).toDecimalPlaces(zeros.length + optional.length, Decimal.ROUND_HALF_EVEN);
	const [digits = '0', decimals = ''] = rounded.abs().toFixed().split('.');
	const fraction = decimals.padEnd(zeros.length, '0');
	const least = whole.replace(/[^0]/g, '').length;
	const padded = (digits === '0' && least === 0 && fraction !== '' ? '' : digits).padStart(least, '0');
	const comma = whole.lastIndexOf(',');
	const grouped = comma < 0 ? padded : group(padded, whole.length - comma - 1);
	const sign = rounded.isNegative() && !rounded.isZero() ? '-' : '';
	return `${sign}${prefix}${grouped}${fraction === '' ? '' : `.${fraction}`}${suffix}`;
}

function group(digits: string, size: number): string {
	return size < 1 ? digits : digits.replace(new RegExp(`\\B(?=(\\d{${size}})+$)`, 'g'), ',');
}
