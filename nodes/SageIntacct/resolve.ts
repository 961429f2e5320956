import { asBooksError, BooksError, failed, ok, together, type Outcome } from '../core/errors';
import type { PrepareOptions } from '../core/ledger';
import type { AnyDocument, Line, Ref } from '../core/model/documents';
import { linesOf, partyOf } from '../core/model/totals';
import { add, compare, divide, round } from '../core/money';
import { splitOf } from '../core/split';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import { balanceProblem, entityOf } from './balance';
import type { DimensionOf, Setup } from './company';
import type { Desk } from './desk';
import { LISTS, requiredBy, type ListName } from './list-kinds';
import { bankOf, choiceOf, DIMENSION_LISTS, lineValue, listed, OWN_VALUES, unmapped, USUAL_DIMENSIONS, type Values } from './mapping';
import type { Resolved, ResolvedLine } from './resolved';

/** The lists that the documents at hand need; a list that none of them needs is not read. */
interface Known {
	entity: string;
	setup: Setup;
	dimensions: DimensionOf[];
	rows: Map<ListName, XmlElement[]>;
	values: Values;
	/** By reference: CUSTOMERID or VENDORID of what lines are for. */
	parties: Map<string, Outcome<XmlElement>>;
}
type Keep = <T>(found: T | BooksError) => T | undefined;

/**
 * Resolves every reference of the documents, in order. Suppliers and customers are made last and only for documents that
 * are sound in all other respects.
 */
export async function resolveAll<D extends AnyDocument>(desk: Desk, documents: D[], options: PrepareOptions): Promise<Array<Outcome<Resolved<D>>>> {
	const known = await knownFor(desk, documents);
	const sound = documents.map((document) => resolveOne(document, known));
	return await withParties(desk, sound, known, options);
}

async function knownFor({ intacct, lists, customers, suppliers }: Desk, documents: AnyDocument[]): Promise<Known> {
	const lines = documents.flatMap(linesOf);
	const setup = await lists.setup();
	const choosing = lines.some(({ dimensions = [] }) => dimensions.length > 0);
	const dimensions = choosing ? await lists.dimensions() : [];
	const choices = lines.flatMap((line) => (line.dimensions ?? []).map((one) => choiceOf(one, dimensions, { field: 'dimensions' })));
	const objects = new Set(choices.flatMap((one) => (one instanceof BooksError ? [] : one.object === undefined ? USUAL_DIMENSIONS : [one.object])));
	if (lines.some(({ item }) => item !== undefined)) objects.add('ITEM');
	const names = namesFor(documents, lines, setup);
	for (const object of objects) if (DIMENSION_LISTS[object] !== undefined) names.add(DIMENSION_LISTS[object]);
	await lists.prepare([...names]);
	const rows = new Map<ListName, XmlElement[]>();
	for (const name of names) rows.set(name, await rowsOf(lists, name));
	const values: Values = new Map();
	for (const object of objects) {
		const name = DIMENSION_LISTS[object];
		if (name !== undefined) values.set(object, { rows: rows.get(name) ?? [], kind: LISTS[name] });
		else if (dimensions.some((one) => one.object === object && one.isOwn)) values.set(object, { rows: await lists.valuesOf(object), kind: OWN_VALUES });
	}
	const parties = new Map<string, Outcome<XmlElement>>();
	const asked = (object: string) => choices.flatMap((one) => (one instanceof BooksError || one.object !== object ? [] : [one.value]));
	for (const [side, refs] of [[customers, [...lines.flatMap(({ customer }) => customer ?? []), ...asked('CUSTOMER')]], [suppliers, asked('VENDOR')]] as const) {
		// They are never made: a misspelt name would become a customer.
		const found = await side.resolve(refs.map((ref) => ({ ref })), { create: false, dryRun: false });
		refs.forEach((ref, at) => parties.set(`${side.side} ${JSON.stringify(ref)}`, found[at] as Outcome<XmlElement>));
	}
	return { entity: intacct.entity, setup, dimensions, rows, values, parties };
}

/** Cards may be all that a company has, or bank accounts; a list that may not be seen is as good as none where others answer. */
const BANKS: readonly ListName[] = ['cardAccount', 'checkingAccount', 'savingsAccount'];

async function rowsOf(lists: Desk['lists'], name: ListName): Promise<XmlElement[]> {
	return await lists.rows(name).catch((error: unknown) => {
		const reason = asBooksError(error);
		if (BANKS.includes(name) && ['permission', 'feature not in subscription', 'validation', 'not found'].includes(reason.category)) return [];
		throw reason;
	});
}

function namesFor(documents: AnyDocument[], lines: Line[], setup: Setup): Set<ListName> {
	const names = new Set<ListName>();
	if (lines.some(({ account }) => account !== undefined)) names.add('account');
	if (lines.some(({ taxRate }) => taxRate !== undefined)) names.add('taxRate');
	if (documents.some(({ kind }) => kind === 'employeeExpense')) {
		names.add('employee');
		names.add('expenseType');
	}
	if (documents.some((document) => 'bankAccount' in document)) BANKS.forEach((name) => names.add(name));
	if (setup.multiEntity && lines.length > 0) {
		names.add('location');
		names.add('entity');
	}
	return names;
}

function resolveOne<D extends AnyDocument>(document: D, known: Known): Outcome<Resolved<D>> {
	const problems: BooksError[] = [];
	const warnings: string[] = [];
	const keep: Keep = (found) => {
		if (!(found instanceof BooksError)) return found;
		problems.push(found);
		return undefined;
	};
	const { setup, rows } = known;
	const bank = 'bankAccount' in document ? keep(bankOf(new Map(BANKS.map((name) => [name, rows.get(name) ?? []])), document.bankAccount)) : undefined;
	const currency = keep(currencyOf(document, setup));
	const employee = document.kind === 'employeeExpense' ? keep(listed(rows.get('employee') ?? [], LISTS.employee, document.employee, 'employee', { field: 'employee' })) : undefined;
	const lines = linesOf(document).map((line, index) => resolveLine(line, index + 1, document, known, keep));
	const solutions = new Set(lines.flatMap(({ line }) => solutionOf(line, rows) ?? []));
	if (solutions.size > 1) keep(unmapped(`The lines have taxes of several tax solutions: ${[...solutions].join(', ')}.`, 'Give all lines of a document tax details of one solution.', { field: 'taxRate' }));
	if (document.kind === 'journal' && setup.multiEntity && problems.length === 0) keep(balanceProblem(lines, rows.get('location') ?? [], rows.get('entity') ?? []));
	lines.forEach(({ line, dimensions }, index) => {
		if (line.billable === true && !dimensions.has('CUSTOMER') && !dimensions.has('PROJECT')) warnings.push(`Line ${index + 1} is not marked as billable: that takes a customer or project.`);
	});
	const problem = together(problems);
	if (problem !== undefined) return failed(problem);
	return ok({
		document, date: document.date, bank, lines, setup, warnings,
		...(setup.multiCurrency ? { currency: currency ?? undefined, baseCurrency: baseCurrencyOf(lines, known) } : {}),
		...(employee === undefined ? {} : { party: textIn(employee, 'EMPLOYEEID') }),
		...(known.entity === '' && solutions.size === 1 ? { taxSolution: [...solutions][0] } : {}),
	});
}

function resolveLine(line: Line, number: number, document: AnyDocument, known: Known, keep: Keep): ResolvedLine {
	const { rows, setup, entity } = known;
	const place = (field: string) => ({ line: number, field });
	const account = line.account === undefined ? undefined : keep(listed(rows.get('account') ?? [], LISTS.account, line.account, 'account', place('account')));
	const expenseType = document.kind === 'employeeExpense' ? keep(expenseTypeOf(line, number, account, rows.get('expenseType') ?? [])) : undefined;
	if (line.account === undefined && document.kind !== 'employeeExpense') {
		keep(unmapped('The line has no account.', 'Map its category to an account, or name a default account.', place('account')));
	}
	if (compare(round(line.amount, document.currency ?? 'USD'), line.amount) !== 0) {
		keep(new BooksError({ category: 'validation', ...place('amount'), message: `The amount ${line.amount} has more decimals than its currency.`, hint: 'Round it in the source.' }));
	}
	const dimensions = dimensionsOf(line, number, known, keep);
	// Inside an entity lines belong to it unless they say where; at the top level each line has to say.
	if (setup.multiEntity && !dimensions.has('LOCATION')) {
		if (entity !== '') dimensions.set('LOCATION', entity);
		else keep(unmapped('The line has no location, which a company with several entities wants on each line.', 'Give the line a location, or choose an entity in the node.', place('dimensions')));
	}
	const missing = account === undefined ? [] : requiredBy(account).filter((object) => !dimensions.has(object) && !isGivenLater(object, document));
	if (missing.length > 0 && account !== undefined) {
		keep(unmapped(`The account ${textIn(account, 'ACCOUNTNO')} wants ${missing.map((one) => one.toLowerCase()).join(' and ')} on each line.`, 'Map a category, tag or default to it.', place('dimensions')));
	}
	const tax = line.taxRate === undefined ? undefined : keep(taxOf(line, document, rows.get('taxRate') ?? [], number));
	return { line, account: account === undefined ? undefined : textIn(account, 'ACCOUNTNO'), expenseType: expenseType ?? undefined, dimensions, tax };
}

/** The document's own supplier, customer or employee is a dimension of its lines, too. */
function isGivenLater(object: string, { kind }: AnyDocument): boolean {
	return (object === 'VENDOR' && (kind === 'bill' || kind === 'supplierCredit')) || (object === 'CUSTOMER' && kind === 'invoice') || (object === 'EMPLOYEE' && kind === 'employeeExpense');
}

function dimensionsOf(line: Line, number: number, { dimensions, values, parties }: Known, keep: Keep): Map<string, string> {
	const place = { line: number, field: 'dimensions' };
	const found = new Map<string, string>();
	const put = (object: string, id: string) => {
		const other = found.get(object);
		if (other !== undefined && other !== id) keep(unmapped(`The line has two values of ${object.toLowerCase()}: ${other} and ${id}.`, 'Remove one of the two.', place));
		found.set(object, id);
	};
	const party = (side: string, object: string, idField: string, ref: Ref) => {
		const outcome = parties.get(`${side} ${JSON.stringify(ref)}`);
		if (outcome?.ok === true) put(object, textIn(outcome.value, idField) ?? '');
		else if (outcome !== undefined) keep(outcome.error.at({ line: number }));
	};
	for (const one of line.dimensions ?? []) {
		const choice = keep(choiceOf(one, dimensions, place));
		if (choice === undefined) continue;
		if (choice.object === 'CUSTOMER') party('customer', 'CUSTOMER', 'CUSTOMERID', choice.value);
		else if (choice.object === 'VENDOR') party('supplier', 'VENDOR', 'VENDORID', choice.value);
		else {
			const value = keep(lineValue(choice, values, place));
			if (value !== undefined) put(...value);
		}
	}
	if (line.item !== undefined) {
		const value = keep(lineValue({ object: 'ITEM', value: line.item }, values, { line: number, field: 'item' }));
		if (value !== undefined) put(...value);
	}
	if (line.customer !== undefined) party('customer', 'CUSTOMER', 'CUSTOMERID', line.customer);
	if (found.has('TASK') && !found.has('PROJECT')) keep(unmapped('A task goes with its project, and the line has none.', 'Give the line the project as well.', place));
	return found;
}

/** The type that is named, or the only one that books to the line's account. */
function expenseTypeOf(line: Line, number: number, account: XmlElement | undefined, types: XmlElement[]): string | BooksError {
	const place = { line: number, field: 'expenseType' };
	if (line.expenseType !== undefined) {
		const type = listed(types, LISTS.expenseType, line.expenseType, 'expense type', place);
		return type instanceof BooksError ? type : (textIn(type, 'ACCOUNTLABEL') ?? '');
	}
	const no = account === undefined ? undefined : textIn(account, 'ACCOUNTNO');
	const booking = types.filter((type) => no !== undefined && textIn(type, 'GLACCOUNTNO') === no);
	const labels = booking.map((type) => textIn(type, 'ACCOUNTLABEL') ?? '');
	if (labels.length === 1) return labels[0] ?? '';
	const what = labels.length === 0 ? 'none books to its account' : `several book to its account: ${labels.join(', ')}`;
	return unmapped(no === undefined ? 'The line has no expense type.' : `The line has no expense type, and ${what}.`, 'Map its category to an expense type of Time and Expenses.', place);
}

function solutionOf(line: Line, rows: Known['rows']): string | undefined {
	if (line.taxRate === undefined) return undefined;
	const row = listed(rows.get('taxRate') ?? [], LISTS.taxRate, line.taxRate, 'tax detail', { field: 'taxRate' });
	return row instanceof BooksError ? undefined : textIn(row, 'TAXSOLUTIONID');
}

function taxOf(line: Line, document: AnyDocument, details: XmlElement[], number: number): ResolvedLine['tax'] | BooksError {
	const sale = document.kind === 'invoice';
	const fitting = details.filter((row) => !new RegExp(sale ? 'purchase' : 'sale', 'i').test(textIn(row, 'TAXTYPE') ?? ''));
	const row = listed(fitting, LISTS.taxRate, line.taxRate as Ref, sale ? 'sales tax detail' : 'purchase tax detail', { line: number, field: 'taxRate' });
	if (row instanceof BooksError) return row;
	const rate = divide(textIn(row, 'VALUE') ?? '0', '100');
	const included = 'taxIncluded' in document ? document.taxIncluded : true;
	const split = splitOf(line, included, rate, document.currency ?? 'USD');
	return { ...split, gross: add(split.net, split.tax), detail: textIn(row, 'DETAILID') ?? '' };
}

/** Where the company has several currencies every document may name its own; where it has one, none may differ. */
function currencyOf({ currency }: AnyDocument, { baseCurrency, multiCurrency }: Setup): string | undefined | BooksError {
	if (multiCurrency) return currency;
	if (currency === undefined || baseCurrency === undefined || currency === baseCurrency) return undefined;
	return new BooksError({
		category: 'feature not in subscription', field: 'currency', message: `The company books in ${baseCurrency} only, not in ${currency}.`,
		hint: 'Subscribe to Global Consolidations or multi-currency in Sage Intacct (Company, Admin, Subscriptions), or convert the amounts first.',
	});
}

/** With several base currencies it is that of the entity, which the location of the lines tells. */
function baseCurrencyOf(lines: ResolvedLine[], { setup, entity, rows }: Known): string | undefined {
	if (!setup.multiBaseCurrency) return setup.baseCurrency;
	const entities = rows.get('entity') ?? [];
	const of = entity !== '' ? entity : lines.map(({ dimensions }) => entityOf(dimensions.get('LOCATION') ?? '', rows.get('location') ?? [], entities)).find((one) => one !== undefined);
	const row = entities.find((one) => textIn(one, 'LOCATIONID') === of);
	return (row === undefined ? undefined : textIn(row, 'CURRENCY')) ?? setup.baseCurrency;
}

async function withParties<D extends AnyDocument>(desk: Desk, sound: Array<Outcome<Resolved<D>>>, known: Known, options: PrepareOptions): Promise<Array<Outcome<Resolved<D>>>> {
	const results = [...sound];
	for (const side of ['suppliers', 'customers'] as const) {
		const places = sound.flatMap((outcome, at) => (outcome.ok && sideOf(outcome.value.document) === side ? [at] : []));
		if (places.length === 0) continue;
		const wanted = places.flatMap((at) => {
			const outcome = sound[at];
			const ref = outcome?.ok === true ? partyOf(outcome.value.document) : undefined;
			return ref === undefined || outcome?.ok !== true ? [] : [{ ref, currency: known.setup.multiCurrency ? outcome.value.document.currency : undefined }];
		});
		const found = await desk[side].resolve(wanted, { create: options.createParties, dryRun: options.dryRun });
		places.forEach((at, index) => {
			const [outcome, party] = [sound[at], found[index]];
			if (outcome?.ok !== true || party === undefined) return;
			results[at] = party.ok ? ok(withParty(outcome.value, party.value, side)) : party;
		});
	}
	return results;
}

/** The supplier of a card payment is a name on it and no record of the books. */
function sideOf({ kind }: AnyDocument): 'suppliers' | 'customers' | undefined {
	if (kind === 'bill' || kind === 'supplierCredit') return 'suppliers';
	return kind === 'invoice' ? 'customers' : undefined;
}

function withParty<D extends AnyDocument>(resolved: Resolved<D>, row: XmlElement, side: 'suppliers' | 'customers'): Resolved<D> {
	const id = textIn(row, side === 'suppliers' ? 'VENDORID' : 'CUSTOMERID');
	const { setup, currency, baseCurrency } = resolved;
	return { ...resolved, party: id, ...(setup.multiCurrency ? { currency: currency ?? textIn(row, 'CURRENCY') ?? baseCurrency } : {}) };
}
