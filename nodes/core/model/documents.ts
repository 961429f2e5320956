import { z } from 'zod';
import { parseAmount } from '../money';
import { parseDay } from '../dates';

/**
 * The canonical documents. Shapes are checked where they enter a node (see `check.ts`); amounts are decimal strings in
 * the document's currency, dates ISO days. A reference names a record of the books by whichever of its names is known;
 * the ledger resolves it.
 */
export const amount = z.preprocess(
	(value) => parseAmount(value) ?? value,
	z.string('must be an amount such as "12.50"').regex(/^-?\d+(\.\d+)?$/, 'must be an amount such as "12.50"'),
);
export const day = z.preprocess(
	(value) => parseDay(value) ?? value,
	z.string('must be a date such as "2026-11-03"').regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as "2026-11-03"'),
);
const text = z.string('must be text');
const filled = z.string('must be text').trim().min(1, 'must not be empty');
const currency = z.string('must be a currency code such as "EUR"').regex(/^[A-Z]{3}$/, 'must be a currency code such as "EUR"');

export const ref = z
	.object({ id: filled, code: filled, name: filled, email: filled })
	.partial()
	.refine((value) => Object.values(value).some((part) => part !== undefined), 'needs an id, code, name or email');
export type Ref = z.infer<typeof ref>;

export const dimensionChoice = z.object({
	/** The dimension itself: a tracking category, class, department. May be left out where the value's id tells it. */
	dimension: ref.optional(),
	value: ref,
});

export const attachment = z.object({
	fileName: filled,
	url: text.optional(),
	/** Name of the n8n binary property that holds the file. */
	binaryProperty: text.optional(),
});

/** Where a document came from. Travels with it untouched, so that what follows the posting knows what was posted. */
export const origin = z
	.object({
		system: text,
		/** "supplierInvoice" for a supplier's invoice; absent for expenses. */
		type: text.optional(),
		workspace: text.optional(),
		/** Ids of the source records (reports) that this document carries, wholly or in part. */
		reports: z.array(filled).optional(),
		/** Keys of all documents that these source records turned into, this one included. */
		keys: z.array(filled).optional(),
		employee: text.optional(),
	})
	.loose();

/** A field that nobody knows is an error: a misspelt `taxrate` would otherwise mean the default tax. */
const line = z.strictObject({
	description: text.optional(),
	/** The line's total in the document's currency; with tax where `taxIncluded`. */
	amount,
	quantity: amount.optional(),
	unitAmount: amount.optional(),
	account: ref.optional(),
	/** In place of an account, where the books code what employees claim by types of expense. */
	expenseType: ref.optional(),
	/** When the expense of this line was made, where the books keep a day for each. */
	date: day.optional(),
	/** Whom it was paid to, where the books keep that for each line. */
	paidTo: text.optional(),
	item: ref.optional(),
	taxRate: ref.optional(),
	/** Overrides the tax that the books would compute. */
	taxAmount: amount.optional(),
	dimensions: z.array(dimensionChoice).optional(),
	customer: ref.optional(),
	billable: z.boolean('must be true or false').optional(),
	/** The source's own id of the line (an expense), for error texts and reconciliation. */
	sourceId: text.optional(),
});
export type Line = z.infer<typeof line>;

const base = {
	/** The document key: made from the source, the same for ever. See `once.ts`. */
	key: filled,
	date: day,
	currency: currency.optional(),
	/** Units of the document's currency for one unit of the company's base currency. */
	exchangeRate: amount.optional(),
	memo: text.optional(),
	/** Link to the source record. */
	url: text.optional(),
	attachments: z.array(attachment).optional(),
	origin: origin.optional(),
};
const taxed = {
	taxIncluded: z.boolean('must be true or false').default(true),
	status: z.enum(['draft', 'submitted', 'posted'], 'must be draft, submitted or posted').default('posted'),
	lines: z.array(line, 'must be a list of lines').min(1, 'needs at least one line'),
	/** The other side's own number for it: the supplier's invoice number, our invoice number. */
	number: text.optional(),
	dueDate: day.optional(),
};

export const bill = z.object({ kind: z.literal('bill').default('bill'), ...base, ...taxed, supplier: ref });
export const supplierCredit = z.object({
	kind: z.literal('supplierCredit').default('supplierCredit'), ...base, ...taxed, supplier: ref,
});
export const invoice = z.object({ kind: z.literal('invoice').default('invoice'), ...base, ...taxed, customer: ref });
/** Money spent from a bank or card account; a negative total is money that came back. */
export const expense = z.object({
	kind: z.literal('expense').default('expense'), ...base, ...taxed, supplier: ref, bankAccount: ref,
});
/** What an employee is owed for a report, in books that keep employees apart from suppliers. */
export const employeeExpense = z.object({
	kind: z.literal('employeeExpense').default('employeeExpense'), ...base, ...taxed, employee: ref,
});
export const journal = z.object({
	kind: z.literal('journal').default('journal'),
	...base,
	status: taxed.status,
	/** Amounts: debit positive, credit negative; they sum to zero. */
	lines: z.array(line, 'must be a list of lines').min(2, 'needs at least two lines'),
});
export const payment = z.object({
	kind: z.literal('payment').default('payment'),
	...base,
	/** `in`: a customer pays invoices. `out`: we pay bills. */
	direction: z.enum(['in', 'out'], 'must be in or out'),
	bankAccount: ref,
	/** The document paid, by the vendor's id, its number or our key. */
	document: z.object({ id: filled, number: filled, key: filled }).partial()
		.refine((value) => Object.values(value).some((part) => part !== undefined), 'needs an id, number or key'),
	amount,
});

export const DOCUMENT_SCHEMAS = { bill, supplierCredit, invoice, expense, employeeExpense, journal, payment } as const;
export type DocumentKind = keyof typeof DOCUMENT_SCHEMAS;
export const isDocumentKind = (kind: string): kind is DocumentKind => Object.hasOwn(DOCUMENT_SCHEMAS, kind);
/** Kinds of any books; the expense report of an employee is a module that only some have. */
export type CommonKind = Exclude<DocumentKind, 'employeeExpense'>;
export type Bill = z.infer<typeof bill>;
export type SupplierCredit = z.infer<typeof supplierCredit>;
export type Invoice = z.infer<typeof invoice>;
export type Expense = z.infer<typeof expense>;
export type EmployeeExpense = z.infer<typeof employeeExpense>;
export type Journal = z.infer<typeof journal>;
export type Payment = z.infer<typeof payment>;
export interface DocumentOf {
	bill: Bill;
	supplierCredit: SupplierCredit;
	invoice: Invoice;
	expense: Expense;
	employeeExpense: EmployeeExpense;
	journal: Journal;
	payment: Payment;
}
export type AnyDocument = DocumentOf[DocumentKind];
