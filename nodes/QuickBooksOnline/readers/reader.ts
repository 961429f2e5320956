import { BooksError } from '../../core/errors';
import type { Ref } from '../../core/model/documents';
import { folded } from '../../core/pick';
import type { CanonicalRecord, Change, Reader, ReadQuery, Target } from '../../core/session';
import type { Desk } from '../desk';
import { ACTIVE_OR_NOT, isIn, quoted } from '../query';
import { changedPages, readAll } from '../read';
import type { QboRecord } from '../types';
import { toInstant } from '../wire';
import { changesOf, type Marked } from './changes';
import { missing } from './whole';

/** A list of QuickBooks, as the reader needs to know it. */
export interface Source<T extends QboRecord> extends Marked<T> {
	/** Conditions that name one record by something else than its id, the surest first. */
	named(target: Target): string[];
	/** A condition that always holds. */
	where?: string;
	/** The member that says who a document is for or from. */
	party?: 'VendorRef' | 'CustomerRef';
	/** Narrows what a name found, where that may be too much. */
	isMeant?(record: T, target: Target): boolean;
}

/** Reads a kind that QuickBooks keeps as one entity or as several. */
export function reader<T extends QboRecord>(desk: Desk, sources: Array<Source<T>>): Reader {
	const { qbo } = desk;
	return {
		async *pages(query) {
			for (const source of sources) {
				const where = [source.where, ...(await conditions(desk, source, query))];
				const told = new Set<string>();
				for await (const page of changedPages<T>(qbo, { entity: source.entity, where }, query.changedSince)) {
					// A record edited while the pages were read comes a second time; once is enough here.
					const fresh = page.filter((one) => source.keep?.(one) !== false && !told.has(one.Id ?? '') && isSince(one, query.changedSince));
					for (const { Id = '' } of fresh) told.add(Id);
					const records = fresh.map(source.to).filter((one) => says(one, query.search) && (query.activeOnly !== true || one.status !== 'Voided'));
					if (records.length > 0) yield records;
				}
			}
		},
		one: async (target) => await oneOf(desk, sources, target),
		async *changes(since) {
			yield* inOrder(sources.map((source) => changesOf(qbo, source, since)));
		},
	};
}

async function conditions<T extends QboRecord>(desk: Desk, { isList, party }: Source<T>, { activeOnly, from, to, of }: ReadQuery): Promise<string[]> {
	if (isList) return [activeOnly === true ? 'Active = true' : ACTIVE_OR_NOT];
	return [
		...(from === undefined ? [] : [`TxnDate >= ${quoted(from)}`]),
		...(to === undefined ? [] : [`TxnDate <= ${quoted(to)}`]),
		...(of === undefined ? [] : [`${party ?? refuse()} = ${quoted(await partyId(desk, party ?? refuse(), of))}`]),
	];
}

/** @throws BooksError rather than to read a list as if it had not been narrowed */
async function partyId(desk: Desk, party: 'VendorRef' | 'CustomerRef', ref: Ref): Promise<string> {
	if (ref.id !== undefined) return ref.id;
	const [found] = await desk[party === 'VendorRef' ? 'vendors' : 'customers'].resolve([{ ref }], { create: false, dryRun: false });
	if (found?.ok === true) return found.value.Id ?? '';
	throw found?.error ?? missing(ref);
}

function refuse(): never {
	throw new BooksError({ category: 'validation', field: 'of', message: 'This list cannot be narrowed by a supplier or customer.', hint: 'Leave the field empty.' });
}

async function oneOf<T extends QboRecord>({ qbo }: Desk, sources: Array<Source<T>>, target: Target): Promise<CanonicalRecord> {
	const found: CanonicalRecord[] = [];
	for (const source of sources) {
		const names = target.id === undefined ? source.named(target) : isIn('Id', [target.id]);
		if (names.length === 0) throw new BooksError({ category: 'validation', message: 'The record has no ID, key, number or name.', hint: 'Name the record.' });
		const lists = source.isList ? [ACTIVE_OR_NOT] : [];
		const rows = await readAll<T>(qbo, names.map((name) => ({ entity: source.entity, where: [source.where, name, ...lists] })));
		const meant = rows.filter((row) => source.keep?.(row) !== false && (target.id !== undefined || source.isMeant?.(row, target) !== false)).map(source.to);
		found.push(...meant.filter((one) => target.id !== undefined || isPath(one, target.name)));
	}
	const active = found.filter(({ active: is, status }) => is !== false && status !== 'Voided');
	if (active.length > 1) {
		throw new BooksError({ category: 'validation', message: `QuickBooks holds more than one record "${target.name ?? target.number ?? target.key ?? target.code}".`, hint: 'Name the one meant by its ID.' });
	}
	const record = active[0] ?? found[0];
	if (record === undefined) throw missing(target);
	return record;
}

/** A name with colons is a whole path. */
function isPath({ path }: CanonicalRecord, name: string | undefined): boolean {
	return name === undefined || !name.includes(':') || folded(String(path ?? '')) === folded(name.split(':').map((part) => part.trim()).join(':'));
}

/** QuickBooks compares to the second, so what changed earlier in that second comes along and is left out here. */
function isSince({ MetaData }: QboRecord, since: string | undefined): boolean {
	const at = toInstant(MetaData?.LastUpdatedTime);
	return since === undefined || at === undefined || at >= `${new Date(since).toISOString().slice(0, 19)}.000Z`;
}

function says(record: CanonicalRecord, search = ''): boolean {
	const { name, path, code, number, key, memo, email, supplier, customer } = record;
	const party = (supplier ?? customer) as { name?: string } | undefined;
	const texts = [name, path, code, number, key, memo, email, party?.name].filter((text) => typeof text === 'string');
	return search === '' || texts.some((text) => folded(text).includes(folded(search)));
}

/** Several streams of changes as one, oldest first: who stops in the middle has seen all that is older. */
async function* inOrder(streams: Array<AsyncGenerator<Change[]>>): AsyncGenerator<Change[]> {
	const [only, other] = streams;
	if (only !== undefined && other === undefined) {
		yield* only;
		return;
	}
	let open = streams.map((stream) => ({ stream, waiting: [] as Change[] }));
	while (open.length > 0) {
		for (const one of open) {
			while (one.waiting.length === 0) {
				const next = await one.stream.next();
				if (next.done === true) break;
				one.waiting = next.value;
			}
		}
		open = open.filter(({ waiting }) => waiting.length > 0);
		// Up to where the page that ends first ends, nothing older can follow.
		const edge = open.map(({ waiting }) => waiting[waiting.length - 1]?.at ?? '').sort()[0] ?? '';
		const ready = open.flatMap((one) => one.waiting.splice(0, one.waiting.filter(({ at }) => at <= edge).length));
		if (ready.length > 0) yield ready.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
	}
}
