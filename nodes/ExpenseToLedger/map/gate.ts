import { lastDayOfMonth, monthOf } from '../../core/dates';
import type { ExpenseReport } from '../../core/model/report';
import { validation, waiting, type Reason } from '../held';
import type { Settings } from '../settings';

/** Whether a report may go at all, whatever its expenses are. */
export function gate(report: ExpenseReport, settings: Settings): Reason[] {
	const { id, status, approved, employee } = report;
	if (settings.onlyApproved && !isApproved(report)) {
		return [waiting('status', `Report ${id} is ${status}, not approved.`, 'It goes once it is approved.')];
	}
	if (settings.grouping !== 'employeeMonth') return [];
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

/** Reimbursed comes after approved; closed may be reached without an approval. */
function isApproved({ status, approved }: ExpenseReport): boolean {
	return status === 'approved' || status === 'reimbursed' || (status === 'closed' && approved !== undefined);
}
