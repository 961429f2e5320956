/** The tree of an expression. */
export type Expression = { line: number } & (
	| { kind: 'literal'; value: string | number | boolean }
	/** A string literal with `${...}` inside. */
	| { kind: 'text'; parts: Array<string | Expression> }
	| { kind: 'decimal'; text: string }
	| { kind: 'name'; name: string }
	| { kind: 'dot'; target: Expression; key: Expression }
	| { kind: 'slice'; target: Expression; range: Expression }
	| { kind: 'builtin'; target: Expression; name: string; args: Expression[] }
	/** Kept in the tree because `(a.b)!` forgives more than `a.b!`. */
	| { kind: 'paren'; inner: Expression }
	| { kind: 'default'; target: Expression; fallback?: Expression }
	| { kind: 'exists'; target: Expression }
	| { kind: 'unary'; operator: '-' | '+' | '!'; operand: Expression }
	| { kind: 'binary'; operator: string; left: Expression; right: Expression }
	| { kind: 'range'; from: Expression; to?: Expression; exclusive: boolean }
	| { kind: 'sequence'; items: Expression[] }
	| { kind: 'hash'; entries: Array<[Expression, Expression]> }
);

/** The tree of a template. */
export type Node = { line: number } & (
	| { kind: 'text'; text: string }
	| { kind: 'print'; value: Expression }
	| { kind: 'if'; branches: Array<{ test?: Expression; body: Node[] }> }
	| { kind: 'list'; sequence: Expression; names: string[]; body: Node[]; otherwise?: Node[] }
	| { kind: 'items'; names: string[]; body: Node[] }
	| { kind: 'sep'; body: Node[] }
	| { kind: 'assign'; assignments: Array<{ name: string; operator: string; value: Expression }> }
	| { kind: 'capture'; name: string; body: Node[] }
	| { kind: 'switch'; value: Expression; cases: Array<{ test?: Expression; body: Node[] }> }
	| { kind: 'setting'; name: string; value: Expression }
	| { kind: 'break' }
	| { kind: 'continue' }
);
