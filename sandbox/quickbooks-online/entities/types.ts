import type { Field } from '../schema/types';
import type { Books } from '../books/books';
import type { Body, Kept, Records } from '../state/records';

export type FilterType = 'name' | 'number' | 'text' | 'party' | 'ref' | 'day' | 'active' | 'flag' | 'amount';

/** A write as it comes to an entity's rules: the body is checked field by field and merged with what was there. */
export interface Draft {
	books: Books;
	/** The whole record to be: what was sent, on top of the old one where the update is sparse. */
	fields: Body;
	/** As sent. */
	sent: Body;
	before: Kept | undefined;
	/** Values of the parameter `include`, or of a batch item's `optionsData`. */
	include: ReadonlySet<string>;
}

/** What becomes of a record in the ledger, in exact units of the company's own currency: debits less credits. */
export interface Posting {
	account: string;
	amount: bigint;
}

export interface Entity {
	/** As in bodies and statements: "BillPayment". */
	name: string;
	kind: 'list' | 'txn' | 'other';
	fields: Readonly<Record<string, Field>>;
	/** Properties that a statement may filter by. */
	filters: Readonly<Record<string, FilterType>>;
	/** Fields that also a sparse update must name. */
	sparseNeeds?: readonly string[];
	/** Completes the record, or throws why it is refused. */
	build?: (draft: Draft) => Body;
	/** The ledger entries of the finished record. */
	post?: (books: Books, record: Kept) => Posting[];
	/** Works on other records once this one stands, and undoes that when it goes or changes. */
	settle?: (books: Books, record: Kept) => void;
	unsettle?: (books: Books, record: Kept) => void;
	/** Throws where the record must not be changed or deleted. */
	guard?: (books: Books, record: Kept, deed: 'change' | 'delete' | 'void') => void;
	/** Lets go of what hangs on the record before it is voided. */
	release?: (books: Books, record: Kept) => void;
	/** Whether `include=void` and `operation=void` are known. */
	canVoid?: boolean;
	canDelete?: boolean;
	isReadOnly?: boolean;
	isUnqueryable?: boolean;
	/** What an answer adds that is not kept. */
	show?: (record: Kept, records: Records) => Body;
}
