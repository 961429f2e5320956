import { asBooksError, BooksError } from '../core/errors';
import type { XmlElement } from '../core/xml';
import { textIn } from '../core/xml-elements';
import type { Desk } from './desk';
import { fieldsFor, isTakenBack, OBJECTS, type DocumentObject, type ObjectName } from './documents';
import { selectable } from './objects';
import { any, isIn, PAGE_SIZE, pagesOf, type Filter, type Query } from './query';

export interface Hit {
	name: ObjectName;
	row: XmlElement;
}

export const fold = (text: string): string => text.trim().toLowerCase();

/** The object as this company has it: fields that it lacks are not asked for. */
export async function shapeOf({ lists }: Desk, names: readonly ObjectName[]): Promise<Map<ObjectName, { fields: string[]; keys: string[] }>> {
	const known = await lists.fields(...names);
	return new Map(names.map((name) => {
		const spec: DocumentObject = OBJECTS[name];
		const fields = known.get(name);
		const keys = spec.keys.filter((key) => fields === undefined || fields.has(key));
		return [name, { fields: selectable(fieldsFor(spec), fields).filter((field) => !spec.keys.includes(field) || keys.length === 0 || keys.includes(field)), keys: keys.length === 0 ? [...spec.keys.slice(0, 1)] : keys }];
	}));
}

/** The question for documents that have one of these texts in one of these fields. */
export function queryFor(name: ObjectName, fields: string[], keys: readonly string[], texts: string[]): Query[] {
	const filters = keys.map((key) => isIn(key, texts));
	const parts = Math.max(...filters.map((some) => some.length));
	return Array.from({ length: parts }, (_, at): Query => {
		const filter: Filter | undefined = any(...filters.map((some) => some[at]));
		return { object: OBJECTS[name].object, fields, filter, orderBy: ['RECORDNO'], pageSize: PAGE_SIZE };
	});
}

/** What stands under these keys: live ones, and numbers of those that were taken back. */
export interface Standing {
	live: Map<string, Hit>;
	takenBack: Map<string, string[]>;
}

/** Bulk, by key, all objects in one request. It throws when it could not ask everything. */
export async function standingUnder(desk: Desk, names: readonly ObjectName[], keys: string[]): Promise<Standing> {
	const standing: Standing = { live: new Map(), takenBack: new Map() };
	if (keys.length === 0) return standing;
	const shapes = await shapeOf(desk, names);
	const asked = names.flatMap((name) => {
		const { fields, keys: places } = shapes.get(name) ?? { fields: [], keys: [] };
		return queryFor(name, fields, places, keys).map((query) => ({ name, query }));
	});
	const pages = await pagesOf(desk.intacct, asked.map(({ query }) => query));
	for (const [at, { name }] of asked.entries()) {
		const rows = pages[at];
		if (rows === undefined || rows instanceof BooksError) {
			// A module that the company does not have holds nothing under any key, unless it is the only place to look.
			if (names.length > 1 && rows?.category === 'feature not in subscription') continue;
			throw rows ?? asBooksError('No answer');
		}
		keep(standing, name, rows, keys);
	}
	return standing;
}

export function keep({ live, takenBack }: Standing, name: ObjectName, rows: XmlElement[], keys: string[]): void {
	const wanted = new Set(keys.map(fold));
	const spec: DocumentObject = OBJECTS[name];
	for (const row of rows) {
		const key = spec.keys.map((field) => fold(textIn(row, field) ?? '')).find((text) => wanted.has(text));
		if (key === undefined) continue;
		if (isTakenBack(row, spec)) takenBack.set(key, [...(takenBack.get(key) ?? []), `${name} ${textIn(row, 'RECORDNO')}`]);
		else if (!live.has(key)) live.set(key, { name, row });
	}
}
