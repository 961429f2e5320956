import type { AccountsIq } from './api';
import { Lists } from './lists';
import { Parties } from './parties';

/** What the parts of one entity's ledger share during a run. */
export interface Desk {
	aiq: AccountsIq;
	lists: Lists;
	parties: { supplier: Parties; customer: Parties };
}

export function deskOf(aiq: AccountsIq): Desk {
	const lists = new Lists(aiq);
	return { aiq, lists, parties: { supplier: new Parties(lists, 'supplier'), customer: new Parties(lists, 'customer') } };
}
