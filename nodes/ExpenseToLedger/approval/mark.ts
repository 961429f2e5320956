import { createHash } from 'node:crypto';
import type { ExpenseReport } from '../../core/model/report';

/**
 * Key of what is approved: the report's id and a mark of who spent what, on what and for how much, so an approval is never
 * good for another content. State, days of the report's own course, links and addresses of receipts change by
 * themselves, and the order of the expenses means nothing: they do not count.
 */
export function approvalKey(report: ExpenseReport): string {
	const { system, id, type, workspace, employee, supplier, supplierNumber, invoiceDate, dueDate, currency, total } = report;
	const expenses = report.expenses.map((one) => JSON.stringify([
		one.id, one.date, one.merchant, one.amount, one.original?.amount, one.original?.currency, one.category?.name, one.category?.code,
		one.tags.map(({ name, code }) => [name, code]), one.comment, one.billable, one.reimbursable, one.card?.bank, one.card?.id,
		one.tax?.code, one.tax?.name, one.tax?.percent, one.tax?.amount,
	]));
	const content = JSON.stringify([
		system, id, type, workspace.id, employee.email, supplier?.code, supplier?.name, supplier?.email, supplierNumber, invoiceDate, dueDate, currency, total, expenses.sort(),
	]);
	return `${id}-${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
