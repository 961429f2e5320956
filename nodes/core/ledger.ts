import type { Amount } from './money';
import type { Day, Instant } from './dates';
import type { Outcome } from './errors';
import type { AnyDocument, DocumentKind, DocumentOf, Ref } from './model/documents';
import type { ReferenceKind } from './model/reference';

/**
 * An accounting system, as the shared loops see it. A system's folder builds one of these per connection (credential
 * and company) and run; what the system does not have is left out, and the loops say so in words.
 */
export interface Ledger {
	/** Names the connection: credential and company. Limits and write locks are kept per connection. */
	readonly connection: string;
	/** Seconds waited for the vendor's limits so far, by reason. */
	readonly waits: ReadonlyMap<string, number>;
	readonly readers: Partial<Record<ReadKind, Reader>>;
	readonly writers: { readonly [K in DocumentKind]?: Writer<DocumentOf[K], unknown> };
	readonly upserts: Partial<Record<UpsertKind, Upserter>>;
	/** Changes an existing document. Only what is given changes. */
	update?(kind: DocumentKind, target: Target, changes: Record<string, unknown>): Promise<Posted>;
	/** Takes a document back in the way its state allows: delete, void or reverse. Idempotent. */
	remove?(kind: DocumentKind, target: Target): Promise<Posted>;
	/** Attaches a file; the same file under the same name a second time is not stored twice. */
	attach?(kind: DocumentKind, target: Target, file: FileToAttach): Promise<Attached>;
	/** Leaves a note in the document's history, where the books keep one. */
	note?(kind: DocumentKind, target: Target, text: string): Promise<void>;
	/** Any endpoint, with the same credential, limits and errors. */
	raw(request: RawRequest): Promise<unknown>;
}

export type ReadKind = ReferenceKind | DocumentKind | 'bankTransaction';
export type UpsertKind = 'supplier' | 'customer' | 'item';

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
}

export interface Change {
	id: string;
	/** The vendor's change mark, an instant. */
	at: Instant;
	/** Set by the loop where it can tell: first seen or changed since. */
	created?: Instant;
	record: CanonicalRecord;
}

/** How a person names an existing record. */
export interface Target {
	id?: string;
	code?: string;
	name?: string;
	number?: string;
	key?: string;
}

/** What the books hold under a key. */
export interface Posted {
	id: string;
	kind: DocumentKind;
	key?: string;
	number?: string;
	/** The vendor's own status word. */
	status?: string;
	total?: Amount;
	/** Without tax; compared when the document's amounts are without tax. */
	subTotal?: Amount;
	currency?: string;
	date?: Day;
	/** Opens the document in the vendor's own pages. */
	link?: string;
	warnings?: string[];
	raw?: unknown;
}

/** How documents of one kind get into the books exactly once. Driven by `once.ts`. */
export interface Writer<D, W> {
	/** The most that the vendor takes, or advises to send, in one call. */
	readonly batchSize: number;
	/** Which of these documents do the books hold already? Bulk; by key; voided and deleted ones do not count. */
	find(documents: D[]): Promise<Map<string, Posted>>;
	/**
	 * Checks and resolves every reference with one look-up per kind and run, and makes the vendor's shape. Writes
	 * nothing, except that suppliers may be created when `create` says so. Answers in the order given.
	 */
	prepare(documents: D[], options: PrepareOptions): Promise<Array<Outcome<W>>>;
	/**
	 * One call. Answers in the order given. Throws a BooksError for the whole call; with `outcomeUnknown` when it may
	 * have been carried out.
	 * @param attempt rises when the same documents must be sent anew under a fresh idempotency key
	 */
	send(batch: W[], attempt: number): Promise<Array<Outcome<Posted>>>;
	/** What the books would show as total, to tell an honest find from a document that has changed since. */
	total(document: D): { total?: Amount; subTotal?: Amount };
}

export interface PrepareOptions {
	/** Suppliers and customers that the books lack are made. */
	createParties: boolean;
	/** Nothing at all may be written: plan only. */
	dryRun: boolean;
	/** What to do with a document dated in a closed period. */
	closedPeriod: 'refuse' | 'firstOpenDay';
}

export interface UpsertRequest {
	record: Record<string, unknown>;
	/** The field that tells whether the books hold it already. */
	matchBy: 'id' | 'code' | 'email' | 'name' | 'externalId';
}
export interface Upserted {
	action: 'created' | 'updated' | 'unchanged' | 'would create' | 'would update';
	record: CanonicalRecord;
	/** Old and new value of each field that differed. */
	changes?: Record<string, { from: unknown; to: unknown }>;
}
export interface Upserter {
	/** Answers in the order given; batches inside. */
	upsert(requests: UpsertRequest[], options: { dryRun: boolean }): Promise<Array<Outcome<Upserted>>>;
}

export interface FileToAttach {
	fileName: string;
	mimeType: string;
	content: Buffer;
}
export interface Attached {
	id: string;
	fileName: string;
	action: 'attached' | 'found';
}

export interface RawRequest {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	path: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: unknown;
}

export type { AnyDocument };
