import { TemplateError } from '../errors';
import { Exact, isNumber, type Value, wrongType } from '../values';
import type { BuiltIn, Place } from './types';

type StringWork = (text: string, args: Value[], place: Place) => Value;

const ofString = (work: StringWork): BuiltIn => (value, args, place) => {
	if (typeof value !== 'string') throw wrongType(value, 'string', place.line);
	return work(value, args, place);
};

function textArg(args: Value[], index: number, { line }: Place): string {
	const value = args[index];
	if (typeof value !== 'string') throw wrongType(value, 'string as argument', line);
	return value;
}

function numberArg(args: Value[], index: number, { line }: Place): number {
	const value = args[index];
	if (!isNumber(value)) throw wrongType(value, 'number as argument', line);
	return new Exact(value).toNumber();
}

/** Inside a JSON string literal; `<` and `>` only where they could end a script. Source: manual, "json_string". */
function jsonString(text: string): string {
	if (!/["\\\p{Cc}\u2028\u2029<\]]/u.test(text)) return text;
	const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '"': '\\"', '\\': '\\\\' };
	return text
		.replace(/["\\\p{Cc}\u2028\u2029]/gu, (char) => named[char] ?? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)
		.replace(/<\//g, '<\\/')
		.replace(/\]\]>/g, ']]\\u003E')
		.replace(/<!--/g, '\\u003C!--');
}

function escaped(text: string, quote: string): string {
	const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": quote };
	return text.replace(/[&<>"']/g, (char) => named[char] ?? char);
}

function pad(args: Value[], place: Place): { length: number; filling: string } {
	const length = numberArg(args, 0, place);
	if (length > 10_000) throw new TemplateError('A padding of this length is more than this engine makes', place.line);
	return { length, filling: args.length > 1 ? textArg(args, 1, place) : ' ' };
}

/** Only the plain form; flags change what the arguments mean. */
function withoutFlags(args: Value[], most: number, { line }: Place): void {
	if (args.length > most) throw new TemplateError('This engine knows this built-in without flags only', line);
}

/** Built-ins for strings. */
export const strings: Readonly<Record<string, BuiltIn>> = {
	json_string: ofString(jsonString),
	html: ofString((text) => escaped(text, '&#39;')),
	xhtml: ofString((text) => escaped(text, '&#39;')),
	xml: ofString((text) => escaped(text, '&apos;')),
	url: ofString((text) => encodeURIComponent(text).replace(/[!'()*~]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)),
	length: ofString((text) => text.length),
	trim: ofString((text) => text.trim()),
	upper_case: ofString((text) => text.toUpperCase()),
	lower_case: ofString((text) => text.toLowerCase()),
	cap_first: ofString((text) => text.replace(/\S/, (char) => char.toUpperCase())),
	uncap_first: ofString((text) => text.replace(/\S/, (char) => char.toLowerCase())),
	capitalize: ofString((text) => text.replace(/\S+/g, (word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase())),
	chop_linebreak: ofString((text) => text.replace(/\r?\n$/, '')),
	contains: ofString((text, args, place) => text.includes(textArg(args, 0, place))),
	starts_with: ofString((text, args, place) => text.startsWith(textArg(args, 0, place))),
	ends_with: ofString((text, args, place) => text.endsWith(textArg(args, 0, place))),
	index_of: ofString((text, args, place) => text.indexOf(textArg(args, 0, place))),
	last_index_of: ofString((text, args, place) => text.lastIndexOf(textArg(args, 0, place))),
	replace: ofString((text, args, place) => {
		withoutFlags(args, 2, place);
		return text.replaceAll(textArg(args, 0, place), () => textArg(args, 1, place));
	}),
	split: ofString((text, args, place) => {
		withoutFlags(args, 1, place);
		return text.split(textArg(args, 0, place));
	}),
	substring: ofString((text, args, place) => {
		const from = numberArg(args, 0, place);
		const to = args.length > 1 ? numberArg(args, 1, place) : text.length;
		if (from < 0 || to > text.length || from > to) throw new TemplateError(`?substring(${from}, ${to}) reaches outside of the text`, place.line);
		return text.slice(from, to);
	}),
	left_pad: ofString((text, args, place) => {
		const { length, filling } = pad(args, place);
		return text.padStart(length, filling);
	}),
	right_pad: ofString((text, args, place) => {
		const { length, filling } = pad(args, place);
		return text.padEnd(length, filling);
	}),
	remove_beginning: ofString((text, args, place) => {
		const start = textArg(args, 0, place);
		return text.startsWith(start) ? text.slice(start.length) : text;
	}),
	remove_ending: ofString((text, args, place) => {
		const end = textArg(args, 0, place);
		return end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text;
	}),
};
