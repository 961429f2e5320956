import { BooksError } from '../../core/errors';
import type { Ref } from '../../core/model/documents';
import type { CanonicalRecord, Reader, Target } from '../../core/session';

/**
 * A list that AccountsIQ gives whole. It tells no marks of change, so a trigger compares it with what it saw last.
 * @param deltas whether `read` heeds the instant, so that a trigger compares only what has changed since
 */
export function whole(read: (of: Ref | undefined, changedSince: string | undefined) => Promise<CanonicalRecord[]>, deltas = false): Reader {
	return {
		deltas,
		async *pages({ of, activeOnly, search, changedSince }) {
			if (changedSince !== undefined && !deltas) throw noMark();
			const wanted = search?.trim().toLowerCase();
			const records = await read(of, changedSince);
			yield records.filter((one) => !(activeOnly === true && one.active === false) && (wanted === undefined || says(one, wanted)));
		},
		one: async (target) => {
			const found = (await read(undefined, undefined)).find((one) => isMeant(one, target));
			if (found !== undefined) return found;
			throw missing(target);
		},
	};
}

/** To give the whole list would tell that all of it has changed. */
function noMark(): BooksError {
	return new BooksError({
		category: 'validation', field: 'changedSince', message: 'AccountsIQ does not tell since when records of this list have changed',
		hint: 'Leave "Changed Since" empty; the trigger compares such lists with what it saw last.',
	});
}

function says({ code, name, email }: CanonicalRecord, wanted: string): boolean {
	return [code, name, email].some((text) => typeof text === 'string' && text.toLowerCase().includes(wanted));
}

export function isMeant(record: CanonicalRecord, { id, code, name, number }: Target): boolean {
	const same = (a: unknown, b: string) => typeof a === 'string' && a.trim().toLowerCase() === b.trim().toLowerCase();
	if (id !== undefined) return same(record.id, id) || same(record.code, id);
	if (code !== undefined || number !== undefined) return same(record.code, code ?? number ?? '');
	return name !== undefined && same(record.name, name);
}

export function missing({ id, code, name, number, key }: Target): BooksError {
	return new BooksError({
		category: 'not found',
		message: `AccountsIQ holds no such record: ${id ?? code ?? number ?? name ?? key ?? ''}`,
		hint: 'Check the entity, and the code or number.',
	});
}
