import { randomUUID } from 'node:crypto';
import { exact, toNumber } from '../../frame/money';
import { putDocument } from './documents';
import { makeLine, named, type NewLine, totalsOf } from './lines';
import { poundsFor } from './rates';
import { keepReceipt } from './receipts';
import { type Expense, type Invoice, SECTIONS, type Status, STATUSES, TYPES } from './shapes';
import { instant, type Store } from './store';

interface NewDocument {
	status?: Status;
	/** Day; today unless given. */
	date?: string;
	lines: NewLine[];
	/** Names of files, which are made after their endings. */
	receipts?: string[];
	approvedAt?: string;
	exportReference?: string;
	/** As the category, project or department of each line that names none. */
	department?: string;
}

export interface NewExpense extends NewDocument {
	type?: Expense['type'];
	section?: Expense['section'];
	/** Reference, e-mail address or id. */
	user?: string;
	merchant?: string;
	description?: string;
	purchaseMethod?: string;
	/** What was paid in; the lines' amounts are in it. */
	currency?: string;
	billable?: boolean;
	billed?: boolean;
	customFields?: Expense['customFields'];
}

export interface NewInvoice extends NewDocument {
	/** Reference, name or id. */
	supplier?: string;
	invoiceNumber: string;
	dueDate?: string;
	currency?: string;
}

const FIRST_EXPENSE = 10_201;
const FIRST_INVOICE = 5_001;
export const ACCOUNT_CURRENCY = 'GBP';

/** `at`: emulated milliseconds of the change. */
export function createExpense(store: Store, given: NewExpense, at?: number): Expense {
	oneOf('type', given.type, TYPES);
	oneOf('section', given.section, SECTIONS);
	const user = named(store, 'user', given.user);
	const currency = given.currency ?? ACCOUNT_CURRENCY;
	const rate = poundsFor(currency);
	const section = given.section ?? 'Reimbursable';
	const shared = sharedParts(store, given, rate, `EI${store.next('expense', FIRST_EXPENSE)}`);
	const paid = given.lines.reduce((total, line) => total + exact(line.gross), 0n);
	const expense: Expense = {
		id: shared.id, number: shared.number, type: given.type ?? 'Purchase', status: shared.status, section,
		userId: user === undefined ? null : String(user.id), userReference: (user?.reference as string | null | undefined) ?? null,
		userName: user === undefined ? 'Deleted user' : `${String(user.firstName)} ${String(user.lastName)}`, date: shared.date,
		merchant: given.merchant ?? '', description: given.description ?? '',
		purchaseMethod: given.purchaseMethod ?? (section === 'Reimbursable' ? 'Personal' : 'Company card'), currency: ACCOUNT_CURRENCY,
		exchangeRate: Number(rate), ...totalsOf(shared.lines), originalCurrency: currency, originalGross: toNumber(paid),
		billable: given.billable ?? false, billed: given.billed ?? false, lines: shared.lines, customFields: given.customFields ?? [],
		receipts: receiptsOf(store, shared.id, given, [given.merchant ?? '', shared.date]), ...shared.marks, updatedAt: '',
	};
	return putDocument(store, expense, at);
}

export function createInvoice(store: Store, given: NewInvoice, at?: number): Invoice {
	const supplier = named(store, 'supplier', given.supplier);
	const currency = given.currency ?? ACCOUNT_CURRENCY;
	// An invoice stands in the supplier's currency; its rate is told beside it.
	const shared = sharedParts(store, given, '1', `IN${store.next('invoice', FIRST_INVOICE)}`);
	const invoice: Invoice = {
		id: shared.id, number: shared.number, invoiceNumber: given.invoiceNumber, supplierId: supplier === undefined ? null : String(supplier.id),
		supplierReference: (supplier?.reference as string | null | undefined) ?? null, supplierName: String(supplier?.name ?? ''), date: shared.date,
		dueDate: given.dueDate ?? shared.date, currency, exchangeRate: Number(poundsFor(currency)), ...totalsOf(shared.lines),
		status: shared.status, lines: shared.lines, receipts: receiptsOf(store, shared.id, given, [String(supplier?.name ?? ''), given.invoiceNumber]),
		...shared.marks, updatedAt: '',
	};
	return putDocument(store, invoice, at);
}

function sharedParts(store: Store, given: NewDocument, rate: string, number: string) {
	oneOf('status', given.status, STATUSES);
	const status = given.status ?? 'Draft';
	const isApproved = status === 'Approved' || status === 'Completed';
	const now = instant(store.now());
	const completed = status === 'Completed';
	return {
		id: randomUUID(), number, status, date: given.date ?? now.slice(0, 10),
		lines: given.lines.map((line) => makeLine(store, { department: given.department, ...line }, rate)),
		marks: {
			approvedAt: given.approvedAt ?? (isApproved ? now : null), exportedAt: completed ? (given.approvedAt ?? now) : null,
			exportReference: given.exportReference ?? null, postingStatus: completed ? ('Complete' as const) : null, postingError: null,
		},
	};
}

function receiptsOf(store: Store, id: string, { receipts = [] }: NewDocument, lines: string[]) {
	return receipts.map((fileName) => keepReceipt(store, id, fileName, [...lines, fileName]));
}

function oneOf(field: string, value: string | undefined, known: readonly string[]): void {
	if (value !== undefined && !known.includes(value)) throw new RangeError(`"${field}" is ${known.join(', ')}, not "${value}"`);
}
