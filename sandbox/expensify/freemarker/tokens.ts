import { TemplateError } from './errors';

export type Token =
	| { kind: 'name' | 'operator'; text: string; spaceBefore: boolean }
	/** `raw` strings (r"...") hold no interpolations. */
	| { kind: 'string'; text: string; raw: boolean; spaceBefore: boolean }
	| { kind: 'number'; text: string; spaceBefore: boolean };

const SPACE = /\s+/y;
const NAME = /[\p{L}_$@][\p{L}\p{N}_$@]*/uy;
const NUMBER = /\d+(\.\d+)?/y;
const OPERATOR = /\.\.[<!*]|\.\.|\?\?|==|!=|<=|>=|&&|\|\||&lt;=|&gt;=|&lt;|&gt;|[-+*/%<>=!?.,:()[\]{}]/y;
const ESCAPES: Readonly<Record<string, string>> = {
	'"': '"', "'": "'", '\\': '\\', n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', l: '<', g: '>', a: '&', '{': '{', '=': '=',
};

/** Splits an expression into tokens. Source: FreeMarker manual, "Expressions". */
export function tokenize(source: string, line: number): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	let spaceBefore = false;
	const match = (pattern: RegExp) => {
		pattern.lastIndex = at;
		return pattern.exec(source)?.[0];
	};
	while (at < source.length) {
		const space = match(SPACE);
		if (space !== undefined) {
			at += space.length;
			spaceBefore = true;
			continue;
		}
		const start = source[at] ?? '';
		if (start === '"' || start === "'" || (start === 'r' && /["']/.test(source[at + 1] ?? ''))) {
			const raw = start === 'r';
			const end = endOfString(source, raw ? at + 1 : at, raw, line);
			const inner = source.slice(raw ? at + 2 : at + 1, end - 1);
			tokens.push({ kind: 'string', text: inner, raw, spaceBefore });
			at = end;
		} else {
			const name = match(NAME);
			const number = name === undefined ? match(NUMBER) : undefined;
			const text = name ?? number ?? match(OPERATOR);
			if (text === undefined) throw new TemplateError(`Unexpected "${start}" in an expression`, line);
			tokens.push({ kind: name !== undefined ? 'name' : number !== undefined ? 'number' : 'operator', text, spaceBefore });
			at += text.length;
		}
		spaceBefore = false;
	}
	return tokens;
}

/** Index after the closing quote of the string literal whose opening quote stands at `start`. */
export function endOfString(source: string, start: number, raw: boolean, line: number): number {
	const quote = source[start];
	for (let at = start + 1; at < source.length; at += 1) {
		if (source[at] === '\\' && !raw) at += 1;
		else if (source[at] === quote) return at + 1;
	}
	throw new TemplateError('A string literal is not closed', line);
}

/** Resolves the backslash escapes of a string literal. */
export function unescape(text: string, line: number): string {
	return text.replace(/\\(x[0-9a-fA-F]{1,4}|.)/gs, (_all, escape: string) => {
		if (escape.startsWith('x') && escape.length > 1) return String.fromCharCode(Number.parseInt(escape.slice(1), 16));
		const plain = ESCAPES[escape];
		if (plain === undefined) throw new TemplateError(`Unknown escape "\\${escape}" in a string literal`, line);
		return plain;
	});
}
