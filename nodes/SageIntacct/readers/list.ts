import { BooksError } from '../../core/errors';
import { markedPages } from '../../core/marked-pages';
import { pick } from '../../core/pick';
import type { CanonicalRecord, Change, Reader, ReadQuery, Target } from '../../core/session';
import type { XmlElement } from '../../core/xml';
import { textIn } from '../../core/xml-elements';
import type { ListKind } from '../list-kinds';
import type { Lists } from '../lists';
import { all, any, atLeast, atMost, contains, equals, isNull, page, PAGE_SIZE, queryPages, type Filter } from '../query';
import { instantFrom, toDate, toTimestamp, type Formats } from '../wire';
import { deletions } from './deleted';

/** One of Intacct's lists as a reader: pages by number, changes by time, one record by any of its names. */
export interface Source {
	kind: string;
	list: ListKind;
	to(row: XmlElement, formats: Formats): CanonicalRecord;
	/** What belongs to the kind. */
	where?: Filter;
	/** Narrows documents by their day. */
	day?: string;
	/** Fields that people search. */
	search?: readonly string[];
	/** Fields by which one record is found, beside its number. */
	names: readonly string[];
	/** A whole record with its lines. */
	whole?(row: XmlElement, formats: Formats): Promise<CanonicalRecord>;
	/** As the audit trail calls the object; undefined where deletions are not told. */
	audited?: string;
	select?(): Promise<string[]>;
}

export function reader(lists: Lists, source: Source): Reader {
	const { list } = source;
	const { object, number = 'RECORDNO' } = list;
	const select = async () => (source.select === undefined ? await lists.select(list) : await source.select());
	return {
		async *pages(query: ReadQuery) {
			const [fields, formats] = [await select(), await lists.formats()];
			for await (const rows of queryPages(lists.intacct, { object, fields, filter: filterOf(source, fields, query, formats) }, number)) {
				yield rows.map((row) => source.to(row, formats)).filter((one) => !(query.activeOnly === true && one.active === false));
			}
		},
		one: async (target) => await one(lists, source, await select(), target),
		async *changes(since) {
			const [fields, formats] = [await select(), await lists.formats()];
			const marked = [...new Set([number, 'WHENMODIFIED', ...fields])];
			const read = async (mark: string | undefined, pageNumber: number) =>
				await page(lists.intacct, {
					object, fields: marked, filter: all(source.where, mark === undefined ? undefined : changedSince(source, marked, mark, formats)), orderBy: ['WHENMODIFIED', number],
					pageSize: PAGE_SIZE, offset: (pageNumber - 1) * PAGE_SIZE,
				});
			const pages = markedPages<XmlElement>({
				read, pageSize: PAGE_SIZE, idOf: (row) => textIn(row, number), markOf: (row) => textIn(row, 'WHENMODIFIED') ?? textIn(row, 'WHENCREATED'), next: (mark) => instantFrom(mark, formats),
			}, since);
			for await (const rows of pages) {
				yield rows.map((row): Change => {
					const record = source.to(row, formats);
					return { id: record.id, at: markOf(row, formats), record };
				});
			}
			if (source.audited !== undefined) yield* deletions(lists, source.audited, source.kind, since, formats);
		},
	};
}

function markOf(row: XmlElement, formats: Formats): string {
	return instantFrom(textIn(row, 'WHENMODIFIED') ?? textIn(row, 'WHENCREATED'), formats) ?? new Date(0).toISOString();
}

/** What was never modified may have no such mark, and its creation is what counts. In documents that field is their day. */
function changedSince({ day }: Source, fields: string[], since: string, formats: Formats): Filter | undefined {
	const mark = toTimestamp(since, formats);
	if (day !== undefined || !fields.includes('WHENCREATED')) return atLeast('WHENMODIFIED', mark);
	return any(atLeast('WHENMODIFIED', mark), all(isNull('WHENMODIFIED'), atLeast('WHENCREATED', mark)));
}

function filterOf(source: Source, fields: string[], { changedSince: since, search: text, from, to }: ReadQuery, formats: Formats): Filter | undefined {
	const { where, day, search, list } = source;
	const between = day === undefined ? [] : [from === undefined ? undefined : atLeast(day, toDate(from)), to === undefined ? undefined : atMost(day, toDate(to))];
	const words = text === undefined ? undefined : any(...(search ?? [list.idField, list.nameField]).map((field) => contains(field, text)));
	return all(where, ...between, words, since === undefined ? undefined : changedSince(source, fields, since, formats));
}

async function one(lists: Lists, source: Source, fields: string[], target: Target): Promise<CanonicalRecord> {
	const { list, names } = source;
	const { object, number = 'RECORDNO' } = list;
	const formats = await lists.formats();
	const wanted = target.id ?? target.code ?? target.key ?? target.number ?? target.name ?? '';
	const places = [...(target.name !== undefined && target.id === undefined ? [list.nameField] : []), ...names];
	// A number is a number of the row only where the record has no id of its own.
	const byNumber = target.id !== undefined && /^\d+$/.test(wanted) && (!names.includes(list.idField) || list.idField === number) ? [equals(number, wanted)] : [];
	const isDocument = source.whole !== undefined;
	const filter = isDocument && target.id !== undefined ? equals(number, wanted) : any(...byNumber, ...[...new Set(places)].map((field) => equals(field, wanted)));
	const rows = isDocument && target.id !== undefined && !/^\d+$/.test(wanted) ? [] : await page(lists.intacct, { object, fields, filter: all(source.where, filter), orderBy: [number], pageSize: PAGE_SIZE });
	const records = rows.map((row) => ({ row, record: source.to(row, formats) }));
	const best = target.id !== undefined ? records.find(({ record }) => record.id.toLowerCase() === wanted.toLowerCase()) : undefined;
	const found = best ?? pick(records, { name: wanted }, { id: () => undefined, name: ({ record }) => String(record.name ?? ''), active: ({ record }) => record.active !== false })
		?? records.find(({ record }) => record.active !== false) ?? records[0];
	if (found === undefined) throw missing(target);
	return source.whole === undefined ? found.record : await source.whole(found.row, formats);
}

export function missing({ id, code, name, number, key }: Target): BooksError {
	return new BooksError({
		category: 'not found', message: `Sage Intacct holds no such record: ${id ?? code ?? number ?? name ?? key ?? ''}.`, hint: 'Check the company and entity, and the ID, number or key.',
	});
}
