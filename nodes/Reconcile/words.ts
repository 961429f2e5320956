import { z } from 'zod';

/** The name of a field, or a path such as "supplier.name". */
export const path = z.string('must be the name of a field').trim().min(1, 'must be the name of a field');

const PLAIN = /^[!-~]*$/;

/** For comparisons of names, keys and numbers: books disregard case and blanks around, and some of them accents. */
export function fold(text: string): string {
	if (PLAIN.test(text)) return text.toLowerCase(); // most keys and codes
	return text.normalize('NFKD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
