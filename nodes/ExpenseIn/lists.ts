import { BooksError } from '../core/errors';
import type { Reader, Target } from '../core/session';
import type { ExpenseIn } from './api';
import type { ListKind } from './contract';
import { unknownRecord } from './errors';
import { ListIndex, type FindBy, type Listed } from './list-index';
import { toRecord, WORDS } from './records';
import type { Wire } from './wire';

/** How a record is named: users by their address, too. */
export type Named = Target & { email?: string };

/** The administrator's lists, each read once for a run. */
export class Lists {
	private readonly known = new Map<ListKind, Promise<ListIndex>>();

	constructor(readonly api: ExpenseIn) {}

	async all(kind: ListKind): Promise<readonly Listed[]> {
		return (await this.index(kind)).records;
	}

	/** Something else than this run may have changed the list. */
	forget(kind: ListKind): void {
		this.known.delete(kind);
	}

	/** What this run wrote itself; the record takes the place of the one with its id. */
	async remember(kind: ListKind, wire: Wire): Promise<Listed> {
		const listed = this.listed(kind, wire);
		(await this.index(kind)).put(listed);
		return listed;
	}

	listed(kind: ListKind, wire: Wire): Listed {
		return { record: toRecord(kind, this.api.contract, wire), wire };
	}

	/**
	 * The record that a person means.
	 * @throws BooksError where several fit: a guess would change the wrong one
	 */
	async find(kind: ListKind, target: Named): Promise<Listed | undefined> {
		const [field, value] = namedBy(target);
		const found = (await this.index(kind)).find(field, value);
		const active = found.filter(({ record }) => record.active !== false);
		const candidates = active.length === 0 ? found : active;
		if (candidates.length <= 1) return candidates[0];
		const ids = candidates.map(({ record }) => record.id).join(', ');
		throw new BooksError({
			message: `${candidates.length} records of the kind ${WORDS[kind]} go by "${value.trim()}": ${ids}`,
			category: 'duplicate',
			document: value.trim(),
			hint: 'Correct the references in ExpenseIn, or name the record by its ID.',
		});
	}

	private async index(kind: ListKind): Promise<ListIndex> {
		const known = this.known.get(kind);
		if (known !== undefined) return await known;
		const asked = this.ask(kind);
		this.known.set(kind, asked);
		// A list that failed is asked for again by the next item.
		asked.catch(() => this.forget(kind));
		return await asked;
	}

	private async ask(kind: ListKind): Promise<ListIndex> {
		const index = new ListIndex(kind);
		for await (const page of this.api.pages(kind)) for (const wire of page) index.put(this.listed(kind, wire));
		return index;
	}
}

function namedBy({ id, code, number, key, email, name }: Named): [FindBy, string] {
	const reference = code ?? number ?? key;
	if (id !== undefined) return ['id', id];
	if (reference !== undefined) return ['code', reference];
	return email === undefined ? ['name', name ?? ''] : ['email', email];
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
