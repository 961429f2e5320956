import { fold } from '../books/keys';
import { startOf } from '../dates';
import { badQuery } from '../wire/errors';
import type { FieldType, FieldTypes } from './fields';
import type { Expression, Operand, Operator } from './parse';

type Value = string | number | boolean | null;
interface Typed {
	type: FieldType | 'null';
	of: (record: unknown) => Value;
}
export type Predicate = (record: unknown) => boolean;

/**
 * Makes a test out of an expression. What .NET's type check refuses (an unknown property, a Guid beside a text) is
 * refused before the first record is looked at; a method on a null text fails when it is met.
 */
export function compile(expression: Expression, types: FieldTypes): Predicate {
	switch (expression.kind) {
		case 'and': {
			const parts = expression.parts.map((part) => compile(part, types));
			return (record) => parts.every((part) => part(record));
		}
		case 'or': {
			const parts = expression.parts.map((part) => compile(part, types));
			return (record) => parts.some((part) => part(record));
		}
		case 'not': {
			const part = compile(expression.part, types);
			return (record) => !part(record);
		}
		case 'truth': {
			const operand = typed(expression.operand, types);
			if (operand.type !== 'bool') throw badQuery('Expression of type Boolean expected');
			return (record) => operand.of(record) === true;
		}
		case 'compare':
			return comparison(expression.operator, typed(expression.left, types), typed(expression.right, types));
	}
}

function comparison(operator: Operator, left: Typed, right: Typed): Predicate {
	if (left.type !== 'null' && right.type !== 'null' && family(left.type) !== family(right.type)) {
		throw badQuery(
			`Operator '${operator}' incompatible with operand types '${dotNet(left.type)}' and '${dotNet(right.type)}'`,
		);
	}
	return (record) => {
		const a = left.of(record);
		const b = right.of(record);
		if (operator === '==') return a === b;
		if (operator === '!=') return a !== b;
		if (a === null || b === null) return false;
		if (operator === '>') return a > b;
		if (operator === '>=') return a >= b;
		return operator === '<' ? a < b : a <= b;
	};
}

function typed(operand: Operand, types: FieldTypes): Typed {
	switch (operand.kind) {
		case 'null':
			return { type: 'null', of: () => null };
		case 'literal': {
			const value = operand.type === 'text' ? fold(String(operand.value)) : operand.value;
			return { type: operand.type, of: () => value };
		}
		case 'field':
			return field(operand.path, types);
		case 'method': {
			const of = typed(operand.of, types);
			if (of.type !== 'text')
				throw badQuery(`No applicable method '${operand.name}' exists in type '${dotNet(of.type)}'`);
			if (operand.argument === undefined) return of; // case never counts, so ToLower and its like change nothing
			const argument = typed(operand.argument, types);
			return { type: 'bool', of: (record) => search(operand.name, of.of(record), argument.of(record)) };
		}
	}
}

function search(method: string, value: Value, wanted: Value): boolean {
	if (value === null) throw badQuery('Object reference not set to an instance of an object.');
	const [whole, part] = [String(value), String(wanted)];
	if (method === 'StartsWith') return whole.startsWith(part);
	return method === 'EndsWith' ? whole.endsWith(part) : whole.includes(part);
}

function field(path: string[], types: FieldTypes): Typed {
	const name = path.join('.');
	const type = types[name.toLowerCase()];
	if (type === undefined) throw badQuery(`No property or field '${path[path.length - 1]}' exists in the queried type`);
	const read = reader(path);
	return { type, of: (record) => plain(read(record), type) };
}

/** Follows a path without regard to case; the spelling found first is kept for the records that follow. */
function reader(path: string[]): (record: unknown) => unknown {
	const spelling = new Map<string, string>();
	return (record) => {
		let value: unknown = record;
		for (const part of path) {
			if (typeof value !== 'object' || value === null) return undefined;
			const known = spelling.get(part);
			if (known !== undefined && known in value) value = (value as Record<string, unknown>)[known];
			else {
				const found = Object.keys(value).find((name) => name.toLowerCase() === part.toLowerCase());
				if (found === undefined) return undefined;
				spelling.set(part, found);
				value = (value as Record<string, unknown>)[found];
			}
		}
		return value;
	};
}

function plain(value: unknown, type: FieldType): Value {
	if (value === undefined || value === null || value === '') return type === 'bool' ? false : null;
	if (type === 'text') return fold(String(value as string));
	if (type === 'day') return startOf(String(value as string));
	return value as Value;
}

/** Days and instants compare with each other, everything else with its own kind. */
function family(type: Typed['type']): string {
	return type === 'day' ? 'instant' : type;
}
function dotNet(type: Typed['type']): string {
	const names: Readonly<Record<string, string>> = {
		text: 'String',
		number: 'Decimal',
		bool: 'Boolean',
		guid: 'Guid',
		day: 'DateTime',
		instant: 'DateTime',
	};
	return names[type] ?? 'Object';
}
