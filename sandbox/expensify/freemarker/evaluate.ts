import { Decimal } from 'decimal.js';
import { builtins } from './builtins';
import { MissingValue, TemplateError } from './errors';
import { formatNumber } from './numbers';
import type { Scope } from './scope';
import type { Expression } from './tree';
import { Exact, hasContent, isHash, isNumber, member, typeName, type Value, wrongType } from './values';

/** Longest range and repeated text that a template may ask for. */
export const LONGEST = 1_000_000;
/** FreeMarker divides to twelve decimals at least. */
const DIVISION_DECIMALS = 12;

/** The value of an expression; a missing one is an error. */
export function evaluate(expression: Expression, scope: Scope): Value {
	const value = maybe(expression, scope);
	if (value !== undefined) return value;
	throw new MissingValue(`The value ${show(expression)} is missing; use "!" to give a default`, expression.line);
}

/** The value of an expression, or undefined where its last step finds nothing. An earlier step that fails is an error. */
export function maybe(expression: Expression, scope: Scope): Value {
	const { line } = expression;
	switch (expression.kind) {
		case 'literal': return expression.value;
		case 'decimal': return new Exact(expression.text);
		case 'text': return expression.parts.map((part) => (typeof part === 'string' ? part : print(evaluate(part, scope), scope, line))).join('');
		case 'name': return scope.look(expression.name);
		case 'paren': return maybe(expression.inner, scope);
		case 'dot': return dot(evaluate(expression.target, scope), evaluate(expression.key, scope), line);
		case 'slice': return slice(evaluate(expression.target, scope), evaluate(expression.range, scope), line);
		case 'default': {
			const value = forgiving(expression.target, scope);
			if (value !== undefined) return value;
			// Without a fallback it is at once an empty string, sequence and hash; as a string it prints nothing.
			return expression.fallback ? evaluate(expression.fallback, scope) : '';
		}
		case 'exists': return forgiving(expression.target, scope) !== undefined;
		case 'builtin': return builtin(expression, scope);
		case 'unary': return unary(expression.operator, evaluate(expression.operand, scope), line);
		case 'binary': return binary(expression, scope);
		case 'range': return range(expression, scope);
		case 'sequence': return expression.items.map((item) => evaluate(item, scope));
		case 'hash': return Object.fromEntries(
			expression.entries.map(([key, value]) => [text(evaluate(key, scope), scope, line), evaluate(value, scope)]),
		);
	}
}

/** As `!`, `??` and `?has_content` look at their left side: parentheses forgive every missing step inside. */
function forgiving(expression: Expression, scope: Scope): Value {
	if (expression.kind !== 'paren') return maybe(expression, scope);
	try {
		return maybe(expression.inner, scope);
	} catch (error) {
		if (error instanceof MissingValue) return undefined;
		throw error;
	}
}

const FORGIVING: Readonly<Record<string, (value: Value, fallback: Value) => Value>> = {
	has_content: hasContent,
	exists: (value) => value !== undefined,
	if_exists: (value) => value ?? '',
	default: (value, fallback) => value ?? fallback,
};

function builtin(expression: Extract<Expression, { kind: 'builtin' }>, scope: Scope): Value {
	const { name, target, line } = expression;
	const arg = (index: number) => {
		const given = expression.args[index];
		return given && evaluate(given, scope);
	};
	const forgive = Object.hasOwn(FORGIVING, name) ? FORGIVING[name] : undefined;
	if (forgive) {
		const value = forgiving(target, scope);
		return forgive(value, name === 'default' && value === undefined ? arg(0) : undefined);
	}
	if (name === 'then') {
		const value = evaluate(target, scope);
		if (typeof value !== 'boolean') throw wrongType(value, 'boolean', line);
		return arg(value ? 0 : 1);
	}
	if (target.kind === 'name') {
		const answer = scope.aboutLoop(target.name, name);
		if (answer !== undefined) return answer;
	}
	const run = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
	if (run === undefined) throw new TemplateError(`This engine does not know the built-in "?${name}"`, line);
	const args = expression.args.map((given) => evaluate(given, scope));
	return run(evaluate(target, scope), args, { line, format: scope.format });
}

function dot(target: Value, key: Value, line: number): Value {
	if (Array.isArray(target)) {
		if (!isNumber(key)) throw wrongType(target, 'hash', line);
		return target[new Exact(key).toNumber()];
	}
	if (typeof target === 'string' && isNumber(key)) return target[new Exact(key).toNumber()];
	if (!isHash(target)) throw wrongType(target, 'hash', line);
	if (typeof key !== 'string') throw wrongType(key, 'string', line);
	return member(target, key);
}

function slice(target: Value, indexes: Value, line: number): Value {
	if (!Array.isArray(indexes)) throw wrongType(indexes, 'range', line);
	const at = indexes.map((index) => Number(index));
	const [from = 0] = at;
	const to = (at.at(-1) ?? from - 1) + 1;
	if (typeof target === 'string') return target.slice(from, to);
	if (Array.isArray(target)) return target.slice(from, to);
	throw wrongType(target, 'sequence or string', line);
}

function unary(operator: string, operand: Value, line: number): Value {
	if (operator === '!') {
		if (typeof operand !== 'boolean') throw wrongType(operand, 'boolean', line);
		return !operand;
	}
	if (!isNumber(operand)) throw wrongType(operand, 'number', line);
	return operator === '-' ? new Exact(operand).negated() : operand;
}

function binary(expression: Extract<Expression, { kind: 'binary' }>, scope: Scope): Value {
	const { operator, line } = expression;
	if (operator === '&&' || operator === '||') {
		const left = condition(expression.left, scope);
		return left === (operator === '||') ? left : condition(expression.right, scope);
	}
	return calculate(operator, evaluate(expression.left, scope), evaluate(expression.right, scope), scope, line);
}

export function condition(expression: Expression, scope: Scope): boolean {
	const value = evaluate(expression, scope);
	if (typeof value !== 'boolean') throw wrongType(value, 'boolean', expression.line);
	return value;
}

export function calculate(operator: string, left: Value, right: Value, scope: Scope, line: number): Value {
	if (operator === '==' || operator === '!=') return equal(left, right, line) === (operator === '==');
	if (operator === '+' && !(isNumber(left) && isNumber(right))) return join(left, right, scope, line);
	if (!isNumber(left)) throw wrongType(left, 'number', line);
	if (!isNumber(right)) throw wrongType(right, 'number', line);
	const a = new Exact(left);
	const b = new Exact(right);
	switch (operator) {
		case '+': return a.plus(b);
		case '-': return a.minus(b);
		case '*': return a.times(b);
		case '/': case '%':
			if (b.isZero()) throw new TemplateError('Division by zero', line);
			if (operator === '/') return a.div(b).toDecimalPlaces(Math.max(DIVISION_DECIMALS, a.decimalPlaces(), b.decimalPlaces()));
			return a.trunc().mod(b.trunc());
		case '<': return a.lessThan(b);
		case '<=': return a.lessThanOrEqualTo(b);
		case '>': return a.greaterThan(b);
		default: return a.greaterThanOrEqualTo(b);
	}
}

function equal(left: Value, right: Value, line: number): boolean {
	if (isNumber(left) && isNumber(right)) return new Exact(left).equals(right);
	if (typeof left === typeof right && (typeof left === 'string' || typeof left === 'boolean')) return left === right;
	throw new TemplateError(`A ${typeName(left)} cannot be compared to a ${typeName(right)}`, line);
}

function join(left: Value, right: Value, scope: Scope, line: number): Value {
	if (Array.isArray(left) && Array.isArray(right)) return [...left, ...right];
	if (isHash(left) && isHash(right)) return { ...left, ...right };
	return text(left, scope, line) + text(right, scope, line);
}

function range(expression: Extract<Expression, { kind: 'range' }>, scope: Scope): Value {
	const { line } = expression;
	const from = evaluate(expression.from, scope);
	const to = expression.to ? evaluate(expression.to, scope) : undefined;
	if (to === undefined) throw new TemplateError('This engine knows ranges with an end only', line);
	if (!isNumber(from) || !isNumber(to)) throw wrongType(isNumber(from) ? to : from, 'number', line);
	const start = new Exact(from).toNumber();
	const end = new Exact(to).toNumber();
	const step = end >= start ? 1 : -1;
	const length = Math.abs(end - start) + (expression.exclusive ? 0 : 1);
	if (length > LONGEST) throw new TemplateError(`A range of ${length} is more than this engine holds`, line);
	return Array.from({ length }, (_, index) => start + index * step);
}

/** As `${...}` prints it. A boolean prints nothing: Expensify's pages tell people to use ?string or ?c for it. */
export function print(value: Value, scope: Scope, line: number): string {
	return typeof value === 'boolean' ? '' : text(value, scope, line);
}

function text(value: Value, scope: Scope, line: number): string {
	if (typeof value === 'string') return value;
	if (typeof value === 'number' || Decimal.isDecimal(value)) return formatNumber(value, scope.format, line);
	throw wrongType(value, 'string or something automatically convertible to string', line);
}

function show(expression: Expression): string {
	if (expression.kind === 'name') return expression.name;
	if (expression.kind === 'dot' && expression.key.kind === 'literal') return `${show(expression.target)}.${String(expression.key.value)}`;
	return expression.kind === 'paren' ? show(expression.inner) : 'of this expression';
}
