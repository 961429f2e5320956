import type { Line, Ref } from '../../core/model/documents';
import type { ExpenseLine, ExpenseReport } from '../../core/model/report';
import { mapping, validation, type Reason } from '../held';
import { isZero } from '../../core/money';
import { refText } from '../refs';
import type { ExpenseKind, Format, Settings } from '../settings';
import { codingOf } from './account';
import { called, describe, oneLine } from './description';
import { customerOf, dimensionsOf } from './dimensions';
import { employeeOf, supplierOf } from './party';

/** An expense as it goes into a document. */
export interface Entry {
	report: ExpenseReport;
	expense: ExpenseLine;
	kind: ExpenseKind;
	format: Exclude<Format, 'skip'>;
	line: Line;
	/** Absent for journals and expense reports, which have no supplier. */
	supplier?: Ref;
	/** Of an expense report. */
	employee?: Ref;
	/** For expenses: where the money came from. */
	bankAccount?: Ref;
}

export type Mapped = { entry: Entry } | { left: 'skipped' | 'zero' } | { reasons: Reason[] };

export function kindOf({ type }: ExpenseReport, expense: ExpenseLine): ExpenseKind {
	if (type === 'supplierInvoice') return type;
	return expense.reimbursable ? 'reimbursable' : 'companyCard';
}

/** One expense by settings and mapping tables. All that is missing is told at once. */
export function mapExpense(report: ExpenseReport, expense: ExpenseLine, settings: Settings): Mapped {
	const kind = kindOf(report, expense);
	const { format, supplierFrom, bankAccount: usual } = settings.kinds[kind];
	if (format === 'skip') return { left: 'skipped' };
	if (isZero(expense.amount) && settings.zeroAmount === 'skip') return { left: 'zero' };
	const reasons: Reason[] = [];
	if (isZero(expense.amount) && settings.zeroAmount === 'hold') {
		reasons.push(validation('amount', `${called(expense)} has the amount zero.`, 'Correct it in the report, or choose to skip zero amounts.', expense.id));
	}
	const isReport = format === 'expenseReport';
	const { account, expenseType, taxRate } = codingOf(report, expense, isReport, settings, reasons);
	const dimensions = dimensionsOf(report, expense, settings, reasons);
	const customer = customerOf(report, expense, settings, reasons);
	const supplier = format === 'bill' || format === 'expense' ? supplierOf(report, expense, supplierFrom, settings, reasons) : undefined;
	const employee = isReport ? employeeOf(report, expense, settings, reasons) : undefined;
	const bankAccount = format === 'expense' ? bankOf(report, expense, usual, settings, reasons) : undefined;
	if (reasons.length > 0) return { reasons };
	const line: Line = {
		description: describe(expense, report.currency),
		amount: expense.amount,
		...(account === undefined ? {} : { account }),
		...(expenseType === undefined ? {} : { expenseType }),
		...(isReport ? { date: expense.date, ...paidTo(expense) } : {}),
		...(taxRate === undefined ? {} : { taxRate }),
		...(settings.taxAmounts === 'report' && expense.tax?.amount !== undefined ? { taxAmount: expense.tax.amount } : {}),
		...(dimensions.length === 0 ? {} : { dimensions }),
		...(customer === undefined ? {} : { customer }),
		...(expense.billable ? { billable: true } : {}),
		sourceId: expense.id,
	};
	return { entry: { report, expense, kind, format, line, supplier, employee, bankAccount } };
}

/** Books keep it for each line of an expense report. */
function paidTo({ merchant }: ExpenseLine): Pick<Line, 'paidTo'> {
	const name = oneLine(merchant);
	return name === '' ? {} : { paidTo: name };
}

function bankOf(
	{ workspace }: ExpenseReport,
	expense: ExpenseLine,
	usual: Ref | undefined,
	{ tables }: Settings,
	reasons: Reason[],
): Ref | undefined {
	const { id, bank } = expense.card ?? {};
	const both = id === undefined || bank === undefined ? undefined : `${bank} ${id}`;
	const found = tables.cards.find(workspace, [id, both, bank]) ?? usual;
	if (found !== undefined && refText(found) !== '') return found;
	const card = both ?? id ?? bank;
	const what = card === undefined ? `${called(expense)} was paid by no known card` : `The card "${card}" is not in the card map`;
	const hint = 'Add the card to the card map, or name a bank account for all.';
	reasons.push(mapping('bankAccount', `${what}, and no bank account is set.`, hint, expense.id));
	return undefined;
}
