import { BooksError } from '../core/errors';
import type { Ref } from '../core/model/documents';
import { calledIn, folded } from '../core/pick';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import type { DimensionOf } from './company';
import { isActive, LISTS, type ListKind, type ListName } from './list-kinds';

export interface Place {
	line?: number;
	field: string;
}

export function unmapped(message: string, hint: string, place: Place): BooksError {
	return new BooksError({ category: 'mapping', message, hint, ...place });
}

const EMAIL = 'PERSONALINFO.EMAIL1';

/**
 * The one record that a reference names: by id or code, else e-mail, else name.
 * @param word for people: "account"
 */
export function listed(rows: XmlElement[], kind: Pick<ListKind, 'idField' | 'nameField'>, ref: Ref, word: string, place: Place): XmlElement | BooksError {
	const by = (field: string, text: string | undefined) => (text === undefined ? [] : rows.filter((row) => folded(textIn(row, field) ?? '') === folded(text)));
	const all = [by(kind.idField, ref.id), by(kind.idField, ref.code), by(EMAIL, ref.email), by(kind.nameField, ref.name), by(kind.idField, ref.name)].find((found) => found.length > 0) ?? [];
	const active = all.filter(isActive);
	const [only, other] = active;
	if (only !== undefined && other === undefined) return only;
	if (other !== undefined) {
		const ids = active.map((row) => textIn(row, kind.idField)).join(', ');
		return unmapped(`Sage Intacct has more than one ${word} ${calledIn(ref)}: ${ids}.`, 'Name it by its ID.', place);
	}
	if (all.length > 0) return unmapped(`The ${word} ${calledIn(ref)} is inactive.`, 'Activate it in Sage Intacct, or map to another one.', place);
	return unmapped(`The ${word} ${calledIn(ref)} is not in Sage Intacct.`, 'Create it in Sage Intacct, or map to another one.', place);
}

/** Dimensions that have lists, by their objects. Suppliers and customers are looked up by themselves. */
export const DIMENSION_LISTS: Readonly<Record<string, ListName>> = {
	DEPARTMENT: 'department', LOCATION: 'location', CLASS: 'class', PROJECT: 'project', TASK: 'task', ITEM: 'item', EMPLOYEE: 'employee',
};
/** Searched where a value comes without its dimension. */
export const USUAL_DIMENSIONS = ['DEPARTMENT', 'LOCATION', 'CLASS', 'PROJECT'];
/** The others that lines have. */
const BARE = ['CUSTOMER', 'VENDOR', 'COSTTYPE', 'CONTRACT', 'WAREHOUSE'];
const WORDS: Readonly<Record<string, string>> = { supplier: 'VENDOR' };

/** Ids of values carry their dimension: "DEPARTMENT/30". */
export const dimensionId = (object: string, id: string): string => `${object}/${id}`;

/** The object of a dimension, as the company calls it or as Intacct does; undefined where there is none. */
export function dimensionObject({ id, code, name }: Ref, dimensions: DimensionOf[]): string | undefined {
	const wanted = folded(id ?? code ?? name ?? '');
	const single = wanted.replace(/ies$/, 'y').replace(/(class)es$/, '$1').replace(/(?<!s)s$/, '');
	const known = [...dimensions, ...[...Object.keys(DIMENSION_LISTS), ...BARE].map((object) => ({ object, label: object, isOwn: false }))];
	const hit = known.find(({ object, label }) => [wanted, single].some((text) => folded(object) === text || folded(label) === text || folded(`GLDIM${object}`) === text));
	return hit?.object ?? WORDS[single];
}

export interface Choice {
	/** Undefined where any will do. */
	object?: string;
	value: Ref;
}

/** What a line's dimension asks for. */
export function choiceOf({ dimension, value }: { dimension?: Ref; value: Ref }, dimensions: DimensionOf[], place: Place): Choice | BooksError {
	const [, prefix, id] = /^([A-Za-z0-9_]+)\/(.+)$/.exec(value.id ?? '') ?? [];
	const named = prefix === undefined ? undefined : dimensionObject({ id: prefix }, dimensions);
	if (named !== undefined && id !== undefined) return { object: named, value: { id } };
	if (dimension === undefined) return { value };
	const object = dimensionObject(dimension, dimensions);
	if (object !== undefined) return { object, value };
	const known = dimensions.map(({ label }) => label).join(', ');
	return unmapped(`The dimension ${calledIn(dimension)} is not in Sage Intacct.`, `The company has: ${known}.`, place);
}

/** Values by dimension object: rows of lists, and records of the company's own dimensions. */
export type Values = Map<string, { rows: XmlElement[]; kind: Pick<ListKind, 'idField' | 'nameField'> }>;

export const OWN_VALUES = { idField: 'id', nameField: 'name' } as const;

/** @returns the dimension's object and the id that a line carries */
export function lineValue({ object, value }: Choice, values: Values, place: Place): [string, string] | BooksError {
	if (object !== undefined) {
		const among = values.get(object);
		// No list of it is read: the id is what there is, and Intacct judges it.
		if (among === undefined) return [object, value.id ?? value.code ?? value.name ?? ''];
		const row = listed(among.rows, among.kind, value, object.toLowerCase(), place);
		return row instanceof BooksError ? row : [object, textIn(row, among.kind.idField) ?? ''];
	}
	const hits = [...values].flatMap(([name, { rows, kind }]) => {
		const row = listed(rows, kind, value, name.toLowerCase(), place);
		return row instanceof BooksError ? [] : [[name, textIn(row, kind.idField) ?? ''] as [string, string]];
	});
	const [only, other] = hits;
	if (only === undefined) return unmapped(`The dimension value ${calledIn(value)} is not in Sage Intacct.`, 'Create it in Sage Intacct, or map to another one.', place);
	return other === undefined ? only : unmapped(`${calledIn(value)} is a value of several dimensions: ${hits.map(([name]) => name).join(', ')}.`, 'Name the dimension as well.', place);
}

/** The bank or card account that money comes from or goes to. */
export function bankOf(banks: Map<ListName, XmlElement[]>, ref: Ref): { id: string; isCard: boolean; currency?: string } | BooksError {
	const place = { field: 'bankAccount' };
	const problems: BooksError[] = [];
	for (const [name, rows] of banks) {
		const row = listed(rows, LISTS[name], ref, 'bank or card account', place);
		if (!(row instanceof BooksError)) return { id: textIn(row, LISTS[name].idField) ?? '', isCard: name === 'cardAccount', currency: textIn(row, 'CURRENCY') };
		problems.push(row);
	}
	// Of an inactive or ambiguous one that is told, and not that the other lists lack it.
	return problems.find(({ message }) => !message.includes('is not in')) ?? problems[0] ?? unmapped(`The account ${calledIn(ref)} is not in Sage Intacct.`, 'Check the bank and card accounts in Cash Management.', place);
}
