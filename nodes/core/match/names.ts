/**
 * How alike two names of a merchant are. Card terminals, banks and people write the same shop in many ways:
 * "SQ *CAFÉ ROMA 0423 LEEDS", "Cafe Roma". Everything here is plain text work and gives the same answer every time.
 */

/** Payment processors that stand before the merchant's own name, divided from it by "*". */
const PROCESSORS = new Set(['sq', 'sumup', 'paypal', 'pp', 'iz', 'izettle', 'zettle', 'sp', 'tst', 'stripe', 'wpy', 'crv']);
/** Words that say nothing about which merchant it is. */
const NOISE = new Set([
	'ltd', 'limited', 'plc', 'inc', 'llc', 'gmbh', 'co', 'corp', 'sa', 'bv', 'ag', 'uk', 'gb', 'www', 'com', 'net', 'org',
	'the', 'and', 'store', 'stores', 'payment', 'purchase', 'card',
]);

/** The words that tell the merchant, in lower case without accents, punctuation, store numbers and references. */
export function wordsOf(name: string): string[] {
	const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
	const own = withoutProcessor(plain);
	const words = own
		.replace(/['’`]/g, '')
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== '');
	const telling = words.filter((word) => !isNumberLike(word) && !NOISE.has(word));
	return telling.length > 0 ? telling : words;
}

/** 0 (nothing in common) to 1000 (the same). Whole numbers, so that sums compare the same on every machine. */
export function similarity(a: string[], b: string[]): number {
	if (a.length === 0 || b.length === 0) return 0;
	const [short, long] = lengthOf(a) <= lengthOf(b) ? [a, b] : [b, a];
	const covered = coverage(short, long);
	// A tail that only one side has (a city, a department) costs little; a different beginning costs more.
	const lead = alike(short[0] ?? '', long[0] ?? '') >= 0.7 ? 1 : 0.85;
	const byWords = (0.85 * covered + 0.15 * coverage(long, short)) * lead;
	const joined = alike(short.join(''), long.join(''));
	return Math.round(1000 * Math.max(byWords, joined));
}

function withoutProcessor(name: string): string {
	const star = name.indexOf('*');
	if (star < 0) return name;
	const before = name.slice(0, star).trim();
	return PROCESSORS.has(before) ? name.slice(star + 1) : name;
}

/** Store numbers, terminal ids and references; "m6" and "o2" are names. */
function isNumberLike(word: string): boolean {
	return /^\p{N}+$/u.test(word) || (word.match(/\p{N}/gu)?.length ?? 0) >= 3;
}

/** How much of the first name's letters is found in the second's words, 0 to 1. */
function coverage(words: string[], others: string[]): number {
	let found = 0;
	for (const word of words) {
		let best = 0;
		for (const other of others) best = Math.max(best, alike(word, other));
		found += word.length * best;
	}
	return found / lengthOf(words);
}

function alike(a: string, b: string): number {
	if (a === b) return 1;
	const [short, long] = a.length <= b.length ? [a, b] : [b, a];
	// Bank texts are cut off at a fixed width.
	if (short.length >= 4 && long.startsWith(short)) return 0.95;
	// Fewer than half the letters in place is chance; where the lengths alone say so, there is nothing to count.
	if (short.length * 2 < long.length) return 0;
	const likeness = 1 - editDistance(short, long) / long.length;
	return likeness >= 0.5 ? likeness : 0;
}

/** Letters to replace, add or remove (Levenshtein), with one row of the table at a time. */
function editDistance(a: string, b: string): number {
	const row = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		let diagonal = i - 1;
		let left = i;
		row[0] = i;
		const letter = a.charCodeAt(i - 1);
		for (let j = 1; j <= b.length; j++) {
			const above = row[j] as number;
			left = Math.min(diagonal + (letter === b.charCodeAt(j - 1) ? 0 : 1), above + 1, left + 1);
			diagonal = above;
			row[j] = left;
		}
	}
	return row[b.length] as number;
}

function lengthOf(words: string[]): number {
	return words.reduce((sum, word) => sum + word.length, 0);
}
