import type { IDataObject } from 'n8n-workflow';
import { addDays } from '../core/dates';
import { BooksError, failed, ok, type Outcome } from '../core/errors';
import { sumOf } from '../core/model/totals';
import { matchExpenses, MATCH_DEFAULTS, type CardExpense, type Match, type MatchSettings } from '../core/match';
import { check } from '../core/model/check';
import { expense as expenseSchema, type Expense } from '../core/model/documents';
import { alone } from '../core/once';
import type { Call, ItemResult } from '../core/operations/call';
import { jsonParameter } from '../core/properties/json';
import { BankLines } from './match/bank-lines';
import { bankAccount } from './mapping';
import type { Desk } from './writers/desk';

interface Wanted {
	index: number;
	document: Expense;
	card: CardExpense;
	accountId: string;
}

/**
 * Finds the bank transaction that each card expense stands in the books as already, and notes the expense in its
 * history: "Matched with EXP-1". The note is what a later run reads, so one transaction is never matched twice.
 * Documents of other kinds pass through unmatched, so that one node can stand before the posting of all.
 */
export async function matchOperation(call: Call, desk: Desk): Promise<ItemResult[]> {
	const first = call.items[0]?.index ?? 0;
	const options = call.context.getNodeParameter('options', first, {}) as Partial<MatchSettings> & { dryRun?: boolean; enabled?: boolean };
	const results: ItemResult[] = [];
	const wanted: Wanted[] = [];
	for (const { index, input } of call.items) {
		if (options.enabled === false || (input.json.kind !== undefined && input.json.kind !== 'expense')) {
			results.push({ index, outcome: ok([{ json: { ...input.json, match: { result: 'none', candidates: [] } } }]) });
			continue;
		}
		const outcome = await read(call, desk, index);
		if (outcome.ok) wanted.push(outcome.value);
		else results.push({ index, outcome });
	}
	const byAccount = new Map<string, Wanted[]>();
	for (const one of wanted) byAccount.set(one.accountId, [...(byAccount.get(one.accountId) ?? []), one]);
	await alone(`${call.session.connection}|match`, async () => {
		for (const [accountId, group] of byAccount) results.push(...(await matchGroup(call, desk, accountId, group, options)));
	});
	return results;
}

async function read({ context }: Call, { references }: Desk, index: number): Promise<Outcome<Wanted>> {
	const given = jsonParameter(context, 'document', index);
	if (!given.ok) return given;
	const checked = check(expenseSchema, given.value, typeof given.value.key === 'string' ? given.value.key : undefined);
	if (!checked.ok) return checked;
	const document = checked.value;
	if (!document.taxIncluded) {
		const message = 'An expense is matched by what was paid, so its amounts must include tax.';
		return failed(new BooksError({ category: 'validation', field: 'taxIncluded', message, document: document.key }));
	}
	const account = bankAccount(await references.accounts(), document.bankAccount);
	if (account instanceof BooksError) return failed(account.at({ document: document.key }));
	const currency = document.currency ?? account.CurrencyCode ?? (await references.organisation()).BaseCurrency;
	const card = { key: document.key, amount: sumOf(document), currency, date: document.date, merchant: merchantOf(document) };
	return ok({ index, document, card, accountId: account.AccountID });
}

function merchantOf({ supplier, memo, lines }: Expense): string {
	return supplier.name ?? memo ?? lines[0]?.description ?? '';
}

async function matchGroup(
	{ context }: Call,
	desk: Desk,
	accountId: string,
	group: Wanted[],
	options: Partial<MatchSettings> & { dryRun?: boolean },
): Promise<ItemResult[]> {
	const settings = { ...MATCH_DEFAULTS, ...options };
	const dates = group.map(({ card }) => card.date).sort();
	const cards = group.map(({ card }) => card);
	const lines = await BankLines.read(desk, accountId, {
		from: addDays(dates[0] as string, -settings.days),
		to: addDays(dates[dates.length - 1] as string, settings.days),
		keys: cards.map(({ key }) => key),
		currency: cards[0]?.currency ?? '',
	});
	const matches = await settled(cards, lines, settings);
	if (options.dryRun !== true) await lines.claim(matches);
	return group.map(({ index, card }, at) => {
		const match = matches[at] as Match;
		const input = context.getInputData()[index]?.json ?? {};
		const shown = { ...match, ...(match.transaction === undefined ? {} : lines.describe(match.transaction)), key: card.key };
		return { index, outcome: ok([{ json: { ...input, match: JSON.parse(JSON.stringify(shown)) as IDataObject } }]) };
	});
}

/** Matches, looks at the history of what was chosen or proposed, and matches again until no earlier claim turns up. */
async function settled(cards: CardExpense[], lines: BankLines, settings: MatchSettings): Promise<Match[]> {
	for (;;) {
		const matches = matchExpenses(cards, lines.all(), settings);
		const doubtful = matches.flatMap(({ by, transaction, candidates }) => [
			...(transaction !== undefined && by === 'likeness' ? [transaction] : []),
			...candidates.map(({ id }) => id),
		]);
		if (!(await lines.readClaims([...new Set(doubtful)]))) return matches;
	}
}
