import type { Entry } from '../core/lists';
import type { MatchStep } from './match-keys';
import { textAt } from '../core/values';

/** By reference, name and ID: what comes out must not depend on the order of what came in. A record told twice counts once. */
export function inOrder(entries: readonly Entry[], steps: readonly MatchStep[], side: 'source' | 'target'): Entry[] {
	const fields = [...steps.flatMap((step) => step[side]), 'name', 'id'];
	const labelled = entries.map((entry, at) => ({ entry, at, label: fields.map((field) => textAt(entry.record, field)).join('\n') }));
	labelled.sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.at - b.at));
	const ids = new Set<string>();
	return labelled.flatMap(({ entry }) => {
		const id = textAt(entry.record, 'id');
		if (id !== '' && ids.has(id)) return [];
		ids.add(id);
		return [entry];
	});
}
