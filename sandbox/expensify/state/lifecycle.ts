import { type Report, report, type State, STATES } from './reports';
import type { Store } from './store';

/** What happens to a report, and the states from which it may happen. */
const STEPS = {
	submit: { from: ['OPEN'], to: 'SUBMITTED', column: 'submitted', action: 'SUBMITTED' },
	approve: { from: ['SUBMITTED'], to: 'APPROVED', column: 'approved', action: 'APPROVED' },
	reimburse: { from: ['APPROVED'], to: 'REIMBURSED', column: 'reimbursed', action: 'REIMBURSED' },
	close: { from: ['OPEN', 'SUBMITTED', 'APPROVED', 'REIMBURSED'], to: 'ARCHIVED', column: undefined, action: 'CLOSED' },
	reopen: { from: ['SUBMITTED', 'APPROVED', 'ARCHIVED'], to: 'OPEN', column: undefined, action: 'REOPENED' },
} as const satisfies Record<string, { from: readonly State[]; to: State; column: string | undefined; action: string }>;
export type Step = keyof typeof STEPS;

export interface Move {
	/** The moment it happens; now unless given. */
	at?: string;
	/** Who does it; the employee for submit, the manager otherwise. */
	by?: string;
	message?: string;
	isACH?: boolean;
}

/** Moves a report on. Returns why it could not, in the words of Expensify's reimbursement answer. */
export function move(store: Store, reportID: string, step: Step, { at, by, message = '', isACH }: Move = {}): string | undefined {
	const found = report(store, reportID);
	if (found === undefined) return 'Report not found';
	const { from, to, column, action } = STEPS[step];
	if (!(from as readonly State[]).includes(found.state)) return `Report is in status '${STATES[found.state]}'`;
	const moment = at === undefined ? store.moment() : at.length === 10 ? `${at} 12:00:00` : at;
	store.atomically(() => {
		store.run('UPDATE exp_reports SET state = ? WHERE id = ?', to, found.id);
		if (column) store.run(`UPDATE exp_reports SET ${column} = ? WHERE id = ?`, moment, found.id);
		if (step === 'reopen') store.run('UPDATE exp_reports SET submitted = NULL, approved = NULL WHERE id = ?', found.id);
		if (isACH !== undefined) store.run('UPDATE exp_reports SET is_ach = ? WHERE id = ?', Number(isACH), found.id);
		const email = by ?? (step === 'submit' ? found.employee : found.manager || found.employee);
		store.insert('exp_actions', { report_id: found.id, action, email, at: moment, message });
	});
	return undefined;
}

/** Moves a report to a state through every step before it, as people would. */
export function moveTo(store: Store, reportID: string, state: 'SUBMITTED' | 'APPROVED' | 'REIMBURSED', how: Move = {}): string | undefined {
	const path: Step[] = ['submit', 'approve', 'reimburse'];
	const end = ['SUBMITTED', 'APPROVED', 'REIMBURSED'].indexOf(state);
	const start = ['OPEN', 'SUBMITTED', 'APPROVED'].indexOf((report(store, reportID) as Report | undefined)?.state ?? '');
	if (start < 0 || start > end) return move(store, reportID, path[end] as Step, how);
	for (const step of path.slice(start, end + 1)) {
		const problem = move(store, reportID, step, how);
		if (problem !== undefined) return problem;
	}
	return undefined;
}
