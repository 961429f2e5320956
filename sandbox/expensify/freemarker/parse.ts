import { TemplateError } from './errors';
import { ExpressionReader } from './expression';
import { type Piece, scan } from './scan';
import type { Expression, Node } from './tree';
import { strip } from './whitespace';

/** Reads a template into its tree, or says in which line it holds something that this engine cannot do. */
export function parseTemplate(template: string): Node[] {
	const parser = new TemplateParser(strip(scan(template)));
	return parser.whole();
}

type Open = Extract<Piece, { kind: 'open' }>;

class TemplateParser {
	private at = 0;

	constructor(private readonly pieces: Piece[]) {}

	whole(): Node[] {
		const body = this.body(null);
		const piece = this.pieces[this.at];
		if (piece !== undefined) throw new TemplateError(`Unexpected ${show(piece)}`, piece.line);
		return body;
	}

	/** Nodes up to the closing tag of `parent` or to one of `stops`, neither of which is taken. */
	private body(parent: Open | null, ...stops: string[]): Node[] {
		const nodes: Node[] = [];
		for (;;) {
			const piece = this.pieces[this.at];
			if (piece === undefined) {
				if (parent) throw new TemplateError(`<#${parent.name}> is not closed`, parent.line);
				return nodes;
			}
			if (piece.kind === 'close' || (piece.kind === 'open' && stops.includes(piece.name))) return nodes;
			this.at += 1;
			if (piece.kind === 'text') nodes.push(piece);
			else if (piece.kind === 'print') nodes.push({ kind: 'print', value: whole(piece.source, piece.line), line: piece.line });
			else if (piece.kind === 'open') nodes.push(...this.directive(piece));
		}
	}

	private directive(tag: Open): Node[] {
		const { name, source, line } = tag;
		switch (name) {
			case 'if': return [this.condition(tag)];
			case 'list': return [this.list(tag)];
			case 'items': return [{ kind: 'items', names: loopNames(new ExpressionReader(source, line)), body: this.closed(tag), line }];
			// <#sep> may stay open: it then reaches to the end of the loop.
			case 'sep': return [{ kind: 'sep', body: this.separator(tag), line }];
			case 'assign': case 'global': case 'local': return [this.assignment(tag)];
			case 'switch': return [this.choice(tag)];
			case 'setting': return [setting(tag)];
			case 'noparse': return this.closed(tag);
			case 'break': case 'continue': return [{ kind: name, line }];
			default: throw new TemplateError(`This engine does not know the directive <#${name}>`, line);
		}
	}

	private condition(tag: Open): Node {
		const branches: Array<{ test?: Expression; body: Node[] }> = [];
		let branch: Open = tag;
		for (;;) {
			const test = branch.name === 'else' ? undefined : whole(branch.source, branch.line);
			branches.push({ test, body: this.body(tag, ...(test ? ['elseif', 'else'] : [])) });
			const next = this.pieces[this.at];
			if (next?.kind !== 'open') break;
			this.at += 1;
			branch = next;
		}
		this.close(tag);
		return { kind: 'if', branches, line: tag.line };
	}

	private list(tag: Open): Node {
		const reader = new ExpressionReader(tag.source, tag.line);
		const sequence = reader.expression();
		const names = reader.done ? [] : loopNames(reader);
		const body = this.body(tag, 'else');
		const otherwise = this.pieces[this.at]?.kind === 'open' ? this.afterElse(tag) : undefined;
		this.close(tag);
		return { kind: 'list', sequence, names, body, otherwise, line: tag.line };
	}

	private afterElse(tag: Open): Node[] {
		this.at += 1;
		return this.body(tag);
	}

	private separator(tag: Open): Node[] {
		const body = this.body(tag, 'else');
		const next = this.pieces[this.at];
		if (next?.kind === 'close' && next.name === 'sep') this.at += 1;
		return body;
	}

	private assignment(tag: Open): Node {
		const { source, line } = tag;
		if (/^[\p{L}_$@][\p{L}\p{N}_$@]*$/u.test(source)) return { kind: 'capture', name: source, body: this.closed(tag), line };
		const reader = new ExpressionReader(source, line);
		const assignments = [];
		while (!reader.done) {
			const name = reader.name();
			const operator = ['+', '-', '*', '/', '%'].find((sign) => reader.accept(sign)) ?? '';
			if (!reader.accept('=')) throw new TemplateError(`<#${tag.name}> wants name=value`, line);
			assignments.push({ name, operator, value: reader.expression() });
			reader.accept(',');
		}
		return { kind: 'assign', assignments, line };
	}

	private choice(tag: Open): Node {
		const value = whole(tag.source, tag.line);
		const before = this.body(tag, 'case', 'default');
		if (before.some((node) => node.kind !== 'text' || node.text.trim() !== '')) {
			throw new TemplateError('<#switch> holds something before its first <#case>', tag.line);
		}
		const cases: Array<{ test?: Expression; body: Node[] }> = [];
		for (;;) {
			const next = this.pieces[this.at];
			if (next?.kind !== 'open') break;
			this.at += 1;
			const test = next.name === 'case' ? whole(next.source, next.line) : undefined;
			cases.push({ test, body: this.body(tag, 'case', 'default') });
		}
		this.close(tag);
		return { kind: 'switch', value, cases, line: tag.line };
	}

	private closed(tag: Open): Node[] {
		const body = this.body(tag);
		this.close(tag);
		return body;
	}

	private close(tag: Open): void {
		const piece = this.pieces[this.at];
		if (piece?.kind !== 'close' || piece.name !== tag.name) {
			throw new TemplateError(`<#${tag.name}> is not closed${piece ? `; found ${show(piece)}` : ''}`, tag.line);
		}
		this.at += 1;
	}
}

function whole(source: string, line: number): Expression {
	const reader = new ExpressionReader(source, line);
	const expression = reader.expression();
	reader.end();
	return expression;
}

function loopNames(reader: ExpressionReader): string[] {
	if (!reader.accept('as')) throw new TemplateError('A loop wants "as name"');
	const names = [reader.name()];
	if (reader.accept(',')) names.push(reader.name());
	reader.end();
	return names;
}

function setting({ source, line }: Open): Node {
	const reader = new ExpressionReader(source, line);
	const name = reader.name();
	if (name !== 'number_format') throw new TemplateError(`This engine does not know the setting "${name}"`, line);
	if (!reader.accept('=')) throw new TemplateError('<#setting> wants name=value', line);
	const value = reader.expression();
	reader.end();
	return { kind: 'setting', name, value, line };
}

function show(piece: Piece): string {
	return piece.kind === 'open' ? `<#${piece.name}>` : piece.kind === 'close' ? `</#${piece.name}>` : piece.kind;
}
