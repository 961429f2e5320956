import { BooksError, failed, ok, type Outcome } from '../core/errors';
import type { Ref } from '../core/model/documents';
import { BATCH_SIZE, get, PAGE_SIZE, writeAll, type Query, type Xero } from './api';
import { messagesIn, validationError } from './errors';
import { anyOf, contactName, folded, quoted } from './query';
import { calledIn } from './references';
import type { XeroContact, XeroPagination } from './types';
import { cut, given } from './wire';

/** What goes into a document: the id alone, since any other field would change the contact. The name only in plans. */
export type ContactLink = { ContactID: string } | { Name: string };

interface ContactsAnswer {
	Contacts?: XeroContact[];
	pagination?: XeroPagination;
}

/** The organisation's contacts, read in the cheapest way that answers for the references of this run. */
export class Contacts {
	private readonly known = new Map<string, XeroContact>();
	/** Ids of contacts by each of their names. */
	private readonly byLabel = new Map<string, Set<string>>();
	private readonly asked = new Set<string>();
	private pages: number | undefined;
	private complete = false;

	constructor(private readonly xero: Xero) {}

	/**
	 * Contacts of these references, in their order. Missing ones are made when `create` says so; with `dryRun` nothing
	 * is written and they come back as names.
	 */
	async resolve(refs: Ref[], options: { create: boolean; dryRun: boolean }): Promise<Array<Outcome<ContactLink>>> {
		await this.load(refs.filter(({ id }) => id === undefined));
		const missing = refs.filter((ref) => ref.id === undefined && this.find(ref) === undefined && nameOf(ref) !== '');
		const refusals =
			options.create && !options.dryRun && missing.length > 0 ? await this.create(missing) : new Map<string, BooksError>();
		return refs.map((ref) => {
			const found = this.find(ref);
			if (found !== undefined) return linkTo(found, ref);
			if (ref.id !== undefined) return ok({ ContactID: ref.id });
			const refusal = refusals.get(folded(nameOf(ref)));
			if (refusal !== undefined) return failed(refusal);
			if (options.create && options.dryRun && nameOf(ref) !== '') return ok({ Name: nameOf(ref) });
			return failed(unknown(ref));
		});
	}

	/** Contacts that fit this text exactly in one of their names; also used before a contact is made or changed. */
	async load(refs: Ref[]): Promise<void> {
		const open = refs.filter((ref) => !this.complete && !this.asked.has(label(ref)));
		if (open.length === 0) return;
		await this.firstPage();
		if (this.complete) return;
		const pagesLeft = (this.pages ?? 1) - 1;
		if (pagesLeft <= this.filtersFor(open).length) await this.allPages();
		// Also after the whole list: a contact edited meanwhile moves to its end and can shift another past us.
		for (const where of this.filtersFor(open)) await this.ask({ where });
		for (const ref of open) this.asked.add(label(ref));
	}

	/** The active contact that a reference names: by id, else code, e-mail, name. Archived only when no active one fits. */
	find(ref: Ref): XeroContact | undefined {
		if (ref.id !== undefined) return this.known.get(ref.id.toLowerCase());
		const name = ref.name === undefined ? undefined : folded(contactName(ref.name));
		for (const label of labelsOf(ref)) {
			const hits = [...(this.byLabel.get(label) ?? [])].map((id) => this.known.get(id) as XeroContact);
			const active = hits.filter(isActiveContact);
			// Colleagues may share an address; then the name decides.
			const named = active.find(({ Name }) => name !== undefined && folded(Name ?? '') === name);
			const hit = named ?? (active.length === 1 ? active[0] : undefined) ?? (active.length === 0 ? hits[0] : undefined);
			if (hit !== undefined) return hit;
		}
		return undefined;
	}

	remember(contact: XeroContact): void {
		if (contact.ContactID === undefined) return;
		const id = contact.ContactID.toLowerCase();
		this.known.set(id, contact);
		const { ContactNumber, AccountNumber, EmailAddress, Name } = contact;
		const labels = [
			...labelsOf({ code: ContactNumber, email: EmailAddress, name: Name }).filter((one) => !one.startsWith('account ')),
			...(AccountNumber === undefined || AccountNumber === '' ? [] : [`account ${folded(AccountNumber)}`]),
		];
		for (const label of labels) this.byLabel.set(label, (this.byLabel.get(label) ?? new Set()).add(id));
	}

	private filtersFor(refs: Ref[]): string[] {
		return anyOf(refs.filter((ref) => this.find(ref) === undefined).flatMap(conditions));
	}

	private async firstPage(): Promise<void> {
		if (this.pages !== undefined) return;
		const { pagination } = await this.ask({});
		this.pages = pagination?.pageCount ?? 1;
		this.complete = this.pages <= 1;
	}

	private async allPages(): Promise<void> {
		for (let page = 2; page <= (this.pages ?? 1); page++) await this.ask({ page });
		this.complete = true;
	}

	private async ask(query: Query): Promise<ContactsAnswer> {
		const base = { page: 1, pageSize: PAGE_SIZE, order: 'UpdatedDateUTC ASC', includeArchived: true, summaryOnly: true };
		const answer = await get<ContactsAnswer>(this.xero, 'Contacts', { ...base, ...query });
		for (const contact of answer.Contacts ?? []) this.remember(contact);
		return answer;
	}

	/** Makes contacts, fifty per call. Answers the refusals by folded name. */
	private async create(refs: Ref[]): Promise<Map<string, BooksError>> {
		const wanted = new Map(refs.map((ref) => [folded(nameOf(ref)), toNewContact(ref)]));
		const refusals = new Map<string, BooksError>();
		const names = [...wanted.keys()];
		for (let at = 0; at < names.length; at += BATCH_SIZE) {
			const batch = names.slice(at, at + BATCH_SIZE).map((name) => wanted.get(name) as XeroContact);
			await this.createBatch(batch, refusals);
		}
		return refusals;
	}

	private async createBatch(batch: XeroContact[], refusals: Map<string, BooksError>): Promise<void> {
		let rest = batch;
		for (let attempt = 0; rest.length > 0; attempt++) {
			const answers = await writeAll(this.xero, 'PUT', 'Contacts', rest, attempt).catch((error: unknown) => {
				if (error instanceof BooksError && error.facts.outcomeUnknown === true && attempt < 2) return undefined;
				return Promise.reject(error);
			});
			const clashes: XeroContact[] = [];
			(answers ?? []).forEach((answer, index) => {
				const sent = rest[index] as XeroContact;
				const messages = messagesIn(answer);
				if (messages.length === 0) return this.remember(answer);
				const refusal = validationError(messages, { field: 'supplier' });
				refusals.set(folded(sent.Name ?? ''), refusal);
				if (refusal.category === 'duplicate') clashes.push(sent);
			});
			// Made meanwhile by somebody else, or by a call whose answer got lost: the books know.
			const doubtful = answers === undefined ? rest : clashes;
			for (const where of anyOf(doubtful.map(({ Name }) => `Name==${quoted(Name ?? '')}`))) await this.ask({ where });
			rest = answers === undefined ? rest.filter(({ Name }) => this.find({ name: Name }) === undefined) : [];
		}
	}
}

export const isActiveContact = ({ ContactStatus }: XeroContact): boolean =>
	ContactStatus === undefined || ContactStatus === 'ACTIVE';

/** The names of a reference in the order in which they are trusted, as they stand in the index. */
function labelsOf({ code, email, name }: Ref): string[] {
	const given = (text: string | undefined): text is string => text !== undefined && text !== '';
	return [
		...(given(code) ? [`code ${folded(code)}`, `account ${folded(code)}`] : []),
		...(given(email) ? [`email ${folded(email)}`] : []),
		...(given(name) ? [`name ${folded(contactName(name))}`] : []),
	];
}

function conditions({ code, email, name }: Ref): string[] {
	return [
		...(code === undefined ? [] : [`ContactNumber==${quoted(code)}`, `AccountNumber==${quoted(code)}`]),
		...(email === undefined ? [] : [`EmailAddress==${quoted(email)}`]),
		...(name === undefined ? [] : [`Name==${quoted(contactName(name))}`]),
	];
}

/** An archived contact takes no documents; one that was merged leads to the contact it went into. */
function linkTo(contact: XeroContact, ref: Ref): Outcome<ContactLink> {
	if (isActiveContact(contact)) return ok({ ContactID: contact.ContactID as string });
	if (contact.MergedToContactID !== undefined) return ok({ ContactID: contact.MergedToContactID });
	return failed(
		new BooksError({
			category: 'mapping',
			message: `The contact ${calledIn(ref)} is archived.`,
			hint: 'Restore it in Xero, or map to an active contact.',
		}),
	);
}

function unknown(ref: Ref): BooksError {
	return new BooksError({
		category: 'mapping',
		message: `The contact ${calledIn(ref)} is not in Xero.`,
		hint: 'Create it in Xero, map to another one, or switch on the option that creates missing suppliers and customers.',
	});
}

const label = (ref: Ref): string => JSON.stringify([ref.code, ref.email, ref.name]);

function nameOf({ name, email, code }: Ref): string {
	return contactName(name ?? email?.split('@')[0] ?? code ?? '');
}

function toNewContact(ref: Ref): XeroContact {
	return given({
		Name: nameOf(ref),
		ContactNumber: ref.code === undefined ? undefined : cut(ref.code, 50),
		EmailAddress: ref.email,
	});
}
