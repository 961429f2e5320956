/** A list that a vendor pages and orders by the time of the last change. */
export interface MarkedList<T> {
	/** Page `page` (from 1) of what changed at or after `mark`, oldest change first. */
	read(mark: string | undefined, page: number): Promise<T[]>;
	/** A page with fewer records is the last. */
	pageSize: number;
	idOf(record: T): string | undefined;
	/** As the vendor wrote it: two versions of a record differ in it. */
	markOf(record: T): string | undefined;
	/** Where the next page starts: the mark, or a little before it where the vendor does not say whether "since" includes it. */
	next(mark: string | undefined): string | undefined;
}

/**
 * All records, oldest change first. Pages go on from the last change seen and not by page number: a record edited
 * meanwhile moves to the end and would shift an unread one past us. Only a page filled by a single mark falls back to
 * numbers. A record that changes while it is read may come again, with its newer mark.
 */
export async function* markedPages<T>(list: MarkedList<T>, since?: string): AsyncGenerator<T[]> {
	const seen = new Set<string>();
	const versionOf = (record: T) => `${list.idOf(record)} ${list.markOf(record)}`;
	let mark = since;
	for (let page = 1; ; ) {
		const records = await list.read(mark, page);
		const fresh = records.filter((record) => !seen.has(versionOf(record)));
		for (const record of fresh) seen.add(versionOf(record));
		if (fresh.length > 0) yield fresh;
		const last = records[records.length - 1];
		if (last === undefined || records.length < list.pageSize) return;
		const next = list.next(list.markOf(last));
		page = next === undefined || (mark !== undefined && next <= mark) ? page + 1 : 1;
		if (page === 1) mark = next;
	}
}
