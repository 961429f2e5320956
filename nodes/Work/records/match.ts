import { severalRecords } from '../errors';
import type { Work } from '../api';
import { linksOf, type MasterKind } from '../shapes/parties';
import { folded, textOf, type Wire } from '../wire';

/** Records that may be meant: up to so many questions are put one by one, more by reading the list once. */
const FEW = 8;

/** What a record to be made or changed is known by. */
export interface Known {
	id?: string;
	code?: string;
	name?: string;
	email?: string;
	/** Of a site: two clients may each have a "Depot". */
	clientId?: string;
	/** "qbo:58" */
	external?: string;
}

/** Finds what Work holds already. Read anew for each batch: it also tells what a lost answer has made. */
export class Holdings {
	private constructor(
		private readonly work: Work,
		private readonly kind: MasterKind,
		private readonly word: string,
		private list: Wire[] | undefined,
	) {}

	static async of(work: Work, kind: MasterKind, word: string, count: number): Promise<Holdings> {
		return new Holdings(work, kind, word, count > FEW ? await work.all(kind) : undefined);
	}

	/** What was made or changed meanwhile. */
	learn(record: Wire): void {
		if (this.list !== undefined) this.list = [...this.list.filter(({ id }) => id !== record.id), record];
	}

	/** After a lost answer the list of before says nothing. */
	forget(): void {
		this.list = undefined;
	}

	/**
	 * By external reference, then by code, then by name and e-mail, then by name: the order of Work's own sync.
	 * @throws BooksError where more than one fits
	 */
	async find({ id, external, code, name, email, clientId }: Known): Promise<Wire | undefined> {
		if (id !== undefined) return await this.byId(id);
		const linked = external === undefined ? undefined : this.only(external, await this.linked(external));
		if (linked !== undefined) return linked;
		const coded = code === undefined ? undefined : this.only(code, await this.where('code', code));
		if (coded !== undefined || name === undefined) return coded;
		const named = (await this.where('name', name)).filter((record) => clientId === undefined || textOf(record.clientId) === clientId);
		const mailed = email === undefined ? [] : named.filter((record) => folded(record.email) === folded(email));
		return this.only(name, mailed.length > 0 ? mailed : named);
	}

	/** By this one field alone. */
	async by(field: 'code' | 'name' | 'email', value: string): Promise<Wire | undefined> {
		return this.only(value, await this.where(field, value));
	}
	async byExternal(external: string): Promise<Wire | undefined> {
		return this.only(external, await this.linked(external));
	}
	async byId(id: string): Promise<Wire> {
		return await this.work.one(this.kind, id);
	}

	private async where(field: 'code' | 'name' | 'email', value: string): Promise<Wire[]> {
		const records = this.list ?? (await this.work.all(this.kind, { [field]: value }));
		return records.filter((record) => folded(record[field]) === folded(value));
	}

	private async linked(external: string): Promise<Wire[]> {
		if (!this.work.contract.features.externalRefs) return [];
		const [system = '', ...id] = external.split(':');
		const records = this.list ?? (await this.work.all(this.kind, { externalRef: external }));
		return records.filter((record) => linksOf(record)[system] === id.join(':'));
	}

	private only(wanted: string, found: Wire[]): Wire | undefined {
		const [record, other] = found;
		if (other !== undefined) throw severalRecords(this.word, wanted);
		return record;
	}
}
