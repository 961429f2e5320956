import { TemplateError } from '../errors';
import { formatNumber } from '../numbers';
import { Exact, isHash, isNumber, member, type Value, wrongType } from '../values';
import type { BuiltIn, Place } from './types';

type ListWork = (items: Value[], args: Value[], place: Place) => Value;

const ofList = (work: ListWork): BuiltIn => (value, args, place) => {
	if (!Array.isArray(value)) throw wrongType(value, 'sequence', place.line);
	return work(value, args, place);
};

function compare(a: Value, b: Value, { line }: Place): number {
	if (typeof a === 'string' && typeof b === 'string') return a.localeCompare(b, 'en-US');
	if (isNumber(a) && isNumber(b)) return new Exact(a).comparedTo(b);
	throw new TemplateError('Only texts or only numbers can be sorted', line);
}

function same(a: Value, b: Value): boolean {
	return isNumber(a) && isNumber(b) ? new Exact(a).equals(b) : a === b;
}

/** Built-ins for sequences. */
export const lists: Readonly<Record<string, BuiltIn>> = {
	first: ofList((items) => items[0]),
	last: ofList((items) => items.at(-1)),
	reverse: ofList((items) => items.toReversed()),
	seq_contains: ofList((items, [wanted]) => items.some((item) => same(item, wanted))),
	seq_index_of: ofList((items, [wanted]) => items.findIndex((item) => same(item, wanted))),
	sort: ofList((items, _args, place) => items.toSorted((a, b) => compare(a, b, place))),
	sort_by: ofList((items, [key], place) => {
		if (typeof key !== 'string') throw wrongType(key, 'string as argument', place.line);
		const of = (item: Value) => (isHash(item) ? member(item, key) : undefined);
		return items.toSorted((a, b) => compare(of(a), of(b), place));
	}),
	join: ofList((items, [separator, whenEmpty = '', ending = ''], { line, format }) => {
		const texts = [separator, whenEmpty, ending, ...items].map((item) => {
			if (isNumber(item)) return formatNumber(item, format, line);
			if (typeof item === 'string') return item;
			throw wrongType(item, 'string', line);
		});
		const [between, empty = '', end = '', ...parts] = texts;
		return parts.length === 0 ? empty : parts.join(between) + end;
	}),
};
