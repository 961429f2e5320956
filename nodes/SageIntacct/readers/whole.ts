import { BooksError } from '../../core/errors';
import type { Ref } from '../../core/model/documents';
import { pick } from '../../core/pick';
import type { CanonicalRecord, Reader } from '../../core/session';
import { missing } from './list';

/** A list that is put together from others and tells no marks of change: a trigger compares it with what it saw last. */
export function whole(read: (of: Ref | undefined) => Promise<CanonicalRecord[]>): Reader {
	return {
		async *pages({ of, activeOnly, search, changedSince }) {
			if (changedSince !== undefined) throw noMark();
			const wanted = search?.trim().toLowerCase();
			const says = ({ id, code, name }: CanonicalRecord) => wanted === undefined || [id, code, name].some((text) => typeof text === 'string' && text.toLowerCase().includes(wanted));
			yield (await read(of)).filter((one) => !(activeOnly === true && one.active === false) && says(one));
		},
		one: async (target) => {
			const names = { id: ({ id }: CanonicalRecord) => id, code: ({ code }: CanonicalRecord) => String(code ?? ''), name: ({ name }: CanonicalRecord) => String(name ?? ''), active: ({ active }: CanonicalRecord) => active !== false };
			const ref = target.id !== undefined ? { id: target.id } : target.code !== undefined ? { code: target.code } : { name: target.name ?? target.number ?? target.key ?? '' };
			const all = await read(undefined);
			const found = pick(all, ref, names) ?? (target.id === undefined ? undefined : pick(all, { code: target.id }, names));
			if (found !== undefined) return found;
			throw missing(target);
		},
	};
}

/** To give the whole list would tell that all of it has changed. */
function noMark(): BooksError {
	return new BooksError({
		category: 'validation', field: 'changedSince', message: 'Sage Intacct does not tell since when records of this list have changed.', hint: 'Leave "Changed Since" empty; the trigger compares such lists with what it saw last.',
	});
}
