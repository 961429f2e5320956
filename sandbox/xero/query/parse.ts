import { badQuery } from '../wire/errors';

/** The expression of a `where`: Xero passes it to .NET's dynamic LINQ, and this is the part of it that clients use. */
export type Expression =
	| { kind: 'and' | 'or'; parts: Expression[] }
	| { kind: 'not'; part: Expression }
	| { kind: 'compare'; operator: Operator; left: Operand; right: Operand }
	| { kind: 'truth'; operand: Operand };
export type Operator = '==' | '!=' | '>' | '>=' | '<' | '<=';
export type Operand =
	| { kind: 'field'; path: string[] }
	| { kind: 'literal'; type: 'text' | 'number' | 'bool' | 'guid' | 'instant'; value: string | number | boolean }
	| { kind: 'null' }
	| { kind: 'method'; name: string; of: Operand; argument?: Operand };

type Token = { type: 'text' | 'number' | 'name' | 'sign'; value: string; at: number };

const TOKEN = /\s*(?:"((?:[^"\\]|""|\\.)*)"|(-?\d+(?:\.\d+)?)|([A-Za-z_]\w*)|(==|!=|<>|>=|<=|&&|\|\||[=><!().,]))/y;

function tokens(source: string): Token[] {
	const found: Token[] = [];
	TOKEN.lastIndex = 0;
	while (TOKEN.lastIndex < source.length) {
		const at = TOKEN.lastIndex;
		if (/^\s*$/.test(source.slice(at))) break;
		const match = TOKEN.exec(source);
		if (match === null) throw badQuery(`Syntax error at position ${at}`);
		const [, quoted, number, name, sign] = match;
		if (quoted !== undefined)
			found.push({ type: 'text', value: quoted.replace(/""|\\(.)/g, (all, one: string) => one ?? all[0]), at });
		else if (number !== undefined) found.push({ type: 'number', value: number, at });
		else if (name !== undefined) found.push({ type: 'name', value: name, at });
		else found.push({ type: 'sign', value: sign ?? '', at });
	}
	return found;
}

const OPERATORS: Readonly<Record<string, Operator>> = {
	'==': '==',
	'=': '==',
	'!=': '!=',
	'<>': '!=',
	'>': '>',
	'>=': '>=',
	'<': '<',
	'<=': '<=',
};
const METHODS: Readonly<Record<string, { name: string; arguments: 0 | 1 }>> = {
	contains: { name: 'Contains', arguments: 1 },
	startswith: { name: 'StartsWith', arguments: 1 },
	endswith: { name: 'EndsWith', arguments: 1 },
	tolower: { name: 'ToLower', arguments: 0 },
	toupper: { name: 'ToUpper', arguments: 0 },
	trim: { name: 'Trim', arguments: 0 },
};

/** Throws ErrorNumber 16 with the position for what it can't read. */
export function parseWhere(source: string): Expression {
	const all = tokens(source);
	let next = 0;
	const peek = () => all[next];
	const isSign = (value: string) => peek()?.type === 'sign' && peek()?.value === value;
	const isWord = (value: string) => peek()?.type === 'name' && peek()?.value.toLowerCase() === value;
	const fail = (what: string): never => {
		throw badQuery(`${what} at position ${peek()?.at ?? source.length}`);
	};
	const expect = (sign: string) => {
		if (!isSign(sign)) fail(`'${sign}' expected`);
		next += 1;
	};

	const either = (): Expression => chain('or', both, () => isWord('or') || isSign('||'));
	const both = (): Expression => chain('and', single, () => isWord('and') || isSign('&&'));
	function chain(kind: 'and' | 'or', part: () => Expression, more: () => boolean): Expression {
		const parts = [part()];
		while (more()) {
			next += 1;
			parts.push(part());
		}
		const [only] = parts;
		return parts.length === 1 && only !== undefined ? only : { kind, parts };
	}
	function single(): Expression {
		if (isWord('not') || isSign('!')) {
			next += 1;
			return { kind: 'not', part: single() };
		}
		if (isSign('(')) {
			next += 1;
			const inner = either();
			expect(')');
			return inner;
		}
		const left = operand();
		const operator = peek()?.type === 'sign' ? OPERATORS[peek()?.value ?? ''] : undefined;
		if (operator === undefined) return { kind: 'truth', operand: left };
		next += 1;
		return { kind: 'compare', operator, left, right: operand() };
	}
	function operand(): Operand {
		const token = peek() ?? fail('Expression expected');
		next += 1;
		if (token.type === 'text') return { kind: 'literal', type: 'text', value: token.value };
		if (token.type === 'number') return { kind: 'literal', type: 'number', value: Number(token.value) };
		if (token.type === 'sign') {
			next -= 1;
			return fail('Expression expected');
		}
		const lower = token.value.toLowerCase();
		if (lower === 'null') return { kind: 'null' };
		if (lower === 'true' || lower === 'false') return { kind: 'literal', type: 'bool', value: lower === 'true' };
		if ((lower === 'guid' || lower === 'datetime') && isSign('('))
			return lower === 'guid' ? guidLiteral() : dateLiteral();
		return path(token.value);
	}
	function path(first: string): Operand {
		const names = [first];
		let found: Operand = { kind: 'field', path: names };
		while (isSign('.')) {
			next += 1;
			const token = peek();
			if (token?.type !== 'name') fail('Identifier expected');
			const name = token?.value ?? '';
			next += 1;
			if (!isSign('(')) {
				if (found.kind === 'field') names.push(name);
				continue;
			}
			const method = METHODS[name.toLowerCase()] ?? fail(`No applicable method '${name}' exists`);
			expect('(');
			const argument = method.arguments === 1 ? operand() : undefined;
			expect(')');
			found = { kind: 'method', name: method.name, of: found, argument };
		}
		return found;
	}
	function guidLiteral(): Operand {
		expect('(');
		const token = peek();
		if (token?.type !== 'text') fail('String literal expected');
		next += 1;
		expect(')');
		return { kind: 'literal', type: 'guid', value: (token?.value ?? '').toLowerCase() };
	}
	function dateLiteral(): Operand {
		expect('(');
		const parts: number[] = [];
		while (peek()?.type === 'number') {
			parts.push(Number(peek()?.value));
			next += 1;
			if (isSign(',')) next += 1;
		}
		expect(')');
		if (parts.length < 3) fail('DateTime(year, month, day) expected');
		const [year = 1, month = 1, date = 1, hour = 0, minute = 0, second = 0] = parts;
		return { kind: 'literal', type: 'instant', value: Date.UTC(year, month - 1, date, hour, minute, second) };
	}

	const expression = either();
	if (next < all.length) fail('Syntax error');
	return expression;
}
