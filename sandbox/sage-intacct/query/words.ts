import { refused } from '../wire/errors';

/** A condition of readByQuery as a tree. */
export type Clause =
	| { kind: 'and' | 'or'; parts: Clause[] }
	| { kind: 'not'; part: Clause }
	| { kind: 'compare'; field: string; operator: string; values: string[] };

const TOKENS = /\s+|\(|\)|,|'(?:\\.|[^'\\])*'|<=|>=|<>|!=|=|<|>|[\w.#%+:/-]+/gy;
const OPERATORS: Readonly<Record<string, string>> = { '=': 'equalto', '<>': 'notequalto', '!=': 'notequalto', '<': 'lessthan', '<=': 'lessthanorequalto', '>': 'greaterthan', '>=': 'greaterthanorequalto' };

/** The language of readByQuery: comparisons, in, like, is null, joined by and and or. @throws Refused for what it does not know */
export function readWords(text: string): Clause | undefined {
	const words = tokens(text);
	if (words.length === 0) return undefined;
	const reader = new Reader(words);
	const clause = reader.either();
	if (reader.peek() !== undefined) throw refused.processing(`Unexpected '${reader.peek() ?? ''}' in the query.`);
	return clause;
}

function tokens(text: string): string[] {
	const found: string[] = [];
	TOKENS.lastIndex = 0;
	while (TOKENS.lastIndex < text.length) {
		const at = TOKENS.lastIndex;
		const match = TOKENS.exec(text);
		if (match === null) throw refused.processing(`Unexpected '${text[at] ?? ''}' in the query.`);
		if (match[0].trim() !== '') found.push(match[0]);
	}
	return found;
}

class Reader {
	private at = 0;

	constructor(private readonly words: readonly string[]) {}

	peek(): string | undefined {
		return this.words[this.at];
	}

	either(): Clause {
		const parts = [this.both()];
		while (this.took('or')) parts.push(this.both());
		return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'or', parts };
	}

	private both(): Clause {
		const parts = [this.one()];
		while (this.took('and')) parts.push(this.one());
		return parts.length === 1 && parts[0] !== undefined ? parts[0] : { kind: 'and', parts };
	}

	private one(): Clause {
		if (this.took('not')) return { kind: 'not', part: this.one() };
		if (this.took('(')) {
			const inside = this.either();
			this.expect(')');
			return inside;
		}
		const field = this.word();
		if (this.took('is')) {
			const negated = this.took('not');
			this.expect('null');
			return { kind: 'compare', field, operator: negated ? 'isnotnull' : 'isnull', values: [] };
		}
		const negated = this.took('not');
		if (this.took('like')) return { kind: 'compare', field, operator: negated ? 'notlike' : 'like', values: [this.value()] };
		if (this.took('in')) {
			this.expect('(');
			const values = [this.value()];
			while (this.took(',')) values.push(this.value());
			this.expect(')');
			return { kind: 'compare', field, operator: negated ? 'notin' : 'in', values };
		}
		const operator = OPERATORS[this.word()];
		if (operator === undefined || negated) throw refused.processing(`The query cannot be read at '${field}'.`);
		return { kind: 'compare', field, operator, values: [this.value()] };
	}

	private took(word: string): boolean {
		if (this.peek()?.toLowerCase() !== word) return false;
		this.at += 1;
		return true;
	}

	private expect(word: string): void {
		if (!this.took(word)) throw refused.processing(`Expected '${word}' in the query.`);
	}

	private word(): string {
		const word = this.peek();
		if (word === undefined) throw refused.processing('The query ends too early.');
		this.at += 1;
		return word;
	}

	private value(): string {
		const word = this.word();
		return word.startsWith("'") ? word.slice(1, -1).replace(/\\(.)/g, '$1') : word;
	}
}
