import type { Day, Instant } from './dates';
import type { Ref } from './model/documents';

/** What a node opens for the items of a run that go to the same place: a connection, as the shared loops see it. */
export interface Session {
	/** Names the connection: credential and company. Limits and write locks are kept per connection. */
	readonly connection: string;
	/** Seconds waited for the vendor's limits so far, by reason. */
	readonly waits: ReadonlyMap<string, number>;
}

/** A session that has lists to read. What is not there, the system does not have, and the loops say so in words. */
export interface Reading extends Session {
	/** By kind: those of `model/`, and whatever else a system calls its own ("category", "project", "posting"). */
	readonly readers: Partial<Record<string, Reader>>;
}

/** A session through which any endpoint of the system can be called. */
export interface Calling extends Session {
	/** Any endpoint, with the same credential, limits and errors. */
	raw(request: RawRequest): Promise<unknown>;
}

export interface ReadQuery {
	/** Changed at or after this instant. */
	changedSince?: Instant;
	activeOnly?: boolean;
	/** Free text, for lists that people search. */
	search?: string;
	from?: Day;
	to?: Day;
	/** Only what belongs to this record, e.g. the values of one dimension, the transactions of one bank account. */
	of?: Ref;
}

/** A canonical record: what the kind's type in `model/` says, with `id` and `raw` always there. */
export interface CanonicalRecord {
	id: string;
	raw?: unknown;
	[field: string]: unknown;
}

export interface Reader {
	/** Pages to the end. Who wants fewer stops asking. */
	pages(query: ReadQuery): AsyncGenerator<CanonicalRecord[]>;
	one(target: Target): Promise<CanonicalRecord>;
	/**
	 * Oldest change first, at or after `since`. Absent where the vendor tells no change mark: the loop then compares
	 * whole lists.
	 */
	changes?(since: Instant): AsyncGenerator<Change[]>;
	/**
	 * As `changes`, without the records: for a vendor whose records take further calls to be told whole. Absent where
	 * `changes` costs no more.
	 */
	marks?(since: Instant): AsyncGenerator<Mark[]>;
	/**
	 * Pages asked for with `changedSince` leave out what has not changed, though the records tell no mark: a trigger then
	 * compares those alone. Absent where such pages hold the whole list, or where `changes` is there.
	 */
	readonly deltas?: boolean;
}

export interface Change {
	id: string;
	/** The vendor's change mark, an instant. */
	at: Instant;
	/** Set by the loop where it can tell: first seen or changed since. */
	created?: Instant;
	record: CanonicalRecord;
}

/** That a record has changed, without what it says. */
export interface Mark {
	id: string;
	at: Instant;
	/** The vendor's own version, where it has one: two changes may share an instant. */
	version?: string;
	deleted?: true;
}

/** How a person names an existing record. */
export interface Target {
	id?: string;
	code?: string;
	name?: string;
	number?: string;
	key?: string;
}

export interface RawRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: unknown;
}
