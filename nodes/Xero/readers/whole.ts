import type { CanonicalRecord, Reader, ReadQuery } from '../../core/ledger';
import { folded } from '../query';
import { pick } from '../references';
import { modifiedSince } from '../wire';
import { isSince, missing, toChange, type Marked } from './record';

/** What a search looks at: all that the list in the editor shows. */
function words({ code, name, dimension }: CanonicalRecord): string {
	const of = dimension as { name?: string } | undefined;
	return [of?.name, code, name].filter((part) => part !== undefined).join(' ');
}

/** A list that Xero gives whole. `marked` ones tell when each record changed, the others are compared by the loop. */
export function whole(read: (since?: string, of?: ReadQuery['of']) => Promise<CanonicalRecord[]>, marked: boolean): Reader {
	const reader: Reader = {
		async *pages({ changedSince, activeOnly, search, of }) {
			const all = await read(marked && changedSince !== undefined ? modifiedSince(changedSince) : undefined, of);
			const text = folded(search ?? '');
			const shown = all.filter(
				(one) => (!marked || isSince(one.raw as Marked, changedSince)) && (activeOnly !== true || one.active !== false) && (text === '' || folded(words(one)).includes(text)),
			);
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
	};
	if (!marked) return reader;
	return {
		...reader,
		async *changes(since) {
			const changed = await read(modifiedSince(since));
			const changes = changed.map((one) => toChange(one, one.raw as Marked));
			yield changes.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
		},
	};
}
