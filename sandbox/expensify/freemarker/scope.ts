import { DEFAULT_FORMAT } from './numbers';
import { type Hash, member, type Value } from './values';

/** One running loop: its names, and where it stands. */
export interface Loop {
	names: string[];
	values: Value[];
	index: number;
	length: number;
}

/** What names mean at a point of the template: loops from the inside out, then variables, then the data. */
export class Scope {
	format = DEFAULT_FORMAT;
	readonly variables: Hash = {};
	private readonly loops: Loop[] = [];

	constructor(private readonly data: Hash) {}

	look(name: string): Value {
		for (let at = this.loops.length - 1; at >= 0; at -= 1) {
			const value = inLoop(this.loops[at] as Loop, name);
			if (value !== undefined) return value;
		}
		return member(this.variables, name) ?? member(this.data, name);
	}

	/** `?has_next`, `?index` and their kin are asked of a loop's name and not of its value. */
	aboutLoop(name: string, question: string): Value {
		const loop = this.loops.findLast(({ names }) => names[0] === name);
		const answer = Object.hasOwn(ABOUT, question) ? ABOUT[question] : undefined;
		return loop && answer?.(loop);
	}

	enter(loop: Loop): void {
		this.loops.push(loop);
	}

	leave(): void {
		this.loops.pop();
	}

	get loop(): Loop | undefined {
		return this.loops.at(-1);
	}
}

const ABOUT: Readonly<Record<string, (loop: Loop) => Value>> = {
	has_next: ({ index, length }) => index < length - 1,
	is_first: ({ index }) => index === 0,
	is_last: ({ index, length }) => index === length - 1,
	index: ({ index }) => index,
	counter: ({ index }) => index + 1,
	item_parity: ({ index }) => (index % 2 === 0 ? 'odd' : 'even'),
};

function inLoop(loop: Loop, name: string): Value {
	const at = loop.names.indexOf(name);
	if (at >= 0) return loop.values[at];
	const [first = ''] = loop.names;
	if (name === `${first}_has_next`) return ABOUT.has_next?.(loop);
	return name === `${first}_index` ? loop.index : undefined;
}
