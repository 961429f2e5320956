import { exact, type Exact, round, share, times } from '../../frame/money';

/** What one unit of a foreign currency is worth in the account's currency, pounds. They stand still, so that sums can be checked. */
const POUNDS: Readonly<Record<string, string>> = {
	GBP: '1', EUR: '0.8547', USD: '0.7874', SEK: '0.0749', CHF: '0.8963', NOK: '0.0724', DKK: '0.1146', JPY: '0.0052', PLN: '0.2009',
};

export function poundsFor(currency: string): string {
	const rate = POUNDS[currency];
	if (rate === undefined) throw new RangeError(`There is no exchange rate for ${currency}`);
	return rate;
}

export function converted(amount: Exact, rate: string): Exact {
	return round(times(amount, exact(rate)));
}

/** The tax inside of a gross amount at so many in a hundred. */
export function taxInside(gross: Exact, percent: number): Exact {
	return share(gross, exact(percent), exact(100) + exact(percent));
}
