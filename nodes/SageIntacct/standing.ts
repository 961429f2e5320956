import { BooksError } from '../core/errors';
import type { DocumentKind } from '../core/model/documents';
import type { Target } from '../core/session';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import type { Desk } from './desk';
import { isTakenBack, KEYS_STAND_IN, OBJECTS, STANDS_AS, type DocumentObject, type ObjectName } from './documents';
import { shapeOf } from './find';
import { any, equals, PAGE_SIZE, pagesOf } from './query';

export interface Standing {
	name: ObjectName;
	row: XmlElement;
	isTakenBack: boolean;
}

/** The document as Intacct has it now. One that was taken back is told only where no live one has the name. */
export async function standing(desk: Desk, kind: DocumentKind, target: Target): Promise<Standing> {
	const { id } = target;
	const names = (id === undefined ? KEYS_STAND_IN : STANDS_AS)[kind];
	const shapes = await shapeOf(desk, names);
	const text = target.key ?? target.number ?? target.code ?? target.name ?? '';
	const queries = names.map((name) => {
		const { fields = [], keys = [] } = shapes.get(name) ?? {};
		const spec: DocumentObject = OBJECTS[name];
		// A journal has a number of Intacct's own, which is made of digits and may be asked for by no other text.
		const isAsked = spec.number !== undefined && (spec.number !== 'BATCHNO' || /^\d+$/.test(text));
		const places = [...new Set([...keys, ...(isAsked ? [spec.number] : [])])].filter((place) => place !== undefined);
		return { object: spec.object, fields, filter: id === undefined ? any(...places.map((place) => equals(place, text))) : equals('RECORDNO', id), orderBy: ['RECORDNO'], pageSize: PAGE_SIZE };
	});
	const pages = id !== undefined && !/^\d+$/.test(id) ? [] : await pagesOf(desk.intacct, queries);
	const refusals = pages.filter((one) => one instanceof BooksError);
	if (refusals[0] !== undefined && refusals.length === pages.length) throw refusals[0];
	const found = pages.flatMap((rows, at) => (rows instanceof BooksError ? [] : rows.map((row): Standing => {
		const name = names[at] as ObjectName;
		return { name, row, isTakenBack: isTakenBack(row, OBJECTS[name]) };
	})));
	const all = found.filter((one) => !one.isTakenBack);
	// Objects may count each for itself: the number of a bill is that of an adjustment, too.
	const own = id === undefined ? [] : all.filter(({ name }) => OBJECTS[name].kind === kind);
	const live = own.length > 0 ? own : all;
	if (live.length > 1) {
		const ids = live.map(({ row }) => textIn(row, 'RECORDNO')).join(', ');
		throw new BooksError({ category: 'validation', message: `Sage Intacct holds ${live.length} documents with this name: ${ids}.`, hint: 'Name the one meant by its ID, under its own kind.' });
	}
	const one = live[0] ?? found[0];
	if (one !== undefined) return one;
	// What may not be seen may well be there.
	const unseen = refusals[0] === undefined ? '' : ` Not all places could be looked at. ${refusals[0].facts.hint ?? refusals[0].message}`;
	throw new BooksError({ category: 'not found', message: `Sage Intacct holds no such ${kind}.`, hint: `Check the company and entity, and the ID, number or key.${unseen}`, document: target.key });
}
