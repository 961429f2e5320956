import { BooksError, failed, ok, type Outcome } from '../../core/errors';
import type { Xero } from '../api';
import type { Contacts } from '../contacts';
import type { References } from '../references';
import type { Ready } from './send';

/** What the parts of one organisation's ledger share during a run. */
export interface Desk {
	xero: Xero;
	references: References;
	contacts: Contacts;
}

/** Names the organisation in the addresses of Xero's pages. */
export async function shortCode({ references }: Desk): Promise<string | undefined> {
	return (await references.organisationIfAllowed())?.ShortCode;
}

/** Makes the vendor's shape. An amount with more digits than a JSON number holds is refused, never rounded. */
export function shaped(make: () => Ready): Outcome<Ready> {
	try {
		return ok(make());
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return failed(new BooksError({ category: 'validation', message, hint: 'Correct the amount in the source.' }));
	}
}
