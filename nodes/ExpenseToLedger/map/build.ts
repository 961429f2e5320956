import { monthOf, type Day } from '../../core/dates';
import type { AnyDocument, Line, Ref } from '../../core/model/documents';
import { add, isNegative, isZero, negate, type Amount } from '../../core/money';
import type { Settings } from '../settings';
import { memoOf } from './description';
import { isAlone, isOneDocument, type Group } from './groups';
import { receiptsOf } from './receipts';

/** A group with what is known of its document. */
export interface Draft {
	group: Group;
	date: Day;
	/** Of a bill. */
	dueDate: Day;
	total: Amount;
}

export function totalOf({ entries }: Group): Amount {
	return add(...entries.map(({ line }) => line.amount));
}

/**
 * The document's day by the rule in the settings. Undefined where the report does not know it. A card expense that is
 * posted as an expense keeps its own day under any rule, since it must meet the card's statement.
 */
export function dateOf(group: Group, settings: Settings): Day | undefined {
	const { entries, kind, format } = group;
	const [first] = entries;
	if (first === undefined) return undefined;
	if (kind === 'supplierInvoice') return first.report.invoiceDate;
	if (kind === 'companyCard' && format === 'expense' && (isAlone(first, settings) || isOneDocument(first.report))) return first.expense.date;
	const { date } = settings;
	if (date === 'export') return settings.today;
	if (date === 'expense') return first.expense.date;
	if (date === 'lastExpense') return entries[entries.length - 1]?.expense.date;
	const days = entries.map(({ report }) => report[date]);
	return days.some((day) => day === undefined) ? undefined : (days as Day[]).sort().pop();
}

/**
 * The canonical document of a group. Amounts include tax, in the report's currency. A bill whose total is negative
 * becomes a supplier credit with its signs turned around; a journal's signs say it all; an expense stays negative,
 * which means that the money came back.
 */
export function build({ group, date, dueDate, total }: Draft, settings: Settings): AnyDocument {
	const { key, currency, format, entries } = group;
	const lines = entries.map(({ line }) => line);
	const [first] = entries;
	const reports = [...new Set(entries.map(({ report }) => report))];
	const from = first?.expense.date ?? date;
	const memo = memoOf(settings.memo, {
		reports,
		merchants: entries.map(({ expense }) => expense.merchant),
		from,
		to: entries[entries.length - 1]?.expense.date ?? from,
		month: monthOf(settings.grouping === 'employeeMonth' ? (reports[0]?.approved ?? date) : date),
	});
	const attachments = settings.receipts ? receiptsOf(entries) : [];
	const url = reports.length === 1 ? reports[0]?.url : undefined;
	const base = {
		key,
		date,
		currency,
		...(memo === '' ? {} : { memo }),
		...(url === undefined ? {} : { url }),
		...(attachments.length === 0 ? {} : { attachments }),
	};
	const supplier = group.supplier as Ref; // of bills and expenses
	if (format === 'journal') return { kind: 'journal', ...base, status: settings.status, lines: balanced(lines, total, memo, group, settings) };
	if (format === 'expense') {
		// Money has left the account already: there is nothing to approve, and books know no draft of it.
		return { kind: 'expense', ...base, supplier, bankAccount: group.bankAccount as Ref, taxIncluded: true, status: 'posted', lines };
	}
	if (format === 'expenseReport') {
		return { kind: 'employeeExpense', ...base, employee: group.employee as Ref, taxIncluded: true, status: settings.status, lines };
	}
	const number = group.kind === 'supplierInvoice' ? first?.report.supplierNumber : undefined;
	const taxed = { supplier, taxIncluded: true, status: settings.status, ...(number === undefined ? {} : { number }) };
	if (isNegative(total) && settings.negativeTotal === 'credit') {
		return { kind: 'supplierCredit', ...base, ...taxed, lines: lines.map(turned) };
	}
	return { kind: 'bill', ...base, ...taxed, dueDate, lines };
}

/** The credit side in one line. Lines that cancel each other need none, but a journal has two lines at least. */
function balanced(lines: Line[], total: Amount, memo: string, group: Group, settings: Settings): Line[] {
	if (isZero(total) && lines.length > 1) return lines;
	const contra: Line = { description: memo || group.key, amount: negate(total), account: settings.kinds[group.kind].contraAccount };
	return [...lines, contra];
}

function turned(line: Line): Line {
	const { amount, taxAmount } = line;
	return { ...line, amount: negate(amount), ...(taxAmount === undefined ? {} : { taxAmount: negate(taxAmount) }) };
}
