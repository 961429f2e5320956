import { asBooksError, BooksError, failed, ok, type Outcome } from '../core/errors';
import type { PrepareOptions } from '../core/ledger';
import type { AnyDocument, Line, Ref } from '../core/model/documents';
import { isNegative, round, compare, type Amount } from '../core/money';
import type { XmlElement } from '../core/xml';
import { call } from './api';
import { textIn } from '../core/xml-elements';
import { splitOf, type Split } from '../core/split';
import type { Desk } from './desk';
import { lineAccount, lineBiCode, lineTax, matching, called, problem } from './mapping';
import { openDay } from './periods';
import { rateOf } from './shapes/records';

export interface ResolvedLine extends Split {
	line: Line;
	account: string;
	taxCode: string;
	taxId: string;
	/** As a fraction. */
	rate: string;
	biCode?: string;
}

/** A document with everything that AccountsIQ wants to be told in its own codes. */
export interface Resolved<D extends AnyDocument = AnyDocument> {
	document: D;
	date: string;
	lines: ResolvedLine[];
	/** Code of the supplier or customer. */
	party?: string;
	/** GL code of the bank account, and its currency. */
	bank?: string;
	bankCurrency?: string;
	/** AccountsIQ's own value for the currency, passed through; "1" for the company's currency. */
	exchangeRate: string;
	warnings: string[];
}

interface Known {
	accounts: XmlElement[];
	taxes: XmlElement[];
	departments: XmlElement[];
	dimensions: XmlElement[];
	banks: XmlElement[];
	periods: XmlElement[];
	base?: string;
}

/** Resolves every reference, in order, with one look-up per list. Suppliers are made last and only for sound documents. */
export async function resolveAll<D extends AnyDocument>(desk: Desk, documents: D[], options: PrepareOptions): Promise<Array<Outcome<Resolved<D>>>> {
	const { lists } = desk;
	const lines = documents.flatMap(linesOf);
	const known: Known = {
		accounts: await lists.accounts(),
		taxes: await lists.taxCodes(),
		departments: lines.some(({ dimensions = [] }) => dimensions.length > 0) ? await lists.departments() : [],
		dimensions: lines.some(({ dimensions = [] }) => dimensions.length > 0) ? await lists.dimensions() : [],
		banks: documents.some((document) => 'bankAccount' in document) ? await lists.banks() : [],
		periods: await lists.periods(),
		base: await lists.baseCurrency(),
	};
	const sound = documents.map((document) => resolveOne(document, known, options));
	const parties = await partiesOf(desk, sound, options);
	return await Promise.all(sound.map(async (outcome, index) => {
		if (!outcome.ok) return outcome;
		const party = parties[index];
		if (party !== undefined && !party.ok) return party;
		return await withParty(desk, outcome.value, party?.value, known.base);
	}));
}

function resolveOne<D extends AnyDocument>(document: D, known: Known, options: PrepareOptions): Outcome<Resolved<D>> {
	const problems: BooksError[] = [];
	const keep = <T>(found: T | BooksError): T | undefined => {
		if (!(found instanceof BooksError)) return found;
		problems.push(found);
		return undefined;
	};
	keep(checkStatus(document));
	const date = keep(openDay(document.date, document.kind, known.periods, options.closedPeriod)) ?? document.date;
	const bank = 'bankAccount' in document ? keep(bankOf(document.bankAccount, known.banks)) : undefined;
	const bankCurrency = bank === undefined ? undefined : textIn(bank, 'CurrencyCode');
	const currency = document.currency ?? bankCurrency ?? known.base ?? 'GBP';
	const lines = linesOf(document).map((line, index) => resolveLine(line, index + 1, document, currency, known, keep));
	const warnings = date === document.date ? [] : [`Dated ${date} in place of ${document.date}, which lies in a closed period.`];
	const problemOf = together(problems);
	if (problemOf !== undefined) return failed(problemOf);
	return ok({ document, date, lines: lines.filter((line) => line !== undefined), bank: bank === undefined ? undefined : textIn(bank, 'Code'), bankCurrency, exchangeRate: '1', warnings });
}

function resolveLine(
	line: Line,
	number: number,
	document: AnyDocument,
	currency: string,
	{ accounts, taxes, departments, dimensions }: Known,
	keep: <T>(found: T | BooksError) => T | undefined,
): ResolvedLine | undefined {
	const account = keep(lineAccount(accounts, line.account, number));
	const isJournal = document.kind === 'journal';
	const tax = isJournal ? undefined : keep(lineTax(taxes, line.taxRate, account, number));
	const biCode = keep(lineBiCode(departments, dimensions, line, account, number));
	for (const [field, amount] of [['amount', line.amount], ['taxAmount', line.taxAmount]] as const) {
		if (amount === undefined || compare(round(amount, currency), amount) === 0) continue;
		const facts = { category: 'validation' as const, line: number, field, hint: 'Round it in the source.' };
		keep(new BooksError({ ...facts, message: `The amount ${amount} has more decimals than ${currency} has` }));
	}
	if (account === undefined || (tax === undefined && !isJournal)) return undefined;
	const rate = tax === undefined ? '0' : rateOf(tax);
	const split = isJournal ? { net: line.amount, tax: '0' } : splitOf(line, !('taxIncluded' in document) || document.taxIncluded, rate, currency);
	return {
		...split, line, rate, biCode,
		account: textIn(account, 'Code') ?? '',
		taxCode: tax === undefined ? '' : (textIn(tax, 'Code') ?? ''),
		taxId: tax === undefined ? '' : (textIn(tax, 'ID') ?? ''),
	};
}

export function bankOf(ref: Ref, banks: XmlElement[]): XmlElement | BooksError {
	const [bank] = matching(banks, ref, { id: 'BankID', code: 'Code', name: 'Name' });
	return bank ?? problem('bankAccount', `There is no bank account ${called(ref)}`, 'Name it by its GL code, as the list of bank accounts has it.');
}

async function partiesOf<D extends AnyDocument>(desk: Desk, sound: Array<Outcome<Resolved<D>>>, options: PrepareOptions): Promise<Array<Outcome<XmlElement> | undefined>> {
	const found = new Map<number, Outcome<XmlElement>>();
	for (const side of ['supplier', 'customer'] as const) {
		const wanted = sound.flatMap((outcome, index) => {
			const ref = outcome.ok ? partyRef(outcome.value.document, side) : undefined;
			return ref === undefined ? [] : [{ index, ref }];
		});
		if (wanted.length === 0) continue;
		const links = await desk.parties[side].resolve(wanted.map(({ ref }) => ref), { create: options.createParties, dryRun: options.dryRun });
		wanted.forEach(({ index }, at) => found.set(index, links[at] ?? failed(new BooksError({ category: 'mapping', message: `No ${side}` }))));
	}
	return sound.map((_, index) => found.get(index));
}

/** A bank payment has no supplier in AccountsIQ: the name goes into its description. */
function partyRef(document: AnyDocument, side: 'supplier' | 'customer'): Ref | undefined {
	if (document.kind === 'bill' || document.kind === 'supplierCredit') return side === 'supplier' ? document.supplier : undefined;
	return document.kind === 'invoice' && side === 'customer' ? document.customer : undefined;
}

/** AccountsIQ's documents are in the currency of their supplier, customer or bank; they have no field for another one. */
async function withParty<D extends AnyDocument>(desk: Desk, resolved: Resolved<D>, party: XmlElement | undefined, base: string | undefined): Promise<Outcome<Resolved<D>>> {
	const { document, bank, bankCurrency } = resolved;
	const code = party === undefined ? undefined : textIn(party, 'Code');
	const own = (party === undefined ? bankCurrency : textIn(party, 'CurrencyCode')) ?? base;
	const wanted = document.currency ?? own;
	if (wanted !== own) return failed(otherCurrency(wanted, own, code ?? bank));
	if (own === undefined || own === base) return ok({ ...resolved, party: code });
	try {
		return ok({ ...resolved, party: code, exchangeRate: document.exchangeRate ?? (await rateFor(desk, own)) });
	} catch (error) {
		return failed(asBooksError(error));
	}
}

/** @param who code of the supplier, customer or bank account; undefined for the company */
export function otherCurrency(wanted: string | undefined, own: string | undefined, who: string | undefined): BooksError {
	return new BooksError({
		category: 'mapping', field: 'currency', message: `The document is in ${wanted}, ${who === undefined ? 'the company' : `"${who}"`} in ${own}`,
		hint: 'AccountsIQ books in the currency of the supplier, customer or bank account. Name one that has this currency.',
	});
}

/** AccountsIQ's own rate. */
export async function rateFor({ lists }: Desk, currency: string): Promise<Amount> {
	const { result } = await call(lists.aiq, 'GetCurrencyExchangeRate', { currencyCode: currency });
	if (typeof result === 'string' && /^\d+(\.\d+)?$/.test(result.trim())) return result.trim();
	throw new BooksError({ category: 'mapping', field: 'exchangeRate', message: `AccountsIQ has no rate for ${currency}`, hint: 'Give the document an exchange rate.' });
}

function checkStatus(document: AnyDocument): BooksError | undefined {
	if (!('status' in document) || document.status === 'posted') return undefined;
	return new BooksError({
		category: 'validation', field: 'status', message: 'AccountsIQ posts these documents at once and keeps no drafts of them', hint: 'Set the status to posted.',
	});
}

/** All that is wrong at once: a person mends a document in one go. Place and category are those of the first. */
function together(problems: BooksError[]): BooksError | undefined {
	const [first, ...others] = problems;
	if (first === undefined || others.length === 0) return first;
	const rest = others.map(({ message, facts }) => (facts.line === undefined ? message : `Line ${facts.line}: ${message}`));
	return new BooksError({ ...first.facts, message: [first.message, ...rest].join('. ') });
}

export const linesOf = (document: AnyDocument): Line[] => ('lines' in document ? document.lines : []);
export { isNegative };
