import { BooksError, failed, ok, type Outcome } from './errors';
import type { CanonicalRecord, Session, Target } from './session';

/** How reference records of one kind are made and changed, many at a time: what keeping two lists in step needs. */
export interface RecordWriter {
	/**
	 * Makes records, or finds the ones that are there: by code first, where the record has one, else by what the system
	 * holds unique. Safe to run again after a crash or a lost answer. With `dryRun` nothing is written.
	 * @returns an outcome per record, in the order given; batches inside
	 */
	create(records: NewRecord[], options: RecordOptions): Promise<Array<Outcome<Recorded>>>;
	/** Changes existing records, only in the fields given. Answers in the order given; batches inside. */
	update(changes: RecordChange[], options: RecordOptions): Promise<Array<Outcome<Recorded>>>;
}

export interface RecordOptions {
	dryRun: boolean;
}

/** A record to be made: the fields of its canonical type, without `id`. */
export type NewRecord = Record<string, unknown>;

export interface RecordChange {
	target: Target;
	/** Canonical fields with their new values; the others stay as they are. */
	changes: Record<string, unknown>;
	/** The record as it was read, `raw` included, for systems whose update replaces all of it. */
	whole?: CanonicalRecord;
}

/** What became of a record. */
export interface Recorded {
	action: 'created' | 'found' | 'updated' | 'unchanged' | 'would create' | 'would update';
	record: CanonicalRecord;
	/** Old and new value of each field that differed. */
	changes?: Record<string, { from: unknown; to: unknown }>;
}

export type UpsertKind = 'supplier' | 'customer' | 'employee' | 'item';

export interface UpsertRequest {
	record: Record<string, unknown>;
	/** The field that tells whether the books hold it already. */
	matchBy: 'id' | 'code' | 'email' | 'name' | 'externalId';
	/** Only change: a record that is absent is an error, and not made. */
	changeOnly?: boolean;
}
export interface Upserted extends Recorded {
	action: Exclude<Recorded['action'], 'found'>;
}
export interface Upserter {
	/** Answers in the order given; batches inside. */
	upsert(requests: UpsertRequest[], options: RecordOptions): Promise<Array<Outcome<Upserted>>>;
}

/** A session that takes reference records. Kinds that only have an upserter are made and changed through it. */
export interface Recording extends Session {
	readonly records?: Partial<Record<string, RecordWriter>>;
	readonly upserts?: Partial<Record<UpsertKind, Upserter>>;
}

/** The writer of a kind: the system's own, or one over its upserter. Undefined where the system takes no such record. */
export function recordWriterOf({ records, upserts }: Recording, kind: string): RecordWriter | undefined {
	const own = records !== undefined && Object.hasOwn(records, kind) ? records[kind] : undefined;
	if (own !== undefined || upserts === undefined || !Object.hasOwn(upserts, kind)) return own;
	const upserter = upserts[kind as UpsertKind]; // a member of it, as was just asked
	return upserter === undefined ? undefined : recordsOver(upserter);
}

/**
 * A writer over an upserter. A record without code is found by its name, since two of one name are the duplicate that
 * nobody wants.
 */
export function recordsOver(upserter: Upserter): RecordWriter {
	return {
		create: async (records, options) => {
			const coded = ({ code }: NewRecord) => typeof code === 'string' && code.trim() !== '';
			return await upserter.upsert(records.map((record) => ({ record, matchBy: coded(record) ? 'code' : 'name' })), options);
		},
		update: async (changes, options) => {
			const asked = changes.map(asRequest);
			const answers = (await upserter.upsert(asked.flatMap((one) => (one.ok ? [one.value] : [])), options)).values();
			return asked.map((one) => (one.ok ? (answers.next().value ?? failed(new BooksError({ message: 'No outcome', category: 'outage' }))) : one));
		},
	};
}

/** The field by which a record is found holds its old value: a new one for it would be lost. */
function asRequest({ target, changes }: RecordChange): Outcome<UpsertRequest> {
	const matchBy = target.id !== undefined ? 'id' : target.code !== undefined ? 'code' : 'name';
	const wanted = changes[matchBy];
	if (wanted === undefined || wanted === target[matchBy]) return ok({ record: { ...changes, [matchBy]: target[matchBy] }, matchBy, changeOnly: true });
	return failed(new BooksError({
		category: 'validation', field: matchBy, message: `A record that is found by its ${matchBy} cannot get another ${matchBy}`, hint: 'Name the record in another way, by its ID say.',
	}));
}
