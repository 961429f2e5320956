import type { CanonicalRecord, Mark, Reader, ReadQuery, Target } from '../../core/session';
import { BooksError } from '../../core/errors';
import type { Filters, Work } from '../api';
import type { WireKind } from '../contract';
import { severalRecords, unknownRecord } from '../errors';
import { changeMark, dayOf, folded, textOf, type Wire } from '../wire';

/** How one of Work's lists is read and told. */
export interface ListOf {
	wire: WireKind;
	/** For people: "client". */
	word: string;
	to(records: Wire[]): Promise<CanonicalRecord[]>;
	isActive(record: Wire): boolean;
	/** The filter and field that narrow the list to one owner. */
	owner?: 'clientId' | 'invoiceId';
	/** The day that documents are filtered by, and the filters for its ends. */
	day?: { field: 'issueDate' | 'date'; from: 'issuedFrom' | 'paidFrom'; to?: 'issuedTo' };
	/** The fields by which a person names a record, by the target's own. */
	named: ReadonlyArray<readonly [keyof Target, field: string, filter?: keyof Filters]>;
}

/** Filters go along where Work has them, and are applied again: a server that ignores one gives the same list. */
export function readerOf(work: Work, list: ListOf): Reader {
	const { wire, to } = list;
	return {
		async *pages(query) {
			for await (const page of work.pages(wire, filtersOf(list, query))) {
				const kept = page.filter((record) => record.deleted !== true && fits(list, record, query));
				if (kept.length > 0) yield await to(kept);
			}
		},
		one: async (target) => await one(work, list, target),
		...(work.contract.features.modifiedSince ? { changes: (since: string) => changes(work, list, since), marks: (since: string) => marks(work, list, since) } : {}),
	};
}

async function* changes(work: Work, { wire, to }: ListOf, since: string) {
	for await (const page of work.pages(wire, { modifiedSince: toSecond(since), includeDeleted: 'true' })) {
		const living = await to(page.filter(({ deleted }) => deleted !== true));
		const byId = new Map(living.map((record) => [record.id, record]));
		yield page.flatMap((record) => {
			const id = String(record.id);
			const at = changeMark(record);
			if (at === undefined) return [];
			// What is deleted, or was merged into another, leaves its id behind and nothing else.
			return [{ id, at, record: byId.get(id) ?? { id, deleted: true, active: false } }];
		});
	}
}

/** Names of clients, sites and items would take further calls. */
async function* marks(work: Work, { wire }: ListOf, since: string): AsyncGenerator<Mark[]> {
	for await (const page of work.pages(wire, { modifiedSince: toSecond(since), includeDeleted: 'true' })) {
		yield page.flatMap((record) => {
			const at = changeMark(record);
			const version = textOf(record.version);
			return at === undefined ? [] : [{ id: String(record.id), at, ...(version === undefined ? {} : { version }), ...(record.deleted === true ? { deleted: true } : {}) }];
		});
	}
}

async function one(work: Work, list: ListOf, target: Target): Promise<CanonicalRecord> {
	if (target.id !== undefined) return await only(list, [await work.one(list.wire, target.id)], target.id);
	const [name, field, filter] = list.named.find(([member]) => target[member] !== undefined) ?? [];
	const wanted = name === undefined ? undefined : target[name];
	if (wanted === undefined || field === undefined) {
		throw new BooksError({
			message: `A ${list.word} is not found that way`, category: 'validation', field: 'target',
			hint: `Name it by ${['ID', ...list.named.map(([member]) => member)].join(', ')}.`,
		});
	}
	const found = await work.all(list.wire, filter === undefined ? {} : { [filter]: wanted });
	return await only(list, found.filter((record) => folded(record[field]) === folded(wanted)), wanted);
}

async function only(list: ListOf, found: Wire[], wanted: string): Promise<CanonicalRecord> {
	const [record, other] = await list.to(found.filter(({ deleted }) => deleted !== true));
	if (record === undefined) throw unknownRecord(list.word, wanted);
	if (other !== undefined) throw severalRecords(list.word, wanted);
	return record;
}

function filtersOf({ owner, day }: ListOf, { changedSince, from, to, of }: ReadQuery): Filters {
	return {
		...(changedSince === undefined ? {} : { modifiedSince: toSecond(changedSince) }),
		...(owner === undefined || of?.id === undefined ? {} : { [owner]: of.id }),
		...(day === undefined || from === undefined ? {} : { [day.from]: from }),
		...(day?.to === undefined || to === undefined ? {} : { [day.to]: to }),
	};
}

function fits({ owner, day, isActive, word }: ListOf, record: Wire, { activeOnly, changedSince, from, to, of, search }: ReadQuery): boolean {
	if (of !== undefined && (owner === undefined || of.id === undefined)) {
		throw new BooksError({ message: `A list of ${word}s is narrowed by an ID only`, category: 'validation', field: 'of', hint: 'Give the ID of the client or invoice.' });
	}
	const on = day === undefined ? undefined : dayOf(record[day.field]);
	if (activeOnly === true && !isActive(record)) return false;
	if (owner !== undefined && of?.id !== undefined && textOf(record[owner]) !== of.id) return false;
	if (changedSince !== undefined && (changeMark(record) ?? '9') < changedSince.slice(0, 19)) return false;
	if (on !== undefined && ((from !== undefined && on < from) || (to !== undefined && on > to))) return false;
	const texts = [record.name, record.code, record.number, record.email, record.reference].map(folded);
	return search === undefined || texts.some((text) => text.includes(folded(search)));
}

/** Work's instants have whole seconds; cut, never rounded up. */
function toSecond(instant: string): string {
	return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}
