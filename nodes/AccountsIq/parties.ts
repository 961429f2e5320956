import { createHash } from 'node:crypto';
import { asBooksError, BooksError, failed, ok, type Outcome } from '../core/errors';
import type { Ref } from '../core/model/documents';
import type { XmlContent } from '../core/xml-write';
import type { XmlElement } from '../core/xml';
import { call } from './api';
import { elementOf, textIn } from '../core/xml-elements';
import { isActive, type Lists } from './lists';
import { called, matching, problem } from './mapping';
import { partyInOrder } from './shapes/order';

export type Side = 'supplier' | 'customer';

interface Operations {
	list: string;
	one: string;
	shell: string;
	save: string;
	parameter: string;
}

/** Names as the contract has them, its own spelling included. */
export const OPERATIONS: Readonly<Record<Side, Operations>> = {
	supplier: {
		list: 'GetSupplierList', one: 'GetSupplier', shell: 'GetNewSupplierFromDefaults', save: 'UpdateSupplierGetBackSupplierCode', parameter: 'supplierCode',
	},
	customer: {
		list: 'GetCustomerList', one: 'GetCustomer', shell: 'GetNewCustomerFromDefaults', save: 'UpdateCustomerGetbackCustomerCode', parameter: 'customerCode',
	},
};
/** So many are asked for one by one; for more the whole list is one call. */
const FEW = 8;
const LONGEST = 50;

/** Suppliers or customers of one entity, read in the cheaper way for the references of a run. */
export class Parties {
	private readonly known = new Map<string, XmlElement>();

	constructor(private readonly lists: Lists, private readonly side: Side) {}

	/** In the order of the references. Missing ones are made when `create` says so; with `dryRun` nothing is written. */
	async resolve(refs: Ref[], { create, dryRun }: { create: boolean; dryRun: boolean }): Promise<Array<Outcome<XmlElement>>> {
		const records = await this.recordsFor(refs);
		const made = new Map<string, Promise<Outcome<XmlElement>>>();
		return await Promise.all(refs.map(async (ref) => {
			const found = matching(records, ref, { id: 'AccountID', code: 'Code', name: 'Name', email: 'Email' });
			const active = found.filter(isActive);
			const [hit] = active.length > 0 ? active : found;
			if (active.length > 1) return failed(problem(this.side, `Several ${this.side}s are called ${called(ref)}`, 'Name it by its code.'));
			if (hit !== undefined && isActive(hit)) return ok(hit);
			if (hit !== undefined) return failed(problem(this.side, `The ${this.side} ${called(ref)} is inactive`, 'Activate it in AccountsIQ, or name another one.'));
			const name = ref.name ?? ref.code ?? ref.email;
			if (!create || name === undefined) return failed(this.unknown(ref));
			const code = ref.code?.trim().toUpperCase() ?? codeFor(name);
			if (dryRun) return ok({ Code: code, Name: name });
			const making = made.get(code) ?? this.make(code, name, ref.email);
			made.set(code, making);
			return await making;
		}));
	}

	private unknown(ref: Ref): BooksError {
		return problem(
			this.side, `The ${this.side} ${called(ref)} does not exist`,
			`Make it in AccountsIQ under exactly this ${ref.code === undefined ? 'name' : 'code'}, or map it to one that exists.`,
		);
	}

	private async recordsFor(refs: Ref[]): Promise<XmlElement[]> {
		const codes = [...new Set(refs.map(({ id, code }) => (id === undefined ? code?.trim().toUpperCase() : undefined)))];
		if (codes.length > FEW || codes.includes(undefined)) {
			return await (this.side === 'supplier' ? this.lists.suppliers() : this.lists.customers());
		}
		const records: XmlElement[] = [];
		for (const code of codes) {
			if (code === undefined) continue;
			const record = this.known.get(code) ?? (await this.byCode(code));
			if (record === undefined) continue;
			this.known.set(code, record);
			records.push(record);
		}
		return records;
	}

	/** Undefined where there is none. */
	async byCode(code: string): Promise<XmlElement | undefined> {
		const { one, parameter } = OPERATIONS[this.side];
		const answer = await call(this.lists.aiq, one, { [parameter]: code }).catch(asBooksError);
		if (!(answer instanceof BooksError)) {
			const record = elementOf(answer.result);
			return textIn(record, 'Code') === undefined ? undefined : record;
		}
		if (/DOES_NOT_EXIST|NOT_FOUND/.test(answer.facts.vendorCode ?? '')) return undefined;
		throw answer;
	}

	/** From the company's defaults. Where the answer got lost, or somebody was quicker, the one under the code is it. */
	private async make(code: string, name: string, email: string | undefined): Promise<Outcome<XmlElement>> {
		try {
			const shell = elementOf((await call(this.lists.aiq, OPERATIONS[this.side].shell)).result);
			const record = { ...shell, Code: code, Name: name.slice(0, LONGEST), ...(email === undefined ? {} : { Email: email.slice(0, LONGEST) }) };
			const refusal = await this.save(record, true).catch(asBooksError);
			this.lists.forget(OPERATIONS[this.side].list);
			const held = await this.byCode(code);
			if (held === undefined && refusal instanceof BooksError) return failed(refusal);
			return ok(held ?? record);
		} catch (error) {
			return failed(asBooksError(error));
		}
	}

	/** The whole record goes back, as AccountsIQ wants it. Text it has, nothing stays nothing. */
	async save(record: XmlElement, create: boolean): Promise<void> {
		// What was read is text, null or elements, which is what is written.
		const content = { [this.side]: partyInOrder(record) as { [name: string]: XmlContent }, create };
		await call(this.lists.aiq, OPERATIONS[this.side].save, content, { write: true });
	}
}

/** Upper case, stable, and different for names that differ behind the cut. */
export function codeFor(name: string): string {
	const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase().replace(/[^A-Z0-9]+/g, '').slice(0, 14);
	const mark = createHash('sha256').update(name.normalize('NFC').trim().toLowerCase()).digest('hex').slice(0, 5).toUpperCase();
	return `${plain}-${mark}`.replace(/^-/, '');
}
