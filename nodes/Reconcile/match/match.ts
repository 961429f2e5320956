import { daysBetween } from '../../core/dates';
import { toUnits } from '../../core/units';
import { differencesOf } from '../compare';
import type { Entry } from '../entry';
import type { Directory } from '../facets';
import type { Settings } from '../settings';
import { byKey } from './by-key';
import { byLikeness } from './by-likeness';
import { byNumber } from './by-number';
import { byParts } from './by-parts';
import type { Matched, Pair } from './pair';

/** The surest way first; what one way has joined is out of reach for the next. */
export function match(source: Entry[], books: Entry[], settings: Settings, directory: Directory): Matched {
	const result = byKey(source, books, (pair) => differencesOf(pair, settings, directory).length);
	const steps = [
		() => byParts(result),
		...(settings.matchBy.includes('number') ? [() => byNumber(result, directory)] : []),
		...(settings.matchBy.includes('likeness') ? [() => byLikeness(result, likenessOf(settings), directory)] : []),
	];
	for (const step of steps) {
		const { pairs, source: left, books: leftInBooks } = step();
		result.pairs.push(...pairs);
		result.source = left;
		result.books = leftInBooks;
	}
	for (const pair of result.pairs) adopt(pair, settings);
	return result;
}

const likenessOf = ({ tolerance, matchDays, matchLikeness }: Settings) => ({ tolerance: toUnits(tolerance) ?? 0n, days: matchDays, least: matchLikeness });

/**
 * What one side does not tell is taken from the other: the currency of a journal; the tax of amounts without tax, which
 * the books compute. A document just across the period's edge belongs to the source's period.
 */
function adopt({ source, books }: Pair, { slackDays }: Settings): void {
	const [one, other] = [source[0], books[0]];
	if (one === undefined || other === undefined) return;
	for (const entry of books) {
		entry.isOwn = true;
		if (entry.currency === '') entry.currency = one.currency;
		if (slackDays > 0 && entry.inPeriod !== one.inPeriod && Math.abs(daysBetween(one.date, entry.date)) <= slackDays) entry.inPeriod = one.inPeriod;
	}
	for (const entry of source) if (entry.currency === '') entry.currency = other.currency;
	if (source.length === 1 && books.length === 1 && one.isNet !== other.isNet) {
		const [net, gross] = one.isNet ? [one, other] : [other, one];
		const grossWithoutTax = toUnits(gross.record.subTotal);
		if (grossWithoutTax !== undefined) net.total += gross.total - grossWithoutTax * BigInt(gross.sign);
	}
}
