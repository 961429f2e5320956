import { z } from 'zod';

/** The name of a field, or a path such as "supplier.name". */
export const path = z.string('must be the name of a field').trim().min(1, 'must be the name of a field');

const PLAIN = /^[!-~]*$/;

/** For comparisons of names, keys and numbers: books disregard case and blanks around, and some of them accents. */
export function fold(text: string): string {
	if (PLAIN.test(text)) return text.toLowerCase(); // most keys and codes
	return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}

/** Names of parties: systems put a mark behind one that is taken, "Jo O'Neill (V)", and behind one that is inactive. */
export function foldParty(name: string): string {
	return fold(name).replace(/ \([^()]*\)$/, '');
}
