import { textOf } from '../refs';
import { MATCHED, SUGGESTED, suggestionOf } from '../suggestion';
import { choicesOf, takesCosts, type Books, type Choice } from './books';
import { choose, plain, type Suggestion, type Used } from './choose';
import { Existing, isOff, type Rows, type SuggestedRow } from './rows';

/**
 * A category is an account and, in books that code expense reports by types of expense, a type. Both come in one row: the
 * type's own account where the two agree, or where the type alone is found.
 * @param list of the workspace, and what reports carry beside it
 */
export function suggestCategories(workspace: string, list: Rows, rows: unknown, books: Books, history: Map<string, Used>): SuggestedRow[] {
	const existing = new Existing(rows, workspace, { name: ({ category }) => textOf(category), value: 'account' });
	const [accounts, all, types] = [choicesOf(books.account, 'code', takesCosts), choicesOf(books.account, 'code'), choicesOf(books.expenseType, 'code')];
	return list.flatMap((category) => {
		const [name, code] = [textOf(category.name), textOf(category.code)];
		if (name === undefined || isOff(category) || existing.has(name, code)) return [];
		const uses = new Map(history.get(plain(name)));
		existing.addTo(uses, name);
		const wanted = { name: leaf(name), code, spellings: [name] };
		// A code is meant, whatever the account is for; names are looked for among accounts of costs alone.
		const byCode = all.filter((account) => account.code === code && code !== undefined && accounts.every(({ value }) => value !== account.value));
		const account = choose(wanted, byCode.length === 0 ? accounts : [...accounts, ...byCode], uses);
		const found = together(account, types.length === 0 ? undefined : choose(wanted, types), code);
		if (found === undefined) return [];
		const cells = { account: found.account, ...(books.expenseType === undefined ? {} : { expenseType: found.expenseType ?? '' }) };
		return [{ table: 'categories' as const, workspace, category: name, taxRate: '', ...cells, note: found.note, state: found.state, suggestion: suggestionOf(cells.account, found.expenseType) }];
	});
}

interface Found {
	account: string;
	expenseType?: string;
	state: Suggestion['state'];
	note: string;
}

function together(account: Suggestion | undefined, type: Suggestion | undefined, code: string | undefined): Found | undefined {
	const alone = account === undefined ? undefined : { account: account.choice.value, state: account.state, note: account.note };
	if (type === undefined) return alone;
	const { choice, state, note } = type;
	const both: Found = { account: choice.account ?? '', expenseType: choice.value, state, note: `expense type: ${note}` };
	if (account === undefined || alone === undefined) return both;
	if (agree(account.choice, choice)) return account.state === MATCHED && state !== MATCHED ? alone : both;
	// The account leads to its type by itself; a type that is only similar takes nothing from it.
	if (state !== MATCHED) return alone;
	// The sure name of a type against an account that is only similar.
	if (account.state !== MATCHED && account.choice.code !== code) return both;
	return { ...alone, expenseType: choice.value, state: SUGGESTED, note: `${account.note}; the expense type "${choice.name}" books to another account` };
}

const agree = (account: Choice, { account: own }: Choice): boolean => own !== undefined && own === account.code;

/** Sub-categories are written with their parents: "Travel: Taxi". */
const leaf = (name: string): string => name.split(/\s*:\s*/).pop() ?? name;
