import type { Directory, Facets } from './facets';
import { shownAs } from './facets';
import { fold } from './words';

/** What a row of a distribution is about. It learns what else it is called while documents come in. */
export interface Heading {
	text(): string;
}

class Group implements Heading {
	readonly facets: Facets = {};

	text(): string {
		return shownAs(this.facets);
	}
}

const ORDER = ['code', 'id', 'name', 'email'] as const;

/**
 * Puts what both sides call an account, party or dimension value under one heading. What comes with a code and a name
 * joins what came with either alone, unless it is known to be something else.
 */
export class Labels {
	private readonly index = new Map<string, Group>();
	private readonly known = new Map<string, Group>();

	constructor(private readonly directory: Directory, private readonly foldName = fold) {}

	/** Its heading: the same object for all that belongs under it. */
	of(ref: Facets): Heading {
		const print = `${ref.code ?? ''}\n${ref.id ?? ''}\n${ref.name ?? ''}\n${ref.email ?? ''}`;
		let group = this.known.get(print);
		if (group === undefined) {
			group = this.place(this.directory.whole(ref));
			this.known.set(print, group);
		}
		return group;
	}

	private place(ref: Facets): Group {
		const found = ORDER.map((name) => this.find(ref, name)).find((at) => at !== undefined) ?? new Group();
		const group = found.facets;
		for (const name of ORDER) {
			if (ref[name] === undefined) continue;
			group[name] ??= ref[name];
			const label = this.labelOf(name, ref[name]);
			if (!this.index.has(label)) this.index.set(label, found);
		}
		return found;
	}

	private labelOf(name: (typeof ORDER)[number], value: string): string {
		return `${name}\n${name === 'name' ? this.foldName(value) : fold(value)}`;
	}

	/** A name joins only what has no other code or id than this. */
	private find(ref: Facets, name: (typeof ORDER)[number]): Group | undefined {
		const value = ref[name];
		const at = value === undefined ? undefined : this.index.get(this.labelOf(name, value));
		if (at === undefined) return undefined;
		const group = at.facets;
		const surer = ORDER.slice(0, ORDER.indexOf(name));
		return surer.some((one) => ref[one] !== undefined && group[one] !== undefined && fold(ref[one]) !== fold(group[one])) ? undefined : at;
	}
}
