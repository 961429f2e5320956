import { monthOf } from '../../core/dates';
import { remember } from '../../core/match/collections';
import { fromUnits, sizeOf, type Units } from '../../core/units';
import { linesOf, restOf, type CodedLine, type Entry, type Side } from '../entry';
import { isKnown, type Directory } from '../facets';
import { Labels, type Heading } from '../labels';
import type { GroupBy, Settings } from '../settings';
import { fold, foldParty } from '../words';

/** One row of a distribution, in one currency: counts of documents (of lines, where lines are coded) and sums. */
export interface Share {
	label: string;
	currency: string;
	source: { count: number; total: string };
	books: { count: number; total: string };
	/** Books less source. */
	difference: string;
}

interface Tally {
	heading: Heading;
	currency: string;
	source: { count: number; total: Units };
	books: { count: number; total: Units };
}

const NONE = '(none)';
const plain = (text: string): Heading => ({ text: () => text });
const UNNAMED = plain(NONE);

/** Where the money went on either side, by account, party and so on. Each document is looked at once. */
export class Distribution {
	/** By sort, currency and heading. */
	private readonly tables = new Map<GroupBy, Map<string, Map<Heading, Tally>>>();
	private readonly labels = new Map<string, Labels>();
	/** Made once each: there are far fewer headings than documents. */
	private readonly plain = new Map<string, Heading>();
	private readonly pairs = new Map<Heading, Map<Heading, Heading>>();

	constructor(private readonly groupBy: Settings['groupBy'], private readonly directory: Directory) {
		for (const by of groupBy) this.tables.set(by, new Map());
	}

	add(entry: Entry): void {
		const { side, currency, total, date, kind, party } = entry;
		this.put('month', side, currency, this.plainly(monthOf(date)), total);
		this.put('kind', side, currency, this.plainly(kind), total);
		if (this.tables.has('party')) this.put('party', side, currency, this.named('party', party), total);
		if (!['account', 'dimension', 'taxRate'].some((by) => this.tables.has(by as GroupBy))) return;
		const lines = linesOf(entry) ?? [];
		const rest = restOf(entry, lines);
		// What no line tells has no name, so that each distribution adds up to the total.
		const all = rest === 0n ? lines : [...lines, { amount: rest, dimensions: [] } satisfies CodedLine];
		for (const { amount, account, taxRate, dimensions } of all) {
			this.put('account', side, currency, this.named('account', account), amount);
			this.put('taxRate', side, currency, this.named('taxRate', taxRate), amount);
			if (dimensions.length === 0) this.put('dimension', side, currency, UNNAMED, amount);
			for (const { dimension, value } of dimensions) {
				this.put('dimension', side, currency, this.under(this.named('dimension', dimension), this.named('dimensionValue', value)), amount);
			}
		}
	}

	/** The largest difference first, then the largest sum. */
	rows(): Partial<Record<GroupBy, Share[]>> {
		const order = (a: Tally, b: Tally) => by(sizeOf(b.books.total - b.source.total), sizeOf(a.books.total - a.source.total))
			|| by(sizeOf(b.source.total), sizeOf(a.source.total)) || byText(a, b);
		return Object.fromEntries(this.groupBy.map((name) => {
			const tallies = [...(this.tables.get(name)?.values() ?? [])].flatMap((table) => [...table.values()]);
			return [name, tallies.sort(name === 'month' ? byText : order).map(shareOf)];
		}));
	}

	private put(by: GroupBy, side: Side, currency: string, heading: Heading, amount: Units): void {
		const currencies = this.tables.get(by);
		if (currencies === undefined) return;
		const table = remember(currencies, currency, () => new Map<Heading, Tally>());
		const tally = remember(table, heading, () => ({ heading, currency, source: { count: 0, total: 0n }, books: { count: 0, total: 0n } }));
		tally[side].count += 1;
		tally[side].total += amount;
	}

	private plainly(text: string): Heading {
		return text === '' ? UNNAMED : remember(this.plain, text, () => plain(text));
	}

	private named(sort: string, ref: Parameters<Labels['of']>[0] | undefined): Heading {
		if (ref === undefined || !isKnown(ref)) return UNNAMED;
		return remember(this.labels, sort, () => new Labels(this.directory, sort === 'party' ? foldParty : fold)).of(ref);
	}

	/** "Cost Centre: Site North" */
	private under(dimension: Heading, value: Heading): Heading {
		if (dimension === UNNAMED) return value;
		const values = remember(this.pairs, dimension, () => new Map<Heading, Heading>());
		return remember(values, value, () => ({ text: () => `${dimension.text()}: ${value.text()}` }));
	}
}

const byText = (a: Tally, b: Tally): number => {
	const [x, y] = [`${a.heading.text()}\n${a.currency}`, `${b.heading.text()}\n${b.currency}`];
	return x < y ? -1 : x > y ? 1 : 0;
};

function shareOf({ heading, currency, source, books }: Tally): Share {
	const told = ({ count, total }: Tally['source']) => ({ count, total: fromUnits(total) });
	return { label: heading.text(), currency, source: told(source), books: told(books), difference: fromUnits(books.total - source.total) };
}

const by = (a: Units, b: Units): number => (a < b ? -1 : a > b ? 1 : 0);
