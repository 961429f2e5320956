import { valueAt } from '../../core/values';
import { textOf } from '../refs';
import { MATCHED, SUGGESTED } from '../suggestion';
import type { Choice } from './books';
import { choose, plain } from './choose';
import { Existing, isOff, rowOf, type SuggestedRow } from './rows';

interface Level {
	/** Counted from 1. */
	number: number;
	name: string;
	tags: Array<{ name: string; code?: string }>;
}

/** Half of a level's tags must be known as values of a dimension that has another name. */
const MOST = 0.5;

/**
 * A level of tags is a dimension of the same name, or the one that has most of its tags as values. It counts at once
 * only where the name is the same and each tag is there: from then on a tag without value stops its report. Tags that
 * are written otherwise get a row of their own, which waits for a person.
 */
export function suggestDimensions(workspace: string, tags: Array<Record<string, unknown>>, rows: unknown, values: Choice[]): SuggestedRow[] {
	const existing = new Existing(rows, workspace, { name: ({ level }) => textOf(level), value: 'dimension' });
	return levelsOf(tags).flatMap((level) => {
		if (level.tags.length === 0 || existing.has(String(level.number), level.name)) return [];
		const dimensions = new Map<string, Choice[]>();
		for (const value of values) {
			if (value.dimension !== undefined) dimensions.set(value.dimension, [...(dimensions.get(value.dimension) ?? []), value]);
		}
		const shared = (list: Choice[]) => level.tags.filter((tag) => list.some((value) => isSame(tag, value))).length;
		const named = [...dimensions].find(([name]) => plain(name) === plain(level.name));
		const [nearest] = [...dimensions].sort(([a, x], [b, y]) => shared(y) - shared(x) || (a < b ? -1 : 1));
		const [dimension, list] = named ?? (nearest !== undefined && shared(nearest[1]) >= level.tags.length * MOST ? nearest : [undefined, []]);
		if (dimension === undefined) return [];
		const found = shared(list);
		const state = named !== undefined && found === level.tags.length ? MATCHED : SUGGESTED;
		const note = `${level.name}: ${named === undefined ? 'most tags are values of it' : 'the same name'}, ${found} of ${level.tags.length} tags found`;
		const cells = { level: String(level.number), tag: '', dimension };
		const whole = rowOf('dimensions', workspace, { ...cells, value: '' }, 'value', { choice: { value: '', name: dimension }, state, note });
		const single = level.tags.filter((tag) => !list.some((value) => isSame(tag, value))).flatMap((tag) => {
			const similar = choose(tag, list);
			return similar === undefined ? [] : [rowOf('dimensions', workspace, { ...cells, tag: tag.name }, 'value', { ...similar, state: SUGGESTED })];
		});
		return [whole, ...single];
	});
}

/** As the mapping looks it up: the tag's code or, without one, its name. */
function isSame({ name, code }: Level['tags'][number], value: Choice): boolean {
	return code === undefined ? plain(value.name) === plain(name) : value.code === code;
}

function levelsOf(tags: Array<Record<string, unknown>>): Level[] {
	const levels = new Map<string, Level>();
	for (const tag of tags) {
		const name = textOf(valueAt(tag, 'dimension.name')) ?? textOf(tag.level) ?? '';
		const level = levels.get(name) ?? { number: levels.size + 1, name, tags: [] };
		levels.set(name, level);
		const own = textOf(tag.name);
		if (own !== undefined && !isOff(tag)) level.tags.push({ name: own, code: textOf(tag.code) });
	}
	return [...levels.values()];
}
