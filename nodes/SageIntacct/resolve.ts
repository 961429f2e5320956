import { asBooksError, BooksError, failed, ok, together, type Outcome } from '../core/errors';
import type { PrepareOptions } from '../core/ledger';
import type { AnyDocument, Line } from '../core/model/documents';
import { linesOf, partyOf } from '../core/model/totals';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import { balanceProblem, entityOf } from './balance';
import type { Setup } from './company';
import type { Desk } from './desk';
import { LISTS, type ListName } from './list-kinds';
import { bankOf, choiceOf, DIMENSION_LISTS, listed, OWN_VALUES, unmapped, USUAL_DIMENSIONS, type Values } from './mapping';
import { resolveLine, solutionOf, type Keep, type Known } from './resolve-line';
import type { Resolved, ResolvedLine } from './resolved';

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
