import type { Company } from '../frame/types';
import { COUNTED } from './state/expenses';
import { members } from './state/people';
import { categories, policies, type Policy, tagLists } from './state/policies';
import { fromCents } from './state/rates';
import { reportsWhere, STATES } from './state/reports';
import type { Store } from './state/store';

/** Rows of one table that the page shows; what lies beyond is counted in its title. */
const SHOWN = 200;

/** The workspaces with their reports, expenses, lists and people. */
export function lookInside(store: Store): Company[] {
	return policies(store).map((policy) => ({
		id: policy.id,
		name: `${policy.name} (${policy.currency})`,
		tables: [reportTable(store, policy), expenseTable(store, policy), categoryTable(store, policy), tagTable(store, policy), memberTable(store, policy)],
	}));
}

type Table = Company['tables'][number];

function reportTable(store: Store, { id }: Policy): Table {
	const labels = new Map(
		store.all("SELECT report_id, group_concat(label, ', ') AS labels FROM exp_labels WHERE ready_at <= ? GROUP BY report_id", store.now())
			.map((row) => [String(row.report_id), String(row.labels)]),
	);
	const reports = reportsWhere(store, 'r.policy_id = ?', [id], `ORDER BY r.created DESC, r.old_id DESC LIMIT ${SHOWN}`);
	return {
		title: title('Reports', count(store, 'exp_reports WHERE policy_id = ?', id)),
		columns: ['Report', 'Name', 'Employee', 'Status', 'Submitted', 'Approved', 'Total', 'Marked as exported'],
		rows: reports.map((report) => [
			report.id, report.name, report.employee, STATES[report.state], day(report.submitted), day(report.approved),
			`${fromCents(report.total)} ${report.currency}`, labels.get(report.id) ?? '',
		]),
	};
}

function expenseTable(store: Store, { id }: Policy): Table {
	const from = 'exp_expenses e JOIN exp_reports r ON r.id = e.report_id WHERE r.policy_id = ?';
	const rows = store.all(
		`SELECT e.*, r.currency AS report_currency, ${COUNTED} AS counted FROM ${from} ORDER BY e.position DESC LIMIT ${SHOWN}`, id,
	);
	return {
		title: title('Expenses', count(store, from, id)),
		columns: ['Report', 'Date', 'Merchant', 'Paid', 'Counts as', 'Category', 'Tag', 'Tax', 'Receipt', 'Comment'],
		rows: rows.map((row) => [
			String(row.report_id), String(row.modified_created ?? row.created), String(row.modified_merchant ?? row.merchant),
			`${fromCents(Number(row.modified_amount ?? row.amount))} ${String(row.currency)}`,
			`${fromCents(Number(row.counted))} ${String(row.report_currency)}`, String(row.category), String(row.tag),
			row.tax_code === null ? '' : `${String(row.tax_code)} ${row.tax_amount === null ? '' : fromCents(Number(row.tax_amount))}`,
			String(row.receipt_filename ?? ''), String(row.comment),
		]),
	};
}

function categoryTable(store: Store, { id }: Policy): Table {
	const rows = categories(store, id).map(({ name, glCode, enabled }) => [name, glCode, enabled ? 'yes' : 'no']);
	return { title: title('Categories', rows.length), columns: ['Category', 'GL code', 'Enabled'], rows: rows.slice(0, SHOWN) };
}

function tagTable(store: Store, { id }: Policy): Table {
	const rows = tagLists(store, id).flatMap((list) => list.tags.map(({ name, glCode, enabled }) => [list.name, name, glCode, enabled ? 'yes' : 'no']));
	return { title: title('Tags', rows.length), columns: ['List', 'Tag', 'GL code', 'Enabled'], rows: rows.slice(0, SHOWN) };
}

function memberTable(store: Store, { id }: Policy): Table {
	const rows = members(store, id).map(({ email, role, submitsTo, employeeID }) => [email, role, submitsTo, employeeID]);
	return { title: title('Members', rows.length), columns: ['E-mail', 'Role', 'Submits to', 'Employee'], rows: rows.slice(0, SHOWN) };
}

function title(name: string, all: number): string {
	return all > SHOWN ? `${name} (latest ${SHOWN} of ${all})` : name;
}

function count(store: Store, from: string, value: string): number {
	return Number(store.one(`SELECT count(*) AS n FROM ${from}`, value)?.n ?? 0);
}

function day(moment: string | null): string {
	return moment?.slice(0, 10) ?? '';
}
