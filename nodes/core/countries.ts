import { BooksError } from './errors';

/** What other systems write for a country whose name is not the common English one. */
const ALSO: Readonly<Record<string, string>> = {
	usa: 'US', 'united states of america': 'US', america: 'US', uk: 'GB', 'great britain': 'GB', england: 'GB', scotland: 'GB', wales: 'GB',
	'northern ireland': 'GB', 'republic of ireland': 'IE', holland: 'NL', 'the netherlands': 'NL', 'czech republic': 'CZ', turkey: 'TR',
};
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
let byName: Map<string, string> | undefined;

/**
 * A country as systems write it ("United States", "usa", "us") to ISO 3166's two letters.
 * @throws BooksError for what no country is called
 */
export function countryCode(text: string): string {
	const code = knownCountry(text);
	if (code !== undefined) return code;
	throw new BooksError({
		message: `Nothing tells which country "${text.trim()}" is`, category: 'validation', field: 'address.country',
		hint: 'Write the country by its English name or by two letters, such as US.',
	});
}

/** As `countryCode`; undefined for what no country is called. */
export function knownCountry(text: string): string | undefined {
	const wanted = text.trim();
	if (wanted === '') return '';
	return ALSO[wanted.toLowerCase()] ?? (/^[a-z]{2}$/i.test(wanted) ? wanted.toUpperCase() : names().get(wanted.toLowerCase()));
}

/** Every code that has an English name. */
function names(): Map<string, string> {
	if (byName !== undefined) return byName;
	const english = new Intl.DisplayNames(['en'], { type: 'region' });
	byName = new Map();
	for (const first of LETTERS) {
		for (const second of LETTERS) {
			const code = first + second;
			const name = english.of(code);
			// Some codes share a name ("UK" and "GB"): the first in the alphabet is ISO's in all of them.
			if (name !== undefined && name !== code && !byName.has(name.toLowerCase())) byName.set(name.toLowerCase(), code);
		}
	}
	return byName;
}
