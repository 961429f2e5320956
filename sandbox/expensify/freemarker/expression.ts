import { TemplateError } from './errors';
import { splitInterpolations } from './scan';
import { type Token, tokenize, unescape } from './tokens';
import type { Expression } from './tree';

/** Binary operators by binding strength, weakest first, with their spelt-out forms. */
const LEVELS: ReadonlyArray<Readonly<Record<string, string>>> = [
	{ '||': '||', or: '||' },
	{ '&&': '&&', and: '&&' },
	{ '==': '==', '=': '==', '!=': '!=' },
	{
		'<': '<', lt: '<', '&lt;': '<', '<=': '<=', lte: '<=', '&lt;=': '<=',
		'>': '>', gt: '>', '&gt;': '>', '>=': '>=', gte: '>=', '&gt;=': '>=',
	},
];
const RANGES = new Set(['..', '..<', '..!']);
const RESERVED = new Set(['in', 'as', 'using', 'lt', 'lte', 'gt', 'gte', 'and', 'or']);

/** Reads one expression after the other from a piece of template. */
export class ExpressionReader {
	private at = 0;
	private readonly tokens: Token[];

	constructor(
		source: string,
		private readonly line: number,
	) {
		this.tokens = tokenize(source, line);
	}

	expression(level = 0): Expression {
		const operators = LEVELS[level];
		if (operators === undefined) return this.range();
		let left = this.expression(level + 1);
		for (;;) {
			const token = this.peek();
			const operator = token && token.kind !== 'string' ? operators[token.text] : undefined;
			if (operator === undefined) return left;
			this.at += 1;
			left = { kind: 'binary', operator, left, right: this.expression(level + 1), line: this.line };
		}
	}

	/** A name as directives have it: in `as name`, in `name = value`. */
	name(): string {
		const token = this.tokens[this.at++];
		if (token?.kind !== 'name') throw this.unexpected(token, 'a name');
		return token.text;
	}

	/** Takes the token if it is this one. */
	accept(text: string): boolean {
		if (!this.isNext(text)) return false;
		this.at += 1;
		return true;
	}

	isNext(text: string): boolean {
		const token = this.peek();
		return token !== undefined && token.kind !== 'string' && token.text === text;
	}

	get done(): boolean {
		return this.at >= this.tokens.length;
	}

	end(): void {
		if (!this.done) throw this.unexpected(this.peek(), 'the end');
	}

	private range(): Expression {
		const from = this.additive();
		const operator = this.peek()?.text ?? '';
		if (!RANGES.has(operator) || this.peek()?.kind !== 'operator') return from;
		this.at += 1;
		const to = this.startsExpression() ? this.additive() : undefined;
		return { kind: 'range', from, to, exclusive: operator !== '..', line: this.line };
	}

	private additive(): Expression {
		return this.chain(['+', '-'], () => this.chain(['*', '/', '%'], () => this.unary()));
	}

	private chain(operators: string[], operand: () => Expression): Expression {
		let left = operand();
		for (;;) {
			const operator = operators.find((text) => this.isNext(text));
			if (operator === undefined) return left;
			this.at += 1;
			left = { kind: 'binary', operator, left, right: operand(), line: this.line };
		}
	}

	private unary(): Expression {
		for (const operator of ['-', '+', '!'] as const) {
			if (this.accept(operator)) return { kind: 'unary', operator, operand: this.unary(), line: this.line };
		}
		return this.primary();
	}

	/** A value with everything that hangs on it: `.key`, `[key]`, `?builtin(...)`, `!default`, `??`. */
	private primary(): Expression {
		const { line } = this;
		let target = this.atom();
		for (;;) {
			if (this.accept('.')) {
				target = { kind: 'dot', target, key: { kind: 'literal', value: this.name(), line }, line };
			} else if (this.accept('[')) {
				const key = this.expression();
				this.expect(']');
				target = key.kind === 'range' ? { kind: 'slice', target, range: key, line } : { kind: 'dot', target, key, line };
			} else if (this.accept('??')) {
				target = { kind: 'exists', target, line };
			} else if (this.accept('?')) {
				const name = this.name();
				target = { kind: 'builtin', target, name, args: this.accept('(') ? this.list(')') : [], line };
			} else if (this.accept('!')) {
				const fallback = this.startsExpression() ? this.primary() : undefined;
				target = { kind: 'default', target, fallback, line };
			} else if (this.isNext('(')) {
				throw new TemplateError('This engine calls no methods and functions', line);
			} else {
				return target;
			}
		}
	}

	private atom(): Expression {
		const { line } = this;
		const token = this.tokens[this.at++];
		if (token === undefined) throw this.unexpected(token, 'a value');
		if (token.kind === 'number') return { kind: 'decimal', text: token.text, line };
		if (token.kind === 'string') return this.string(token.text, token.raw);
		if (token.kind === 'name') {
			if (token.text === 'true' || token.text === 'false') return { kind: 'literal', value: token.text === 'true', line };
			if (RESERVED.has(token.text)) throw this.unexpected(token, 'a value');
			return { kind: 'name', name: token.text, line };
		}
		if (token.text === '(') {
			const inner = this.expression();
			this.expect(')');
			return { kind: 'paren', inner, line };
		}
		if (token.text === '[') return { kind: 'sequence', items: this.list(']'), line };
		if (token.text === '{') return this.hash();
		if (token.text === '.') throw new TemplateError(`This engine has no special variable ".${this.peek()?.text ?? ''}"`, line);
		throw this.unexpected(token, 'a value');
	}

	private string(text: string, raw: boolean): Expression {
		const { line } = this;
		if (raw) return { kind: 'literal', value: text, line };
		const parts = splitInterpolations(text, line).map((part) => {
			if (part.kind === 'text') return unescape(part.text, line);
			const reader = new ExpressionReader(unescape(part.source, line), line);
			const value = reader.expression();
			reader.end();
			return value;
		});
		if (parts.every((part) => typeof part === 'string')) return { kind: 'literal', value: parts.join(''), line };
		return { kind: 'text', parts, line };
	}

	private hash(): Expression {
		const entries: Array<[Expression, Expression]> = [];
		while (!this.accept('}')) {
			const key = this.expression();
			if (!this.accept(':')) this.expect(',');
			entries.push([key, this.expression()]);
			if (!this.isNext('}')) this.expect(',');
		}
		return { kind: 'hash', entries, line: this.line };
	}

	private list(close: string): Expression[] {
		const items: Expression[] = [];
		while (!this.accept(close)) {
			items.push(this.expression());
			if (!this.isNext(close)) this.expect(',');
		}
		return items;
	}

	private startsExpression(): boolean {
		const token = this.peek();
		if (token === undefined) return false;
		if (token.kind === 'operator') return ['(', '[', '{'].includes(token.text);
		return token.kind !== 'name' || !RESERVED.has(token.text);
	}

	private expect(text: string): void {
		if (!this.accept(text)) throw this.unexpected(this.peek(), `"${text}"`);
	}

	private peek(): Token | undefined {
		return this.tokens[this.at];
	}

	private unexpected(token: Token | undefined, wanted: string): TemplateError {
		return new TemplateError(`Found ${token ? `"${token.text}"` : 'the end of the expression'} where ${wanted} was wanted`, this.line);
	}
}
