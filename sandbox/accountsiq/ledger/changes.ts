import { periods } from '../books/periods';
import { momentText } from '../books/checks';
import type { Call } from '../state/call';
import type { Row } from '../state/store';
import { type Operation, reads } from '../wire/operation';
import { type Data, part, text } from '../wire/shapes';
import { conditions, instant, MOST_TRANSACTIONS } from './query';
import { showDetail, showHead } from './show';

/** Changes one column of a transaction and keeps what it was. */
export function recordChange({ store, records, entity, author }: Call, row: Row, column: 'due' | 'disputed' | 'reference', field: string, value: string | number): void {
	const at = records.stamp();
	store.run(`UPDATE aiq_transactions SET ${column} = ?, modified = ? WHERE id = ?`, value, at, Number(row.id));
	store.insert('aiq_changes', {
		entity: entity.id, transaction_id: Number(row.id), field, before: String(row[column] ?? ''), after: String(value), author, at,
	});
}

/** What was changed on transactions, field by field. The dates of the query are those of the change. */
export const changeReads: Operation[] = [
	reads('GetTransactionChangesBetween', 'query:WSGetTransactionChangesBetweenQuery', 'WSTransactionModification[]', (call) => {
		const { FromDate, ToDate, ...query } = part(call.parameters, 'query') ?? {};
		const { where, values } = conditions(call, query);
		const until = String(ToDate ?? '').length === 10 ? `${String(ToDate)}T23:59:59.999` : String(ToDate ?? '');
		const changes = call.store.all(
			`SELECT * FROM aiq_changes WHERE at BETWEEN ? AND ? AND transaction_id IN (SELECT id FROM aiq_transactions WHERE ${where}) ORDER BY id LIMIT ${MOST_TRANSACTIONS} OFFSET ?`,
			instant(String(FromDate ?? '')), instant(until), ...values, Math.max(0, Number(query.Skip ?? 0)),
		);
		return { Result: changes.map((change) => showChange(call, change)) };
	}),
];

function showChange(call: Call, change: Row): Data {
	const row = call.store.one('SELECT * FROM aiq_transactions WHERE id = ?', Number(change.transaction_id)) ?? {};
	const control = call.store.one("SELECT * FROM aiq_lines WHERE transaction_id = ? ORDER BY part = 'Control' DESC, id", Number(change.transaction_id)) ?? {};
	const period = periods(call).find(({ id }) => id === Number(row.period))?.body ?? {};
	return {
		...showHead(call, row), FinancialYear: period.FinancialYear, PeriodNumber: period.PeriodNumber, PeriodName: text(period, 'PeriodName'),
		LineDetails: [{
			...showDetail(call, row, control), FieldChanged: String(change.field), BeforeValue: String(change.before), AfterValue: String(change.after),
			UserID: String(change.author), ModificationDate: momentText(Number(change.at)),
		}],
	};
}
