import { documentById, putDocument } from '../state/documents';
import { addPosting } from '../state/postings';
import { type Document, type DocumentKind, isExpense } from '../state/shapes';
import { instant, type Store } from '../state/store';
import { type PostedDocument, toPosted } from './wire';

export const SECTIONS = ['Reimbursable', 'Reconcilable', 'Invoices'] as const;
export type Section = (typeof SECTIONS)[number];
type State = 'Pending' | 'Complete' | 'Failed';

/** One line of the posting history, as the product's page shows it. */
export interface Entry {
	id: number;
	at: string;
	section: Section;
	status: State | 'Partly failed';
	records: EntryRecord[];
}
export interface EntryRecord {
	id: string;
	number: string;
	state: State;
	/** AccountsIQ's number of the document. */
	reference: string | null;
	/** AccountsIQ's code and text. */
	reason: string | null;
}
/** What AccountsIQ answered for one record: a reference, or an error. */
export interface Answer {
	number: string;
	reference?: string;
	errorCode?: string;
	errorMessage?: string;
}
export interface Started {
	entry: Entry;
	/** To be sent to AccountsIQ now, in the order of the entry's pending records. */
	documents: PostedDocument[];
}

/** Newest first. */
export function entries(store: Store): Entry[] {
	return store.all('SELECT * FROM ein_entries ORDER BY id DESC').map((row) => ({
		id: Number(row.id), at: instant(Number(row.at)), section: row.section as Section, status: row.status as Entry['status'],
		records: JSON.parse(String(row.records)) as EntryRecord[],
	})); // both columns are written below alone
}

/** Export > AccountsIQ V2: everything selected is completed the moment that the posting starts. */
export function startPosting(store: Store, section: Section, keys: readonly string[]): Started {
	if (!SECTIONS.includes(section)) throw new RangeError(`A section is ${SECTIONS.join(', ')}`);
	return store.atomically(() => {
		const now = store.now();
		const selected = keys.map((key) => documentById(store, kindOf(section), key, { orNumber: true }));
		for (const document of selected) refuseUnready(document, section);
		const completed = selected.map((document) =>
			putDocument(store, { ...document, status: 'Completed', exportedAt: instant(now), postingStatus: null, postingError: null }),
		);
		const records = completed.map(({ id, number }): EntryRecord => ({ id, number, state: 'Pending', reference: null, reason: null }));
		store.insert('ein_entries', { at: now, section, status: 'Pending', records: JSON.stringify(records) });
		const [entry] = entries(store) as [Entry]; // the one that was just put in
		return { entry, documents: completed.map((document) => toPosted(store, document)) };
	});
}

/** Notes what AccountsIQ said. Records that are not named stay pending. */
export function answerPosting(store: Store, id: number, answers: readonly Answer[]): Entry {
	return store.atomically(() => {
		const entry = entryById(store, id);
		const failed: string[] = [];
		for (const answer of answers) {
			const record = entry.records.find(({ number }) => number === answer.number);
			if (record?.state !== 'Pending') throw new RangeError(`${answer.number} is not pending in this posting`);
			if (settle(store, entry, record, answer) === 'Failed') failed.push(`${record.number}: ${record.reason ?? ''}`);
		}
		save(store, entry);
		if (failed.length > 0) store.insert('ein_mail', { at: store.now(), subject: 'Posting to AccountsIQ failed', text: failed.join('\n') });
		return entry;
	});
}

/** "Retry Failed Records": those that failed are pending again, and no other is sent. */
export function retryPosting(store: Store, id: number): Started {
	return store.atomically(() => {
		const entry = entryById(store, id);
		const failed = entry.records.filter(({ state }) => state === 'Failed');
		if (failed.length === 0) throw new RangeError('Nothing of this posting has failed');
		for (const record of failed) Object.assign(record, { state: 'Pending', reason: null });
		save(store, entry);
		return { entry, documents: failed.map((record) => toPosted(store, documentById(store, kindOf(entry.section), record.id))) };
	});
}

function settle(store: Store, entry: Entry, record: EntryRecord, { reference, errorCode, errorMessage }: Answer): State {
	const document = documentById(store, kindOf(entry.section), record.id);
	const isFailed = errorCode !== undefined || errorMessage !== undefined;
	if (!isFailed && reference === undefined) throw new RangeError(`${record.number}: an answer has a reference or an error`);
	record.state = isFailed ? 'Failed' : 'Complete';
	record.reference = isFailed ? null : (reference ?? null);
	record.reason = isFailed ? [errorCode, errorMessage].filter(Boolean).join(': ') : null;
	putDocument(store, { ...document, postingStatus: record.state, postingError: record.reason, exportReference: record.reference });
	addPosting(store, {
		kind: kindOf(entry.section), record: document, status: record.state, reference: record.reference, reason: record.reason, at: store.now(),
	});
	return record.state;
}

function save(store: Store, entry: Entry): void {
	const states = new Set(entry.records.map(({ state }) => state));
	entry.status = states.has('Pending') ? 'Pending' : states.size > 1 ? 'Partly failed' : ([...states][0] ?? 'Complete');
	store.run('UPDATE ein_entries SET status = ?, records = ? WHERE id = ?', entry.status, JSON.stringify(entry.records), entry.id);
}

function entryById(store: Store, id: number): Entry {
	const entry = entries(store).find((one) => one.id === id);
	if (entry === undefined) throw new RangeError(`There is no posting ${id}`);
	return entry;
}

function refuseUnready(document: Document, section: Section): void {
	if (document.status !== 'Approved') throw new RangeError(`${document.number} is ${document.status}, not Approved`);
	if (!isExpense(document)) return;
	if (document.section !== section) throw new RangeError(`${document.number} is in ${document.section}`);
	if (document.billable && !document.billed) throw new RangeError(`${document.number} is billable and must be marked as billed first`);
}

function kindOf(section: Section): DocumentKind {
	return section === 'Invoices' ? 'invoice' : 'expense';
}
