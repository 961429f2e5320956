import type { SQLInputValue } from 'node:sqlite';
import type { Call } from '../state/call';
import type { Row } from '../state/store';
import { type Data, numbers, text, textOrNull, texts, whole } from '../wire/shapes';

/** As the vendor's page on GetTransactionsBy has it. */
export const MOST_TRANSACTIONS = 10_000;

/** An instant of a query; without a zone it is UTC, as our own moments are. */
export function instant(written: string): number {
	return Date.parse(/Z$|[+-]\d\d:\d\d$/.test(written) || written.length === 10 ? written : `${written}Z`);
}

/** Turns the filters of a query into conditions, whichever of them the query has. Bounds are inclusive. */
export function conditions({ entity }: Call, query: Data): { where: string; values: SQLInputValue[] } {
	const all: string[] = ['entity = ?'];
	const values: SQLInputValue[] = [entity.id];
	const bound = (name: string, column: string, comparison: '>=' | '<=', read: (written: string) => SQLInputValue) => {
		const written = textOrNull(query, name);
		// The date that .NET has for "none" bounds nothing.
		if (written === null || written.startsWith('0001-01-01')) return;
		all.push(`${column} ${comparison} ?`);
		values.push(read(written));
	};
	const day = (written: string) => written.slice(0, 10);
	bound('FromDate', 'date', '>=', day);
	bound('ToDate', 'date', '<=', day);
	bound('FromPeriodDate', 'period_date', '>=', day);
	bound('ToPeriodDate', 'period_date', '<=', day);
	bound('FromCreationDate', 'created', '>=', instant);
	bound('ToCreationDate', 'created', '<=', instant);
	bound('FromModified', 'modified', '>=', instant);
	bound('ToModified', 'modified', '<=', instant);
	const oneOf = (column: string, wanted: SQLInputValue[]) => {
		if (wanted.length === 0) return;
		all.push(`${column} IN (${wanted.map(() => '?').join(',')})`);
		values.push(...wanted);
	};
	oneOf('type', texts(query, 'TypesFilter'));
	oneOf('account_id', numbers(query, 'AccountIDsFilter'));
	oneOf('id', numbers(query, 'TransactionIDsFilter'));
	oneOf('invoice', numbers(query, 'InvoiceIDsFilter'));
	const departments = texts(query, 'DepartmentIDsFilter');
	if (departments.length > 0) {
		all.push(`EXISTS (SELECT 1 FROM aiq_lines WHERE transaction_id = aiq_transactions.id AND department IN (${departments.map(() => '?').join(',')}))`);
		values.push(...departments);
	}
	if ('ExternalReference' in query) {
		all.push('reference = ? COLLATE NOCASE');
		values.push(text(query, 'ExternalReference'));
	}
	return { where: all.join(' AND '), values };
}

/** Oldest first, at most 10,000 from `Skip` on. */
export function findTransactions(call: Call, query: Data): Row[] {
	const { where, values } = conditions(call, query);
	return call.store.all(
		`SELECT * FROM aiq_transactions WHERE ${where} ORDER BY id LIMIT ${MOST_TRANSACTIONS} OFFSET ?`,
		...values, Math.max(0, whole(query, 'Skip')),
	);
}

/** The lines of these transactions, by transaction. */
export function linesOf({ store, entity }: Call, transactions: Row[]): Map<number, Row[]> {
	const found = new Map<number, Row[]>(transactions.map(({ id }) => [Number(id), []]));
	const keep = (row: Row) => found.get(Number(row.transaction_id))?.push(row);
	if (transactions.length <= 20) {
		for (const id of found.keys()) store.all('SELECT * FROM aiq_lines WHERE transaction_id = ? ORDER BY id', id).forEach(keep);
		return found;
	}
	const ids = [...found.keys()];
	store.all(
		'SELECT * FROM aiq_lines WHERE transaction_id BETWEEN ? AND ? AND entity = ? ORDER BY id', Math.min(...ids), Math.max(...ids), entity.id,
	).forEach(keep);
	return found;
}
