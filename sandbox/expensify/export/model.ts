import type { Hash } from '../freemarker';
import { expensesOf } from '../state/expenses';
import { type Person, person } from '../state/people';
import { policy } from '../state/policies';
import { type Report, STATES } from '../state/reports';
import type { Store } from '../state/store';
import { expenseHash } from './expense-model';
import { type PolicyLists, policyLists } from './lists';

/** What an export's template sees: `reports` and `addHeader`. */
export function exportModel(store: Store, reports: Report[]): Hash {
	const expenses = expensesOf(store, reports.map(({ id }) => id));
	const actions = actionsOf(store, reports);
	const listsById = new Map<string, PolicyLists>();
	const people = new Map<string, Person>();
	const who = (email: string) => {
		const known = people.get(email) ?? person(store, email);
		people.set(email, known);
		return known;
	};
	const list = reports.map((report) => {
		const lists = listsById.get(report.policyID) ?? policyLists(store, report.policyID);
		listsById.set(report.policyID, lists);
		const hash = reportHash(report, policy(store, report.policyID)?.name ?? '', lists, who);
		const history = actions.get(report.id) ?? [];
		hash.actionList = history;
		hash.approvers = approvers(history, who);
		hash.transactionList = (expenses.get(report.id) ?? []).map((row) => expenseHash(row, lists, store.frame.origin()));
		return hash;
	});
	return { reports: list, addHeader: true };
}

/** A value that is not there stays out, so that a template without `!` fails as it would at the vendor. */
function reportHash(report: Report, policyName: string, lists: PolicyLists, who: (email: string) => Person): Hash {
	const submitter = who(report.employee);
	const manager = who(report.manager);
	const member = lists.members.get(report.employee.toLowerCase());
	const boss = lists.members.get(report.manager.toLowerCase());
	return {
		reportID: report.id,
		oldReportID: String(report.oldId),
		reportName: report.name,
		status: STATES[report.state],
		policyID: report.policyID,
		policyName,
		accountEmail: report.employee,
		accountID: String(submitter.accountID),
		submitter: names(submitter),
		submitterUserID: member?.employeeID ?? '',
		submitterPayrollID: member?.payrollID ?? '',
		managerEmail: report.manager,
		manager: names(manager),
		managerUserID: boss?.employeeID ?? '',
		managerPayrollID: boss?.payrollID ?? '',
		employeeCustomField1: member?.customField1 ?? '',
		employeeCustomField2: member?.customField2 ?? '',
		currency: report.currency,
		total: report.total,
		created: report.created,
		submitted: report.submitted ?? undefined,
		approved: report.approved ?? undefined,
		reimbursed: report.reimbursed ?? undefined,
		isACHReimbursed: report.isACH,
		entryID: report.entryID,
		// Labels with every other sign as an underscore, as the writer takes them.
		customField: Object.fromEntries(Object.entries(report.fields).map(([name, value]) => [name.replace(/[^0-9A-Za-z]/g, '_'), value])),
	};
}

function names({ firstName, lastName, fullName }: Person): Hash {
	return { firstName, lastName, fullName };
}

function actionsOf(store: Store, reports: Report[]): Map<string, Hash[]> {
	const rows = store.all(
		'SELECT * FROM exp_actions WHERE report_id IN (SELECT value FROM json_each(?)) ORDER BY rowid',
		JSON.stringify(reports.map(({ id }) => id)),
	);
	const byReport = new Map<string, Hash[]>(reports.map(({ id }) => [id, []]));
	for (const row of rows) {
		byReport.get(String(row.report_id))?.push({
			action: String(row.action), accountEmail: String(row.email), created: String(row.at), details: { message: String(row.message) },
		});
	}
	return byReport;
}

function approvers(actions: Hash[], who: (email: string) => Person): Hash[] {
	return actions.filter(({ action }) => action === 'APPROVED').map(({ accountEmail, created }) => {
		const email = String(accountEmail);
		return { email, date: created, ...names(who(email)), employeeUserID: '', employeePayrollID: '' };
	});
}
