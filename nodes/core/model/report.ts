import { z } from 'zod';
import { amount, day } from './documents';

/**
 * Expense reports as spend systems hold them, and supplier invoices that people enter there. Amounts: decimal strings;
 * refunds are negative.
 */
const text = z.string('must be text');
const id = z.union([z.string(), z.number()]).transform(String);
const receipt = z.object({ url: text.optional(), fileName: text.optional(), id: text.optional() });

export const expenseLine = z.object({
	id,
	merchant: text.default(''),
	date: day,
	/** In the report's currency. */
	amount,
	/** As paid at the till; kept apart from the report's currency. */
	original: z.object({ amount, currency: text }).optional(),
	category: z.object({ name: text.optional(), code: text.optional() }).optional(),
	/** One entry per level, in the order of the workspace's tag lists. */
	tags: z.array(z.object({ name: text, code: text.optional() })).default([]),
	comment: text.optional(),
	billable: z.boolean().default(false),
	reimbursable: z.boolean().default(true),
	/** Set for company-card expenses: the card feed and card. */
	card: z.object({ bank: text.optional(), id: text.optional() }).optional(),
	tax: z.object({ code: text.optional(), name: text.optional(), percent: amount.optional(), amount: amount.optional() }).optional(),
	receipt: receipt.optional(),
	/** Further files, where an expense has several. */
	receipts: z.array(receipt).optional(),
});
export type ExpenseLine = z.infer<typeof expenseLine>;

export const expenseReport = z.object({
	kind: z.literal('expenseReport').default('expenseReport'),
	/** Name of the spend system in lower case: "expensify". */
	system: text,
	id,
	/** A supplier's invoice is one document to that supplier, dated and due as the supplier says. */
	type: z.enum(['expenses', 'supplierInvoice'], 'must be expenses or supplierInvoice').default('expenses'),
	number: text.optional(),
	/**
	 * A number that people know it by, unique in the source and never changed. Where there is one, it is the key of the
	 * one document that the report becomes, and stands as such in the books.
	 */
	reference: text.optional(),
	name: text.default(''),
	status: z.enum(['open', 'submitted', 'approved', 'reimbursed', 'closed'], 'must be open, submitted, approved, reimbursed or closed'),
	workspace: z.object({ id: text, name: text.optional() }),
	/** `code`: what the books call the employee, where the source knows. */
	employee: z
		.object({ email: text.default(''), name: text.optional(), id: text.optional(), code: text.optional() })
		.default({ email: '' }),
	supplier: z.object({ code: text.optional(), name: text.optional(), email: text.optional() }).optional(),
	/** The supplier's own number of the invoice. */
	supplierNumber: text.optional(),
	invoiceDate: day.optional(),
	dueDate: day.optional(),
	manager: z.object({ email: text }).optional(),
	currency: z.string().regex(/^[A-Z]{3}$/, 'must be a currency code such as "EUR"'),
	total: amount,
	created: day.optional(),
	submitted: day.optional(),
	approved: day.optional(),
	reimbursed: day.optional(),
	/** Link to the report for people. */
	url: text.optional(),
	expenses: z.array(expenseLine, 'must be a list of expenses'),
	raw: z.unknown().optional(),
});
export type ExpenseReport = z.infer<typeof expenseReport>;
