import type { DocumentKind } from '../../core/model/documents';
import { format, negate, parseAmount } from '../../core/money';
import type { CanonicalRecord, Reader, Target } from '../../core/session';
import { asBooksError, BooksError } from '../../core/errors';
import type { XmlElement, XmlValue } from '../../core/xml';
import { elementOf, elementsWith, rowsIn, textIn } from '../../core/xml-elements';
import { call } from '../api';
import type { Desk } from '../desk';
import { OBJECTS, postedOf, STANDS_AS, totalIn, type DocumentObject, type ObjectName } from '../documents';
import { shapeOf } from '../find';
import type { Lists } from '../lists';
import { dimensionId } from '../mapping';
import { dayFrom, instantFrom, type Formats } from '../wire';
import { missing, reader } from './list';

/** Documents of a kind, of all objects under which they may stand. */
export function documents(desk: Desk, kind: DocumentKind): Reader {
	const readers = STANDS_AS[kind].map((name) => ofObject(desk, name, kind));
	const [only, ...others] = readers;
	if (only === undefined || others.length === 0) return only as Reader;
	return {
		async *pages(query) {
			for (const one of readers) yield* quietly(one.pages(query), one !== only);
		},
		one: async (target) => await firstOf(readers, target),
		async *changes(since) {
			for (const one of readers) if (one.changes !== undefined) yield* quietly(one.changes(since), one !== only);
		},
	};
}

/** Credits and payments of the other side may belong to a module that the company lacks. */
async function* quietly<T>(pages: AsyncGenerator<T>, mayBeMissing: boolean): AsyncGenerator<T> {
	for (;;) {
		const step = await pages.next().catch((error: unknown) => asBooksError(error));
		if (step instanceof BooksError) {
			if (mayBeMissing && ['permission', 'feature not in subscription'].includes(step.category)) return;
			throw step;
		}
		if (step.done === true) return;
		yield step.value;
	}
}

async function firstOf(readers: Reader[], target: Target): Promise<CanonicalRecord> {
	for (const one of readers) {
		const found = await one.one(target).catch((error: unknown) => {
			if (error instanceof BooksError && error.category === 'not found') return undefined;
			throw error;
		});
		if (found !== undefined) return found;
	}
	throw missing(target);
}

function ofObject(desk: Desk, name: ObjectName, kind: DocumentKind): Reader {
	const { lists } = desk;
	const spec: DocumentObject = OBJECTS[name];
	const list = { object: spec.object, idField: 'RECORDNO', nameField: spec.keys[0] ?? 'RECORDNO', fields: [] };
	return reader(lists, {
		kind, list, day: spec.date, names: spec.keys, search: [...spec.keys, ...(spec.partyName === undefined ? [] : [spec.partyName])].slice(0, 2),
		audited: spec.object.toLowerCase(),
		to: (row, formats) => toRecord(spec, row, formats, kind),
		whole: async (row, formats) => await whole(lists, spec, row, formats, kind),
		select: async () => (await shapeOf(desk, [name])).get(name)?.fields ?? [],
	});
}

/** A read gives the lines along, a query does not. */
export async function readWhole({ intacct }: Lists, spec: DocumentObject, row: XmlElement): Promise<{ full?: XmlElement; lines: XmlElement[] }> {
	const { data } = await call(intacct, { read: { object: spec.object, keys: textIn(row, 'RECORDNO') ?? '', fields: '*' } });
	const [name = ''] = Object.keys(data).filter((key) => key.toLowerCase() === spec.object.toLowerCase());
	const [full] = rowsIn(data, name);
	return { full, lines: full === undefined ? [] : linesIn(full, spec.lines) };
}

async function whole(lists: Lists, spec: DocumentObject, row: XmlElement, formats: Formats, kind: DocumentKind): Promise<CanonicalRecord> {
	const { full, lines } = await readWhole(lists, spec, row);
	// The query's own words for states stay: a read may give letters in their place.
	return { ...toRecord(spec, { ...full, ...row }, formats, kind), lines: lines.map((line) => toLine(line, kind)), raw: full ?? row };
}

function linesIn(document: XmlElement, object: string | undefined): XmlElement[] {
	if (object === undefined) return [];
	const holder = Object.entries(document).find(([name, value]) => typeof value === 'object' && value !== null && (name.toUpperCase() === `${object}S` || name.toUpperCase() === 'ENTRIES' || name.toUpperCase() === `${object}ES`));
	const inner: XmlValue | undefined = holder?.[1];
	const [name] = Object.keys(elementOf(inner)).filter((key) => key.toUpperCase() === object);
	return name === undefined ? elementsWith(inner, 'RECORDNO') : rowsIn(inner, name);
}

export function toRecord(spec: DocumentObject, row: XmlElement, formats: Formats, kind: DocumentKind): CanonicalRecord {
	const { raw: _raw, ...posted } = postedOf(spec, row, formats);
	const isNegative = totalIn(row, spec.totals)?.startsWith('-') === true;
	return {
		// An adjustment is a credit, also where it is asked for among the bills.
		...posted, kind: spec.kind === 'supplierCredit' ? spec.kind : kind, type: spec.object, name: posted.key ?? posted.number ?? posted.id, active: !/^(revers|void)/i.test(posted.status ?? ''),
		memo: textIn(row, spec.memo),
		...partyOf(spec, row),
		...(spec.bank === undefined ? {} : { bankAccount: { id: textIn(row, spec.bank) } }),
		dueDate: spec.due === undefined ? undefined : dayFrom(textIn(row, spec.due), formats),
		amountDue: spec.open === undefined ? undefined : totalIn(row, spec.open),
		isCredit: isNegative,
		...(kind === 'expense' ? { isRefund: isNegative } : {}),
		attachment: textIn(row, 'SUPDOCID'), entity: textIn(row, 'MEGAENTITYID'), changedAt: instantFrom(textIn(row, 'WHENMODIFIED'), formats), raw: row,
	};
}

function partyOf({ party, partyName, payee = [] }: DocumentObject, row: XmlElement) {
	if (party !== undefined) return { party: { id: textIn(row, party), name: partyName === undefined ? undefined : textIn(row, partyName) } };
	const name = payee.map((field) => textIn(row, field)).find((one) => one !== undefined);
	return name === undefined ? {} : { party: { name } };
}

const DIMENSIONS = ['DEPARTMENT', 'LOCATION', 'CLASS', 'PROJECT', 'TASK', 'CUSTOMER', 'VENDOR', 'EMPLOYEE', 'ITEM'];

export function toLine(line: XmlElement, kind: DocumentKind) {
	const amount = parseAmount(textIn(line, 'TRX_AMOUNT') ?? textIn(line, 'AMOUNT') ?? textIn(line, 'PAYMENTAMOUNT'));
	const isCredit = kind === 'journal' && textIn(line, 'TR_TYPE') === '-1';
	const own = Object.keys(line).filter((name) => /^GLDIM/.test(name) && textIn(line, name) !== undefined);
	const dimensions = [
		...DIMENSIONS.flatMap((object) => {
			const id = textIn(line, `${object}ID`) ?? (kind === 'journal' ? textIn(line, object) : undefined);
			return id === undefined ? [] : [{ dimension: { id: object }, value: { id: dimensionId(object, id) } }];
		}),
		...own.map((name) => ({ dimension: { id: name.slice(5) }, value: { id: dimensionId(name.slice(5), textIn(line, name) ?? '') } })),
	];
	return {
		id: textIn(line, 'RECORDNO'), account: textIn(line, 'ACCOUNTNO'), expenseType: textIn(line, 'ACCOUNTLABEL') ?? textIn(line, 'EXPENSETYPE'),
		amount: amount === undefined ? undefined : format(isCredit ? negate(amount) : amount), description: textIn(line, 'ENTRYDESCRIPTION') ?? textIn(line, 'DESCRIPTION') ?? textIn(line, 'MEMO'),
		billable: textIn(line, 'BILLABLE') === undefined ? undefined : textIn(line, 'BILLABLE') === 'true', document: textIn(line, 'RECORDKEY'),
		...(dimensions.length === 0 ? {} : { dimensions }),
	};
}
