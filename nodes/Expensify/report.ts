import { parseDay } from '../core/dates';
import { BooksError, failed, type Outcome } from '../core/errors';
import { check } from '../core/model/check';
import { expenseReport, type ExpenseReport } from '../core/model/report';
import { add, fromCents, negate } from '../core/money';
import { toExpense, type ReadExpense } from './expense';
import { filled, printedCents, printedId } from './printed';
import type { ExportedReport } from './wire';

/** Some card feeds book a purchase negative. Refunds keep their sign otherwise. */
export type InvertSign = 'none' | 'card' | 'all';

/** The website's words, old and new, and the filter's. */
const STATES: Readonly<Record<string, ExpenseReport['status']>> = {
	open: 'open',
	draft: 'open',
	processing: 'submitted',
	submitted: 'submitted',
	outstanding: 'submitted',
	approved: 'approved',
	reimbursed: 'reimbursed',
	paid: 'reimbursed',
	closed: 'closed',
	archived: 'closed',
	done: 'closed',
};

export function stateOf(word: string | undefined): ExpenseReport['status'] | undefined {
	return STATES[`${word}`.trim().toLowerCase()];
}

/** Exported report to the canonical one. What cannot be read exactly is refused, never guessed. */
export function toReport(wire: ExportedReport, website: string, invert: InvertSign = 'none'): Outcome<ExpenseReport> {
	const id = printedId(wire.reportID);
	const status = stateOf(wire.status);
	if (status === undefined) {
		return refused(
			id,
			`Report ${id} has the state "${wire.status ?? ''}", which this node does not know`,
			'status',
		);
	}
	const currency = `${wire.currency ?? ''}`.trim().toUpperCase();
	const expenses = [];
	for (const line of wire.expenses ?? []) {
		const expense = toExpense(line, currency);
		if (!expense.ok) return failed(expense.error.at({ document: id }));
		expenses.push(inverted(expense.value, invert));
	}
	const cents = printedCents(wire.total ?? 0);
	if (cents === undefined) return refused(id, `The total of report ${id} is no number`, 'total');
	return check(
		expenseReport,
		{
			system: 'expensify',
			id,
			number: filled(wire.entryID),
			name: wire.reportName ?? '',
			status,
			workspace: { id: wire.policyID ?? '', name: filled(wire.policyName) },
			employee: {
				email: wire.accountEmail ?? '',
				name: filled(wire.submitterName),
				id: filled(printedId(wire.submitterUserID)),
			},
			manager: filled(wire.managerEmail) === undefined ? undefined : { email: wire.managerEmail },
			currency,
			total: invert === 'none' ? fromCents(cents) : add(...expenses.map(({ amount }) => amount)),
			created: parseDay(wire.created),
			submitted: parseDay(wire.submitted),
			approved: parseDay(wire.approved),
			reimbursed: parseDay(wire.reimbursed),
			url: reportLink(website, printedId(wire.oldReportID) || id),
			expenses,
			raw: wire,
		},
		`report ${id}`,
	);
}

/** The website that goes with an integration server: www.expensify.com for integrations.expensify.com. */
export function websiteOf(baseUrl: string): string {
	return baseUrl.replace(/\/+$/, '').replace('://integrations.', '://www.');
}

function reportLink(website: string, id: string): string {
	return `${website}/report?param=${encodeURIComponent(JSON.stringify({ pageReportID: id }))}`;
}

function inverted(expense: ReadExpense, invert: InvertSign): ReadExpense {
	if (invert === 'none' || (invert === 'card' && expense.card === undefined)) return expense;
	const { amount, original, tax } = expense;
	return {
		...expense,
		amount: negate(amount),
		original: original === undefined ? undefined : { ...original, amount: negate(original.amount) },
		tax: tax?.amount === undefined ? tax : { ...tax, amount: negate(tax.amount) },
	};
}

function refused(document: string, message: string, field: string): { ok: false; error: BooksError } {
	const hint = 'Look at the report in Expensify; the rest of the reports is not affected.';
	return failed(new BooksError({ message, category: 'validation', hint, document, field }));
}
