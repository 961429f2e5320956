import { Sql } from '../../frame/sql';
import type { Frame } from '../../frame/types';
import { Companies, type Company, type User } from './companies';
import { Records, type Stored } from './records';

/** What the emulator's routes and functions share. */
export class Desk {
	readonly sql: Sql;
	readonly records: Records;
	readonly companies: Companies;

	constructor(readonly frame: Frame) {
		this.sql = new Sql(frame.db, 'sin_settings');
		// Times of change are whole seconds, as they are shown.
		this.records = new Records(this.sql, () => Math.floor(this.now() / 1000) * 1000);
		this.companies = new Companies(this.sql);
	}

	now(): number {
		return this.frame.clock.now();
	}

	/** A call as somebody at the vendor's own pages makes it. */
	byHand(company: Company, user = 'sandbox'): Call {
		return {
			desk: this, company, entity: '', changes: [],
			user: { company: company.id, id: user, password: '', permissions: {}, locked: false, inactive: false, wrong: 0, entities: [], topLevel: true, gmtOffset: 0, auditTrail: true },
			rights: 'all',
		};
	}
}

export interface Change {
	event: 'add' | 'set' | 'delete';
	record: Stored;
}

/** One request of one signed-in user on one company's books. */
export interface Call {
	desk: Desk;
	company: Company;
	user: User;
	/** The entity that the session stands in; "" for the top level. */
	entity: string;
	/** "all" for people at the vendor's own pages, whom no permission stops. */
	rights: 'all' | 'own';
	/** What was written, for Smart Events; a rolled back request has none. */
	changes: Change[];
}
