import type { Instant } from '../../core/dates';
import { asBooksError } from '../../core/errors';
import type { CanonicalRecord, Change } from '../../core/session';
import { get, type Qbo } from '../api';
import { ACTIVE_OR_NOT, PAGE_SIZE } from '../query';
import { changedPages } from '../read';
import type { QboRecord } from '../types';
import { toInstant } from '../wire';

/** The change feed looks back thirty days; a day less keeps clear of its edge. Source: Intuit, "Change data capture". */
const LOOK_BACK_MS = 29 * 24 * 60 * 60 * 1000;
/** An answer of the feed holds so many objects and no more, without a word about the rest. */
const MOST = 1000;

export interface Marked<T> {
	entity: string;
	/** Lists have inactive records, transactions do not. */
	isList: boolean;
	/** The change feed does not tell tax codes, tax rates and some others. */
	inFeed: boolean;
	/** What belongs to the kind. */
	keep?(record: T): boolean;
	to(record: T): CanonicalRecord;
}

interface Feed {
	CDCResponse?: Array<{ QueryResponse?: Array<Record<string, unknown>> }>;
}

/**
 * What changed since an instant, oldest first. The change feed tells it in one call, deletions included. Where it does
 * not reach, or may have kept something back, the list is asked by its time of change, and deletions are those that the
 * feed did tell.
 */
export async function* changesOf<T extends QboRecord>(qbo: Qbo, source: Marked<T>, since: Instant): AsyncGenerator<Change[]> {
	const reaches = source.inFeed && Date.now() - Date.parse(since) < LOOK_BACK_MS;
	const told = reaches ? await feed<T>(qbo, source.entity, since).catch(beyond) : undefined;
	if (told !== undefined && told.length < MOST) {
		yield inOrder(told.flatMap((record) => toChange(source, record)));
		return;
	}
	const gone = inOrder((told ?? []).filter(isDeleted).flatMap((record) => toChange(source, record)));
	for await (const page of changedPages<T>(qbo, { entity: source.entity, where: source.isList ? [ACTIVE_OR_NOT] : [] }, since)) {
		const changes = page.flatMap((record) => toChange(source, record));
		const last = changes[changes.length - 1]?.at;
		const before = page.length < PAGE_SIZE ? gone.splice(0) : last === undefined ? [] : gone.splice(0, gone.filter(({ at }) => at <= last).length);
		yield inOrder([...changes, ...before]);
	}
	if (gone.length > 0) yield gone;
}

async function feed<T extends QboRecord>(qbo: Qbo, entity: string, since: Instant): Promise<T[]> {
	const answer = await get<Feed>(qbo, 'cdc', { entities: entity, changedSince: since });
	const responses = (answer.CDCResponse ?? []).flatMap(({ QueryResponse = [] }) => QueryResponse);
	return responses.flatMap((response) => (Array.isArray(response[entity]) ? (response[entity] as T[]) : []));
}

/** Our clock may be another than that by which QuickBooks counts the thirty days. */
function beyond(error: unknown): undefined {
	const reason = asBooksError(error);
	if (reason.facts.vendorCode === '4001') return undefined;
	throw reason;
}

export const isDeleted = ({ status }: QboRecord): boolean => status === 'Deleted';

function toChange<T extends QboRecord>({ keep, to, entity }: Marked<T>, record: T): Change[] {
	const at = toInstant(record.MetaData?.LastUpdatedTime) ?? new Date(0).toISOString();
	if (isDeleted(record)) {
		// A deletion tells no more than the id, so it is told for each kind that the entity may be.
		const { id, kind } = to(record);
		return [{ id, at, record: { id, kind, type: entity, deleted: true, status: 'Deleted' } }];
	}
	return keep?.(record) === false ? [] : [{ id: to(record).id, at, record: to(record) }];
}

function inOrder(changes: Change[]): Change[] {
	return changes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
