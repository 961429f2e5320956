import type { ExpenseReport } from '../../core/model/report';
import { format } from '../../core/money';
import { approvalReason, type Reason } from '../held';
import { approvalKey } from './mark';
import { isOpen, type ApprovalRow } from './row';
import { amountOf, neededFor, type ApprovalRule, type Needed } from './rules';

export interface ApprovalSettings {
	rules: ApprovalRule[];
	/** Hours after which the approver is reminded, once. 0: never. */
	remindAfterHours: number;
	/** Days after which a question expires. 0: never. */
	expireAfterDays: number;
	now: Date;
	/** Name of the sync that asks, and id of its workflow. */
	sync: string;
	workflow: string;
}

/** A row to be written, and why: the approver is to be asked or reminded, the time is over, or nothing is asked any more. */
export type ApprovalChange = ApprovalRow & { occasion: 'ask' | 'remind' | 'expire' | 'close' };

export interface Checked {
	/** Empty: the report may be exported. */
	reasons: Reason[];
	changes: ApprovalChange[];
}

const HOUR = 3_600_000;

/** Whether a report may be exported, and what is to be asked, reminded or closed. */
export function checkApproval(report: ExpenseReport, rows: ApprovalRow[], settings: ApprovalSettings): Checked {
	const key = approvalKey(report);
	const ofSystem = rows.filter((row) => row.system === report.system);
	const own = ofSystem.filter((row) => row.key === key);
	const closed = (list: ApprovalRow[]) => list.filter(isOpen).map((row): ApprovalChange => ({ ...row, state: 'outdated', decidedAt: settings.now.toISOString(), occasion: 'close' }));
	// What was asked about another content is no question any more.
	const changed = closed(ofSystem.filter((row) => row.report === report.id && row.key !== key));
	// A rejection stands also where the rule that asked for it has been changed or removed since.
	const rejected = own.filter(({ state }) => state === 'rejected');
	if (rejected.length > 0) return { reasons: rejected.map(rejection), changes: [...changed, ...closed(own)] };
	const needed = neededFor(report, settings.rules);
	const isNeeded = (row: ApprovalRow) => needed.some(({ approver }) => approver === row.approver.toLowerCase());
	const checked: Checked = { reasons: [], changes: [...changed, ...closed(own.filter((row) => !isNeeded(row)))] };
	for (const one of needed) {
		const { reasons, changes } = checkNeeded(report, one, own, settings);
		checked.reasons.push(...reasons);
		checked.changes.push(...changes);
	}
	return checked;
}

/** What one approver has said to it, and whether that is enough. */
function checkNeeded(report: ExpenseReport, { approver, department }: Needed, own: ApprovalRow[], settings: ApprovalSettings): Checked {
	if (approver === undefined) return { reasons: [NOBODY], changes: [] };
	const asked = own.filter((row) => row.approver.toLowerCase() === approver && row.state !== 'outdated');
	if (asked.length === 0) return { reasons: [waits(approver)], changes: [{ ...questionOf(report, { approver, department }, settings), occasion: 'ask' }] };
	const checked: Checked = { reasons: [], changes: [] };
	// Where two runs have asked at the same time there are two rows, and both have to be answered.
	for (const row of asked) {
		if (row.state === 'approved') {
			if (isBy(report, row)) checked.reasons.push(THEMSELVES);
			continue;
		}
		const change = row.state === 'asked' ? changeOf(row, settings) : undefined;
		if (change !== undefined) checked.changes.push(change);
		checked.reasons.push((change ?? row).state === 'expired' ? expiry(row.approver) : waits(row.approver));
	}
	return checked;
}

function questionOf(report: ExpenseReport, { approver, department = '' }: { approver: string; department?: string }, { now, sync, workflow }: ApprovalSettings): ApprovalRow {
	return {
		key: approvalKey(report), system: report.system, report: report.id, name: report.name, workspace: report.workspace.name ?? report.workspace.id, department,
		amount: format(amountOf(report)), currency: report.currency, link: report.url ?? '', approver,
		state: 'asked', askedAt: now.toISOString(), remindedAt: '', decidedAt: '', decidedBy: '', reason: '', sync, workflow,
	};
}

/** A time that cannot be read closes and reminds nothing: the question goes on waiting. */
function changeOf(row: ApprovalRow, { now, remindAfterHours, expireAfterDays }: ApprovalSettings): ApprovalChange | undefined {
	const waited = now.getTime() - Date.parse(row.askedAt);
	if (expireAfterDays > 0 && waited >= expireAfterDays * 24 * HOUR) {
		return { ...row, state: 'expired', decidedAt: now.toISOString(), occasion: 'expire' };
	}
	if (remindAfterHours > 0 && waited >= remindAfterHours * HOUR && row.remindedAt === '') {
		return { ...row, remindedAt: now.toISOString(), occasion: 'remind' };
	}
	return undefined;
}

/** Somebody else may have answered for the approver, and that must not be the employee either. */
const isBy = ({ employee }: ExpenseReport, { decidedBy }: ApprovalRow): boolean => decidedBy !== '' && decidedBy.toLowerCase() === employee.email.trim().toLowerCase();

const NOBODY = approvalReason('validation', 'By the rules nobody but the employee would approve it.', 'Add a rule with another approver to Sync approval rules.');
const THEMSELVES = approvalReason('validation', 'It was approved by the employee, and somebody else has to.', 'Delete its row in Sync approvals to have it asked again.');
const waits = (approver: string): Reason =>
	approvalReason('waiting', `Waits for approval by ${approver}.`, 'It goes out with the first run after the approval.');
const expiry = (approver: string): Reason =>
	approvalReason('waiting', `The question to ${approver} has expired without an answer.`, 'Approve it after all, or delete its row in Sync approvals to have it asked again.');
const rejection = ({ approver, decidedBy, reason }: ApprovalRow): Reason =>
	approvalReason(
		'validation',
		`Rejected by ${decidedBy || approver}${reason === '' ? '.' : `: ${reason}`}`,
		'It is not exported. Correct the report in the source: a changed report is asked about again.',
	);
