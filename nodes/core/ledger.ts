import type { Amount } from './money';
import type { Day } from './dates';
import type { BooksError, Outcome } from './errors';
import type { AnyDocument, DocumentKind, DocumentOf } from './model/documents';
import type { Recording, Upserter, UpsertKind } from './records';
import type { Calling, Reading, Target } from './session';

export type { Upserted, Upserter, UpsertKind, UpsertRequest } from './records';
export type { CanonicalRecord, Change, RawRequest, Reader, ReadQuery, Target } from './session';

/**
 * An accounting system, as the shared loops see it. A system's folder builds one of these per connection (credential
 * and company) and run; what the system does not have is left out, and the loops say so in words.
 */
export interface Ledger extends Reading, Recording, Calling {
	readonly writers: { readonly [K in DocumentKind]?: Writer<DocumentOf[K], unknown> };
	readonly upserts: Partial<Record<UpsertKind, Upserter>>;
	/** Changes an existing document. Only what is given changes; with `replaceLines`, its lines as a whole. */
	update?(kind: DocumentKind, target: Target, changes: Record<string, unknown>): Promise<Posted>;
	/** Takes a document back in the way its state allows: delete, void or reverse. Idempotent. */
	remove?(kind: DocumentKind, target: Target): Promise<Posted>;
	/** Attaches a file; the same file under the same name a second time is not stored twice. */
	attach?(kind: DocumentKind, target: Target, file: FileToAttach): Promise<Attached>;
	/** Leaves a note in the document's history, where the books keep one. */
	note?(kind: DocumentKind, target: Target, text: string): Promise<void>;
}

/** A kind that can be read; a system may have kinds of its own beside the common ones. */
export type ReadKind = string;

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
	/** What is wrong for certain, without asking the books: told before any call. */
	refuses?(document: D): BooksError | undefined;
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

export interface FileToAttach {
	fileName: string;
	mimeType: string;
	content: Buffer;
}
export interface Attached {
	id: string;
	fileName: string;
	action: 'attached' | 'found';
	/** What the books do not do with it. */
	warnings?: string[];
}

export type { AnyDocument };
