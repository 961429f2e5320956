import type { Qbo } from './api';
import { Lists } from './lists';
import { Parties } from './parties';

/** What the parts of one company's ledger share during a run. */
export interface Desk {
	qbo: Qbo;
	lists: Lists;
	vendors: Parties;
	customers: Parties;
}

export function deskOf(qbo: Qbo): Desk {
	return { qbo, lists: new Lists(qbo), vendors: new Parties(qbo, 'Vendor'), customers: new Parties(qbo, 'Customer') };
}
