import { BooksError, failed, ok, type Outcome } from '../core/errors';

/** Categories and tags alike: named entries with a general-ledger code, that can be switched off. */
export interface Entry {
	name: string;
	enabled?: boolean;
	glCode?: string;
	/** Wanted only: the name that it had when it was last taken over, so that a rename follows. */
	previousName?: string;
	[field: string]: unknown;
}

/** What to do with entries that the input does not name. */
export type Unlisted = 'keep' | 'disable' | 'remove';
/** By what an entry is recognised. By code, an equal code under another name is a rename. */
export type MatchBy = 'name' | 'glCode';

export interface EntryResult {
	action: 'created' | 'updated' | 'renamed' | 'unchanged';
	name: string;
	/** The old name of a renamed one. */
	was?: string;
}

export interface Merged {
	result: EntryResult;
	entry: Entry;
}

/** Changes the list in place: an entry that is recognised takes the wanted fields, another one is added. */
export function mergeEntry(list: Entry[], { previousName, ...wanted }: Entry, matchBy: MatchBy): Outcome<Merged> {
	const byName = list.find((entry) => entry.name === wanted.name);
	const known = recognise(list, wanted, matchBy, byName, previousName);
	if (known === undefined) {
		const entry = { ...wanted, enabled: wanted.enabled ?? true };
		list.push(entry);
		return ok({ entry, result: { action: 'created', name: wanted.name } });
	}
	if (byName !== undefined && byName !== known) return failed(taken(wanted, byName));
	const was = known.name;
	const given = Object.entries(wanted).filter(([, value]) => value !== undefined);
	const differs = given.some(([field, value]) => !same(known[field], value));
	Object.assign(known, Object.fromEntries(given));
	if (was !== wanted.name) return ok({ entry: known, result: { action: 'renamed', name: wanted.name, was } });
	return ok({ entry: known, result: { action: differs ? 'updated' : 'unchanged', name: wanted.name } });
}

/** What people added beside it under the same code stays theirs: the same name comes first. */
function recognise(
	list: Entry[],
	wanted: Entry,
	matchBy: MatchBy,
	byName: Entry | undefined,
	previousName: string | undefined,
): Entry | undefined {
	if (matchBy === 'name') {
		return byName ?? (previousName ? list.find(({ name }) => name === previousName) : undefined);
	}
	if (`${wanted.glCode ?? ''}` === '' || byName?.glCode === wanted.glCode) return byName;
	return list.find(({ glCode }) => glCode === wanted.glCode) ?? byName;
}

/** An absent field and an empty one are the same. */
function same(a: unknown, b: unknown): boolean {
	return JSON.stringify(a ?? '') === JSON.stringify(b ?? '');
}

function taken(wanted: Entry, by: Entry): BooksError {
	return new BooksError({
		message: `"${wanted.name}" with the code ${wanted.glCode ?? ''} is there already with the code ${by.glCode ?? '(none)'}`,
		category: 'duplicate',
		retryable: false,
		field: 'name',
		hint: 'Rename one of the two in Expensify, or match by name.',
	});
}

/** Entries not named in the input: switched off or left out, as wanted. Answers with their names. */
export function dropUnlisted(
	list: Entry[],
	named: ReadonlySet<Entry>,
	unlisted: Unlisted,
): { list: Entry[]; dropped: string[] } {
	if (unlisted === 'keep') return { list, dropped: [] };
	const others = list.filter((entry) => !named.has(entry) && (unlisted === 'remove' || entry.enabled !== false));
	const dropped = others.map(({ name }) => name);
	if (unlisted === 'remove') return { list: list.filter((entry) => named.has(entry)), dropped };
	for (const entry of others) entry.enabled = false;
	return { list, dropped };
}
