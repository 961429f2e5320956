import { BooksError } from '../../core/errors';
import type { CanonicalRecord, Change, Target } from '../../core/ledger';
import { toInstant } from '../wire';

/** A vendor record with the time of its last change. */
export type Marked = { UpdatedDateUTC?: string };

/** Xero compares to the second, so what changed earlier in that second comes along and is left out here. */
export function isSince({ UpdatedDateUTC }: Marked, since: string | undefined): boolean {
	const at = toInstant(UpdatedDateUTC);
	return since === undefined || at === undefined || at >= new Date(since).toISOString();
}

export function toChange(one: CanonicalRecord, marked: Marked): Change {
	return { id: one.id, at: toInstant(marked.UpdatedDateUTC) ?? new Date(0).toISOString(), record: one };
}

export function missing(target: Target): BooksError {
	return new BooksError({
		category: 'not found',
		message: `Xero does not know "${target.id ?? target.number ?? target.key ?? target.code ?? target.name}".`,
		hint: 'Check the organisation and the name; a voided or deleted record is found by its ID only.',
	});
}
