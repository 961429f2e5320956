import { fault } from '../wire/faults';

export interface Token {
	kind: 'word' | 'text' | 'number' | 'sign' | 'end';
	/** Of a text what stands between its quotes, without the escapes. */
	value: string;
	/** Counted from 1, for the error. */
	column: number;
}

const WORD = /^[A-Za-z_][\w.]*/;
const NUMBER = /^-?\d+(\.\d+)?/;
const SIGN = /^(<=|>=|[=<>(),*])/;

/** A statement in pieces. In texts `\'` and `\\` are escapes; nothing else is. Source: Intuit, "Data queries". */
export function tokensOf(statement: string): Token[] {
	const tokens: Token[] = [];
	let at = 0;
	while (at < statement.length) {
		const rest = statement.slice(at);
		const space = /^\s+/.exec(rest);
		if (space !== null) {
			at += space[0].length;
			continue;
		}
		const column = at + 1;
		if (rest.startsWith("'")) {
			const { value, length } = textAt(statement, at);
			tokens.push({ kind: 'text', value, column });
			at += length;
			continue;
		}
		const found = ([['word', WORD], ['number', NUMBER], ['sign', SIGN]] as const).find(([, pattern]) => pattern.test(rest));
		if (found === undefined) throw lexical(rest[0] ?? '', column);
		const value = found[1].exec(rest)?.[0] ?? '';
		tokens.push({ kind: found[0], value, column });
		at += value.length;
	}
	return [...tokens, { kind: 'end', value: '', column: statement.length + 1 }];
}

function textAt(statement: string, start: number): { value: string; length: number } {
	let value = '';
	for (let at = start + 1; at < statement.length; at++) {
		const sign = statement[at] ?? '';
		if (sign === "'") return { value, length: at + 1 - start };
		const next = statement[at + 1];
		if (sign === '\\' && (next === "'" || next === '\\')) {
			value += next;
			at += 1;
		} else value += sign;
	}
	throw lexical('<EOF>', statement.length + 1);
}

function lexical(sign: string, column: number): Error {
	return fault(4000, `QueryParserError: Lexical error at line 1, column ${column}.  Encountered: "${sign}"`);
}

export function unexpected({ kind, value, column }: Token): Error {
	const named = kind === 'end' ? '<EOF>' : kind === 'word' ? `<IDENTIFIER> "${value} "` : kind === 'number' ? `<INTEGER> "${value} "` : `"${value} "`;
	return fault(4000, `QueryParserError: Encountered " ${named}" at line 1, column ${column}.`);
}
