import { expensesOf } from '../state/expenses';
import { type Report, STATES } from '../state/reports';
import { fromCents } from '../state/rates';
import type { Store } from '../state/store';
import { textPdf } from '../../frame/files/pdf';

/** A report as Expensify prints it, in short; with a page of its own for each receipt if asked. */
export function reportPdf(store: Store, report: Report, withReceipts: boolean): Buffer {
	const rows = expensesOf(store, [report.id]).get(report.id) ?? [];
	const lines = rows.map((row) => {
		const cents = Number(row.converted_amount ?? row.modified_amount ?? row.amount);
		return `${String(row.created)}   ${fromCents(cents)} ${report.currency}   ${String(row.modified_merchant ?? row.merchant)}`;
	});
	const receipts = rows.filter((row) => row.receipt_id !== null).map((row) => `Receipt of ${String(row.merchant)}: ${String(row.receipt_filename)}`);
	return textPdf([
		`Expense report ${report.id}`, report.name, `${report.employee}   ${STATES[report.state]}   ${fromCents(report.total)} ${report.currency}`, '',
		...lines, ...(withReceipts ? ['', 'Receipts', ...receipts] : []),
	]);
}
