import { BooksError } from '../../core/errors';
import type { CanonicalRecord, Reader, ReadQuery, Target } from '../../core/ledger';
import type { Ref } from '../../core/model/documents';
import { changedPages, get, PAGE_SIZE, type Query, type Xero } from '../api';
import { allOf, dateTime, folded } from '../query';
import { modifiedSince } from '../wire';
import { shortCode, type Desk } from '../writers/desk';
import { isSince, missing, toChange, type Marked } from './record';

/** A list that Xero pages, filters and marks with the time of the last change. */
export interface Collection<T> {
	path: string;
	idOf(record: T): string | undefined;
	/** Conditions that always hold for the kind. */
	where?: string;
	/** Left out when only active ones are wanted. */
	dead?: string;
	query?: Query;
	dated?: boolean;
	/** False for records that Xero's pages cannot be opened at. */
	linked?: boolean;
	/** The condition for "of": the bank account of a transaction, the contact of a bill. */
	of?(id: string): string;
	/** Finds the id that "of" means where it was given by code or name. */
	idOfParent?(desk: Desk, parent: Ref): Promise<string>;
	search?(text: string): Query;
	/** Conditions that name one record by something else than its id. */
	named(target: Target): string[];
	/** What belongs to the kind although Xero cannot filter by it. */
	keep?(record: T): boolean;
	to(record: T, code: string | undefined): CanonicalRecord;
}

export function paged<T extends Marked>(desk: Desk, collection: Collection<T>): Reader {
	const { xero } = desk;
	const keep = collection.keep ?? (() => true);
	return {
		async *pages(query) {
			const since = query.changedSince === undefined ? undefined : modifiedSince(query.changedSince);
			const told = new Set<string>();
			const filter = filterOf(collection, query, await parentOf(desk, collection, query.of));
			for await (const page of changedPages<T>(xero, collection.path, collection.idOf, filter, since)) {
				// A record edited while the pages were read comes a second time; once is enough here.
				const fresh = page.filter((one) => keep(one) && isSince(one, query.changedSince) && !told.has(collection.idOf(one) ?? ''));
				for (const one of fresh) told.add(collection.idOf(one) ?? '');
				yield (await toRecords(desk, collection, fresh)).filter((one) => collection.search !== undefined || says(one, query.search));
			}
		},
		one: async (target) => {
			const found = await oneOf(xero, collection, target);
			const [told] = await toRecords(desk, collection, [found]);
			return told ?? { id: collection.idOf(found) ?? '' };
		},
		async *changes(since) {
			const query = { ...collection.query, where: collection.where };
			for await (const page of changedPages<T>(xero, collection.path, collection.idOf, query, modifiedSince(since))) {
				const kept = page.filter(keep);
				const records = await toRecords(desk, collection, kept);
				yield records.map((one, index) => toChange(one, kept[index] ?? {}));
			}
		},
	};
}

/** Search in lists that Xero does not search itself. */
function says({ number, key, reference, memo, supplier, customer }: CanonicalRecord, search = ''): boolean {
	const party = (supplier ?? customer) as { name?: string } | undefined;
	const texts = [number, key, reference, memo, party?.name].filter((text) => typeof text === 'string');
	return search === '' || texts.some((text) => folded(text).includes(folded(search)));
}

/** The organisation's short name, a call of its own, is asked for only when there is something to link to. */
async function toRecords<T>(desk: Desk, collection: Collection<T>, records: T[]): Promise<CanonicalRecord[]> {
	const code = records.length === 0 || collection.linked === false ? undefined : await shortCode(desk);
	return records.map((one) => collection.to(one, code));
}

/** @throws BooksError rather than to read a list as if it had not been narrowed */
async function parentOf<T>(desk: Desk, collection: Collection<T>, parent: Ref | undefined): Promise<string | undefined> {
	if (parent === undefined || parent.id !== undefined) return parent?.id;
	if (collection.idOfParent !== undefined) return await collection.idOfParent(desk, parent);
	throw new BooksError({ category: 'validation', field: 'of', message: 'This list is narrowed by an ID only.', hint: 'Give the ID.' });
}

function filterOf<T>(collection: Collection<T>, { activeOnly, from, to, search }: ReadQuery, parent: string | undefined): Query {
	const dated = collection.dated !== false;
	const where = allOf(
		collection.where,
		activeOnly === true ? collection.dead : undefined,
		dated && from !== undefined ? `Date>=${dateTime(from)}` : undefined,
		dated && to !== undefined ? `Date<=${dateTime(to)}` : undefined,
		parent === undefined ? undefined : collection.of?.(parent),
	);
	return { ...collection.query, where, ...(search === undefined || search === '' ? {} : collection.search?.(search)) };
}

async function oneOf<T extends Marked>(xero: Xero, collection: Collection<T>, target: Target): Promise<T> {
	const member = collection.path;
	if (target.id !== undefined) {
		const answer = await get<Record<string, T[] | undefined>>(xero, `${collection.path}/${encodeURIComponent(target.id)}`, {
			unitdp: collection.query?.unitdp,
		});
		const [found] = answer[member] ?? [];
		if (found !== undefined) return found;
		throw missing(target);
	}
	const conditions = collection.named(target);
	if (conditions.length === 0) throw nameless();
	const where = allOf(collection.where, `(${conditions.join(' OR ')})`, collection.dead);
	const answer = await get<Record<string, T[] | undefined>>(xero, collection.path, { page: 1, pageSize: PAGE_SIZE, ...collection.query, where });
	const [found, other] = (answer[member] ?? []).filter(collection.keep ?? (() => true));
	if (found === undefined) throw missing(target);
	if (other !== undefined) throw ambiguous(target);
	return found;
}

function ambiguous(target: Target): BooksError {
	return new BooksError({
		category: 'validation',
		message: `Xero holds more than one record "${target.number ?? target.key ?? target.code ?? target.name}".`,
		hint: 'Name the one meant by its ID.',
	});
}

function nameless(): BooksError {
	return new BooksError({ category: 'validation', message: 'The record has no id, number, code or name.', hint: 'Name the record.' });
}

