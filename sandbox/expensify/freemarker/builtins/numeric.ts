import { Decimal } from 'decimal.js';
import { TemplateError } from '../errors';
import { Exact, isNumber, wrongType } from '../values';
import type { BuiltIn } from './types';

const ofNumber = (work: (value: Decimal) => Decimal): BuiltIn => (value, _args, { line }) => {
	if (!isNumber(value)) throw wrongType(value, 'number', line);
	return work(new Exact(value));
};

/** Built-ins for numbers. */
export const numeric: Readonly<Record<string, BuiltIn>> = {
	abs: ofNumber((value) => value.abs()),
	ceiling: ofNumber((value) => value.ceil()),
	floor: ofNumber((value) => value.floor()),
	int: ofNumber((value) => value.trunc()),
	// FreeMarker rounds a half towards the larger number: -1.5 becomes -1.
	round: ofNumber((value) => value.toDecimalPlaces(0, Decimal.ROUND_HALF_CEIL)),
	number: (value, _args, { line }) => {
		if (isNumber(value)) return value;
		if (typeof value !== 'string') throw wrongType(value, 'string', line);
		if (!/^\s*[-+]?\d+(\.\d+)?\s*$/.test(value)) throw new TemplateError(`"${value}" is no number`, line);
		return new Exact(value.trim());
	},
};
