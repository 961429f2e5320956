import { BooksError, failed, ok, type Outcome } from '../core/errors';
import { dropUnlisted, mergeEntry, type Entry, type EntryResult, type MatchBy, type Unlisted } from './entries';
import type { Tag, TagLevel } from './wire';

/**
 * Tags are always written whole: the vendor's own `merge` deletes what is not listed and answers 200. So they are read,
 * merged here and sent back as a full list.
 */
export interface WantedTag extends Entry {
	/** The level's name; may be left out where the workspace has a single one. */
	level?: string;
}

export interface MergedTags {
	levels: TagLevel[];
	/** In the order of the input. */
	results: Array<Outcome<EntryResult>>;
	/** Whether anything differs from what the workspace has. */
	changed: boolean;
	/** Names of unlisted tags that were disabled or removed. */
	dropped: string[];
}

/** Whether these are tags of a single list, which tells no name of its own when read. */
export function isFlat(tags: Tag[] | TagLevel[] | undefined): boolean {
	return tags !== undefined && tags.length > 0 && !isLevelled(tags);
}

/** What a workspace has, as levels. `flatName` is what a single list gets for a name. */
export function levelsOf(tags: Tag[] | TagLevel[] | undefined, flatName: string): TagLevel[] {
	if (tags === undefined || tags.length === 0) return [];
	return isLevelled(tags) ? tags : [{ name: flatName, tags }];
}

function isLevelled(tags: Tag[] | TagLevel[]): tags is TagLevel[] {
	return tags.some((entry) => Array.isArray(entry.tags));
}

export function mergeTags(have: TagLevel[], wanted: WantedTag[], unlisted: Unlisted, matchBy: MatchBy): MergedTags {
	const levels = have.map((level) => ({ ...level, tags: level.tags.map((tag) => ({ ...tag })) }));
	// A level that the input does not speak of stays as it is.
	const named = new Map<TagLevel, Set<Entry>>();
	const results = wanted.map(({ level: levelName, ...tag }): Outcome<EntryResult> => {
		const level = levelFor(levels, levelName);
		if (level instanceof BooksError) return failed(level);
		const merged = mergeEntry(level.tags, tag, matchBy);
		if (!merged.ok) return merged;
		named.set(level, (named.get(level) ?? new Set<Entry>()).add(merged.value.entry));
		return ok(merged.value.result);
	});
	const dropped = [...named].flatMap(([level, entries]) => {
		const rest = dropUnlisted(level.tags, entries, unlisted);
		level.tags = rest.list;
		return rest.dropped;
	});
	const changed = dropped.length > 0 || results.some((each) => each.ok && each.value.action !== 'unchanged');
	return { levels, results, changed, dropped };
}

function levelFor(levels: TagLevel[], name: string | undefined): TagLevel | BooksError {
	const wanted = `${name ?? ''}`.trim();
	const known = levels.find((level) => level.name === wanted);
	if (known !== undefined) return known;
	const [only, ...others] = levels;
	if (wanted === '' && only !== undefined && others.length === 0) return only;
	if (wanted !== '') {
		const added: TagLevel = { name: wanted, tags: [] };
		levels.push(added);
		return added;
	}
	const names = levels.map((level) => `"${level.name}"`).join(', ');
	return new BooksError({
		message:
			only === undefined ? 'The workspace has no tag list yet' : `The workspace has several tag levels: ${names}`,
		category: 'validation',
		field: 'level',
		hint: 'Give the name of the tag level.',
	});
}
