import { createHash } from 'node:crypto';
import { inParts } from '../core/chunks';
import { BooksError, failed, ok, type Outcome } from '../core/errors';
import { nameOfWrite } from '../core/idempotency';
import type { Ref } from '../core/model/documents';
import { calledIn, folded } from '../core/pick';
import { cut } from '../core/wire';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import { execute } from './api';
import { isActive, LISTS } from './list-kinds';
import type { Lists } from './lists';
import { any, isIn, pagesOf, PAGE_SIZE, queryFn, rowsOf, type Filter } from './query';

type Side = 'supplier' | 'customer';

export interface Wanted {
	ref: Ref;
	/** Of a document, for one that has to be made. */
	currency?: string;
}

/** A hundred functions in a request are in use; two of them ask what stands there afterwards. */
export const BATCH_SIZE = 98;
/** Source: integrators; Intacct does not publish it. */
const LONGEST_ID = 20;
const LONGEST_NAME = 100;
const EMAIL = 'DISPLAYCONTACT.EMAIL1';

/** Suppliers or customers that the documents of a run name, found in bulk by id, name or e-mail. */
export class Parties {
	private readonly rows = new Map<string, XmlElement>();
	private readonly asked = new Set<string>();
	private readonly kind;

	constructor(private readonly lists: Lists, readonly side: Side) {
		this.kind = LISTS[side];
	}

	/** The records of these references, in order. Missing ones are made when `create` says so; with `dryRun` nothing is written. */
	async resolve(wanted: Wanted[], { create, dryRun }: { create: boolean; dryRun: boolean }): Promise<Array<Outcome<XmlElement>>> {
		await this.load(wanted.map(({ ref }) => ref));
		const missing = wanted.filter(({ ref }) => ref.id === undefined && this.find(ref).length === 0 && nameOf(ref) !== '');
		const refusals = create && !dryRun ? await this.make(missing) : new Map<string, BooksError>();
		return wanted.map(({ ref }) => {
			const found = this.find(ref);
			const active = found.filter(isActive);
			const [only, other] = active;
			if (only !== undefined && other === undefined) return ok(only);
			if (other !== undefined) return failed(this.problem(ref, 'stands for more than one record', `Name it by its ID: ${active.map((row) => textIn(row, this.kind.idField)).join(', ')}.`));
			if (found.length > 0) return failed(this.problem(ref, 'is inactive', 'Activate it in Sage Intacct, or map to another one.'));
			const refusal = refusals.get(folded(nameOf(ref)));
			if (refusal !== undefined) return failed(refusal);
			if (create && dryRun && ref.id === undefined && nameOf(ref) !== '') return ok({ [this.kind.idField]: idFor(ref), NAME: nameOf(ref) });
			return failed(this.problem(ref, 'is not in Sage Intacct', 'Create it there, map to another one, or switch on the option that creates missing suppliers and customers.'));
		});
	}

	private async load(refs: Ref[]): Promise<void> {
		const open = refs.filter((ref) => !this.asked.has(JSON.stringify(ref)));
		if (open.length === 0) return;
		const ids = open.flatMap(({ id, code }) => [id, code].filter((one) => one !== undefined));
		const names = open.flatMap(({ id, name }) => (id === undefined && name !== undefined ? [name, cut(name, LONGEST_NAME)] : []));
		const emails = open.flatMap(({ id, email }) => (id === undefined && email !== undefined ? [email] : []));
		const { idField, nameField } = this.kind;
		await this.read([...isIn(idField, ids), ...isIn(nameField, names), ...isIn(EMAIL, emails)]);
		for (const ref of open) this.asked.add(JSON.stringify(ref));
	}

	/** Each condition by itself answers at most a page: a name may belong to a few, not to thousands. */
	private async read(conditions: Filter[]): Promise<void> {
		if (conditions.length === 0) return;
		const fields = await this.lists.select(this.kind);
		const { object } = this.kind;
		const queries = conditions.map((filter) => ({ object, fields, filter: any(filter), orderBy: ['RECORDNO'], pageSize: PAGE_SIZE }));
		for (const rows of await pagesOf(this.lists.intacct, queries)) {
			if (rows instanceof BooksError) throw rows;
			this.keep(rows);
		}
	}

	private keep(rows: XmlElement[]): void {
		for (const row of rows) this.rows.set(textIn(row, this.kind.idField) ?? '', row);
	}

	/** By id, else code, else e-mail, else name, whichever the reference has first and fits. */
	private find({ id, code, email, name }: Ref): XmlElement[] {
		const by = (field: string, text: string) => [...this.rows.values()].filter((row) => folded(textIn(row, field) ?? '') === folded(text));
		const { idField, nameField } = this.kind;
		if (id !== undefined) return by(idField, id);
		for (const [field, text] of [[idField, code], [EMAIL, email], [nameField, name]] as const) {
			const hits = text === undefined ? [] : by(field, text);
			if (hits.length > 0) return hits;
		}
		return name === undefined ? [] : by(nameField, cut(name, LONGEST_NAME));
	}

	/** Made under an id that follows from what they are called, so that a second attempt meets the first. */
	private async make(missing: Wanted[]): Promise<Map<string, BooksError>> {
		const refusals = new Map<string, BooksError>();
		const distinct = [...new Map(missing.map((one) => [folded(nameOf(one.ref)), one])).values()];
		for (const part of inParts(distinct, BATCH_SIZE)) {
			const functions = part.map(({ ref, currency }) => {
				const content = { create: { [this.kind.object]: newParty(this.kind.idField, ref, currency) } };
				return { content, id: nameOfWrite('party', this.lists.intacct.entity, JSON.stringify(content)) };
			});
			// What is there now counts, whoever made it: this call, an earlier one without an answer, somebody else. It is
			// asked in the same request, and once more where that had no answer.
			const { object, idField } = this.kind;
			const [filter] = isIn(idField, part.map(({ ref }) => idFor(ref)));
			const asked = { content: queryFn({ object, fields: await this.lists.select(this.kind), filter, orderBy: ['RECORDNO'] }, this.lists.intacct.entity) };
			const answers = await execute(this.lists.intacct, [...functions, asked], { write: true }).catch((error: unknown) => {
				if (error instanceof BooksError && error.facts.outcomeUnknown === true) return part.map(() => error);
				throw error;
			});
			const now = answers[part.length];
			if (now === undefined || now instanceof BooksError) await this.read(filter === undefined ? [] : [filter]);
			else this.keep(rowsOf(now, object));
			part.forEach(({ ref }, at) => {
				const answer = answers[at];
				if (answer instanceof BooksError) refusals.set(folded(nameOf(ref)), answer.at({ field: this.side }));
				const row = this.rows.get(idFor(ref));
				// The reference may name it by what its record does not carry, an e-mail in other letters say.
				if (row !== undefined && this.find(ref).length === 0) this.rows.set(idFor(ref), { ...row, [this.kind.nameField]: nameOf(ref) });
			});
		}
		return refusals;
	}

	private problem(ref: Ref, what: string, hint: string): BooksError {
		return new BooksError({ category: 'mapping', field: this.side, message: `The ${this.side} ${calledIn(ref)} ${what}.`, hint });
	}
}

function nameOf({ name, email, code }: Ref): string {
	return cut((name ?? email?.split('@')[0] ?? code ?? '').replace(/\s+/g, ' ').trim(), LONGEST_NAME);
}

/** An id without the signs that integrators leave out: the code, or from the name, different for names that differ. */
export function idFor(ref: Ref): string {
	if (ref.code !== undefined && ref.code.trim() !== '') return cut(ref.code.trim(), LONGEST_ID);
	const name = nameOf(ref);
	const mark = createHash('sha256').update(folded(name)).digest('hex').slice(0, 6).toUpperCase();
	const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().replace(/[^A-Z0-9]+/g, '').slice(0, LONGEST_ID - mark.length);
	return `${plain}${mark}`;
}

function newParty(idField: string, ref: Ref, currency: string | undefined) {
	const name = nameOf(ref);
	return {
		[idField]: idFor(ref), NAME: name, DISPLAYCONTACT: { PRINTAS: name, EMAIL1: ref.email }, STATUS: 'active', CURRENCY: currency,
	};
}
