import { lastDayOfMonth, monthOf } from '../../core/dates';
import type { ExpenseReport } from '../../core/model/report';
import { validation, waiting, type Reason } from '../held';
import type { Settings } from '../settings';
import { isOneDocument } from './groups';

/** Whether a report may go at all, whatever its expenses are. */
export function gate(report: ExpenseReport, settings: Settings): Reason[] {
	const { id, status, approved, employee } = report;
	if (settings.onlyApproved && !isApproved(report)) {
		return [waiting('status', `Report ${id} is ${status}, not approved.`, 'It goes once it is approved.')];
	}
	if (report.reference !== undefined && settings.grouping !== 'expense' && !isUniform(report)) {
		const what = `Its expenses are of several kinds or merchants, while ${report.reference} is one document.`;
		return [validation('report', what, 'Divide it in the source, or post one document per expense.')];
	}
	if (settings.grouping !== 'employeeMonth' || isOneDocument(report)) return [];
	if (approved === undefined) {
		return [validation('date', `Report ${id} has no day of approval, so its month is not known.`, 'Hand in the day of approval.')];
	}
	// Reports can join a month by their approval until its last day is over; after that the set is the same for ever,
	// and with it the document. A month of expense dates could still grow a year later.
	const end = lastDayOfMonth(monthOf(approved));
	if (settings.today > end) return [];
	const what = `The month ${monthOf(approved)} of ${employee.email} is not over.`;
	return [waiting('date', what, `One document for the whole month is made after ${end}.`)];
}

/** One document has one supplier and comes from one account. */
function isUniform({ expenses }: ExpenseReport): boolean {
	const kinds = new Set(expenses.map(({ reimbursable, merchant }) => JSON.stringify([reimbursable, merchant])));
	return kinds.size <= 1;
}

/** Reimbursed comes after approved; closed may be reached without an approval. */
function isApproved({ status, approved }: ExpenseReport): boolean {
	return status === 'approved' || status === 'reimbursed' || (status === 'closed' && approved !== undefined);
}
