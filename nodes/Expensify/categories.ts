import { ok, type Outcome } from '../core/errors';
import { dropUnlisted, mergeEntry, type Entry, type EntryResult, type MatchBy, type Unlisted } from './entries';
import type { Category, ReportField } from './wire';

export interface MergedCategories {
	/** `merge` keeps what is not sent; `replace` deletes it and is used only to remove. */
	action: 'merge' | 'replace';
	/** What to send; empty when nothing differs. */
	data: Entry[];
	results: Array<Outcome<EntryResult>>;
	dropped: string[];
}

/**
 * Categories know a real `merge`, so only what differs is sent. A category has no id and cannot be renamed: the new name
 * is added and the old one switched off, so that expenses which carry it keep it.
 */
export function mergeCategories(
	have: Category[],
	wanted: Entry[],
	unlisted: Unlisted,
	matchBy: MatchBy,
): MergedCategories {
	const list: Entry[] = have.map((category) => ({ ...category }));
	const named = new Set<Entry>();
	const toSend = new Set<Entry>();
	const left: Entry[] = [];
	const results = wanted.map((category): Outcome<EntryResult> => {
		const merged = mergeEntry(list, category, matchBy);
		if (!merged.ok) return merged;
		const { entry, result } = merged.value;
		named.add(entry);
		if (result.action !== 'unchanged') toSend.add(entry);
		if (result.was !== undefined) left.push({ name: result.was, enabled: false });
		return ok(result);
	});
	const { list: full, dropped } = dropUnlisted(list, named, unlisted);
	if (unlisted === 'remove' && dropped.length > 0)
		return { action: 'replace', data: full.map(writable), results, dropped };
	const disabled = full.filter((entry) => dropped.includes(entry.name));
	return { action: 'merge', data: [...toSend, ...disabled, ...left].map(writable), results, dropped };
}

/** What is read empty (a limit that is not set) is refused when it is written back empty. */
function writable(category: Entry): Entry {
	const filled = Object.entries(category).filter(([, value]) => value !== '' && value !== null);
	return { name: category.name, ...Object.fromEntries(filled) };
}

export interface WantedField {
	name: string;
	type: 'text' | 'dropdown' | 'date';
	values?: Array<{ name: string; enabled?: boolean; externalID?: string }>;
}

export interface MergedField {
	result: EntryResult;
	/** What to send; absent when nothing differs. */
	field?: ReportField;
}

/** A drop-down keeps the values it has and takes the new ones; `merge` of the vendor works on whole fields. */
export function mergeReportField(have: ReportField[], wanted: WantedField): MergedField {
	const known = have.find(({ name }) => name === wanted.name);
	const values = (known?.values ?? []).map((value) =>
		typeof value === 'string' ? { name: value, enabled: true } : { ...value },
	);
	let differs = known === undefined || known.type !== wanted.type;
	for (const value of wanted.values ?? []) {
		const held = values.find(({ name }) => name === value.name);
		if (held === undefined) values.push({ enabled: true, ...value });
		// What the server lists by name alone tells no code, and a code that cannot be read cannot be compared.
		else if (value.enabled === undefined || value.enabled === (held.enabled ?? true)) continue;
		else Object.assign(held, value);
		differs = true;
	}
	const name = wanted.name;
	if (!differs) return { result: { action: 'unchanged', name } };
	const field = { name, type: wanted.type, ...(wanted.type === 'dropdown' ? { values } : {}) };
	return { field, result: { action: known === undefined ? 'created' : 'updated', name } };
}
