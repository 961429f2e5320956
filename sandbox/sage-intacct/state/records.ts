import type { Row, Sql } from '../../frame/sql';

/** Fields by their names in capitals; amounts as decimals, days as "2026-05-04", what is empty left out. */
export type Body = Record<string, string>;

export interface Stored {
	company: string;
	object: string;
	recordNo: number;
	/** VENDORID, ACCOUNTNO, … or the number of a document; "" where there is none. */
	id: string;
	/** The entity that owns it; "" for what all share. */
	entity: string;
	parent: number;
	/** Milliseconds since 1970. */
	created: number;
	modified: number;
	author: string;
	editor: string;
	body: Body;
}

export interface NewRecord {
	id?: string;
	entity?: string;
	parent?: number;
	body: Body;
}

/** Every object of every company, each with a running RECORDNO of its own. */
export class Records {
	constructor(
		private readonly sql: Sql,
		private readonly now: () => number,
	) {}

	get(company: string, object: string, recordNo: number): Stored | undefined {
		return stored(this.sql.one('SELECT * FROM sin_records WHERE company = ? AND object = ? AND recordno = ?', company, object, recordNo));
	}

	byId(company: string, object: string, id: string): Stored | undefined {
		return stored(this.sql.one('SELECT * FROM sin_records WHERE company = ? AND object = ? AND id = ? ORDER BY recordno LIMIT 1', company, object, id));
	}

	lines(company: string, object: string, parent: number): Stored[] {
		return this.many('SELECT * FROM sin_records WHERE company = ? AND object = ? AND parent = ? ORDER BY recordno', company, object, parent);
	}

	list(company: string, object: string): Stored[] {
		return this.many('SELECT * FROM sin_records WHERE company = ? AND object = ? ORDER BY recordno', company, object);
	}

	count(company: string, object: string): number {
		return Number(this.sql.one('SELECT count(*) AS count FROM sin_records WHERE company = ? AND object = ?', company, object)?.count ?? 0);
	}

	add(company: string, object: string, record: NewRecord, author: string): Stored {
		const recordNo = this.sql.next(`${company}:${object}`, 1);
		const at = this.now();
		const { id = '', entity = '', parent = 0, body } = record;
		this.sql.insert('sin_records', { company, object, recordno: recordNo, id, entity, parent, created: at, modified: at, author, editor: author, body: JSON.stringify(filled(body)) });
		return { company, object, recordNo, id, entity, parent, created: at, modified: at, author, editor: author, body };
	}

	/** Replaces the body; "" takes a field away. */
	change(record: Stored, changes: Body, editor: string, id = record.id): Stored {
		const body = filled({ ...record.body, ...changes });
		const modified = this.now();
		this.sql.run(
			'UPDATE sin_records SET body = ?, modified = ?, editor = ?, id = ? WHERE company = ? AND object = ? AND recordno = ?',
			JSON.stringify(body), modified, editor, id, record.company, record.object, record.recordNo,
		);
		return { ...record, body, modified, editor, id };
	}

	remove({ company, object, recordNo }: Stored): void {
		this.sql.run('DELETE FROM sin_records WHERE company = ? AND object = ? AND recordno = ?', company, object, recordNo);
	}

	private many(sql: string, ...values: Array<string | number>): Stored[] {
		return this.sql.all(sql, ...values).flatMap((row) => stored(row) ?? []);
	}
}

function filled(body: Body): Body {
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}

export function stored(row: Row | undefined): Stored | undefined {
	if (row === undefined) return undefined;
	return {
		company: String(row.company), object: String(row.object), recordNo: Number(row.recordno), id: String(row.id), entity: String(row.entity),
		parent: Number(row.parent), created: Number(row.created), modified: Number(row.modified), author: String(row.author), editor: String(row.editor),
		body: JSON.parse(String(row.body)) as Body,
	};
}
