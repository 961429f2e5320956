import { monthOf } from '../../core/dates';
import { documentKey } from '../../core/keys';
import type { Ref } from '../../core/model/documents';
import type { ExpenseReport } from '../../core/model/report';
import { fold } from '../lookup';
import { refText } from '../refs';
import type { ExpenseKind, Format, Settings } from '../settings';
import type { Entry } from './expense';

/** Expenses that make one document. */
export interface Group {
	/** The document's key: from the source alone, whatever the run's day and order. */
	key: string;
	kind: ExpenseKind;
	format: Exclude<Format, 'skip'>;
	currency: string;
	entries: Entry[];
	supplier?: Ref;
	/** Of an expense report. */
	employee?: Ref;
	bankAccount?: Ref;
}

/** First letters of the keys, per source system. */
const PREFIXES: Readonly<Record<string, string>> = { expensify: 'EXP', expensein: 'EXI' };

/** Of the kind and format, not of amounts: a report that turns from a bill into a credit keeps its keys. */
const LETTERS: Readonly<Record<ExpenseKind, Readonly<Record<Group['format'], string>>>> = {
	reimbursable: { bill: 'B', journal: 'J', expense: 'E', expenseReport: 'R' },
	companyCard: { bill: 'CB', journal: 'CJ', expense: 'CE', expenseReport: 'CR' },
	supplierInvoice: { bill: 'IB', journal: 'IJ', expense: 'IE', expenseReport: 'IR' },
};

/**
 * What stands or falls together: a report, or all reports of an employee that were approved in one month.
 * @returns undefined where the month is needed and not known
 */
export function unitOf(report: ExpenseReport, settings: Settings): string | undefined {
	const { system, workspace, id, employee, approved, currency } = report;
	if (settings.grouping !== 'employeeMonth' || isOneDocument(report)) return JSON.stringify([system, workspace.id, id]);
	if (approved === undefined) return undefined;
	return JSON.stringify([system, workspace.id, fold(employee.email), monthOf(approved), currency]);
}

/** Entries of one unit by document. The order of reports and expenses makes no difference to the result. */
export function groupsOf(entries: Entry[], settings: Settings): Group[] {
	const groups = new Map<string, Group>();
	for (const entry of entries) {
		const key = keyOf(entry, settings);
		const { kind, format, report, supplier, employee, bankAccount } = entry;
		const group = groups.get(key) ?? { key, kind, format, currency: report.currency, entries: [], supplier, employee, bankAccount };
		groups.set(key, group);
		group.entries.push(entry);
	}
	const all = [...groups.values()];
	for (const group of all) group.entries.sort(byDate);
	return all;
}

function keyOf(entry: Entry, settings: Settings): string {
	const { report, expense, kind, format } = entry;
	// A number of its own names the one document that the report is, whatever kind and supplier it has by now.
	if (report.reference !== undefined) {
		return documentKey(report.reference, ...(settings.grouping === 'expense' ? [expense.id] : []));
	}
	const prefix = PREFIXES[report.system] ?? report.system.toUpperCase();
	const letters = LETTERS[kind][format];
	if (isAlone(entry, settings)) return documentKey(prefix, report.id, letters, expense.id);
	const supplier = splitsBySupplier(entry, settings) ? [refText(entry.supplier ?? {})] : [];
	if (settings.grouping !== 'employeeMonth' || isOneDocument(report)) return documentKey(prefix, report.id, letters, ...supplier);
	const month = monthOf(report.approved ?? '').replace('-', '');
	return documentKey(prefix, month, fold(report.employee.email), letters, report.currency, report.workspace.id, ...supplier);
}

/** It has a number of its own, by which people look for it in the books; it is not put together with others. */
export function isOneDocument({ reference, type }: ExpenseReport): boolean {
	return reference !== undefined || type === 'supplierInvoice';
}

/** Card expenses must each meet their own line of the card's statement. */
export function isAlone({ kind, format, report }: Entry, { grouping }: Settings): boolean {
	return grouping === 'expense' || (kind === 'companyCard' && format === 'expense' && report.reference === undefined);
}

/** A bill has one supplier, so with merchants as suppliers there is one bill for each. */
function splitsBySupplier({ kind, format }: Entry, { kinds }: Settings): boolean {
	return (format === 'bill' || format === 'expense') && kinds[kind].supplierFrom === 'merchant';
}

function byDate(a: Entry, b: Entry): number {
	return compareText(a.expense.date, b.expense.date) || compareText(a.report.id, b.report.id) || compareText(a.expense.id, b.expense.id);
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
