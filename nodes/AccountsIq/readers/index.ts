import { BooksError } from '../../core/errors';
import type { Ref } from '../../core/model/documents';
import type { CanonicalRecord, Reader } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import { textIn } from '../../core/xml-elements';
import type { Lists } from '../lists';
import { BI_CODE, biDimension, optionsOf, toAccount, toBank, toBiCode, toCurrency, toDimension, toEntity, toItem, toParty, toPeriod, toTaxRate } from '../shapes/records';
import { documents } from './documents';
import { isMeant, whole } from './whole';

type Delta = readonly [operation: string, row: string];
const SUPPLIERS: Delta = ['GetSuppliersBy', 'Supplier'];
const CUSTOMERS: Delta = ['GetCustomersBy', 'Customer'];
const BI_CODES: Delta = ['GetDepartmentsBy', 'Department'];
const ITEMS: Delta = ['GetStockItemsBy', 'StockItem'];

/** What can be read from AccountsIQ. Lists come whole, or since an instant where AccountsIQ has such a question. */
export function readersOf(lists: Lists): Record<string, Reader> {
	const { aiq } = lists;
	const all = (read: () => Promise<XmlElement[]>, to: (one: XmlElement, index: number) => CanonicalRecord) =>
		whole(async () => (await read()).map(to));
	const since = (delta: Delta, read: () => Promise<XmlElement[]>, to: (one: XmlElement) => CanonicalRecord) =>
		whole(async (_of, changedSince) => (await (changedSince === undefined ? read() : changed(lists, delta, changedSince))).map(to), true);
	return {
		account: all(lists.accounts, toAccount),
		bankAccount: all(lists.banks, toBank),
		supplier: since(SUPPLIERS, lists.suppliers, toParty('supplier')),
		customer: since(CUSTOMERS, lists.customers, toParty('customer')),
		taxRate: all(lists.taxCodes, toTaxRate),
		dimension: whole(async () => [...(await lists.dimensions()).map(toDimension), biDimension]),
		dimensionValue: whole(async (of, changedSince) => await valuesOf(lists, of, changedSince), true),
		item: since(ITEMS, lists.items, toItem),
		currency: all(lists.currencies, toCurrency),
		company: all(lists.entities, toEntity),
		period: all(lists.periods, toPeriod),
		bill: documents(aiq, 'bill'),
		supplierCredit: documents(aiq, 'supplierCredit'),
		invoice: documents(aiq, 'invoice'),
		expense: documents(aiq, 'expense'),
		journal: documents(aiq, 'journal'),
		payment: documents(aiq, 'payment'),
	};
}

async function changed(lists: Lists, [operation, row]: Delta, since: string): Promise<XmlElement[]> {
	// The mark is taken as inclusive and as exclusive: a second earlier serves both.
	const from = new Date(Date.parse(since) - 1000).toISOString();
	// A value that must be there, before the instant in AccountsIQ's own order.
	const more = operation === SUPPLIERS[0] ? { ExcludeExpenseSuppliers: false } : {};
	return await lists.changed(operation, row, from, more);
}

/** Options of one dimension, BI codes, or the values of all. */
async function valuesOf(lists: Lists, of: Ref | undefined, changedSince: string | undefined): Promise<CanonicalRecord[]> {
	const isWanted = (dimension: CanonicalRecord) => of === undefined || isMeant(dimension, of);
	const known = await lists.dimensions();
	const dimensions = known.filter((one, index) => isWanted(toDimension(one, index)));
	if (of !== undefined && dimensions.length === 0 && !isWanted(biDimension)) throw noDimension(of, known);
	const biCodes = !isWanted(biDimension) ? [] : await (changedSince === undefined ? lists.departments() : changed(lists, BI_CODES, changedSince));
	return [...dimensions.flatMap(optionsOf), ...biCodes.map(toBiCode)];
}

/** A dimension that is gone is no empty one: whoever keeps a list in step with it must hear of it. */
export function noDimension({ id, code, name }: Ref, known: XmlElement[], field = 'of'): BooksError {
	return new BooksError({
		message: `AccountsIQ has no dimension "${code ?? name ?? id ?? ''}"`,
		category: 'not found',
		field,
		hint: `It has: ${[...known.map((one) => textIn(one, 'Code') ?? ''), BI_CODE].join(', ')}.`,
	});
}

/** The option of each dimension that a BI code carries, by the dimension's code. */
export function optionsByDimension(dimensions: XmlElement[], department: XmlElement): Map<string, string> {
	return new Map(dimensions.flatMap((dimension, index) => {
		const option = textIn(department, `AnalysisCode${index + 1}`);
		return option === undefined ? [] : [[textIn(dimension, 'Code') ?? BI_CODE, option] as const];
	}));
}
