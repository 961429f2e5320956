import { dayOr, idList, malformed, type Params, textOr } from '../jobs/params';
import { JobError } from '../jobs/types';
import { type Report, reportsWhere, type State, STATES } from '../state/reports';
import type { Store } from '../state/store';

const YEAR_MS = 366 * 24 * 3600 * 1000;

/** The reports that an export asks for, and that the caller may see. Source: "Report exporter", input settings. */
export function exportedReports(store: Store, caller: string, input: Params, filters: Params): Report[] {
	const conditions: string[] = ['EXISTS (SELECT 1 FROM exp_members m WHERE m.policy_id = r.policy_id AND m.email = ? AND (m.role <> ? OR r.employee = m.email))'];
	const values: Array<string | number> = [caller, 'user'];
	const when = (condition: string, ...given: Array<string | number>) => {
		conditions.push(condition);
		values.push(...given);
	};
	const reportIDs = idList(filters, 'reportIDList');
	const startDate = dayOr(filters, 'startDate');
	const approvedAfter = dayOr(filters, 'approvedAfter');
	const endDate = dayOr(filters, 'endDate');
	if (reportIDs === undefined && startDate === undefined && approvedAfter === undefined) {
		throw new JobError(410, "At least one of the parameters 'reportIDList', 'startDate', 'approvedAfter' is required");
	}
	checkSpan(store, startDate ?? approvedAfter, endDate);
	if (reportIDs) {
		const numbers = reportIDs.filter((id) => /^\d{1,15}$/.test(id)).map(Number);
		const isListed = (column: string) => `${column} IN (SELECT value FROM json_each(?))`;
		when(`(${isListed('r.id')} OR ${isListed('r.old_id')})`, JSON.stringify(reportIDs), JSON.stringify(numbers));
	}
	if (startDate) when('r.clock_day >= ?', startDate);
	if (endDate) when('r.clock_day <= ?', endDate);
	// The day itself is not included. The documentation can be read both ways, and this one costs a careless client.
	if (approvedAfter) when('substr(r.approved, 1, 10) > ?', approvedAfter);
	const policyIDs = idList(filters, 'policyIDList');
	if (policyIDs) when('r.policy_id IN (SELECT value FROM json_each(?))', JSON.stringify(policyIDs));
	const label = textOr(filters, 'markedAsExported', '');
	if (label !== '') {
		when('NOT EXISTS (SELECT 1 FROM exp_labels l WHERE l.report_id = r.id AND l.label = ? AND l.ready_at <= ?)', label, store.now());
	}
	const states = statesOf(input);
	if (states) when('r.state IN (SELECT value FROM json_each(?))', JSON.stringify(states));
	const employee = textOr(input, 'employeeEmail', '');
	if (employee !== '') when("r.employee = ? AND r.state <> 'OPEN'", employee);
	const limit = limitOf(input);
	return reportsWhere(store, conditions.join(' AND '), values, `ORDER BY r.created, r.old_id${limit === undefined ? '' : ` LIMIT ${limit}`}`);
}

/** A start more than a year ago needs an end, and the two lie at most a year apart. */
function checkSpan(store: Store, start: string | undefined, end: string | undefined): void {
	if (start === undefined) return;
	const from = Date.parse(start);
	if (end === undefined) {
		if (store.now() - from > YEAR_MS) throw malformed('endDate');
		return;
	}
	if (end < start) throw malformed('endDate');
	if (Date.parse(end) - from > YEAR_MS) throw new JobError(410, "The range from 'startDate' to 'endDate' must not exceed one year");
}

function statesOf(input: Params): State[] | undefined {
	const list = idList(input, 'reportState');
	if (list?.some((state) => !Object.hasOwn(STATES, state))) throw malformed('reportState');
	return list as State[] | undefined;
}

/** A string, as the vendor wants it. */
function limitOf(input: Params): number | undefined {
	const { limit } = input;
	if (limit === undefined || limit === '') return undefined;
	if (typeof limit !== 'string' || !/^\d+$/.test(limit)) throw malformed('limit');
	return Number(limit);
}
