import { remember } from '../../core/match/collections';
import { fromUnits, type Units } from '../../core/units';
import { taxOf, type Entry, type Side } from '../entry';

/** Why the books' total is another than the source's. */
export const REASONS = ['missing', 'extra', 'duplicate', 'duplicateInSource', 'otherPeriod', 'currency', 'changed'] as const;
export type Reason = (typeof REASONS)[number];

export interface SideTotals {
	count: number;
	total: string;
	/** Of the documents that tell a tax, and how many they are. */
	tax: string;
	taxed: number;
	/** First and last day. */
	first?: string;
	last?: string;
}

export interface CurrencyTotals {
	currency: string;
	source: SideTotals;
	books: SideTotals;
	difference: string;
	/** What has to be added to the source's total to get the books', reason by reason. */
	reasons: Partial<Record<Reason, string>>;
	/** Whether the reasons explain the difference to the last digit. */
	explained: boolean;
}

interface Sums {
	count: number;
	total: Units;
	tax: Units;
	taxed: number;
	first?: string;
	last?: string;
}

const nothing = (): Sums => ({ count: 0, total: 0n, tax: 0n, taxed: 0 });

/**
 * Totals by currency, added up in two ways that know nothing of each other: over all documents of either side, and over
 * what was found. They must agree.
 */
export class Totals {
	private readonly currencies = new Map<string, Record<Side, Sums>>();
	private readonly reasons = new Map<string, Map<Reason, Units>>();

	add({ side, currency, total, date, ...entry }: Entry): void {
		const sums = remember(this.currencies, currency, () => ({ source: nothing(), books: nothing() }))[side];
		sums.count += 1;
		sums.total += total;
		if (sums.first === undefined || date < sums.first) sums.first = date;
		if (sums.last === undefined || date > sums.last) sums.last = date;
		const tax = taxOf({ side, currency, total, date, ...entry });
		if (tax === undefined) return;
		sums.tax += tax;
		sums.taxed += 1;
	}

	/** @param amount what the finding adds to the books' total */
	explain(reason: Reason, currency: string, amount: Units): void {
		const reasons = remember(this.reasons, currency, () => new Map<Reason, Units>());
		reasons.set(reason, (reasons.get(reason) ?? 0n) + amount);
	}

	rows(): CurrencyTotals[] {
		return [...this.currencies].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, { source, books }]) => {
			const reasons = REASONS.flatMap((reason) => {
				const amount = this.reasons.get(currency)?.get(reason) ?? 0n;
				return amount === 0n ? [] : [[reason, amount] as const];
			});
			const explained = source.total + reasons.reduce((sum, [, amount]) => sum + amount, 0n) === books.total;
			return {
				currency,
				source: told(source),
				books: told(books),
				difference: fromUnits(books.total - source.total),
				reasons: Object.fromEntries(reasons.map(([reason, amount]) => [reason, fromUnits(amount)])),
				explained,
			};
		});
	}
}

function told({ count, total, tax, taxed, first, last }: Sums): SideTotals {
	return { count, total: fromUnits(total), tax: fromUnits(tax), taxed, ...(first === undefined ? {} : { first }), ...(last === undefined ? {} : { last }) };
}
