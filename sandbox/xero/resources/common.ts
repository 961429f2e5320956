import type { Kind, Records } from '../records';
import type { Call } from '../wire/call';
import { notFound } from '../wire/errors';

export const SETTINGS = ['accounting.settings'];
export const CONTACTS = ['accounting.contacts'];
export const INVOICES = ['accounting.invoices', 'accounting.transactions'];
export const PAYMENTS = ['accounting.payments', 'accounting.transactions'];
export const BANKING = ['accounting.banktransactions', 'accounting.transactions'];
export const JOURNALS = ['accounting.manualjournals', 'accounting.transactions'];
/** Items stand under invoices and under settings. */
export const ITEMS = ['accounting.settings', ...INVOICES];
export const ATTACHMENTS = ['accounting.attachments'];

/** The record that the address names, or a plain 404. */
export function named<K extends Kind>(call: Call, kind: K, parameter = 'id'): Records[K] {
	const found = call.books.get(kind, call.params[parameter] ?? '');
	if (found === undefined) throw notFound();
	return found;
}
