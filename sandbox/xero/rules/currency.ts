import type { Books } from '../books/books';
import { exact, share, toNumber, type Exact } from '../../frame/money';
import { refuse } from '../wire/errors';

/**
 * The emulator's day rates, units per pound, the same on every day so that totals can be checked. Xero takes XE.com's.
 */
const PER_POUND: Readonly<Record<string, string>> = {
	GBP: '1',
	EUR: '1.15',
	USD: '1.28',
	SEK: '13.4',
	NZD: '2.15',
	AUD: '1.95',
	NOK: '13.7',
	DKK: '8.58',
	CHF: '1.11',
	CAD: '1.77',
	JPY: '192',
	PLN: '4.93',
	INR: '108',
	AED: '4.7',
	ZAR: '23.1',
	HKD: '10',
	SGD: '1.71',
};

/** The document's currency and rate: units of the document's currency for one unit of the base currency. */
export function currencyOf(
	books: Books,
	code: string | undefined,
	rate: number | undefined,
): { CurrencyCode: string; CurrencyRate: number } {
	const { BaseCurrency: base, Multicurrency } = books.organisation;
	const CurrencyCode = (code ?? base).toUpperCase();
	if (CurrencyCode === base) return { CurrencyCode, CurrencyRate: 1 };
	if (!Multicurrency || books.get('Currencies', CurrencyCode) === undefined) {
		refuse(`Organisation is not subscribed to currency ${CurrencyCode}`);
	}
	if (rate !== undefined && rate <= 0) refuse('The CurrencyRate must be greater than zero');
	return { CurrencyCode, CurrencyRate: rate ?? dayRate(CurrencyCode, base) };
}

export function dayRate(code: string, base: string): number {
	return toNumber(share(exact(PER_POUND[code] ?? '1'), exact(1), exact(PER_POUND[base] ?? '1'), 6));
}

/** An amount of a document in the base currency, to the penny. */
export function inBase(amount: Exact, rate: number): Exact {
	return rate === 1 ? amount : share(amount, exact(1), exact(rate));
}
