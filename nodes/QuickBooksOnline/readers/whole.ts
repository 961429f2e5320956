import { folded, pick } from '../../core/pick';
import { BooksError } from '../../core/errors';
import type { Ref } from '../../core/model/documents';
import type { CanonicalRecord, Reader, Target } from '../../core/session';

/** A list that is short, or put together from others, and read as a whole. */
export function whole(read: (of?: Ref) => Promise<CanonicalRecord[]>, changes?: Reader['changes']): Reader {
	return {
		async *pages({ of, activeOnly, search, changedSince }) {
			const text = folded(search ?? '');
			const since = changedSince === undefined ? undefined : new Date(changedSince).toISOString();
			const shown = (await read(of)).filter((one) =>
				(activeOnly !== true || one.active !== false)
				&& (text === '' || folded(`${String(one.code ?? '')} ${String(one.name ?? '')}`).includes(text))
				&& (since === undefined || typeof one.changedAt !== 'string' || one.changedAt >= since));
			if (shown.length > 0) yield shown;
		},
		one: async (target) => {
			const found = pick(await read(), target, {
				id: ({ id }) => id,
				code: ({ code }) => (typeof code === 'string' ? code : undefined),
				name: ({ name }) => String(name),
				active: ({ active }) => active !== false,
			});
			if (found === undefined) throw missing(target);
			return found;
		},
		...(changes === undefined ? {} : { changes }),
	};
}

export function missing(target: Target): BooksError {
	return new BooksError({
		category: 'not found',
		message: `QuickBooks does not know "${target.id ?? target.key ?? target.number ?? target.code ?? target.name}".`,
		hint: 'Check the company and the name. What was deleted cannot be read any more.',
		document: target.key,
	});
}
