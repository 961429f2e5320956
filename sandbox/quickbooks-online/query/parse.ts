import { fault } from '../wire/faults';
import { type Token, tokensOf, unexpected } from './tokens';

export type Operator = '=' | '<' | '>' | '<=' | '>=' | 'in' | 'like';
export interface Value {
	text: string;
	/** A word without quotes, such as true. */
	bare: boolean;
}
export interface Condition {
	property: string;
	operator: Operator;
	values: Value[];
}
export interface Statement {
	count: boolean;
	entity: string;
	where: Condition[];
	order: Array<{ property: string; descending: boolean }>;
	/** From 1. */
	start: number;
	most: number;
}

const USUAL_PAGE = 100;
export const LARGEST_PAGE = 1000;

/** Keywords are taken in any case, and the clauses after WHERE in any order, as clients send them. */
export function parse(text: string): Statement {
	const reader = new Reader(tokensOf(text.trim().replace(/;$/, '')));
	reader.word('select');
	const count = reader.isWord('count');
	if (count) {
		reader.next();
		reader.sign('(');
		reader.sign('*');
		reader.sign(')');
	} else {
		reader.sign('*');
		while (reader.takes(',')) reader.name(); // "select *, Sku": old versions wanted it so
	}
	reader.word('from');
	const statement: Statement = { count, entity: reader.name(), where: [], order: [], start: 1, most: USUAL_PAGE };
	if (reader.takesWord('where')) statement.where = conditions(reader);
	while (!reader.isEnd()) clause(reader, statement);
	return statement;
}

function conditions(reader: Reader): Condition[] {
	const found: Condition[] = [];
	do found.push(condition(reader));
	while (reader.takesWord('and'));
	return found;
}

function condition(reader: Reader): Condition {
	const property = reader.name();
	if (reader.takesWord('in')) {
		reader.sign('(');
		const values = [reader.value()];
		while (reader.takes(',')) values.push(reader.value());
		reader.sign(')');
		return { property, operator: 'in', values };
	}
	if (reader.takesWord('like')) return { property, operator: 'like', values: [reader.value()] };
	return { property, operator: reader.operator(), values: [reader.value()] };
}

function clause(reader: Reader, statement: Statement): void {
	if (reader.takesWord('startposition')) {
		statement.start = atLeast(reader.integer(), 1);
	} else if (reader.takesWord('maxresults')) {
		const most = atLeast(reader.integer(), 1);
		if (most > LARGEST_PAGE) throw fault(4001, `QueryValidationError: value ${most} is too large. Max allowed value is ${LARGEST_PAGE}`);
		statement.most = most;
	} else if (reader.isWord('orderby') || reader.isWord('order')) {
		if (reader.next().value.toLowerCase() === 'order') reader.word('by');
		do {
			const property = reader.name();
			const descending = reader.takesWord('desc');
			if (!descending) reader.takesWord('asc');
			statement.order.push({ property, descending });
		} while (reader.takes(','));
	} else throw unexpected(reader.next());
}

function atLeast(value: number, least: number): number {
	if (value < least) throw fault(4001, `QueryValidationError: value ${value} is too small. Min allowed value is ${least}`);
	return value;
}

class Reader {
	private at = 0;
	constructor(private readonly tokens: Token[]) {}

	next(): Token {
		const token = this.peek();
		this.at += 1;
		return token;
	}
	isEnd(): boolean {
		return this.peek().kind === 'end';
	}
	isWord(word: string): boolean {
		const { kind, value } = this.peek();
		return kind === 'word' && value.toLowerCase() === word;
	}
	takesWord(word: string): boolean {
		const is = this.isWord(word);
		if (is) this.at += 1;
		return is;
	}
	word(word: string): void {
		if (!this.takesWord(word)) throw unexpected(this.peek());
	}
	takes(sign: string): boolean {
		const { kind, value } = this.peek();
		const is = kind === 'sign' && value === sign;
		if (is) this.at += 1;
		return is;
	}
	sign(sign: string): void {
		if (!this.takes(sign)) throw unexpected(this.peek());
	}
	name(): string {
		if (this.peek().kind !== 'word') throw unexpected(this.peek());
		return this.next().value;
	}
	operator(): Operator {
		const { kind, value } = this.peek();
		if (kind !== 'sign' || !['=', '<', '>', '<=', '>='].includes(value)) throw unexpected(this.peek());
		return this.next().value as Operator; // just checked
	}
	integer(): number {
		const { kind, value } = this.peek();
		if (kind !== 'number' || !/^\d+$/.test(value)) throw unexpected(this.peek());
		return Number(this.next().value);
	}
	/** Texts and numbers stand in quotes; a number without them is an error of syntax. */
	value(): Value {
		const token = this.peek();
		if (token.kind === 'text') return { text: this.next().value, bare: false };
		if (token.kind === 'word' && /^(true|false)$/i.test(token.value)) return { text: this.next().value.toLowerCase(), bare: true };
		throw unexpected(token);
	}

	private peek(): Token {
		return this.tokens[this.at] ?? (this.tokens[this.tokens.length - 1] as Token); // the last one is the end
	}
}
