import { COUNTED } from './expenses';
import { nextReportId } from './ids';
import { policy } from './policies';
import type { Row, Store } from './store';

/** Filter words of the exporter, and the words that the website and the exports show. */
export const STATES = {
	OPEN: 'Open',
	SUBMITTED: 'Processing',
	APPROVED: 'Approved',
	REIMBURSED: 'Reimbursed',
	ARCHIVED: 'Closed',
} as const;
export type State = keyof typeof STATES;

export interface Report {
	id: string;
	oldId: number;
	policyID: string;
	name: string;
	employee: string;
	manager: string;
	state: State;
	currency: string;
	created: string;
	submitted: string | null;
	approved: string | null;
	reimbursed: string | null;
	fields: Record<string, string>;
	entryID: string;
	isACH: boolean;
	/** Whole cents of the report's currency. */
	total: number;
}

const WITH_TOTAL = `SELECT r.*, coalesce((SELECT sum(${COUNTED}) FROM exp_expenses e WHERE e.report_id = r.id), 0) AS total
	FROM exp_reports r`;

/** By its id, or by its number as older clients have it. */
export function report(store: Store, id: string): Report | undefined {
	const byNumber = /^\d{1,15}$/.test(id);
	const row = store.one(`${WITH_TOTAL} WHERE ${byNumber ? 'r.old_id' : 'r.id'} = ?`, byNumber ? Number(id) : id);
	return row && readReport(row);
}

/** `where` speaks of the table as `r`; `rest` orders and limits. */
export function reportsWhere(store: Store, where: string, values: Array<string | number>, rest = ''): Report[] {
	return store.all(`${WITH_TOTAL} WHERE ${where} ${rest || 'ORDER BY r.created, r.old_id'}`, ...values).map(readReport);
}

export function openReport(
	store: Store,
	wanted: { policyID: string; employee: string; name: string; created?: string; fields?: Record<string, string> },
): Report {
	const { id, oldId } = nextReportId(store);
	const managerRow = store.one('SELECT submits_to FROM exp_members WHERE policy_id = ? AND email = ?', wanted.policyID, wanted.employee);
	store.insert('exp_reports', {
		id, old_id: oldId, policy_id: wanted.policyID, name: wanted.name, employee: wanted.employee,
		manager: String(managerRow?.submits_to ?? ''), state: 'OPEN', currency: policy(store, wanted.policyID)?.currency ?? 'USD',
		created: wanted.created ?? store.moment(), fields: JSON.stringify(wanted.fields ?? {}),
	});
	return report(store, id) as Report;
}

export function labelsOf(store: Store, reportID: string): string[] {
	const sql = 'SELECT label FROM exp_labels WHERE report_id = ? AND ready_at <= ? ORDER BY label';
	return store.all(sql, reportID, store.now()).map((row) => String(row.label));
}

function readReport(row: Row): Report {
	const text = (value: unknown) => (value === null ? null : String(value));
	return {
		id: String(row.id), oldId: Number(row.old_id), policyID: String(row.policy_id), name: String(row.name),
		employee: String(row.employee), manager: String(row.manager), state: row.state as State, currency: String(row.currency),
		created: String(row.created), submitted: text(row.submitted), approved: text(row.approved), reimbursed: text(row.reimbursed),
		fields: JSON.parse(String(row.fields)) as Record<string, string>, entryID: String(row.entry_id), isACH: row.is_ach === 1,
		total: Number(row.total),
	};
}
