import { TemplateError } from '../errors';
import { computerNumber, formatNumber } from '../numbers';
import { isHash, isNumber, wrongType } from '../values';
import type { BuiltIn } from './types';

/** Built-ins for several kinds of value. */
export const general: Readonly<Record<string, BuiltIn>> = {
	c: (value, _args, { line }) => {
		if (typeof value === 'boolean') return String(value);
		if (isNumber(value)) return computerNumber(value);
		throw wrongType(value, 'number or boolean', line);
	},
	string: (value, args, { line, format }) => {
		if (typeof value === 'string') return value;
		if (typeof value === 'boolean') {
			if (args.length !== 0 && args.length !== 2) throw new TemplateError('?string of a boolean takes two texts', line);
			return args.length === 0 ? String(value) : args[value ? 0 : 1];
		}
		if (!isNumber(value)) throw wrongType(value, 'number, boolean or string', line);
		const [pattern = format] = args;
		if (typeof pattern !== 'string') throw wrongType(pattern, 'string', line);
		return formatNumber(value, pattern, line);
	},
	is_string: (value) => typeof value === 'string',
	is_number: (value) => isNumber(value),
	is_boolean: (value) => typeof value === 'boolean',
	is_sequence: (value) => Array.isArray(value),
	is_enumerable: (value) => Array.isArray(value),
	is_hash: (value) => isHash(value),
	keys: (value, _args, { line }) => {
		if (!isHash(value)) throw wrongType(value, 'hash', line);
		return Object.keys(value);
	},
	values: (value, _args, { line }) => {
		if (!isHash(value)) throw wrongType(value, 'hash', line);
		return Object.values(value);
	},
	size: (value, _args, { line }) => {
		if (Array.isArray(value)) return value.length;
		if (isHash(value)) return Object.keys(value).length;
		throw wrongType(value, 'sequence or hash', line);
	},
};
