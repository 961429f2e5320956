import { asBooksError, BooksError, failed, ok, type Outcome } from '../core/errors';
import type { ExpenseIn } from './api';
import type { DocumentKind } from './contract';
import type { Course } from './course';
import { DOCUMENT_WORDS, documentPages } from './documents';
import { textOf } from './json';
import type { Fates, MarkAction, Marking } from './mark';
import { reading, type Wire } from './wire';

/** So few are asked for one by one: the list of all approved ones may be long. */
const FEW = 3;

/** What marks would meet. Everything is read and nothing is written. */
export class MarkCheck {
	/** What this run would have marked as posted, by kind and id. */
	private readonly planned = new Map<string, string>();
	private readonly lists = new Map<DocumentKind, Promise<Map<string, Wire>>>();

	/** @param wanted all ids that this run asks about, by kind */
	constructor(
		private readonly api: ExpenseIn,
		private readonly course: Course,
		private readonly wanted: ReadonlyMap<DocumentKind, ReadonlySet<string>>,
	) {}

	async mark(marking: Marking): Promise<Fates> {
		const { kind, ids } = marking;
		const approved = await this.approvedOf(kind);
		const fates: Fates = new Map();
		for (const id of ids) {
			try {
				const wire = approved.get(id) ?? (await this.course.call(async () => await this.api.one(kind, id)));
				fates.set(id, this.fate(marking, id, wire));
			} catch (error) {
				fates.set(id, failed(asBooksError(error).at({ document: id })));
			}
		}
		return fates;
	}

	/** Most of what is marked is approved, so one list tells of nearly all. Read once for the run. */
	private async approvedOf(kind: DocumentKind): Promise<Map<string, Wire>> {
		const ids = this.wanted.get(kind) ?? new Set();
		if (ids.size <= FEW) return new Map();
		const list = this.lists.get(kind) ?? this.course.call(async () => await this.readApproved(kind, ids));
		this.lists.set(kind, list);
		return await list;
	}

	private async readApproved(kind: DocumentKind, ids: ReadonlySet<string>): Promise<Map<string, Wire>> {
		const found = new Map<string, Wire>();
		for await (const page of documentPages(this.api, kind, { statuses: ['Approved'] })) {
			for (const wire of page) {
				const id = textOf(reading(this.api.contract.fields[kind], wire)('id')) ?? '';
				if (ids.has(id)) found.set(id, wire);
			}
			if (found.size === ids.size) break;
		}
		return found;
	}

	private fate({ kind, route, word }: Marking, id: string, wire: Wire): Outcome<MarkAction> {
		const read = reading(this.api.contract.fields[kind], wire);
		const status = textOf(read('status')) ?? '';
		const place = JSON.stringify([kind, id]);
		const isPosted = status.toLowerCase() === 'completed';
		const reference = isPosted ? textOf(read('exportReference')) : this.planned.get(place);
		if (isPosted || reference !== undefined) {
			if (route === 'export' && reference === word) return ok('unchanged');
			return failed(refused(id, 'duplicate', `The ${DOCUMENT_WORDS[kind]} is marked as posted already, with the reference ${reference ?? '(none)'}`));
		}
		if (status.toLowerCase() !== 'approved') {
			return failed(refused(id, 'validation', `The ${DOCUMENT_WORDS[kind]} is ${status === '' ? 'in no known state' : status}, not Approved`));
		}
		if (route === 'export') this.planned.set(place, word);
		else if (textOf(read('postingStatus'))?.toLowerCase() === 'failed' && textOf(read('postingError')) === word) return ok('unchanged');
		return ok('would mark');
	}
}

function refused(document: string, category: 'duplicate' | 'validation', message: string): BooksError {
	return new BooksError({ message, category, document, hint: 'Look at it in ExpenseIn; nothing was marked, since this is a dry run.' });
}
