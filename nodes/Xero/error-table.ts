import type { Category } from '../core/errors';

/**
 * Xero's answers in accounting words. Xero has no codes per field, so validation is told apart by its message texts,
 * which it writes in English for every organisation. Source: Xero, "HTTP response codes and errors".
 */
export interface Known {
	says: RegExp;
	category: Category;
	hint: string;
}

const KNOWN: readonly Known[] = [
	{
		says: /lock date/i,
		category: 'closed period',
		hint: 'Move the lock date in Xero (Accounting > Advanced > Lock dates), or let the node use the first open day.',
	},
	{
		says: /not subscribed to currency|currency .*not (enabled|subscribed)/i,
		category: 'feature not in subscription',
		hint: 'Add the currency in Xero (Settings > Currencies); this needs a plan with multiple currencies.',
	},
	{
		says: /reached the limit of (invoices|bills)/i,
		category: 'feature not in subscription',
		hint: 'The plan of this organisation allows no more approved documents this month. Upgrade it or post drafts.',
	},
	{
		says: /must be unique|unique (name|code)|already (exists|assigned)/i,
		category: 'duplicate',
		hint: 'The books hold a record under this name or number already. Use that one, or choose another name.',
	},
	{
		says: /account code|valid account|AccountID|reference a valid account/i,
		category: 'mapping',
		hint: 'Map this line to an active account that takes postings: no bank, archived or system account.',
	},
	{
		says: /tax ?type|tax rate/i,
		category: 'mapping',
		hint: 'Map the tax rate to an active one that suits the account of the line.',
	},
	{
		says: /tracking/i,
		category: 'mapping',
		hint: 'Map the dimension to an active tracking option; a line takes at most two.',
	},
	{
		says: /item code|price list item/i,
		category: 'mapping',
		hint: 'Map the line to an item that exists in Xero.',
	},
	{
		says: /contact .*archived|archived contact/i,
		category: 'mapping',
		hint: 'Restore the contact in Xero, or use another one.',
	},
	{
		says: /contact must|at least 1 of the following elements to identify the contact|contact could not be found/i,
		category: 'mapping',
		hint: 'Name a supplier or customer that exists in Xero, or let the node create missing ones.',
	},
	{
		says: /could not be found|was not found/i,
		category: 'not found',
		hint: 'It may have been deleted in Xero. Look it up again.',
	},
	{
		says: /total debits .* must equal total credits/i,
		category: 'validation',
		hint: 'Make the lines of the journal sum to zero.',
	},
	{
		says: /exceeds the amount outstanding/i,
		category: 'validation',
		hint: 'The document is paid in part already. Pay no more than what is still due.',
	},
	{
		says: /payments? or credit notes? allocated|valid status for modification|cannot be edited|reconciled/i,
		category: 'validation',
		hint: 'Undo the payment, allocation or reconciliation in Xero first.',
	},
	{
		says: /Idempotency Key/i,
		category: 'outage',
		hint: 'Xero still remembers an earlier try of this call. It passes after six minutes.',
	},
];

/** What a message of Xero means; undefined for one that is not known. */
export function classify(message: string): Known | undefined {
	return KNOWN.find(({ says }) => says.test(message));
}
