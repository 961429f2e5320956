import { createHash } from 'node:crypto';

/**
 * Document keys. A key is made from the source alone (never from the run's date or order), stays the same for ever and
 * stands where people see it in the books: "EXP-R00X9-B".
 *
 * It travels inside vendors' query strings and filter expressions, so it holds letters, digits, ".", "_" and "-" only:
 * nothing that must be escaped anywhere. Vendors compare text without regard to case, while source ids may differ in
 * case alone (base 62), so whatever is not plain upper case carries a short hash of its exact spelling.
 */

/** Long lists of keys go into addresses; keys of this length leave room for some fifty of them in one call. */
export const KEY_LIMIT = 40;

const PLAIN = /^[A-Z0-9_.]+$/;
const LETTERS = /^[A-Za-z0-9_.]+$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const READABLE = 20;

/**
 * Joins the parts with "-". The same parts give the same key, and different parts give different keys.
 * @param parts at least one, none empty, e.g. prefix, report id, letters of the format
 */
export function documentKey(...parts: string[]): string {
	const key = parts.map(keyPart).join('-');
	return key.length <= KEY_LIMIT ? key : `${key.slice(0, KEY_LIMIT - 11)}-${digest(parts.join('\n'), 10)}`;
}

/**
 * One part, readable as far as it goes: "R00aB" becomes "R00aB.c51b". Where signs had to be replaced, two parts may
 * read the same and the mark alone tells them apart, so it is longer.
 */
function keyPart(part: string): string {
	if (PLAIN.test(part) || GUID.test(part)) return part;
	if (LETTERS.test(part) && part.length <= READABLE) return `${part}.${digest(part, 4)}`;
	const readable = part
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^A-Za-z0-9_]+/g, '.')
		.replace(/^\.|\.$/g, '')
		.slice(0, READABLE);
	const mark = digest(part, 8);
	return readable === '' ? mark : `${readable}.${mark}`;
}

function digest(text: string, length: number): string {
	return createHash('sha256').update(text, 'utf8').digest('hex').slice(0, length);
}
