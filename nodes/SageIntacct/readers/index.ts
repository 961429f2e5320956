import { BooksError } from '../../core/errors';
import type { Ref } from '../../core/model/documents';
import type { CanonicalRecord, Reader, Reading } from '../../core/session';
import { textIn } from '../../core/xml-elements';
import type { DimensionOf } from '../company';
import type { Desk } from '../desk';
import { LISTS, toRecord, type ListKind, type ListName } from '../list-kinds';
import type { Lists } from '../lists';
import { DIMENSION_LISTS, dimensionId, dimensionObject } from '../mapping';
import { documents } from './documents';
import { reader } from './list';
import { whole } from './whole';

/** What can be read from Intacct: lists page by page and by their changes, documents, and what only this company has. */
export function readersOf(desk: Desk): Reading['readers'] {
	const { lists } = desk;
	const list = (kind: string, name: ListName): Reader => {
		const of: ListKind = LISTS[name];
		return reader(lists, { kind, list: of, names: [of.idField], to: (row, formats) => toRecord(kind, of, formats)(row), audited: of.object.toLowerCase() });
	};
	return {
		account: list('account', 'account'),
		bankAccount: whole(async () => await banks(lists)),
		supplier: list('supplier', 'supplier'),
		customer: list('customer', 'customer'),
		employee: list('employee', 'employee'),
		expenseType: list('expenseType', 'expenseType'),
		expensePaymentType: list('expensePaymentType', 'expensePaymentType'),
		department: list('department', 'department'),
		class: list('class', 'class'),
		location: list('location', 'location'),
		company: list('company', 'entity'),
		project: list('project', 'project'),
		task: list('task', 'task'),
		item: list('item', 'item'),
		taxRate: list('taxRate', 'taxRate'),
		taxSolution: list('taxSolution', 'taxSolution'),
		term: list('term', 'term'),
		currency: whole(async () => await currencies(lists)),
		dimension: whole(async () => (await lists.dimensions()).map(toDimension)),
		dimensionValue: whole(async (of) => await valuesOf(lists, of)),
		customField: whole(async () => await customFields(lists)),
		bill: documents(desk, 'bill'),
		supplierCredit: documents(desk, 'supplierCredit'),
		invoice: documents(desk, 'invoice'),
		expense: documents(desk, 'expense'),
		employeeExpense: documents(desk, 'employeeExpense'),
		journal: documents(desk, 'journal'),
		payment: documents(desk, 'payment'),
	};
}

async function records(lists: Lists, kind: string, name: ListName): Promise<CanonicalRecord[]> {
	const formats = await lists.formats();
	return (await lists.rows(name)).map(toRecord(kind, LISTS[name], formats));
}

/** Three lists in one request. A company without savings accounts, say, may lack the list; one that lacks all is told so. */
async function banks(lists: Lists): Promise<CanonicalRecord[]> {
	const names: ListName[] = ['checkingAccount', 'savingsAccount', 'cardAccount'];
	await lists.prepare(names);
	const found = await Promise.all(names.map(async (name) => await records(lists, 'bankAccount', name).catch(refused)));
	const problem = found.find((one) => one instanceof BooksError);
	if (problem !== undefined && found.every((one) => one instanceof BooksError)) throw problem;
	return found.flatMap((one) => (one instanceof BooksError ? [] : one));
}

function refused(error: unknown): BooksError {
	if (error instanceof BooksError && ['permission', 'feature not in subscription', 'validation', 'not found'].includes(error.category)) return error;
	throw error;
}

/** There is no list of currencies: those that the company's set-up, entities and bank accounts name. */
async function currencies(lists: Lists): Promise<CanonicalRecord[]> {
	const { baseCurrency } = await lists.setup();
	const rows = [...(await lists.rows('entity').catch(() => [])), ...(await banks(lists).catch(() => [])).map(({ raw }) => raw as Record<string, string>)];
	const codes = new Set([baseCurrency, ...rows.map((row) => textIn(row, 'CURRENCY'))].filter((code) => code !== undefined));
	return [...codes].map((code) => ({ kind: 'currency', id: code, code, name: code, active: true, isBase: code === baseCurrency }));
}

function toDimension({ object, label, isOwn }: DimensionOf): CanonicalRecord {
	return { kind: 'dimension', id: object, code: object, name: label, active: true, isOwn };
}

/** Listed where nobody says which: those of which a line usually has one, and the company's own. Suppliers and the like have lists of their own. */
const LISTED = ['DEPARTMENT', 'LOCATION', 'CLASS', 'PROJECT', 'TASK'];

async function valuesOf(lists: Lists, of: Ref | undefined): Promise<CanonicalRecord[]> {
	const dimensions = await lists.dimensions();
	const wanted = of === undefined ? undefined : dimensionObject(of, dimensions);
	if (of !== undefined && (wanted === undefined || !(wanted in DIMENSION_VALUES || dimensions.some(({ object, isOwn }) => object === wanted && isOwn)))) throw noDimension(of, dimensions);
	const objects = wanted === undefined ? dimensions.filter(({ object, isOwn }) => isOwn || LISTED.includes(object)).map(({ object }) => object) : [wanted];
	await lists.prepare(objects.flatMap((object) => DIMENSION_VALUES[object] ?? []));
	const values: CanonicalRecord[] = [];
	for (const object of objects) {
		const dimension = { id: object, name: dimensions.find((one) => one.object === object)?.label ?? object };
		const name = DIMENSION_VALUES[object];
		const found = name === undefined ? await ownValues(lists, object) : await records(lists, 'dimensionValue', name);
		values.push(...found.map((one) => ({ ...one, id: dimensionId(object, one.id), dimension })));
	}
	return values;
}

const DIMENSION_VALUES: Readonly<Record<string, ListName>> = { ...DIMENSION_LISTS, CUSTOMER: 'customer', VENDOR: 'supplier' };

async function ownValues(lists: Lists, object: string): Promise<CanonicalRecord[]> {
	return (await lists.valuesOf(object)).map((row) => {
		const id = textIn(row, 'id') ?? '';
		return { kind: 'dimensionValue', id, code: id, name: textIn(row, 'name') ?? id, active: true, raw: row };
	});
}

/** A dimension that is gone is no empty one: whoever keeps a list in step with it must hear of it. */
function noDimension({ id, code, name }: Ref, dimensions: DimensionOf[]): BooksError {
	return new BooksError({
		category: 'not found', field: 'of', message: `Sage Intacct has no dimension "${code ?? name ?? id ?? ''}".`, hint: `It has: ${dimensions.map(({ object, label }) => (label === object ? object : `${object} (${label})`)).join(', ')}.`,
	});
}

/** Objects whose own fields people look for. */
const WITH_FIELDS = ['APBILL', 'APBILLITEM', 'ARINVOICE', 'EEXPENSES', 'GLBATCH', 'GLENTRY', 'VENDOR', 'CUSTOMER', 'EMPLOYEE', 'PROJECT', 'ITEM'];

async function customFields(lists: Lists): Promise<CanonicalRecord[]> {
	const known = await lists.fields(...WITH_FIELDS);
	return [...known].flatMap(([object, fields]) => [...fields.values()].filter(({ isCustom }) => isCustom).map(({ id, label, type, isRequired, values }): CanonicalRecord => ({
		kind: 'customField', id: `${object}/${id}`, code: id, name: label, active: true, object, type, required: isRequired, ...(values.length === 0 ? {} : { values }),
	})));
}
