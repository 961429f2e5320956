import { BooksError, type Outcome } from '../core/errors';
import type { AnyDocument, Line, Ref } from '../core/model/documents';
import { add, compare, divide, round } from '../core/money';
import { splitOf } from '../core/split';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import type { DimensionOf, Setup } from './company';
import { isActive, LISTS, requiredBy, type ListName } from './list-kinds';
import { choiceOf, lineValue, listed, unmapped, type Values } from './mapping';
import type { ResolvedLine } from './resolved';

/** The lists that the documents at hand need; a list that none of them needs is not read. */
export interface Known {
	entity: string;
	setup: Setup;
	dimensions: DimensionOf[];
	rows: Map<ListName, XmlElement[]>;
	values: Values;
	/** By reference: CUSTOMERID or VENDORID of what lines are for. */
	parties: Map<string, Outcome<XmlElement>>;
}
export type Keep = <T>(found: T | BooksError) => T | undefined;

/** A line with every reference resolved; what is wrong goes to `keep`. */
export function resolveLine(line: Line, number: number, document: AnyDocument, known: Known, keep: Keep): ResolvedLine {
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
	const booking = types.filter((type) => isActive(type) && no !== undefined && textIn(type, 'GLACCOUNTNO') === no);
	const labels = booking.map((type) => textIn(type, 'ACCOUNTLABEL') ?? '');
	if (labels.length === 1) return labels[0] ?? '';
	const what = labels.length === 0 ? 'none books to its account' : `several book to its account: ${labels.join(', ')}`;
	return unmapped(no === undefined ? 'The line has no expense type.' : `The line has no expense type, and ${what}.`, 'Map its category to an expense type of Time and Expenses.', place);
}

/** The tax solution that a line's tax belongs to. */
export function solutionOf(line: Line, rows: Known['rows']): string | undefined {
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
