import type { Day } from '../core/dates';
import { BooksError, failed, ok, together, type Outcome } from '../core/errors';
import type { PrepareOptions } from '../core/ledger';
import type { AnyDocument, Line } from '../core/model/documents';
import { linesOf, partyOf } from '../core/model/totals';
import { compare, round } from '../core/money';
import { openDay } from '../core/period';
import type { Contacts } from './contacts';
import { bankAccount, lineAccount, lineItem, lineTaxRate, lineTracking, paymentAccount } from './mapping';
import type { References } from './references';
import type { Resolved, ResolvedLine } from './resolved';
import type { XeroAccount, XeroItem, XeroOrganisation, XeroTaxRate, XeroTrackingCategory } from './types';
import { toDay } from './wire';

/** The lists that the documents at hand need; a list that none of them needs is not read. */
interface Lists {
	organisation?: XeroOrganisation;
	accounts: XeroAccount[];
	taxRates: XeroTaxRate[];
	tracking: XeroTrackingCategory[];
	items: XeroItem[];
	currencies: string[];
}

/**
 * Resolves every reference of the documents, in order. Suppliers are made last and only for documents that are sound
 * in all other respects.
 */
export async function resolveAll<D extends AnyDocument>(
	references: References,
	contacts: Contacts,
	documents: D[],
	options: PrepareOptions,
): Promise<Array<Outcome<Resolved<D>>>> {
	const lists = await listsFor(references, documents);
	const sound = documents.map((document) => resolveOne(document, lists, options));
	const refs = sound.flatMap((outcome) => (outcome.ok ? (partyOf(outcome.value.document) ?? []) : []));
	const links = refs.length === 0 ? [] : await contacts.resolve(refs, { create: options.createParties, dryRun: options.dryRun });
	let next = 0;
	return sound.map((outcome) => {
		if (!outcome.ok || partyOf(outcome.value.document) === undefined) return outcome;
		const link = links[next++];
		if (link === undefined || !link.ok) return failed(link?.error ?? new BooksError({ message: 'No contact', category: 'mapping' }));
		return ok({ ...outcome.value, contact: link.value });
	});
}

async function listsFor(references: References, documents: AnyDocument[]): Promise<Lists> {
	const lines = documents.flatMap(linesOf);
	const organisation = await references.organisationIfAllowed();
	const foreign = documents.some(({ currency }) => currency !== undefined && currency !== organisation?.BaseCurrency);
	const banks = documents.some((document) => 'bankAccount' in document);
	return {
		organisation,
		accounts: banks || lines.some(({ account }) => account !== undefined) ? await references.accounts() : [],
		taxRates: lines.some(({ taxRate }) => taxRate !== undefined) ? await references.taxRates() : [],
		tracking: lines.some(({ dimensions }) => (dimensions ?? []).length > 0) ? await references.tracking() : [],
		items: lines.some(({ item }) => item !== undefined) ? await references.items() : [],
		currencies: foreign ? (await references.currencies()).map(({ Code }) => Code) : [],
	};
}

function resolveOne<D extends AnyDocument>(document: D, lists: Lists, options: PrepareOptions): Outcome<Resolved<D>> {
	const problems: BooksError[] = [];
	const warnings: string[] = [];
	const keep = <T>(found: T | BooksError): T | undefined => {
		if (!(found instanceof BooksError)) return found;
		problems.push(found);
		return undefined;
	};
	const bank = keep(bankOf(document, lists));
	keep(checkCurrency(document, lists, bank));
	keep(checkStatus(document));
	const date = keep(openDay(document.date, lockedUntil(lists.organisation), options.closedPeriod, 'Xero')) ?? document.date;
	if (date !== document.date) warnings.push(`Dated ${date} in place of ${document.date}, which lies in a closed period.`);
	const lines = linesOf(document).map((line, index) => resolveLine(line, index + 1, document, lists, keep));
	lines.forEach(({ line }, index) => {
		if ((line.customer === undefined) === (line.billable !== true)) return;
		warnings.push(`Line ${index + 1} is not marked as billable: that takes both the flag and a customer.`);
	});
	const url = usableUrl(document.url);
	if (document.url !== undefined && url === undefined) {
		warnings.push('The link to the source was left out: Xero takes only web addresses, and none that names itself.');
	}
	const problem = together(problems);
	return problem === undefined ? ok({ document, date, bank, lines, url, warnings }) : failed(problem);
}

function resolveLine(
	line: Line,
	number: number,
	document: AnyDocument,
	lists: Lists,
	keep: <T>(found: T | BooksError) => T | undefined,
): ResolvedLine {
	const account = line.account === undefined ? undefined : keep(lineAccount(lists.accounts, line.account, number));
	const item = line.item === undefined ? undefined : keep(lineItem(lists.items, line.item, number));
	const rate = line.taxRate === undefined ? undefined : keep(lineTaxRate(lists.taxRates, line.taxRate, number, account));
	const tracking = keep(lineTracking(lists.tracking, line.dimensions ?? [], number)) ?? [];
	const draft = 'status' in document && document.status === 'draft' && document.kind !== 'journal';
	if (line.account === undefined && line.item === undefined && !draft) {
		keep(
			new BooksError({
				category: 'mapping', line: number, field: 'account',
				message: 'The line has no account.',
				hint: 'Map its category to an account, or name a default account.',
			}),
		);
	}
	if (compare(round(line.amount, 'GBP'), line.amount) !== 0) {
		keep(
			new BooksError({
				category: 'validation', line: number, field: 'amount',
				message: `The amount ${line.amount} has more than two decimals.`,
				hint: 'Round it in the source: Xero keeps hundredths.',
			}),
		);
	}
	return { line, account, taxType: rate?.TaxType, itemCode: item?.Code, tracking };
}

/** The later of the two lock dates. Source: Xero, "Organisation", lock dates. */
export function lockedUntil(organisation: XeroOrganisation | undefined): Day | undefined {
	const days = [toDay(organisation?.PeriodLockDate), toDay(organisation?.EndOfYearLockDate)];
	return days.filter((day) => day !== undefined).sort().pop();
}

function checkCurrency(document: AnyDocument, { organisation, currencies }: Lists, bank?: XeroAccount): BooksError | undefined {
	const { currency } = document;
	const base = organisation?.BaseCurrency;
	const problem = (message: string, hint: string, category: 'validation' | 'feature not in subscription' = 'validation') =>
		new BooksError({ category, field: 'currency', message, hint });
	if (document.kind === 'expense' && bank?.CurrencyCode !== undefined && (currency ?? base ?? bank.CurrencyCode) !== bank.CurrencyCode) {
		const hint = 'Use a bank account in the currency of the expense.';
		return problem(`The expense is in ${currency ?? base}, the bank account ${bank.Name} in ${bank.CurrencyCode}.`, hint);
	}
	if (currency === undefined || base === undefined || currency === base) return undefined;
	if (document.kind === 'journal') {
		return problem(`Journals in Xero are in the base currency ${base}, not in ${currency}.`, 'Convert the amounts first.');
	}
	if (document.kind === 'payment' || currencies.includes(currency)) return undefined;
	const hint = 'Add the currency in Xero (Settings > Currencies); this needs a plan with multiple currencies.';
	return problem(`The organisation does not use the currency ${currency}.`, hint, 'feature not in subscription');
}

function checkStatus(document: AnyDocument): BooksError | undefined {
	if (document.kind !== 'expense' || document.status === 'posted') return undefined;
	return new BooksError({
		category: 'validation',
		field: 'status',
		message: 'Xero has no drafts of spend money.',
		hint: 'Post expenses at once, or make bills, which can be drafts.',
	});
}

function bankOf(document: AnyDocument, { accounts }: Lists): XeroAccount | BooksError | undefined {
	if (document.kind === 'expense') return bankAccount(accounts, document.bankAccount);
	return document.kind === 'payment' ? paymentAccount(accounts, document.bankAccount) : undefined;
}

/** Xero wants an absolute web address and refuses its own name in it. Source: Xero, "Invoices", Url. */
function usableUrl(url: string | undefined): string | undefined {
	return url !== undefined && /^https?:\/\/\S+$/i.test(url) && !/xero/i.test(url) ? url : undefined;
}
