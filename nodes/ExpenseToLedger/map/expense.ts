import type { Line, Ref } from '../../core/model/documents';
import type { ExpenseLine, ExpenseReport } from '../../core/model/report';
import { mapping, validation, type Reason } from '../held';
import { isZero } from '../../core/money';
import { supplierName } from '../merchant';
import { refOf, refText, textOf } from '../refs';
import type { ExpenseKind, Format, KindSettings, Settings } from '../settings';
import { merchantWords } from '../tables';
import { accountAndTax } from './account';
import { describe } from './description';
import { customerOf, dimensionsOf } from './dimensions';

/** An expense as it goes into a document. */
export interface Entry {
	report: ExpenseReport;
	expense: ExpenseLine;
	kind: ExpenseKind;
	format: Exclude<Format, 'skip'>;
	line: Line;
	/** Absent for journals, which have no supplier. */
	supplier?: Ref;
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
	const { account, taxRate } = accountAndTax(report, expense, settings, reasons);
	const dimensions = dimensionsOf(report, expense, settings, reasons);
	const customer = customerOf(report, expense, settings, reasons);
	const supplier = format === 'journal' ? undefined : supplierOf(report, expense, supplierFrom, settings, reasons);
	const bankAccount = format === 'expense' ? bankOf(report, expense, usual, settings, reasons) : undefined;
	if (reasons.length > 0) return { reasons };
	const line: Line = {
		description: describe(expense, report.currency),
		amount: expense.amount,
		account,
		...(taxRate === undefined ? {} : { taxRate }),
		...(settings.taxAmounts === 'report' && expense.tax?.amount !== undefined ? { taxAmount: expense.tax.amount } : {}),
		...(dimensions.length === 0 ? {} : { dimensions }),
		...(customer === undefined ? {} : { customer }),
		...(expense.billable ? { billable: true } : {}),
		sourceId: expense.id,
	};
	return { entry: { report, expense, kind, format, line, supplier, bankAccount } };
}

function supplierOf(
	{ workspace, employee, supplier }: ExpenseReport,
	expense: ExpenseLine,
	from: KindSettings['supplierFrom'],
	{ tables, defaultSupplier, unmappedMerchant }: Settings,
	reasons: Reason[],
): Ref | undefined {
	if (from === 'report') {
		const named = supplier === undefined ? undefined : refOf(supplier, 'name');
		if (named !== undefined) return named;
		reasons.push(mapping('supplier', 'The invoice names no supplier.', 'Choose the supplier in the invoice.', expense.id));
		return undefined;
	}
	if (from === 'employee') {
		const mapped = tables.employees.find(workspace, [employee.email, employee.name]);
		if (mapped !== undefined) return mapped;
		// What the books call this person is nothing that a name has to be guessed for.
		const code = textOf(employee.code);
		if (code !== undefined) return { code };
		const [email, name] = [textOf(employee.email), textOf(employee.name)];
		if (email !== undefined) return { email, name: name ?? email };
		if (name !== undefined) return { name };
		if (defaultSupplier !== undefined) return defaultSupplier;
		reasons.push(mapping('supplier', 'The report names no employee, so there is no supplier.', 'Name a default supplier.', expense.id));
		return undefined;
	}
	const listed = tables.merchants.covers(workspace);
	const mapped = listed ? tables.merchants.find(workspace, [expense.merchant, merchantWords(expense.merchant)]) : undefined;
	if (mapped !== undefined) return mapped;
	const name = supplierName(expense.merchant);
	if (unmappedMerchant === 'name' && name !== undefined) return { name };
	if (unmappedMerchant !== 'hold' && defaultSupplier !== undefined) return defaultSupplier;
	const what = name === undefined ? `${called(expense)} names no merchant` : `The merchant "${expense.merchant}" is not in the supplier map`;
	const hint = unmappedMerchant === 'hold' ? 'Add a row to the supplier map.' : 'Name the merchant in the report, or name a default supplier.';
	reasons.push(mapping('supplier', `${what}.`, hint, expense.id));
	return undefined;
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

function called({ merchant, date }: ExpenseLine): string {
	return `The expense ${merchant === '' ? '' : `"${merchant}" `}of ${date}`;
}
