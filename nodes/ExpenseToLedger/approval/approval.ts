import type { ExpenseReport } from '../../core/model/report';
import { format } from '../../core/money';
import { approvalReason, type Reason } from '../held';
import { approvalKey } from './mark';
import { amountOf, neededFor, type ApprovalRule, type Needed } from './rules';

/** A row of the table of approvals. All text; times in UTC as ISO 8601, amounts as decimals. */
export interface ApprovalRow {
	/** Report id and mark of its content. With `approver` it names the row. */
	key: string;
	system: string;
	report: string;
	name: string;
	workspace: string;
	department: string;
	amount: string;
	currency: string;
	link: string;
	approver: string;
	/** asked, approved, rejected, expired; anything else does not count as approved. */
	state: string;
	askedAt: string;
	remindedAt: string;
	decidedAt: string;
	decidedBy: string;
	reason: string;
}

export interface ApprovalSettings {
	rules: ApprovalRule[];
	/** Hours after which the approver is reminded, once. 0: never. */
	remindAfterHours: number;
	/** Days after which a question expires. 0: never. */
	expireAfterDays: number;
	now: Date;
}

/** A row to be written, and why: the approver is to be asked or reminded, or the time is over. */
export type ApprovalChange = ApprovalRow & { action: 'ask' | 'remind' | 'expire' };

export interface Checked {
	/** Empty: the report may be exported. */
	reasons: Reason[];
	changes: ApprovalChange[];
}

const HOUR = 3_600_000;

/** Whether a report may be exported, and what is to be asked, reminded or closed. */
export function checkApproval(report: ExpenseReport, rows: ApprovalRow[], settings: ApprovalSettings): Checked {
	const key = approvalKey(report);
	const own = rows.filter((row) => row.key === key && row.system === report.system);
	// A rejection stands also where the rule that asked for it has been changed or removed since.
	const rejected = own.filter(({ state }) => state === 'rejected');
	if (rejected.length > 0) return { reasons: rejected.map(rejection), changes: [] };
	const checked: Checked = { reasons: [], changes: [] };
	for (const needed of neededFor(report, settings.rules)) {
		const asked = own.filter(({ approver }) => approver.toLowerCase() === needed.approver);
		if (asked.length === 0) {
			checked.changes.push({ ...questionOf(report, key, needed, settings.now), action: 'ask' });
			checked.reasons.push(waits(needed.approver));
			continue;
		}
		// Where two runs have asked at the same time there are two rows, and both have to be answered.
		for (const row of asked) {
			if (row.state === 'approved') continue;
			const change = row.state === 'asked' ? changeOf(row, settings) : undefined;
			if (change !== undefined) checked.changes.push(change);
			checked.reasons.push((change ?? row).state === 'expired' ? expiry(row.approver) : waits(row.approver));
		}
	}
	return checked;
}

function questionOf(report: ExpenseReport, key: string, { approver, department = '' }: Needed, now: Date): ApprovalRow {
	return {
		key, system: report.system, report: report.id, name: report.name, workspace: report.workspace.name ?? report.workspace.id, department,
		amount: format(amountOf(report)), currency: report.currency, link: report.url ?? '', approver,
		state: 'asked', askedAt: now.toISOString(), remindedAt: '', decidedAt: '', decidedBy: '', reason: '',
	};
}

/** A time that cannot be read closes and reminds nothing: the question goes on waiting. */
function changeOf(row: ApprovalRow, { now, remindAfterHours, expireAfterDays }: ApprovalSettings): ApprovalChange | undefined {
	const waited = now.getTime() - Date.parse(row.askedAt);
	if (expireAfterDays > 0 && waited >= expireAfterDays * 24 * HOUR) {
		return { ...row, state: 'expired', decidedAt: now.toISOString(), action: 'expire' };
	}
	if (remindAfterHours > 0 && waited >= remindAfterHours * HOUR && row.remindedAt === '') {
		return { ...row, remindedAt: now.toISOString(), action: 'remind' };
	}
	return undefined;
}

const waits = (approver: string): Reason =>
	approvalReason('waiting', `Waits for approval by ${approver}.`, 'It goes out with the first run after the approval.');
const expiry = (approver: string): Reason =>
	approvalReason('waiting', `The question to ${approver} has expired without an answer.`, 'Approve it after all, or delete its row in the table of approvals to have it asked again.');
const rejection = ({ approver, decidedBy, reason }: ApprovalRow): Reason =>
	approvalReason(
		'validation',
		`Rejected by ${decidedBy || approver}${reason === '' ? '.' : `: ${reason}`}`,
		'It is not exported. Correct the report in the source: a changed report is asked about again.',
	);
