import { monthOf } from '../../core/dates';
import { remember } from '../../core/match/collections';
import { fromUnits, sizeOf, type Units } from '../../core/units';
import { linesOf, type Entry, type Side } from '../entry';
import { isKnown, type Directory } from '../facets';
import { Labels } from '../labels';
import type { GroupBy, Settings } from '../settings';

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
	/** A heading learns what else it is called while documents come in, so it is written at the end. */
	heading: Heading;
	currency: string;
	source: { count: number; total: Units };
	books: { count: number; total: Units };
}

interface Heading {
	key: string;
	text(): string;
}

const NONE = '(none)';
const plain = (text: string): Heading => ({ key: text, text: () => (text === '' ? NONE : text) });
const UNNAMED = plain('');

/** Where the money went on either side, by account, party and so on. Each document is looked at once. */
export class Distribution {
	private readonly tables = new Map<GroupBy, Map<string, Tally>>();
	private readonly labels = new Map<string, Labels>();
	/** Made once each: there are far fewer headings than documents. */
	private readonly headings = new Map<string, Heading>();

	constructor(private readonly groupBy: Settings['groupBy'], private readonly directory: Directory) {
		for (const by of groupBy) this.tables.set(by, new Map());
	}

	add(entry: Entry): void {
		const { side, currency, total, date, kind, party } = entry;
		this.put('month', side, currency, this.plainly(monthOf(date)), total);
		this.put('kind', side, currency, this.plainly(kind), total);
		if (this.tables.has('party')) this.put('party', side, currency, this.named('party', party), total);
		if (!['account', 'dimension', 'taxRate'].some((by) => this.tables.has(by as GroupBy))) return;
		for (const { amount, account, taxRate, dimensions } of linesOf(entry) ?? [{ amount: total, account: undefined, taxRate: undefined, dimensions: [] }]) {
			this.put('account', side, currency, this.named('account', account), amount);
			this.put('taxRate', side, currency, this.named('taxRate', taxRate), amount);
			if (dimensions.length === 0) this.put('dimension', side, currency, UNNAMED, amount);
			for (const { dimension, value } of dimensions) {
				this.put('dimension', side, currency, under(this.named('dimension', dimension), this.named('dimensionValue', value)), amount);
			}
		}
	}

	/** The largest difference first, then the largest sum. */
	rows(): Partial<Record<GroupBy, Share[]>> {
		const order = (a: Tally, b: Tally) => by(sizeOf(b.books.total - b.source.total), sizeOf(a.books.total - a.source.total))
			|| by(sizeOf(b.source.total), sizeOf(a.source.total)) || byText(a, b);
		return Object.fromEntries(this.groupBy.map((name) => {
			const tallies = [...(this.tables.get(name)?.values() ?? [])];
			return [name, tallies.sort(name === 'month' ? byText : order).map(shareOf)];
		}));
	}

	private put(by: GroupBy, side: Side, currency: string, heading: Heading, amount: Units): void {
		const table = this.tables.get(by);
		if (table === undefined) return;
		const tally = remember(table, `${currency}\n${heading.key}`, () => ({ heading, currency, source: { count: 0, total: 0n }, books: { count: 0, total: 0n } }));
		tally[side].count += 1;
		tally[side].total += amount;
	}

	private plainly(text: string): Heading {
		return remember(this.headings, text, () => plain(text));
	}

	private named(sort: string, ref: Parameters<Labels['of']>[0] | undefined): Heading {
		if (ref === undefined || !isKnown(ref)) return UNNAMED;
		const labels = remember(this.labels, sort, () => new Labels(this.directory));
		const group = labels.of(ref);
		return remember(this.headings, `${sort}#${group}`, () => ({ key: `#${group}`, text: () => labels.shown(group) }));
	}
}

/** "Cost Centre: Site North" */
const under = (dimension: Heading, value: Heading): Heading => ({
	key: `${dimension.key}\n${value.key}`,
	text: () => (dimension.key === '' ? value.text() : `${dimension.text()}: ${value.text()}`),
});

const byText = (a: Tally, b: Tally): number => {
	const [x, y] = [`${a.heading.text()}\n${a.currency}`, `${b.heading.text()}\n${b.currency}`];
	return x < y ? -1 : x > y ? 1 : 0;
};

function shareOf({ heading, currency, source, books }: Tally): Share {
	const told = ({ count, total }: Tally['source']) => ({ count, total: fromUnits(total) });
	return { label: heading.text(), currency, source: told(source), books: told(books), difference: fromUnits(books.total - source.total) };
}

const by = (a: Units, b: Units): number => (a < b ? -1 : a > b ? 1 : 0);
