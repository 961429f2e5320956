import { BooksError } from '../core/errors';
import { textOf } from './wire';

/** What a record without state or country gets. */
export interface Place {
	region?: string;
	country?: string;
}
export interface StateRule {
	/** "Use default State", or for sites "Use default client information". Off: a record without state is refused. */
	useDefault: boolean;
	/** The company's default state and country, or for a site its client's. */
	defaults: Place;
}
type Addressed = Record<string, unknown> & { address?: unknown };

/**
 * The state rule of Work's own sync with QuickBooks: what is missing of state and country is filled in for Work alone,
 * and never goes back to the books.
 * @returns the record, changed only where something was missing
 * @throws BooksError in the vendor's documented words where there is no state and none may be filled in
 */
export function withState<R extends Addressed>(record: R, { useDefault, defaults }: StateRule): R {
	const address = (record.address ?? {}) as Record<string, unknown>; // of a canonical customer
	const region = textOf(address.region) ?? (useDefault ? textOf(defaults.region) : undefined);
	const given = textOf(address.country);
	if (region === undefined) throw unknownState(given ?? textOf(defaults.country) ?? 'unknown', useDefault);
	const country = given ?? (useDefault ? textOf(defaults.country) : undefined);
	if (textOf(address.region) !== undefined && country === given) return record;
	return { ...record, address: { ...address, region, ...(country === undefined ? {} : { country }) } };
}

/** Source: Work's help, "FAQs - QuickBooks Online". */
function unknownState(country: string, useDefault: boolean): BooksError {
	return new BooksError({
		message:
			`The Client record has an unknown State of Country <${countryName(country)}>. Please add a State to the QuickBooks record or ` +
			"enable the 'Use default State' in the Work Sync settings and synchronize again.",
		// No field: its name would go before the words, and these are documented to the letter.
		category: 'validation',
		vendorCode: 'unknown_state',
		hint: useDefault ? 'There is no default to take: set the default State in Work (Settings > Company Details).' : 'Add the state, or switch the setting on.',
	});
}

/** The message names the country in words. */
function countryName(country: string): string {
	return /^[A-Z]{2}$/.test(country) ? (new Intl.DisplayNames(['en'], { type: 'region' }).of(country) ?? country) : country;
}
