import { TemplateError } from './errors';
import { endOfString } from './tokens';

/** A template's pieces: text, `${...}`, `<#tag ...>` and `</#tag>`. Comments are tags of no name. */
export type Piece =
	| { kind: 'text'; text: string; line: number }
	| { kind: 'print'; source: string; line: number }
	| { kind: 'open'; name: string; source: string; line: number }
	| { kind: 'close'; name: string; line: number }
	| { kind: 'comment'; line: number };

const MARK = /<#--|<\/?#|<\/?@|\$\{|#\{/g;
const TAG_NAME = /[A-Za-z]+/y;

/** Splits a template into its pieces. */
export function scan(template: string): Piece[] {
	const pieces: Piece[] = [];
	let at = 0;
	let line = 1;
	const text = (to: number) => {
		if (to > at) pieces.push({ kind: 'text', text: template.slice(at, to), line });
		moveTo(to);
	};
	const moveTo = (to: number) => {
		line += template.slice(at, to).split('\n').length - 1;
		at = to;
	};
	while (at < template.length) {
		MARK.lastIndex = at;
		const mark = MARK.exec(template);
		if (mark === null) {
			text(template.length);
			break;
		}
		text(mark.index);
		const inside = at + mark[0].length;
		if (mark[0] === '<#--') {
			const end = template.indexOf('-->', inside);
			if (end < 0) throw new TemplateError('A comment is not closed', line);
			pieces.push({ kind: 'comment', line });
			moveTo(end + 3);
		} else if (mark[0] === '${') {
			const end = endOfInterpolation(template, inside, line);
			pieces.push({ kind: 'print', source: template.slice(inside, end - 1), line });
			moveTo(end);
		} else if (mark[0] === '<#' || mark[0] === '</#') {
			const { piece, end } = tag(template, inside, mark[0] === '</#', line);
			pieces.push(piece);
			moveTo(end);
			if (piece.kind === 'open' && piece.name === 'noparse') {
				const close = template.indexOf('</#noparse>', at);
				if (close < 0) throw new TemplateError('<#noparse> is not closed', line);
				text(close);
			}
		} else {
			throw new TemplateError(`This engine does not know "${mark[0]}"`, line);
		}
	}
	return pieces;
}

/** Text and `${...}` of a string literal. Escapes stay as they are. */
export function splitInterpolations(text: string, line: number): Array<{ kind: 'text'; text: string } | { kind: 'print'; source: string }> {
	const parts: Array<{ kind: 'text'; text: string } | { kind: 'print'; source: string }> = [];
	let at = 0;
	for (;;) {
		const start = text.indexOf('${', at);
		if (start < 0) return [...parts, { kind: 'text', text: text.slice(at) }];
		if (start > at) parts.push({ kind: 'text', text: text.slice(at, start) });
		const end = endOfInterpolation(text, start + 2, line);
		parts.push({ kind: 'print', source: text.slice(start + 2, end - 1) });
		at = end;
	}
}

function tag(template: string, inside: number, closing: boolean, line: number): { piece: Piece; end: number } {
	TAG_NAME.lastIndex = inside;
	const name = TAG_NAME.exec(template)?.[0];
	if (name === undefined) throw new TemplateError('A directive needs a name', line);
	const from = inside + name.length;
	const end = endOfTag(template, from, line);
	const source = template.slice(from, end - 1).replace(/\/$/, '').trim();
	return { piece: closing ? { kind: 'close', name, line } : { kind: 'open', name, source, line }, end };
}

/** Index after the `>` that ends a tag; one inside parentheses or a string belongs to the expression. */
function endOfTag(template: string, from: number, line: number): number {
	let depth = 0;
	for (let at = from; at < template.length; at += 1) {
		const char = template[at] ?? '';
		if (char === '"' || char === "'") at = endOfString(template, at, template[at - 1] === 'r', line) - 1;
		else if ('([{'.includes(char)) depth += 1;
		else if (')]}'.includes(char)) depth -= 1;
		else if (char === '>' && depth <= 0) return at + 1;
	}
	throw new TemplateError('A directive is not closed', line);
}

/** Index after the `}` that ends an interpolation which starts at `from`. */
function endOfInterpolation(template: string, from: number, line: number): number {
	let depth = 0;
	for (let at = from; at < template.length; at += 1) {
		const char = template[at] ?? '';
		if (char === '"' || char === "'") at = endOfString(template, at, template[at - 1] === 'r', line) - 1;
		else if (char === '{') depth += 1;
		else if (char === '}') {
			if (depth === 0) return at + 1;
			depth -= 1;
		}
	}
	throw new TemplateError('An interpolation is not closed', line);
}
