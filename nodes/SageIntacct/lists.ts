import { BooksError } from '../core/errors';
import type { XmlElement } from '../core/xml';
import type { Intacct } from './api';
import { dimensionsOf, formatsOf, setupOf, type DimensionOf, type Setup } from './company';
import { fieldsIn, LISTS, type ListKind, type ListName } from './list-kinds';
import { fieldsOf, selectable, type Field } from './objects';
import { pagesOf, PAGE_SIZE, queryPages, all, above, type Query } from './query';
import { textIn } from '../core/xml-elements';
import type { Formats } from './wire';

/** Reference data of one company or entity, each list read once per run and only when something needs it. */
export class Lists {
	private readonly known = new Map<string, Promise<unknown>>();

	constructor(readonly intacct: Intacct) {}

	setup = async (): Promise<Setup> => await this.once('setup', async () => await setupOf(this.intacct));
	dimensions = async (): Promise<DimensionOf[]> => await this.once('dimensions', async () => await dimensionsOf(this.intacct));
	formats = async (): Promise<Formats> => await formatsOf(this.intacct);

	async rows(name: ListName): Promise<XmlElement[]> {
		await this.prepare([name]);
		return await (this.known.get(name) as Promise<XmlElement[]>);
	}

	/** Values of a dimension that only this company has: Intacct keeps them as records of an object of that name. */
	async valuesOf(object: string): Promise<XmlElement[]> {
		return await this.once(`own ${object}`, async () => {
			const rows: XmlElement[] = [];
			for await (const part of queryPages(this.intacct, { object: object.toLowerCase(), fields: ['id', 'name'] }, 'id')) rows.push(...part);
			return rows;
		});
	}

	async fields(...objects: string[]): Promise<Map<string, Map<string, Field>>> {
		return await fieldsOf(this.intacct, objects);
	}

	async select(kind: ListKind): Promise<string[]> {
		const known = (await this.fields(kind.object)).get(kind.object);
		const required = kind.object === 'GLACCOUNT' ? [...(known?.keys() ?? [])].filter((id) => /^REQUIRE/.test(id)) : [];
		return selectable([...fieldsIn(kind), ...required], known);
	}

	/** Reads lists that are not known yet, the first pages of all in one request. */
	async prepare(names: ListName[]): Promise<void> {
		const missing = [...new Set(names)].filter((name) => !this.known.has(name));
		if (missing.length === 0) return;
		const kinds = missing.map((name): ListKind => LISTS[name]);
		await this.fields(...kinds.map(({ object }) => object));
		const queries: Query[] = [];
		for (const kind of kinds) queries.push({ object: kind.object, fields: await this.select(kind), orderBy: [kind.number ?? 'RECORDNO'] });
		const first = await pagesOf(this.intacct, queries);
		missing.forEach((name, at) => {
			const [query, rows] = [queries[at], first[at]];
			if (query === undefined || rows === undefined) return;
			const reading = rows instanceof BooksError ? Promise.reject(rows) : this.rest(query, rows);
			// Whoever asks for the list hears of it; others do not.
			reading.catch(() => undefined);
			this.known.set(name, reading);
		});
	}

	/** A list that was changed by us is read anew. */
	forget(name: ListName): void {
		this.known.delete(name);
	}

	private async rest(query: Query, rows: XmlElement[]): Promise<XmlElement[]> {
		const [number = 'RECORDNO'] = query.orderBy ?? [];
		const last = textIn(rows.at(-1) ?? {}, number);
		if (rows.length < PAGE_SIZE || last === undefined) return rows;
		const more = [...rows];
		for await (const part of queryPages(this.intacct, { ...query, filter: all(query.filter, above(number, last)) }, number)) more.push(...part);
		return more;
	}

	private async once<T>(name: string, read: () => Promise<T>): Promise<T> {
		const reading = (this.known.get(name) as Promise<T> | undefined) ?? read();
		this.known.set(name, reading);
		reading.catch(() => this.known.delete(name));
		return await reading;
	}
}
