import type { Sql } from '../../frame/sql';

/** Subscriptions by the short names that permissions use too. */
export const MODULES = {
	CO: 'Company', AD: 'Administration', GL: 'General Ledger', AP: 'Accounts Payable', AR: 'Accounts Receivable', CM: 'Cash Management', EE: 'Time & Expenses',
	PA: 'Projects', IC: 'Inventory Control', TX: 'Taxes', PS: 'Platform Services',
} as const;
export type Module = keyof typeof MODULES;
export type Level = 'all' | 'read' | 'none';
export type Permissions = Partial<Record<Module, Level>>;

export interface CustomField {
	object: string;
	name: string;
	label: string;
	type: 'text' | 'number' | 'date' | 'boolean' | 'picklist';
	values?: string[];
	required?: boolean;
}
/** A dimension of the company's own; its values are records of `object`, lines carry GLDIM<object>. */
export interface UserDimension {
	object: string;
	label: string;
}
/** Where the one dimension has this value, the other must have that one. */
export interface Relationship {
	when: [field: string, value: string];
	then: [field: string, value: string];
}
export interface SmartEvent {
	name: string;
	object: string;
	events: Array<'add' | 'set' | 'delete'>;
	url: string;
	/** With injections such as {!APBILL.RECORDNO!}. */
	body: string;
}

export interface Company {
	id: string;
	title: string;
	base: string;
	multiEntity: boolean;
	multiCurrency: boolean;
	firstFiscalMonth: number;
	modules: Module[];
	/** Senders that the company has authorised. */
	senders: string[];
	/** Whether it subscribes to Web Services at all. */
	webServices: boolean;
	expired: boolean;
	idleMinutes: number;
	/** Control and other accounts that postings need. */
	accounts: { payable: string; receivable: string; expenses: string; undeposited: string; exchange: string; interEntity: string };
	/** Last closed day per module, or under GL for all. */
	closed: Partial<Record<Module, string>>;
	/** Modules whose documents wait for an approver. */
	approvals: Module[];
	uniqueBillNumbers: boolean;
	uniqueInvoiceNumbers: boolean;
	/** Whether AP summaries are user-specified, so that each bill names one. */
	ownSummaries: boolean;
	/** Whether an expense report needs its reason. */
	reasonRequired: boolean;
	/** Whether ids of vendors and customers come from a document sequence where none is given. */
	autoIds: boolean;
	/** Base units per unit, by "GBP>USD", of the daily rate. */
	rates: Record<string, string>;
	dimensions: UserDimension[];
	customFields: CustomField[];
	relationships: Relationship[];
	roles: Record<string, Permissions>;
	smartEvents: SmartEvent[];
}

export interface User {
	company: string;
	id: string;
	password: string;
	/** A name of a role, or none where the rights are the user's own. */
	role?: string;
	permissions: Permissions;
	locked: boolean;
	inactive: boolean;
	wrong: number;
	/** Entities it may enter; none means all. */
	entities: string[];
	topLevel: boolean;
	/** Hours from GMT of the times that it sees. */
	gmtOffset: number;
	/** Whether it may see the audit trail, which hangs on custom reports. */
	auditTrail: boolean;
}

export class Companies {
	constructor(private readonly sql: Sql) {}

	all(): Company[] {
		return this.sql.all('SELECT body FROM sin_companies ORDER BY position').map(({ body }) => JSON.parse(String(body)) as Company);
	}

	get(id: string): Company | undefined {
		const row = this.sql.one('SELECT body FROM sin_companies WHERE id = ?', id);
		return row === undefined ? undefined : (JSON.parse(String(row.body)) as Company);
	}

	put(company: Company): void {
		const position = this.sql.one('SELECT position FROM sin_companies WHERE id = ?', company.id)?.position ?? this.sql.next('company', 1);
		this.sql.run('INSERT OR REPLACE INTO sin_companies (id, position, body) VALUES (?, ?, ?)', company.id, Number(position), JSON.stringify(company));
	}

	users(company: string): User[] {
		return this.sql.all('SELECT body FROM sin_users WHERE company = ? ORDER BY id', company).map(({ body }) => JSON.parse(String(body)) as User);
	}

	user(company: string, id: string): User | undefined {
		const row = this.sql.one('SELECT body FROM sin_users WHERE company = ? AND id = ?', company, id);
		return row === undefined ? undefined : (JSON.parse(String(row.body)) as User);
	}

	putUser(user: User): void {
		this.sql.run('INSERT OR REPLACE INTO sin_users (company, id, body) VALUES (?, ?, ?)', user.company, user.id, JSON.stringify(user));
	}
}
