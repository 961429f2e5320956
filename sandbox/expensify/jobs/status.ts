import { move } from '../state/lifecycle';
import { report, reportsWhere } from '../state/reports';
import { roleIn } from '../state/people';
import { day, dayOr, idList, malformed, objectOr, textOr } from './params';
import { AS_TEXT, JobError, type JobHandler } from './types';

interface Refused {
	reportID: string;
	reason: string;
}

/** Approved reports become Reimbursed; the others are named, and the answer is still a success. */
export const reportStatus: JobHandler = ({ store, input, caller }) => {
	const status = textOr(input, 'status', '');
	if (status === '') throw malformed('status');
	if (status !== 'REIMBURSED') throw new JobError(410, `Status '${status}' is not supported`);
	const source = textOr(input, 'paymentSource', '');
	if (source.length > 100 || input.paymentSource === '') throw malformed('paymentSource');
	const filters = objectOr(input, 'filters', {});
	const named = idList(filters, 'reportIDList');
	if (named === undefined && dayOr(filters, 'startDate') === undefined) throw malformed('filters');
	const wanted = named ?? reportsWhere(store, 'r.clock_day BETWEEN ? AND ?', [day(filters, 'startDate'), dayOr(filters, 'endDate') ?? store.today()]).map(({ id }) => id);
	const reportIDs: string[] = [];
	const skippedReports: Refused[] = [];
	const failedReports: Refused[] = [];
	for (const reportID of wanted) {
		const found = report(store, reportID);
		if (found === undefined) failedReports.push({ reportID, reason: 'Report not found' });
		else if (roleIn(store, found.policyID, caller) !== 'admin') failedReports.push({ reportID, reason: 'Not a policy admin' });
		else {
			const reason = move(store, found.id, 'reimburse', { by: caller, message: source });
			if (reason === undefined) reportIDs.push(found.id);
			else skippedReports.push({ reportID: found.id, reason });
		}
	}
	const failed = failedReports.length > 0 ? { failedReports } : {};
	return { contentType: AS_TEXT, body: { reportIDs, skippedReports, ...failed } };
};
