/** A line of either side, reduced to what must agree. `cents` in the billing currency.
 * `directorate` where the books keep a second dimension.
 * @typedef {{ cents: bigint, currency: string, account: string, tax: string, costCentre: string, directorate?: string, date?: string }} Line */

/** Totals by what an accountant adds up. */
const VIEWS = /** @type {const} */ (['currency', 'account', 'tax', 'costCentre', 'directorate']);

/**
 * Holds source lines against lines of the books: every one once, totals equal to the hundredth.
 * @param {Line[]} source
 * @param {Line[]} books
 */
export function reconcile(source, books) {
	const views = VIEWS.filter((view) => source.some((line) => line[view] !== undefined));
	const differences = views.flatMap((view) => compareTotals(view, totals(source, view), totals(books, view)));
	const { missing, extra } = compareLines(source, books, views);
	return {
		lines: { source: source.length, books: books.length, missing: missing.length, extra: extra.length },
		total: { source: sum(source), books: sum(books) },
		groups: Object.fromEntries(views.map((view) => [view, totals(source, view).size])),
		differences,
		missing: missing.slice(0, 20),
		extra: extra.slice(0, 20),
		agrees: differences.length === 0 && missing.length === 0 && extra.length === 0,
	};
}

function totals(lines, view) {
	const byValue = new Map();
	for (const line of lines) byValue.set(valueIn(line, view), (byValue.get(valueIn(line, view)) ?? 0n) + line.cents);
	return byValue;
}

/** Books take names that differ by case alone for the same. */
const valueIn = (line, view) => (view === 'costCentre' || view === 'directorate' ? line[view]?.toLowerCase() : line[view]);

const sum = (lines) => lines.reduce((total, { cents }) => total + cents, 0n);

function compareTotals(view, source, books) {
	const values = new Set([...source.keys(), ...books.keys()]);
	return [...values]
		.map((value) => ({ view, value, source: source.get(value) ?? 0n, books: books.get(value) ?? 0n }))
		.filter(({ source: a, books: b }) => a !== b);
}

/** As multisets: the same line twice in the source must be there twice in the books. */
function compareLines(source, books, views) {
	const name = (line) => [...views.map((view) => valueIn(line, view)), line.cents].join('|');
	const open = new Map();
	for (const line of source) open.set(name(line), [...(open.get(name(line)) ?? []), line]);
	const extra = books.filter((line) => open.get(name(line))?.pop() === undefined);
	return { missing: [...open.values()].flat(), extra };
}
