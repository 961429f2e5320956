import { BooksError } from '../core/errors';
import type { CanonicalRecord, Reader, Target } from '../core/session';
import type { ExpenseIn } from './api';
import type { ListKind } from './contract';
import { unknownRecord } from './errors';
import { toRecord, WORDS } from './records';
import type { Wire } from './wire';

export interface Listed {
	record: CanonicalRecord;
	/** As the vendor gave it, for sending it back. */
	wire: Wire;
}

/** How a record is named: users by their address, too. */
export type Named = Target & { email?: string };

/** The administrator's lists, each read once for a run. */
export class Lists {
	private readonly known = new Map<ListKind, Promise<Listed[]>>();

	constructor(readonly api: ExpenseIn) {}

	async all(kind: ListKind): Promise<Listed[]> {
		const known = this.known.get(kind);
		if (known !== undefined) return await known;
		const asked = this.ask(kind);
		this.known.set(kind, asked);
		// A list that failed is asked for again by the next item.
		asked.catch(() => this.forget(kind));
		return await asked;
	}

	/** Something else than this run may have changed the list. */
	forget(kind: ListKind): void {
		this.known.delete(kind);
	}

	/** What this run wrote itself; the record takes the place of the one with its id. */
	async remember(kind: ListKind, wire: Wire): Promise<Listed> {
		const listed = this.listed(kind, wire);
		const all = await this.all(kind);
		const at = all.findIndex(({ record }) => record.id === listed.record.id);
		if (at < 0) all.push(listed);
		else all[at] = listed;
		return listed;
	}

	listed(kind: ListKind, wire: Wire): Listed {
		return { record: toRecord(kind, this.api.contract, wire), wire };
	}

	/**
	 * The record that a person means. References are compared exactly but for blanks around them.
	 * @throws BooksError where several fit: a guess would change the wrong one
	 */
	async find(kind: ListKind, target: Named): Promise<Listed | undefined> {
		const { id, code = target.number ?? target.key, name, email } = target;
		const wanted = (id ?? code ?? email ?? name ?? '').trim();
		const fits = ({ record }: Listed): boolean => {
			if (id !== undefined) return record.id === wanted;
			if (code !== undefined) return record.code === wanted;
			if (email !== undefined) return String(record.email ?? '').toLowerCase() === wanted.toLowerCase();
			return record.name === wanted;
		};
		const found = (await this.all(kind)).filter(fits);
		const active = found.filter(({ record }) => record.active !== false);
		const candidates = active.length === 0 ? found : active;
		if (candidates.length <= 1) return candidates[0];
		const ids = candidates.map(({ record }) => record.id).join(', ');
		throw new BooksError({
			message: `${candidates.length} records of the kind ${WORDS[kind]} go by "${wanted}": ${ids}`,
			category: 'duplicate',
			document: wanted,
			hint: 'Correct the references in ExpenseIn, or name the record by its ID.',
		});
	}

	private async ask(kind: ListKind): Promise<Listed[]> {
		const all: Listed[] = [];
		for await (const page of this.api.pages(kind)) all.push(...page.map((wire) => this.listed(kind, wire)));
		return all;
	}
}

/** A list as the shared loops read it. The vendor filters nothing here, so it is done after reading. */
export function listReader(lists: Lists, kind: ListKind): Reader {
	return {
		async *pages({ activeOnly, changedSince, search }) {
			const text = (search ?? '').trim().toLowerCase();
			const since = changedSince === undefined ? undefined : new Date(changedSince).toISOString();
			const fits = ({ record }: Listed) =>
				(activeOnly !== true || record.active !== false) &&
				// A record that tells no time of its last change may have been changed since.
				(since === undefined || record.changedAt === undefined || String(record.changedAt) >= since) &&
				[record.code, record.name, record.email].some((word) => String(word ?? '').toLowerCase().includes(text));
			const shown = (await lists.all(kind)).filter(fits).map(({ record }) => record);
			if (shown.length > 0) yield shown;
		},
		one: async (target) => {
			const found = await lists.find(kind, target);
			if (found !== undefined) return found.record;
			throw unknownRecord(WORDS[kind], target.id ?? target.code ?? target.name ?? target.number ?? target.key ?? '');
		},
	};
}
