import { parseDay } from '../core/dates';
import { BooksError, failed, ok, type Outcome } from '../core/errors';
import type { ExpenseLine } from '../core/model/report';
import { fromCents, parseAmount } from '../core/money';
import { filled, printedCents, printedFlag, printedId } from './printed';
import { splitTag } from './tag-text';
import { TAG_LEVELS } from './template';
import type { ExportedExpense, Printed } from './wire';

/** The wire's shape, before the model's schema has filled in what is left out. */
export type ReadExpense = Omit<ExpenseLine, 'tags'> & { tags: Array<{ name: string; code?: string }> };

/**
 * Exported expense to the canonical line. What a person changed (`modified...`) counts before what the receipt or the
 * card feed said. Amounts come in cents, negative for refunds; dates have no time zone.
 */
export function toExpense(wire: ExportedExpense, reportCurrency: string): Outcome<ReadExpense> {
	const id = printedId(wire.transactionID);
	const currency = filled(wire.currency)?.toUpperCase() ?? reportCurrency;
	const original = modified(wire.modifiedAmount) ?? printedCents(wire.amount);
	if (original === undefined)
		return refused(id, `has the amount "${wire.amount ?? ''}", which is no number of cents`);
	const inReport =
		currency === reportCurrency ? (modified(wire.convertedAmount) ?? original) : printedCents(wire.convertedAmount);
	if (inReport === undefined) {
		return refused(id, `is in ${currency} and has no amount in ${reportCurrency}, the report's currency`);
	}
	const date = parseDay(filled(wire.modifiedCreated) ?? wire.created);
	if (date === undefined) return refused(id, `has the date "${wire.created ?? ''}", which is none`);
	const reimbursable = printedFlag(wire.reimbursable, true);
	return ok({
		id,
		merchant: filled(wire.modifiedMerchant) ?? filled(wire.merchant) ?? '',
		date,
		amount: fromCents(inReport),
		original: currency === reportCurrency ? undefined : { amount: fromCents(original), currency },
		category: anyOf({ name: filled(wire.category), code: filled(wire.categoryGlCode) }),
		tags: tagsOf(wire),
		comment: filled(wire.comment),
		billable: printedFlag(wire.billable, false),
		reimbursable,
		// A personal card may be imported too; what its owner gets back is no company card's.
		card: reimbursable ? undefined : anyOf({ bank: filled(wire.bank), id: filled(printedId(wire.cardID)) }),
		tax: taxOf(wire),
		receipt: anyOf({
			url: filled(wire.receiptURL),
			fileName: filled(wire.receiptFilename),
			id: filled(printedId(wire.receiptID)),
		}),
	});
}

/** Zero stands for "not modified" and "not converted", as in Expensify's own app. */
function modified(value: Printed | undefined): string | undefined {
	const cents = printedCents(value);
	return cents === '0' ? undefined : cents;
}

/**
 * Levels as the server splits them, or else the joined text split here. A level left empty keeps its place, with an
 * empty name: the level behind it would otherwise be taken for it.
 */
function tagsOf(wire: ExportedExpense): ReadExpense['tags'] {
	const last = TAG_LEVELS.findLast((level) => filled(wire[`ntag${level}`]) !== undefined) ?? 0;
	const levels: ReadExpense['tags'] = TAG_LEVELS.slice(0, last).map((level) => ({
		name: filled(wire[`ntag${level}`]) ?? '',
		code: filled(wire[`ntag${level}GlCode`]),
	}));
	if (last === 0) levels.push(...splitTag(filled(wire.tag) ?? '').map((name) => ({ name })));
	const [only] = levels;
	if (levels.length === 1 && only !== undefined) only.code ??= filled(wire.tagGlCode);
	return levels.map(({ name, code }) => (code === undefined ? { name } : { name, code }));
}

function taxOf(wire: ExportedExpense): ReadExpense['tax'] {
	const cents = printedCents(wire.modifiedTaxAmount) ?? printedCents(wire.taxAmount);
	const tax = anyOf({
		code: filled(wire.taxCode),
		name: filled(wire.taxName),
		percent: parseAmount(`${wire.taxRate ?? ''}`.replace('%', '')),
		amount: cents === undefined ? undefined : fromCents(cents),
	});
	// A bare zero without a rate says that there is no tax at all.
	return tax?.code === undefined && tax?.name === undefined && (cents ?? '0') === '0' ? undefined : tax;
}

function anyOf<R extends Record<string, string | undefined>>(record: R): R | undefined {
	return Object.values(record).some((value) => value !== undefined) ? record : undefined;
}

function refused(id: string, what: string): { ok: false; error: BooksError } {
	return failed(
		new BooksError({
			message: `Expense ${id} ${what}`,
			category: 'validation',
			hint: 'Correct the expense in Expensify; other reports are not affected.',
		}),
	);
}
