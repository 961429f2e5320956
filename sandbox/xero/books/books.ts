import type { Account, Contact, Kind, Organisation, Records, TaxRate } from '../records';
import type { Exact } from '../../frame/money';
import { fold } from './keys';
import type { Files } from './files';
import type { History } from './history';
import type { Ledger, Posting } from './ledger';
import type { Narrow, Store } from './store';

/** What the books of all organisations share. */
export interface Shelf {
	store: Store;
	ledger: Ledger;
	history: History;
	files: Files;
	/** Emulated time. */
	now: () => number;
}

/** Who has the books open: an app on a user's behalf, or nobody's app (people at the screen, the bank feed). */
export interface Opener {
	app: string | null;
	user: string;
}

/** The books of one organisation. */
export class Books {
	readonly store: Store;
	private readonly ledger: Ledger;
	readonly history: History;
	readonly files: Files;
	readonly now: () => number;
	/** Control accounts found so far; every posting asks for them. */
	private readonly roles = new Map<string, Account>();

	constructor(
		shelf: Shelf,
		readonly tenant: string,
		private readonly opener: Opener,
	) {
		({ store: this.store, ledger: this.ledger, history: this.history, files: this.files, now: this.now } = shelf);
	}

	/** The app that has the books open, if one has. */
	get app(): string | null {
		return this.opener.app;
	}

	get organisation(): Organisation {
		const found = this.get('Organisations', this.tenant);
		if (found === undefined) throw new Error(`no organisation ${this.tenant}`);
		return found;
	}

	get<K extends Kind>(kind: K, id: string): Records[K] | undefined {
		return this.store.get(this.tenant, kind, id);
	}
	list<K extends Kind>(kind: K, narrow?: Narrow): Array<Records[K]> {
		return this.store.list(this.tenant, kind, narrow);
	}
	put<K extends Kind>(kind: K, record: Records[K], options: { quietly?: boolean } = {}): Records[K] {
		if (kind === 'Accounts') this.roles.clear();
		return this.store.put(this.tenant, kind, record, { ...options, app: this.opener.app });
	}
	remove(kind: Kind, id: string): void {
		this.store.remove(this.tenant, kind, id);
	}

	/** The highest number in use after a prefix such as "INV-"; 0 where there is none. */
	highestNumber(kind: Kind, type: string, prefix: string): number {
		return this.store.highestNumber(this.tenant, kind, type, fold(prefix));
	}

	/** By AccountID or Code, as references on lines and payments name it. */
	account({ AccountID, Code }: { AccountID?: string; Code?: string }): Account | undefined {
		if (AccountID !== undefined && AccountID !== '') return this.get('Accounts', AccountID.toLowerCase());
		if (Code === undefined || Code === '') return undefined;
		const found = this.list('Accounts', { number: [fold(Code)] });
		return found.find(({ Status }) => Status === 'ACTIVE') ?? found[0];
	}

	/** Control accounts are found by what they are, never by code. */
	system(role: string): Account {
		const known = this.roles.get(role) ?? this.list('Accounts').find(({ SystemAccount }) => SystemAccount === role);
		if (known === undefined) throw new Error(`no account is marked ${role}`);
		this.roles.set(role, known);
		return known;
	}

	taxRate(type: string): TaxRate | undefined {
		const found = this.get('TaxRates', type.toUpperCase());
		return found?.Status === 'ACTIVE' ? found : undefined;
	}

	/** The one ACTIVE contact of this name. Case does not tell two names apart, accents do. */
	contactNamed(name: string): Contact | undefined {
		const wanted = name.trim().toLowerCase();
		return this.list('Contacts', { name: [fold(name.trim())], status: ['ACTIVE'] }).find(
			({ Name }) => Name.toLowerCase() === wanted,
		);
	}

	post(source: string, day: string, postings: Posting[]): void {
		this.ledger.post(this.tenant, source, day, postings);
	}
	balances(): Map<string, Exact> {
		return this.ledger.balances(this.tenant);
	}
	trialBalance(): string {
		return this.ledger.trialBalance(this.tenant);
	}
	/** Leaves a line in a document's history. */
	note(kind: Kind, id: string, changes: string, details = ''): void {
		this.history.add(this.tenant, kind, id, { changes, details, user: this.opener.user, at: this.now() });
	}
	accountIsUsed(id: string): boolean {
		return this.ledger.isUsed(this.tenant, id);
	}
}
