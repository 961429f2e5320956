import { parseDay } from '../../core/dates';
import type { ExpenseReport } from '../../core/model/report';
import { absolute, add, compare, isNegative, parseAmount, type Amount } from '../../core/money';
import { textOf } from '../refs';
import { readRows, type Problems } from '../rows';

/** From which amount on somebody has to approve a report before it is exported. What is absent means all. */
export interface ApprovalRule {
	/** Id or name of the workspace. */
	workspace?: string;
	/** Name or code of a tag, of any level. */
	department?: string;
	currency?: string;
	/** Decimal; approval is needed above it, not at it. */
	above: Amount;
	/** E-mail address. */
	approver: string;
	/** ISO day of the report's approval in the source from which on the rule counts. */
	from?: string;
}

/** What has to be approved of a report: one for each approver. */
export interface Needed {
	/** Absent where the rules name nobody but the employee. */
	approver?: string;
	/** Absent where the rule is for all departments. */
	department?: string;
}

/** Rows of the table of rules: workspace, department, above, currency, approver, from. */
export function readRules(value: unknown, problems: Problems): ApprovalRule[] {
	const rows = readRows(value, 'Approval Rules', ['approver', 'above', 'workspace', 'department', 'currency'], problems);
	return rows.flatMap(({ table, number, cells }) => {
		const above = parseAmount(cells.above);
		const currency = textOf(cells.currency)?.toUpperCase();
		const wrong = (what: string) => problems.push(`${table}, row ${number}: ${what}`);
		if (above === undefined || isNegative(above)) wrong('"above" is no amount such as 500 or 500.00');
		if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) wrong('"currency" is no currency code such as GBP');
		const approver = textOf(cells.approver);
		const day = textOf(cells.from);
		const from = parseDay(day);
		if (day !== undefined && from === undefined) wrong('"from" is no day such as 2026-11-30');
		if (above === undefined || approver === undefined) return [];
		return [{ above, currency, approver: approver.toLowerCase(), workspace: textOf(cells.workspace), department: textOf(cells.department), from }];
	});
}

/**
 * Who has to approve the report. For each department in it the closest rule counts: one for the department before one
 * for the workspace, before one for the currency, before one for all; of equally close ones the lowest amount. Nobody
 * approves a report of their own: then the next rule with another approver says who does, whatever its amount.
 */
export function neededFor(report: ExpenseReport, rules: ApprovalRule[]): Needed[] {
	const fitting = rules.filter(({ workspace, currency, from }) =>
		(workspace === undefined || same(workspace, report.workspace.id) || same(workspace, report.workspace.name)) &&
		(currency === undefined || currency === report.currency) &&
		(from === undefined || report.approved === undefined || report.approved >= from));
	const amount = amountOf(report);
	const employee = report.employee.email.trim().toLowerCase();
	const needed = new Map<string, Needed>();
	for (const tags of report.expenses.length === 0 ? [[]] : report.expenses.map((expense) => expense.tags)) {
		for (const [closest, ...further] of inOrder(fitting, tags.length === 0 ? [{ name: '' }] : tags)) {
			if (closest === undefined || compare(amount, closest.above) <= 0) continue;
			const approver = [closest, ...further].find((rule) => rule.approver !== employee)?.approver;
			if (!needed.has(approver ?? '')) needed.set(approver ?? '', { approver, department: closest.department });
		}
	}
	return [...needed.values()];
}

/**
 * The amount that rules look at: the report's total, or what its expenses add up to where that is more. A credit counts
 * as much as a cost. So a total that does not go with its expenses cannot slip below the limit.
 */
export function amountOf({ total, expenses }: ExpenseReport): Amount {
	const told = absolute(total);
	const sum = absolute(add(...expenses.map(({ amount }) => amount)));
	return compare(sum, told) > 0 ? sum : told;
}

type Tag = ExpenseReport['expenses'][number]['tags'][number];

/**
 * The rules for each department among the tags, closest first, those for all departments behind them. A tag that no
 * rule names does not loosen what a rule says for another tag of the same expense.
 */
function inOrder(rules: ApprovalRule[], tags: Tag[]): ApprovalRule[][] {
	const sorted = (list: ApprovalRule[]) => [...list].sort((a, b) => closeness(b) - closeness(a) || compare(a.above, b.above));
	const own = tags.map((tag) => rules.filter(({ department }) => department !== undefined && (same(department, tag.name) || same(department, tag.code))));
	const named = own.filter((found) => found.length > 0);
	const forAll = sorted(rules.filter(({ department }) => department === undefined));
	return named.length > 0 ? named.map((found) => [...sorted(found), ...forAll]) : [forAll];
}

function closeness({ workspace, currency }: ApprovalRule): number {
	return (workspace === undefined ? 0 : 2) + (currency === undefined ? 0 : 1);
}

function same(rule: string, given: string | undefined): boolean {
	return given !== undefined && rule.toLowerCase() === given.trim().toLowerCase();
}
