import { check } from '../../core/model/check';
import { expenseReport, type ExpenseReport } from '../../core/model/report';
import { compare, parseAmount } from '../../core/money';
import { supplierName } from '../merchant';
import { textOf } from '../refs';
import { SUGGESTED } from '../suggestion';
import { merchantWords } from '../tables';
import { choicesOf, takesCosts, taxesPurchases, type Books, type Choice } from './books';
import { choose, plain, type Suggestion, type Used } from './choose';
import { suggestCategories } from './categories';
import { suggestDimensions } from './dimensions';
import { count, postedIn } from './history';
import { suggestPeople } from './people';
import { Existing, isOff, rowOf, rowsIn, type SuggestedRow } from './rows';

export interface SuggestInput {
	/** ID of the workspace that the rows are for. */
	workspace: string;
	/** Lists of the workspace: `categories`, `taxes`, `tags` with `level`. */
	source: Record<string, unknown>;
	/** Lists of the books by kind: `account`, `taxRate`, `dimensionValue`, `supplier`; `expenseType`, `employee` where there are any. */
	books: Books;
	/** The rows of the mapping tables, by the table's name. */
	maps: Record<string, unknown>;
	/** Documents of the books, for what was used before. */
	documents: unknown;
	/** Reports of the workspace, exported ones too: they tell merchants and employees. */
	reports: unknown[];
}

/**
 * Rows for what no row maps yet. The same input gives the same rows in the same order, and a second run over tables with
 * these rows gives none.
 */
export function suggest({ workspace, source, books, maps, documents, reports }: SuggestInput): SuggestedRow[] {
	const known = reports.flatMap((input): ExpenseReport[] => {
		const checked = check(expenseReport, input);
		return checked.ok && checked.value.workspace.id === workspace ? [checked.value] : [];
	});
	const accounts = choicesOf(books.account, 'code', takesCosts);
	const rates = choicesOf(books.taxRate, 'code', taxesPurchases);
	const suppliers = choicesOf(books.supplier, 'name');
	const history = used(known, documents, { accounts, rates, suppliers });
	return [
		...suggestCategories(workspace, [...rowsIn(source.categories), ...unlisted(known, rowsIn(source.categories))], maps.categories, books, history.categories),
		...taxes(workspace, rowsIn(source.taxes), maps.taxes, rates, history.taxes),
		...suggestDimensions(workspace, rowsIn(source.tags), maps.dimensions, choicesOf(books.dimensionValue, 'name')),
		...merchants(workspace, known, maps.suppliers, suppliers, history.merchants),
		...suggestPeople(workspace, known, maps.employees, suppliers, books),
	];
}

/** Categories that reports carry and the workspace has no more, or never had in its list. */
function unlisted(reports: ExpenseReport[], list: Array<Record<string, unknown>>): Array<Record<string, unknown>> {
	const seen = new Set(list.map(({ name }) => plain(textOf(name) ?? '')));
	return reports.flatMap(({ expenses }) => expenses).flatMap(({ category }) => {
		const name = textOf(category?.name);
		if (name === undefined || seen.has(plain(name))) return [];
		seen.add(plain(name));
		return [{ name, code: category?.code }];
	});
}

type History = Record<'categories' | 'taxes' | 'merchants', Map<string, Used>>;

function used(reports: ExpenseReport[], documents: unknown, lists: Record<'accounts' | 'rates' | 'suppliers', Choice[]>): History {
	const history: History = { categories: new Map(), taxes: new Map(), merchants: new Map() };
	const posted = postedIn(documents);
	for (const report of reports) {
		for (const expense of report.expenses) {
			const line = posted.find(expense, report);
			if (line === undefined) continue;
			const note = (of: keyof History, name: string | undefined, value: unknown, choices: Choice[]) => {
				if (name === undefined || value === undefined) return;
				const uses = history[of].get(plain(name)) ?? new Map<string, number>();
				history[of].set(plain(name), uses);
				count(uses, value, choices);
			};
			note('categories', expense.category?.name, line.account, lists.accounts);
			note('taxes', expense.tax?.code ?? expense.tax?.name, line.taxRate, lists.rates);
			if (!expense.reimbursable) note('merchants', merchantWords(expense.merchant), line.supplier, lists.suppliers);
		}
	}
	return history;
}

function taxes(workspace: string, list: Array<Record<string, unknown>>, rows: unknown, rates: Choice[], history: Map<string, Used>): SuggestedRow[] {
	const existing = new Existing(rows, workspace, { name: ({ tax }) => textOf(tax), value: 'taxRate' });
	return list.flatMap((tax) => {
		const [name, code, percent] = [textOf(tax.name), textOf(tax.code), parseAmount(tax.percent)];
		const key = code ?? name;
		if (key === undefined || isOff(tax) || existing.has(code, name)) return [];
		// Another percent is another tax, whatever it is called.
		const fits = rates.filter((rate) => percent === undefined || rate.percent === undefined || compare(rate.percent, percent) === 0);
		const uses = new Map(history.get(plain(key)));
		existing.addTo(uses, key);
		const [only, ...others] = fits.filter((rate) => rate.percent !== undefined);
		const byPercent: Suggestion | undefined = percent !== undefined && only !== undefined && others.length === 0 ? { choice: only, state: SUGGESTED, note: `the only rate of ${percent} per cent` } : undefined;
		const found = choose({ name, code }, fits, uses) ?? byPercent;
		return found === undefined ? [] : [rowOf('taxes', workspace, { tax: key }, 'taxRate', name === undefined || name === key ? found : { ...found, note: `${name}: ${found.note}` })];
	});
}

/** A shop is written in many ways: one row for all spellings of the same words, in the one that comes most often. */
function merchants(workspace: string, reports: ExpenseReport[], rows: unknown, suppliers: Choice[], history: Map<string, Used>): SuggestedRow[] {
	const byWords = new Map<string, Map<string, number>>();
	for (const { merchant, reimbursable } of reports.flatMap(({ expenses }) => expenses)) {
		if (reimbursable || supplierName(merchant) === undefined) continue;
		const spellings = byWords.get(merchantWords(merchant)) ?? new Map<string, number>();
		byWords.set(merchantWords(merchant), spellings.set(merchant, (spellings.get(merchant) ?? 0) + 1));
	}
	const words = (row: Record<string, unknown>) => (textOf(row.merchant) === undefined ? undefined : merchantWords(textOf(row.merchant) ?? ''));
	const existing = new Existing(rows, workspace, { name: words, value: 'supplier' });
	return [...byWords].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([key, spellings]) => {
		if (existing.has(key)) return [];
		const uses = new Map(history.get(plain(key)));
		existing.addTo(uses, key);
		const [merchant = ''] = [...spellings].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
		const found = choose({ name: supplierName(merchant), spellings: [...spellings.keys()] }, suppliers, uses);
		return found === undefined ? [] : [rowOf('suppliers', workspace, { merchant }, 'supplier', found)];
	});
}
