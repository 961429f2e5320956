import type { Ref } from '../core/model/documents';
import type { Work } from './api';
import type { WireKind } from './contract';
import { severalRecords, unknownRecord } from './errors';
import { folded, type Wire } from './wire';

/** Ids of records that documents refer to: up to so many are asked for one by one, more by reading the list. */
const FEW = 10;

/** Records that others refer to, each list read once per run and only when something needs it. */
export class Directory {
	private readonly lists = new Map<WireKind, Promise<Wire[]>>();
	private readonly searches = new Map<string, Promise<Wire[]>>();
	private readonly single = new Map<string, Promise<Wire | undefined>>();

	constructor(private readonly work: Work) {}

	/** The whole list, by id. */
	async all(kind: WireKind): Promise<Map<string, Wire>> {
		const known = this.lists.get(kind);
		const reading = known ?? this.work.all(kind);
		this.lists.set(kind, reading);
		return new Map((await reading).map((record) => [String(record.id), record]));
	}

	/** The records of these ids; what Work no longer knows is left out. */
	async byIds(kind: WireKind, ids: unknown[]): Promise<Map<string, Wire>> {
		const wanted = [...new Set(ids.filter((id) => id !== undefined && id !== null && id !== '').map(String))];
		if (wanted.length === 0) return new Map();
		if (this.lists.has(kind) || wanted.length > FEW) return await this.all(kind);
		const found = await Promise.all(wanted.map(async (id) => await this.one(kind, id)));
		return new Map(found.flatMap((record) => (record === undefined ? [] : [[String(record.id), record]])));
	}

	/**
	 * The record that a reference names: by id, else by code, else by name.
	 * @throws BooksError where there is none, or more than one
	 */
	async pick(kind: 'client' | 'site' | 'billingItem' | 'taxRate', word: string, ref: Ref): Promise<Wire> {
		const called = ref.name ?? ref.code ?? ref.id ?? ref.email ?? '';
		if (ref.id !== undefined) {
			const found = await this.one(kind, ref.id);
			if (found !== undefined) return found;
			throw unknownRecord(word, called);
		}
		const member = ref.code !== undefined ? 'code' : ref.name !== undefined ? 'name' : 'email';
		const hits = await this.where(kind, member, ref[member] ?? '');
		const byName = hits.length === 0 && member === 'code' && ref.name !== undefined ? await this.where(kind, 'name', ref.name) : hits;
		const [found, other] = byName.length > 1 && ref.email !== undefined ? byName.filter(({ email }) => folded(email) === folded(ref.email)) : byName;
		if (found === undefined) throw unknownRecord(word, called);
		if (other !== undefined) throw severalRecords(word, called);
		return found;
	}

	/** The first few are asked for, and then the whole list is read. */
	private async where(kind: WireKind, field: 'code' | 'name' | 'email', value: string): Promise<Wire[]> {
		const name = `${kind}|${field}|${folded(value)}`;
		const asked = [...this.searches.keys()].filter((search) => search.startsWith(`${kind}|`)).length;
		const whole = this.lists.has(kind) || (asked >= FEW && !this.searches.has(name));
		const searching = whole ? this.all(kind).then((list) => [...list.values()]) : (this.searches.get(name) ?? this.work.all(kind, { [field]: value }));
		if (!whole) this.searches.set(name, searching);
		const records = await searching;
		return records.filter((record) => folded(record[field]) === folded(value));
	}

	private async one(kind: WireKind, id: string): Promise<Wire | undefined> {
		if (this.lists.has(kind)) return (await this.all(kind)).get(id);
		const name = `${kind}|${id}`;
		const asking = this.single.get(name) ?? this.work.one(kind, id).catch(nothing);
		this.single.set(name, asking);
		return await asking;
	}
}

/** A record that is gone is no failure of the document that names it. */
async function nothing(error: unknown): Promise<undefined> {
	if ((error as { category?: string }).category === 'not found') return undefined; // a BooksError's
	return await Promise.reject(error);
}
