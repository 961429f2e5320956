import { TemplateError } from './errors';
import { calculate, condition, evaluate, print } from './evaluate';
import { type Loop, Scope } from './scope';
import type { Node } from './tree';
import { type Hash, isHash, type Value, wrongType } from './values';

/** Text that one template may make. */
const LONGEST_OUTPUT = 256 * 1024 * 1024;

/** Runs a parsed template over its data. */
export function render(nodes: Node[], data: Hash): string {
	const run = new Run(new Scope(data));
	run.body(nodes);
	return run.taken(0);
}

/** How a body ended: at its end, or at a `<#break>` or `<#continue>` that an enclosing loop or switch takes. */
type Ending = 'break' | 'continue' | undefined;

class Run {
	private out = '';
	/** Loops without "as" that wait for their <#items>. */
	private readonly awaiting: Value[][] = [];

	constructor(private readonly scope: Scope) {}

	body(nodes: Node[]): Ending {
		for (const node of nodes) {
			const ending = this.node(node);
			if (ending !== undefined) return ending;
		}
		return undefined;
	}

	/** Takes away what was written since, for a block that is captured into a variable. */
	taken(since: number): string {
		const text = this.out.slice(since);
		this.out = this.out.slice(0, since);
		return text;
	}

	private node(node: Node): Ending {
		const { scope } = this;
		switch (node.kind) {
			case 'text': return this.write(node.text, node.line);
			case 'print': return this.write(print(evaluate(node.value, scope), scope, node.line), node.line);
			case 'if': {
				const branch = node.branches.find(({ test }) => test === undefined || condition(test, scope));
				return branch && this.body(branch.body);
			}
			case 'list': return this.list(node);
			case 'items': return this.items(node);
			case 'sep': return scope.loop && scope.loop.index < scope.loop.length - 1 ? this.body(node.body) : undefined;
			case 'assign': return this.assign(node);
			case 'capture': {
				const since = this.out.length;
				this.body(node.body);
				scope.variables[node.name] = this.taken(since);
				return undefined;
			}
			case 'switch': return this.choose(node);
			case 'setting': {
				const format = evaluate(node.value, scope);
				if (typeof format !== 'string') throw wrongType(format, 'string', node.line);
				scope.format = format;
				return undefined;
			}
			default: return node.kind;
		}
	}

	private write(text: string, line: number): undefined {
		this.out += text;
		if (this.out.length > LONGEST_OUTPUT) throw new TemplateError('The template makes more text than this engine holds', line);
	}

	private list(node: Extract<Node, { kind: 'list' }>): Ending {
		const given = evaluate(node.sequence, this.scope);
		// `x!` without a fallback is an empty sequence too.
		const value = given === '' && node.sequence.kind === 'default' ? [] : given;
		const isPairs = isHash(value) && node.names.length === 2;
		if (!Array.isArray(value) && !isPairs) throw wrongType(value, 'sequence', node.line);
		const items = Array.isArray(value) ? value : Object.entries(value).map((pair): Value => pair);
		if (items.length === 0) return node.otherwise && this.body(node.otherwise);
		if (node.names.length > 0) return this.each(items, node.names, node.body);
		this.awaiting.push(items);
		const ending = this.body(node.body);
		this.awaiting.pop();
		return ending;
	}

	private items({ names, body, line }: Extract<Node, { kind: 'items' }>): Ending {
		const items = this.awaiting.at(-1);
		if (items === undefined) throw new TemplateError('<#items> stands outside of a <#list> without "as"', line);
		return this.each(items, names, body);
	}

	private each(items: Value[], names: string[], body: Node[]): Ending {
		const loop: Loop = { names, values: [], index: 0, length: items.length };
		this.scope.enter(loop);
		for (const [index, item] of items.entries()) {
			loop.index = index;
			loop.values = names.length === 2 && Array.isArray(item) ? item : [item];
			if (this.body(body) === 'break') break;
		}
		this.scope.leave();
		return undefined;
	}

	private assign({ assignments, line }: Extract<Node, { kind: 'assign' }>): undefined {
		const { scope } = this;
		for (const { name, operator, value } of assignments) {
			const right = evaluate(value, scope);
			const left = scope.variables[name];
			if (operator !== '' && left === undefined) throw new TemplateError(`The variable ${name} is missing`, line);
			scope.variables[name] = operator === '' ? right : calculate(operator, left, right, scope, line);
		}
	}

	private choose({ value, cases, line }: Extract<Node, { kind: 'switch' }>): Ending {
		const wanted = evaluate(value, this.scope);
		const isEqual = (test: Value) => calculate('==', wanted, test, this.scope, line) === true;
		let start = cases.findIndex(({ test }) => test !== undefined && isEqual(evaluate(test, this.scope)));
		if (start < 0) start = cases.findIndex(({ test }) => test === undefined);
		if (start < 0) return undefined;
		// Without <#break> a case runs on into the next one.
		for (const { body } of cases.slice(start)) {
			const ending = this.body(body);
			if (ending === 'break') return undefined;
			if (ending !== undefined) return ending;
		}
		return undefined;
	}
}
