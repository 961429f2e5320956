import { BooksError, failed, ok, type Outcome } from '../core/errors';
import type { Ref } from '../core/model/documents';
import { calledIn, folded } from '../core/pick';
import type { Qbo } from './api';
import { batch, BATCH_SIZE } from './batch';
import { inParts } from '../core/chunks';
import { isActive } from './lists';
import { ACTIVE_OR_NOT, isIn, PAGE_SIZE } from './query';
import { page, readAll } from './read';
import type { QboParty } from './types';
import { given, listName } from './wire';

const NAME = 500;
/** More names than this fit a page of the list, so the first page may answer for all. */
const MANY = 100;

export interface Wanted {
	ref: Ref;
	/** Of a document, for one that has to be made: a supplier's currency cannot change later. */
	currency?: string;
}

/** Suppliers or customers of the company, read in the cheapest way that answers for the references of this run. */
export class Parties {
	private readonly byId = new Map<string, QboParty>();
	private readonly byLabel = new Map<string, Set<string>>();
	private readonly asked = new Set<string>();
	private complete = false;

	constructor(private readonly qbo: Qbo, readonly entity: 'Vendor' | 'Customer') {}

	/** The records of these references, in order. Missing ones are made when `create` says so; with `dryRun` nothing is written. */
	async resolve(wanted: Wanted[], options: { create: boolean; dryRun: boolean }): Promise<Array<Outcome<QboParty>>> {
		await this.load(wanted.map(({ ref }) => ref));
		const missing = wanted.filter(({ ref }) => ref.id === undefined && this.find(ref) === undefined && nameOf(ref) !== '');
		const refusals = options.create && !options.dryRun && missing.length > 0 ? await this.create(missing) : new Map<string, BooksError>();
		return wanted.map(({ ref }) => {
			const found = this.find(ref);
			if (found instanceof BooksError) return failed(found);
			if (found !== undefined) return isActive(found) ? ok(found) : failed(this.problem(ref, 'is inactive', 'Make it active in QuickBooks, or map to another one.'));
			const refusal = refusals.get(folded(nameOf(ref)));
			if (refusal !== undefined) return failed(refusal);
			if (options.create && options.dryRun && ref.id === undefined && nameOf(ref) !== '') return ok({ DisplayName: nameOf(ref) });
			const hint = 'Create it in QuickBooks, map to another one, or switch on the option that creates missing suppliers and customers.';
			return failed(this.problem(ref, 'is not in QuickBooks', hint));
		});
	}

	/** Reads what these references may mean. */
	async load(refs: Ref[]): Promise<void> {
		const open = refs.filter((ref) => !this.complete && !this.asked.has(JSON.stringify(ref)));
		if (open.length === 0) return;
		const names = new Set(open.flatMap(namesOf));
		// QuickBooks filters by id and name only; a code or an e-mail address takes the list itself.
		const whole = open.some(({ id, code, email }) => id === undefined && (code ?? email) !== undefined);
		if (whole) await this.readWhole();
		else if (names.size > MANY) await this.firstPage();
		const ids = open.flatMap(({ id }) => (id === undefined || this.byId.has(id) ? [] : [id]));
		const unknown = [...names].filter((name) => !this.byLabel.has(`name ${folded(name)}`));
		const conditions = this.complete ? isIn('Id', ids) : [...isIn('Id', ids), ...isIn('DisplayName', unknown)];
		const rows = await readAll<QboParty>(this.qbo, conditions.map((condition) => ({ entity: this.entity, where: [condition, ACTIVE_OR_NOT] })));
		rows.forEach((row) => this.remember(row));
		// QuickBooks may tell capitals and accents apart, which people do not: before somebody is missing the list is read.
		if (!this.complete && open.some((ref) => ref.id === undefined && this.find(ref) === undefined)) await this.readWhole();
		for (const ref of open) this.asked.add(JSON.stringify(ref));
	}

	/**
	 * The record that a reference names: by id, else code, else e-mail, else name, else the name that a supplier has whose
	 * own is a customer's or employee's. Inactive only where no active one fits.
	 */
	find(ref: Ref): QboParty | BooksError | undefined {
		if (ref.id !== undefined) return this.byId.get(ref.id);
		for (const label of labelsOf(ref)) {
			const hits = [...(this.byLabel.get(label) ?? [])].map((id) => this.byId.get(id)).filter((hit) => hit !== undefined);
			const active = hits.filter(isActive);
			const named = active.find(({ DisplayName }) => ref.name !== undefined && folded(DisplayName ?? '') === folded(ref.name));
			const hit = named ?? (active.length === 0 ? hits[0] : active.length === 1 ? active[0] : undefined);
			if (hit !== undefined) return hit;
			if (active.length > 1) return this.problem(ref, 'stands for more than one record', 'Name it by its ID, or with its parents divided by colons.');
		}
		const apart = this.entity === 'Vendor' && ref.name !== undefined ? asSupplier(ref.name) : ref.name;
		return apart === ref.name ? undefined : this.find({ name: apart });
	}

	remember(party: QboParty): void {
		const { Id, DisplayName, FullyQualifiedName, AcctNum, PrimaryEmailAddr } = party;
		if (Id === undefined) return;
		this.byId.set(Id, party);
		const labels = labelsOf({ code: AcctNum, email: PrimaryEmailAddr?.Address, name: DisplayName?.replace(/ \(deleted\)$/i, '') });
		if (FullyQualifiedName !== undefined) labels.push(`name ${folded(FullyQualifiedName)}`);
		for (const label of labels) this.byLabel.set(label, (this.byLabel.get(label) ?? new Set()).add(Id));
	}

	private async firstPage(): Promise<QboParty[]> {
		const rows = await page<QboParty>(this.qbo, { entity: this.entity, where: [ACTIVE_OR_NOT], orderBy: 'Id' });
		rows.forEach((row) => this.remember(row));
		this.complete = rows.length < PAGE_SIZE;
		return rows;
	}

	private async readWhole(): Promise<void> {
		const rows = await readAll<QboParty>(this.qbo, [{ entity: this.entity, where: [ACTIVE_OR_NOT] }]);
		rows.forEach((row) => this.remember(row));
		this.complete = true;
	}

	/**
	 * Makes records, thirty per call. A supplier whose name a customer or employee has already is made under another, as
	 * QuickBooks wants names unique among the three. Answers the refusals by folded name.
	 */
	private async create(missing: Wanted[]): Promise<Map<string, BooksError>> {
		const wanted = new Map(missing.map(({ ref, currency }) => [folded(nameOf(ref)), newParty(this.entity, ref, currency)]));
		const refusals = new Map<string, BooksError>();
		for (const part of inParts([...wanted.values()], BATCH_SIZE)) await this.createPart(part, refusals);
		const taken = [...wanted].filter(([name]) => this.entity === 'Vendor' && refusals.get(name)?.category === 'duplicate' && this.find({ name }) === undefined);
		const apart = new Map(taken.map(([name, record]) => [name, { ...record, DisplayName: asSupplier(record.DisplayName ?? '') }]));
		const again = new Map<string, BooksError>();
		for (const part of inParts([...apart.values()], BATCH_SIZE)) await this.createPart(part, again);
		for (const [name, { DisplayName }] of apart) {
			const refusal = again.get(folded(DisplayName));
			if (refusal !== undefined) refusals.set(name, refusal);
		}
		return refusals;
	}

	private async createPart(part: QboParty[], refusals: Map<string, BooksError>): Promise<void> {
		let rest = part;
		for (let attempt = 0; rest.length > 0; attempt++) {
			const answers = await batch<QboParty>(this.qbo, rest.map((record) => ({ operation: 'create', entity: this.entity, record })), attempt)
				.catch((error: unknown) => {
					if (error instanceof BooksError && error.facts.outcomeUnknown === true && attempt < 2) return undefined;
					return Promise.reject(error);
				});
			const doubtful: QboParty[] = [];
			rest.forEach((sent, index) => {
				const answer = answers?.[index];
				if (answer !== undefined && !(answer instanceof BooksError)) return this.remember(answer);
				// Made meanwhile by somebody else, or by a call whose answer got lost: the books know.
				if (answer === undefined || answer.category === 'duplicate' || answer.facts.outcomeUnknown === true) doubtful.push(sent);
				if (answer !== undefined) refusals.set(folded(sent.DisplayName ?? ''), answer);
			});
			const conditions = isIn('DisplayName', doubtful.map(({ DisplayName = '' }) => DisplayName));
			const rows = await readAll<QboParty>(this.qbo, conditions.map((condition) => ({ entity: this.entity, where: [condition, ACTIVE_OR_NOT] })));
			rows.forEach((row) => this.remember(row));
			rest = answers === undefined ? rest.filter(({ DisplayName }) => this.find({ name: DisplayName }) === undefined) : [];
		}
	}

	private problem(ref: Ref, what: string, hint: string): BooksError {
		const word = this.entity === 'Vendor' ? 'supplier' : 'customer';
		return new BooksError({ category: 'mapping', field: word, message: `The ${word} ${calledIn(ref)} ${what}.`, hint });
	}
}

/** The names of a reference in the order in which they are trusted. */
function labelsOf({ code, email, name }: Ref): string[] {
	const some = (text: string | undefined): text is string => text !== undefined && text !== '';
	return [
		...(some(code) ? [`code ${folded(code)}`] : []),
		...(some(email) ? [`email ${folded(email)}`] : []),
		// A colon may part a name from its parent's, or stand in the name elsewhere; QuickBooks has it without then.
		...(some(name) ? [...new Set([path(name), listName(name, NAME)])].map((one) => `name ${folded(one)}`) : []),
	];
}

const path = (name: string): string => name.split(':').map((part) => part.trim()).join(':');

/** A name with parents is asked for by its last part. */
function namesOf({ id, name }: Ref): string[] {
	if (id !== undefined || name === undefined) return [];
	return [...new Set([path(name).split(':').pop() ?? name, listName(name, NAME)])];
}

const SUPPLIER = ' (V)';
/** "Jo O'Neill (V)": what people in QuickBooks call a supplier who is a customer or an employee as well. */
function asSupplier(name: string): string {
	return name.endsWith(SUPPLIER) ? name : `${name.slice(0, NAME - SUPPLIER.length)}${SUPPLIER}`;
}

/** What a record that is made for a reference is called. */
function nameOf({ name, email, code }: Ref): string {
	return listName(name ?? email?.split('@')[0] ?? code ?? '', NAME);
}

/** QuickBooks keeps a number of ours with suppliers only. */
function newParty(entity: string, ref: Ref, currency: string | undefined): QboParty {
	return given({
		DisplayName: nameOf(ref),
		AcctNum: entity === 'Vendor' ? ref.code : undefined,
		PrimaryEmailAddr: ref.email === undefined ? undefined : { Address: ref.email },
		CurrencyRef: currency === undefined ? undefined : { value: currency },
	});
}
