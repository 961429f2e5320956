import { similarity, wordsOf } from '../../core/match/names';
import { MATCHED, SUGGESTED } from '../suggestion';
import type { Choice } from './books';

/** What is to be mapped: a category, tax, tag, merchant or employee. */
export interface Wanted {
	name?: string;
	code?: string;
	email?: string;
	/** Further spellings that count as the name itself. */
	spellings?: string[];
}
export interface Suggestion {
	choice: Choice;
	state: typeof MATCHED | typeof SUGGESTED;
	/** Why, in words for the column `note`. */
	note: string;
}
/** What a name was mapped to so far, by the value of the choice, and how often. */
export type Used = Map<string, number>;

/** Below this the resemblance is chance; two that are nearly as near leave it to the person. */
const ALIKE = 770;
const CLEARLY = 60;
/** What was chosen by hand now and then is no habit. */
const HABIT = 0.6;

/**
 * The one that fits. The same code or the same name, held by one record alone, is sure enough to count at once. What was
 * used before and what is merely similar waits for a person; so does one whose code and name point to two records.
 */
export function choose(wanted: Wanted, choices: Choice[], used: Used = new Map()): Suggestion | undefined {
	const byCode = wanted.code === undefined ? undefined : only(choices.filter(({ code }) => code === wanted.code));
	const names = [wanted.name, ...(wanted.spellings ?? [])].flatMap((name) => (name === undefined ? [] : plain(name)));
	const named = choices.filter(({ name, path }) => names.includes(plain(name)) || (path !== undefined && names.includes(plain(path))));
	const byName = only(named);
	if (byCode !== undefined && named.length > 0 && !named.includes(byCode)) {
		return { choice: byCode, state: SUGGESTED, note: `the same code, but "${named[0]?.name ?? ''}" has the name` };
	}
	if (byCode !== undefined) return { choice: byCode, state: MATCHED, note: 'the same code' };
	const byEmail = wanted.email === undefined ? undefined : only(choices.filter(({ email }) => email !== undefined && plain(email) === plain(wanted.email ?? '')));
	if (byEmail !== undefined) return { choice: byEmail, state: MATCHED, note: 'the same e-mail address' };
	if (byName !== undefined) return { choice: byName, state: MATCHED, note: 'the same name' };
	return habit(choices, used) ?? similar(wanted, choices);
}

function habit(choices: Choice[], used: Used): Suggestion | undefined {
	const all = [...used.values()].reduce((sum, times) => sum + times, 0);
	const [most] = [...used].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
	const choice = most === undefined ? undefined : choices.find(({ value }) => value === most[0]);
	if (most === undefined || choice === undefined || most[1] < all * HABIT) return undefined;
	return { choice, state: SUGGESTED, note: `used ${most[1]} of ${all} times before` };
}

function similar({ name, spellings = [] }: Wanted, choices: Choice[]): Suggestion | undefined {
	const ways = [name, ...spellings].flatMap((text) => (text === undefined ? [] : [wordsOf(text)]));
	let [best, second]: [Choice | undefined, Choice | undefined] = [undefined, undefined];
	let [high, next] = [0, 0];
	for (const choice of candidates(ways, choices)) {
		const own = [wordsIn(choice.name), ...(choice.path === undefined ? [] : [wordsIn(choice.path)])];
		const score = Math.max(0, ...ways.flatMap((words) => own.map((others) => similarity(words, others))));
		if (score > high) [best, high, second, next] = [choice, score, best, high];
		else if (score > next) [second, next] = [choice, score];
	}
	if (best === undefined || high < ALIKE || (second !== undefined && high - next < CLEARLY)) return undefined;
	return { choice: best, state: SUGGESTED, note: `a similar name: ${best.path ?? best.name}` };
}

/**
 * Those that share the beginning of a word: thousands of merchants against thousands of suppliers would take minutes
 * else. Two letters, so that a slip behind them does no harm.
 */
function candidates(ways: string[][], choices: Choice[]): Choice[] {
	const index = indexes.get(choices) ?? indexOf(choices);
	indexes.set(choices, index);
	const found = new Set(ways.flatMap((words) => words.flatMap((word) => index.get(word.slice(0, 2)) ?? [])));
	return choices.length <= found.size ? choices : [...found];
}

const indexes = new WeakMap<Choice[], Map<string, Choice[]>>();
function indexOf(choices: Choice[]): Map<string, Choice[]> {
	const index = new Map<string, Choice[]>();
	for (const choice of choices) {
		const words = [...wordsIn(choice.name), ...(choice.path === undefined ? [] : wordsIn(choice.path))];
		for (const start of new Set(words.map((word) => word.slice(0, 2)))) {
			const list = index.get(start) ?? [];
			index.set(start, list);
			list.push(choice);
		}
	}
	return index;
}

/** The books' names come up for each of thousands of merchants. */
const known = new Map<string, string[]>();
function wordsIn(name: string): string[] {
	const words = known.get(name) ?? wordsOf(name);
	if (known.size > 100_000) known.clear();
	known.set(name, words);
	return words;
}

const only = (choices: Choice[]): Choice | undefined => (choices.length === 1 ? choices[0] : undefined);

/** The same to a reader: case, blanks and the ways to write a letter do not count. */
export const plain = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
