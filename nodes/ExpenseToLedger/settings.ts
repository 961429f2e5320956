import type { Day } from '../core/dates';
import type { Ref } from '../core/model/documents';
import type { Tables } from './tables';

/** An expense is paid back to the employee, or was paid by the company's card; or it is a supplier's invoice. */
export type ExpenseKind = 'reimbursable' | 'companyCard' | 'supplierInvoice';
/** `expenseReport`: what the employee is owed, in books that keep employees and expense types apart from suppliers and accounts. */
export type Format = 'bill' | 'journal' | 'expense' | 'expenseReport' | 'skip';
export type Grouping = 'report' | 'employeeMonth' | 'expense';
export type DateRule = 'approved' | 'submitted' | 'expense' | 'lastExpense' | 'export';

export interface KindSettings {
	format: Format;
	/** `report`: the supplier that a supplier's invoice names. */
	supplierFrom: 'employee' | 'merchant' | 'report';
	/** The credit side of journals. */
	contraAccount?: Ref;
	/** Where money of expenses comes from, unless the card map names another. */
	bankAccount?: Ref;
}

/** How reports become documents. The same for all reports of a run; mapping rows may differ by workspace. */
export interface Settings {
	kinds: Record<ExpenseKind, KindSettings>;
	grouping: Grouping;
	date: DateRule;
	onlyApproved: boolean;
	status: 'draft' | 'submitted' | 'posted';
	unmappedCategory: 'hold' | 'defaultAccount';
	unmappedMerchant: 'name' | 'defaultSupplier' | 'hold';
	useCategoryCode: boolean;
	/** What the code of a category names in the books. */
	categoryCodes: 'account' | 'expenseType';
	useTaxCode: boolean;
	defaultAccount?: Ref;
	defaultTaxRate?: Ref;
	defaultSupplier?: Ref;
	zeroAmount: 'skip' | 'keep' | 'hold';
	zeroTotal: 'keep' | 'skip' | 'hold';
	negativeTotal: 'credit' | 'keep' | 'hold';
	/** Who says how much tax a line has: the books by their rate, or the report. */
	taxAmounts: 'books' | 'report';
	/** With placeholders, see `memo.ts`. */
	memo: string;
	dueDays: number;
	receipts: boolean;
	tables: Tables;
	/** The day of the run in the workflow's time zone. */
	today: Day;
}
