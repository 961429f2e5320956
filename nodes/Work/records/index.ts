import { asBooksError, BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { NewRecord, RecordChange, Recorded, RecordOptions, RecordWriter, Recording, Upserted, UpsertRequest } from '../../core/records';
import type { CanonicalRecord, Target } from '../../core/session';
import type { Work } from '../api';
import type { Directory } from '../directory';
import { unknownRecord } from '../errors';
import { toClient, toItem, toSite, toWire, type MasterKind } from '../shapes/parties';
import { isWire, textOf, type Wire } from '../wire';
import { Holdings, type Known } from './match';
import { change, make, told, wantedLinks, type Desk } from './save';

interface Master {
	kind: MasterKind;
	word: string;
	to(record: Wire): Promise<CanonicalRecord>;
}
type Parts = { work: Work; directory: Directory };

/** Clients, sites and billing items: made, found, changed. */
export function recordsOf(parts: Parts): Required<Pick<Recording, 'records' | 'upserts'>> {
	const { directory } = parts;
	const client: Master = { kind: 'client', word: 'client', to: async (record) => await Promise.resolve(toClient(record)) };
	const item: Master = { kind: 'billingItem', word: 'billing item', to: async (record) => await Promise.resolve(toItem(record)) };
	const site: Master = {
		kind: 'site', word: 'site',
		to: async (record) => toSite(record, textOf((await directory.byIds('client', [record.clientId])).get(String(record.clientId))?.name)),
	};
	const customer = writer(parts, client);
	return {
		records: { customer, client: customer, site: writer(parts, site), item: writer(parts, item) },
		upserts: { customer: { upsert: upserter(parts, client) }, item: { upsert: upserter(parts, item) } },
	};
}

function writer(parts: Parts, master: Master): RecordWriter {
	return {
		create: async (records, options) =>
			await each(parts, master, records, async (desk, record) => await createOne(parts, desk, master, record, options)),
		update: async (changes, options) =>
			await each(parts, master, changes, async (desk, one) => await updateOne(desk, master, one, options)),
	};
}

/** One after the other, since Work takes one record per call; what fails, fails alone. */
async function each<T, R>({ work }: Parts, { kind, word, to }: Master, list: T[], one: (desk: Desk, entry: T) => Promise<R>): Promise<Array<Outcome<R>>> {
	const desk: Desk = { work, kind, to, holdings: await Holdings.of(work, kind, word, list.length) };
	const outcomes: Array<Outcome<R>> = [];
	for (const entry of list) {
		outcomes.push(await one(desk, entry).then(ok, (error: unknown) => failed(asBooksError(error))));
	}
	return outcomes;
}

async function createOne(parts: Parts, desk: Desk, { kind, word }: Master, record: NewRecord, { dryRun }: RecordOptions): Promise<Recorded> {
	const name = textOf(record.name);
	if (name === undefined) throw new BooksError({ message: `A ${word} needs a name`, category: 'validation', field: 'name', hint: 'Fill in the name.' });
	const wire = { ...toWire(kind, record), ...(await ownerOf(parts, kind, record)) };
	const links = wantedLinks(parts.work, record);
	const known = knownBy(record, wire);
	const held = await desk.holdings.find(known);
	if (held !== undefined) return dryRun ? { action: 'found', record: await desk.to(held) } : await told(desk, 'found', held, links);
	const whole: Wire = kind === 'billingItem' ? { type: 'service', ...wire } : wire;
	if (dryRun) return { action: 'would create', record: await desk.to({ id: '', ...whole }) };
	return await make(desk, whole, known, links);
}

async function updateOne(desk: Desk, { kind, word }: Master, { target, changes, whole }: RecordChange, { dryRun }: RecordOptions): Promise<Recorded> {
	const held = isWire(whole?.raw) ? whole.raw : await targeted(desk, word, target);
	return await change(desk, held, toWire(kind, changes), wantedLinks(desk.work, changes), dryRun);
}

async function targeted({ holdings }: Desk, word: string, { id, code, name, key, number }: Target): Promise<Wire> {
	const external = key !== undefined && key.includes(':') ? key : undefined;
	const found =
		id !== undefined ? await holdings.byId(id)
		: code !== undefined ? await holdings.by('code', code)
		: name !== undefined ? await holdings.by('name', name)
		: external !== undefined ? await holdings.byExternal(external)
		: undefined;
	if (found !== undefined) return found;
	throw unknownRecord(word, code ?? name ?? key ?? number ?? '');
}

function upserter(parts: Parts, master: Master) {
	return async (requests: UpsertRequest[], { dryRun }: RecordOptions): Promise<Array<Outcome<Upserted>>> =>
		await each(parts, master, requests, async (desk, { record, matchBy }): Promise<Upserted> => {
			const wanted = textOf(record[matchBy]);
			if (wanted === undefined) {
				throw new BooksError({ message: `The record has no ${matchBy}, by which it is to be found`, category: 'validation', field: matchBy, hint: 'Fill the field in, or find the record by another one.' });
			}
			const { holdings } = desk;
			const held =
				matchBy === 'id' ? await holdings.byId(wanted)
				: matchBy === 'externalId' ? ((await holdings.byExternal(wanted)) ?? (await holdings.find(knownBy(record, {}))))
				: await holdings.by(matchBy, wanted);
			// What is not there by the chosen field may be there by another: `createOne` finds it, and it is changed.
			const made = held === undefined ? await createOne(parts, desk, master, record, { dryRun }) : undefined;
			if (made !== undefined && made.action !== 'found') return made as Upserted; // "found" is the one action that Upserted lacks
			const found = held ?? (made?.record.raw as Wire); // every record that `desk.to` gives carries its raw one
			return (await change(desk, found, toWire(master.kind, record), wantedLinks(parts.work, record), dryRun)) as Upserted; // changes and never finds
		});
}

function knownBy(record: Record<string, unknown>, wire: Wire): Known {
	const external = textOf(record.externalId) ?? firstLink(record.links);
	return { external, code: textOf(record.code), name: textOf(record.name), email: textOf(record.email), clientId: textOf(wire.clientId) };
}

function firstLink(links: unknown): string | undefined {
	const [first] = isWire(links) ? Object.entries(links) : [];
	return first === undefined || textOf(first[1]) === undefined ? undefined : `${first[0]}:${String(first[1])}`;
}

/** A site's client, by its id or name. */
async function ownerOf({ directory }: Parts, kind: MasterKind, { parent }: NewRecord): Promise<Wire> {
	if (kind !== 'site') return {};
	const id = isWire(parent) ? textOf(parent.id) : undefined;
	const name = isWire(parent) ? textOf(parent.name) : undefined;
	if (id === undefined && name === undefined) {
		throw new BooksError({ message: 'A site needs a client', category: 'validation', field: 'parent', hint: 'Give the client as "parent", by its id or name.' });
	}
	return { clientId: String((await directory.pick('client', 'client', id === undefined ? { name } : { id })).id) };
}
