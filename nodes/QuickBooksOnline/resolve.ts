import { asBooksError, BooksError, failed, ok, together, type Outcome } from '../core/errors';
import type { PrepareOptions } from '../core/ledger';
import type { AnyDocument, Line } from '../core/model/documents';
import { linesOf, partyOf } from '../core/model/totals';
import { compare, round } from '../core/money';
import { openDay } from '../core/period';
import type { Desk } from './desk';
import { rulesOf, type Rules } from './lists';
import { bankAccount, depositAccount, itemForAccount, lineAccount, lineDimensions, lineItem } from './mapping';
import type { Resolved, ResolvedLine } from './resolved';
import { carriesTax, lineTax, unitedStatesProblem, type TaxLists } from './tax';
import type { QboAccount, QboItem, QboNamed, QboParty } from './types';

/** The lists that the documents at hand need; a list that none of them needs is not read. */
interface Known {
	rules: Rules;
	accounts: QboAccount[];
	items: QboItem[];
	classes: QboNamed[];
	departments: QboNamed[];
	taxes: TaxLists;
}
type Keep = <T>(found: T | BooksError) => T | undefined;

/**
 * Resolves every reference of the documents, in order. Suppliers and customers are made last and only for documents that
 * are sound in all other respects.
 */
export async function resolveAll<D extends AnyDocument>(desk: Desk, documents: D[], options: PrepareOptions): Promise<Array<Outcome<Resolved<D>>>> {
	const known = await listsFor(desk, documents);
	const sound = documents.map((document) => resolveOne(document, known, options));
	return await withParties(desk, await withCustomers(desk, sound), options);
}

async function listsFor({ lists }: Desk, documents: AnyDocument[]): Promise<Known> {
	const lines = documents.flatMap(linesOf);
	const rules = await rulesOf(lists);
	const taxed = documents.some((document) => carriesTax(rules, document));
	const sales = documents.some(({ kind }) => kind === 'invoice');
	const dimensions = lines.some(({ dimensions: choices = [] }) => choices.length > 0);
	const named = (text: RegExp) => dimensions && lines.some(({ dimensions: choices = [] }) => choices.some(({ dimension, value }) =>
		text.test(value.id ?? '') || dimension === undefined || text.test(`${(dimension.id ?? dimension.code ?? dimension.name ?? '').toLowerCase()}/`)));
	const accounts = documents.some((document) => 'bankAccount' in document) || lines.some(({ account }) => account !== undefined);
	return {
		rules,
		accounts: accounts ? await lists.accounts() : [],
		items: sales || lines.some(({ item }) => item !== undefined) ? await lists.items() : [],
		classes: named(/^class(es)?\//) ? await lists.classes() : [],
		departments: named(/^(department|location)s?\//) ? await lists.departments() : [],
		taxes: taxed ? { codes: await lists.taxCodes(), rates: await lists.taxRates() } : { codes: [], rates: [] },
	};
}

function resolveOne<D extends AnyDocument>(document: D, known: Known, options: PrepareOptions): Outcome<Resolved<D>> {
	const problems: BooksError[] = [];
	const warnings: string[] = [];
	const keep: Keep = (found) => {
		if (!(found instanceof BooksError)) return found;
		problems.push(found);
		return undefined;
	};
	const { rules } = known;
	const bank = keep(bankOf(document, known.accounts));
	keep(statusProblem(document));
	const currency = keep(currencyOf(document, rules));
	const date = keep(openDay(document.date, rules.lockedUntil, options.closedPeriod, 'QuickBooks')) ?? document.date;
	if (date !== document.date) warnings.push(`Dated ${date} in place of ${document.date}, which lies in a closed period.`);
	const lines = linesOf(document).map((line, index) => resolveLine(line, index + 1, document, known, keep));
	if (rules.unitedStates && document.kind !== 'invoice' && lines.some(({ line }) => line.taxRate !== undefined)) {
		warnings.push('Tax rates were left out: books of the United States keep no tax on purchases.');
	}
	if (document.kind !== 'journal') oneForAll(lines, rules).forEach(keep);
	if (document.kind !== 'invoice' && lines.some(({ custom }) => custom !== undefined)) warnings.push('The company\'s own fields were left out: QuickBooks has them on sales forms.');
	lines.forEach(({ line }, index) => {
		if (line.billable === true && line.customer === undefined) warnings.push(`Line ${index + 1} is not marked as billable: that takes a customer.`);
	});
	const problem = together(problems);
	return problem === undefined ? ok({ document, date, bank, currency, lines, rules, warnings }) : failed(problem);
}

function resolveLine(line: Line, number: number, document: AnyDocument, known: Known, keep: Keep): ResolvedLine {
	const { rules } = known;
	const journal = document.kind === 'journal';
	const account = line.account === undefined ? undefined : keep(lineAccount(known.accounts, line.account, number, journal));
	const item = keep(itemOf(line, number, document, account, known));
	const dimensions = keep(lineDimensions({ ...known, rules }, line.dimensions ?? [], number)) ?? {};
	if (line.account === undefined && (line.item === undefined || journal)) {
		keep(new BooksError({ category: 'mapping', line: number, field: 'account', message: 'The line has no account.', hint: 'Map its category to an account, or name a default account.' }));
	}
	if (compare(round(line.amount, document.currency ?? 'USD'), line.amount) !== 0) {
		keep(new BooksError({ category: 'validation', line: number, field: 'amount', message: `The amount ${line.amount} has more decimals than its currency.`, hint: 'Round it in the source.' }));
	}
	if (rules.unitedStates) keep(unitedStatesProblem(document, line, number));
	const tax = carriesTax(rules, document) ? keep(lineTax(document, line, number, account ?? accountOfItem(item, document, known), known.taxes)) : undefined;
	return { line, account, item, tax, ...dimensions };
}

/** Source: Intuit, entity reference: departments and the company's own fields belong to the transaction, not to its lines. */
function oneForAll(lines: ResolvedLine[], rules: Rules): BooksError[] {
	const differ = (of: (line: ResolvedLine) => string | undefined) => new Set(lines.map(of)).size > 1;
	const kinds: Array<[string, boolean]> = [
		['department', differ(({ departmentId }) => departmentId)],
		['class', rules.classPerTransaction && differ(({ classId }) => classId)],
		['value of its own fields', differ(({ custom }) => JSON.stringify(custom))],
	];
	return kinds.filter(([, differs]) => differs).map(([word]) => new BooksError({
		category: 'mapping', field: 'dimensions', message: `QuickBooks keeps one ${word} for a whole transaction, and the lines differ.`,
		hint: 'Make a document for each, or give all lines the same one.',
	}));
}

function itemOf(line: Line, number: number, { kind }: AnyDocument, account: QboAccount | undefined, { items }: Known): QboItem | BooksError | undefined {
	if (line.item !== undefined) return lineItem(items, line.item, number);
	return kind === 'invoice' && account !== undefined ? itemForAccount(items, account, number) : undefined;
}

function accountOfItem(item: QboItem | undefined, { kind }: AnyDocument, { accounts }: Known): QboAccount | undefined {
	const id = kind === 'invoice' ? item?.IncomeAccountRef?.value : item?.ExpenseAccountRef?.value;
	return accounts.find(({ Id }) => Id === id);
}

function bankOf(document: AnyDocument, accounts: QboAccount[]): QboAccount | BooksError | undefined {
	if (document.kind === 'expense') return bankAccount(accounts, document.bankAccount);
	if (document.kind !== 'payment') return undefined;
	return document.direction === 'in' ? depositAccount(accounts, document.bankAccount) : bankAccount(accounts, document.bankAccount);
}

function statusProblem(document: AnyDocument): BooksError | undefined {
	if (!('status' in document) || document.status === 'posted') return undefined;
	return new BooksError({
		category: 'validation', field: 'status', message: 'QuickBooks posts documents at once and keeps no drafts of them.', hint: 'Set the status to posted.',
	});
}

/** Where the company has several currencies, every transaction must name its own; where it has one, none may differ. */
function currencyOf({ currency }: AnyDocument, { homeCurrency, multiCurrency }: Rules): string | undefined | BooksError {
	if (multiCurrency) return currency;
	if (currency === undefined || homeCurrency === undefined || currency === homeCurrency) return undefined;
	return new BooksError({
		category: 'feature not in subscription', field: 'currency',
		message: `The company books in ${homeCurrency} only, not in ${currency}.`,
		hint: 'Switch on multicurrency in QuickBooks (it cannot be switched off again), or convert the amounts first.',
	});
}

/** Customers that lines are for, with one look-up. They are never made: a misspelt name would become a customer. */
async function withCustomers<D extends AnyDocument>(desk: Desk, sound: Array<Outcome<Resolved<D>>>): Promise<Array<Outcome<Resolved<D>>>> {
	const refs = sound.flatMap((outcome) => (outcome.ok ? outcome.value.lines.flatMap(({ line }) => line.customer ?? []) : []));
	if (refs.length === 0) return sound;
	const found = await desk.customers.resolve(refs.map((ref) => ({ ref })), { create: false, dryRun: false });
	let next = 0;
	return sound.map((outcome) => {
		if (!outcome.ok) return outcome;
		const problems: BooksError[] = [];
		const lines = outcome.value.lines.map((one, index): ResolvedLine => {
			if (one.line.customer === undefined) return one;
			const customer = found[next++];
			if (customer?.ok === true) return { ...one, customerId: customer.value.Id };
			problems.push(asBooksError(customer?.error).at({ line: index + 1 }));
			return one;
		});
		const problem = together(problems);
		return problem === undefined ? ok({ ...outcome.value, lines }) : failed(problem);
	});
}

async function withParties<D extends AnyDocument>(desk: Desk, sound: Array<Outcome<Resolved<D>>>, options: PrepareOptions): Promise<Array<Outcome<Resolved<D>>>> {
	const results = [...sound];
	for (const side of ['vendors', 'customers'] as const) {
		const places = sound.flatMap((outcome, place) => (outcome.ok && partyOf(outcome.value.document) !== undefined && sideOf(outcome.value.document) === side ? [place] : []));
		if (places.length === 0) continue;
		const wanted = places.flatMap((place) => {
			const outcome = sound[place];
			const ref = outcome?.ok === true ? partyOf(outcome.value.document) : undefined;
			return ref === undefined || outcome?.ok !== true ? [] : [{ ref, currency: outcome.value.currency }];
		});
		const found = await desk[side].resolve(wanted, { create: options.createParties, dryRun: options.dryRun });
		places.forEach((place, index) => {
			const [outcome, party] = [sound[place], found[index]];
			if (outcome?.ok !== true || party === undefined) return;
			results[place] = party.ok ? withParty(outcome.value, party.value) : party;
		});
	}
	return results;
}

const sideOf = ({ kind }: AnyDocument) => (kind === 'invoice' ? 'customers' : 'vendors');

/** QuickBooks books in the currency of the supplier or customer and refuses another. Source: Intuit, "Manage multiple currencies". */
function withParty<D extends AnyDocument>(resolved: Resolved<D>, party: QboParty): Outcome<Resolved<D>> {
	const { rules, document, currency = party.CurrencyRef?.value ?? rules.homeCurrency } = resolved;
	if (!rules.multiCurrency) return ok({ ...resolved, party });
	const own = party.CurrencyRef?.value;
	if (document.kind !== 'expense' && own !== undefined && currency !== undefined && own !== currency) {
		return failed(new BooksError({
			category: 'mapping', field: 'currency', message: `The document is in ${currency}, ${party.DisplayName} in ${own}.`,
			hint: 'QuickBooks keeps one currency for a supplier or customer. Name one that has this currency.',
		}));
	}
	return ok({ ...resolved, party, currency });
}
