import type { Intacct } from './api';
import { Lists } from './lists';
import { Parties } from './parties';

/** What the parts of one ledger share during a run. */
export interface Desk {
	intacct: Intacct;
	lists: Lists;
	suppliers: Parties;
	customers: Parties;
}

export function deskOf(intacct: Intacct): Desk {
	const lists = new Lists(intacct);
	return { intacct, lists, suppliers: new Parties(lists, 'supplier'), customers: new Parties(lists, 'customer') };
}
