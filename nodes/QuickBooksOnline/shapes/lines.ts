import type { Line } from '../../core/model/documents';
import { absolute, compare, isNegative, multiply, negate, round, toJsonNumber, type Amount } from '../../core/money';
import type { Resolved, ResolvedLine } from '../resolved';
import { isTaxable } from '../tax';
import type { QboExpenseDetail, QboLine, QboTransaction } from '../types';
import { cut, filled, given, refTo } from '../wire';

/** Longest description of a line. Source: Intuit, entity reference. */
const DESCRIPTION = 4000;
/** Decimals that QuickBooks keeps of quantities and prices. */
const PRICE_DECIMALS = 5;

type Taxed = Pick<Resolved<{ taxIncluded: boolean; currency?: string }>, 'document' | 'rules'>;
/** Turns amounts around: a negative bill is a positive credit. */
export type Signed = (amount: Amount) => Amount;
export const asIs: Signed = (amount) => amount;
export const turned: Signed = (amount) => negate(amount);

/** A line of a bill, supplier credit or purchase: by account, or by item where it has one. */
export function toExpenseLine(resolved: ResolvedLine, whole: Taxed, signed: Signed): QboLine {
	const { line, account, item, customerId } = resolved;
	const detail: QboExpenseDetail = given({
		...coding(resolved, whole),
		...taxOf(resolved, whole, signed),
		CustomerRef: customerId === undefined ? undefined : refTo(customerId),
		// Without a word QuickBooks may make a line for a customer billable.
		BillableStatus: customerId === undefined ? undefined : line.billable === true ? ('Billable' as const) : ('NotBillable' as const),
	});
	const base = given({ Description: describe(line), Amount: netOf(resolved, signed) });
	if (item === undefined) return { ...base, DetailType: 'AccountBasedExpenseLineDetail', AccountBasedExpenseLineDetail: { AccountRef: refTo(account?.Id ?? ''), ...detail } };
	return { ...base, DetailType: 'ItemBasedExpenseLineDetail', ItemBasedExpenseLineDetail: { ItemRef: refTo(item.Id ?? ''), ...quantities(resolved, signed), ...detail } };
}

/** A line of an invoice or of a credit to a customer. */
export function toSalesLine(resolved: ResolvedLine, whole: Taxed, signed: Signed): QboLine {
	const { line, item } = resolved;
	const taxCode = whole.rules.unitedStates ? { TaxCodeRef: refTo(isTaxable(line) ? 'TAX' : 'NON') } : taxOf(resolved, whole, signed);
	return {
		...given({ Description: describe(line), Amount: netOf(resolved, signed) }),
		DetailType: 'SalesItemLineDetail',
		SalesItemLineDetail: given({ ItemRef: refTo(item?.Id ?? ''), ...quantities(resolved, signed), ...coding(resolved, whole), ...taxCode }),
	};
}

/** A journal line: debit positive, credit negative. Amounts on the wire have no sign. */
export function toJournalLine({ line, account, classId, departmentId, customerId, tax }: ResolvedLine, fallback: string): QboLine {
	const sale = account?.Classification === 'Revenue';
	return {
		Description: cut(describe(line) ?? fallback, DESCRIPTION),
		Amount: toJsonNumber(absolute(tax?.net ?? line.amount)),
		DetailType: 'JournalEntryLineDetail',
		JournalEntryLineDetail: given({
			PostingType: isNegative(line.amount) ? ('Credit' as const) : ('Debit' as const),
			AccountRef: refTo(account?.Id ?? ''),
			ClassRef: classId === undefined ? undefined : refTo(classId),
			DepartmentRef: departmentId === undefined ? undefined : refTo(departmentId),
			Entity: customerId === undefined ? undefined : { Type: 'Customer', EntityRef: refTo(customerId) },
			...(tax === undefined ? {} : {
				TaxCodeRef: refTo(tax.codeId),
				TaxApplicableOn: sale ? ('Sales' as const) : ('Purchase' as const),
				TaxAmount: toJsonNumber(absolute(tax.tax)),
				TaxInclusiveAmt: toJsonNumber(absolute(line.amount)),
			}),
		}),
	};
}

/** Class of the line, where the company has one for each line. */
function coding({ classId }: ResolvedLine, { rules }: Taxed): { ClassRef?: { value: string } } {
	return classId === undefined || rules.classPerTransaction ? {} : { ClassRef: refTo(classId) };
}

/** QuickBooks wants the amount without tax, and the one with tax beside it where the document's amounts hold it. */
function taxOf({ line, tax }: ResolvedLine, { document }: Taxed, signed: Signed): Pick<QboExpenseDetail, 'TaxCodeRef' | 'TaxInclusiveAmt'> {
	if (tax === undefined) return {};
	return { TaxCodeRef: refTo(tax.codeId), ...(document.taxIncluded ? { TaxInclusiveAmt: toJsonNumber(signed(line.amount)) } : {}) };
}

const netOf = ({ line, tax }: ResolvedLine, signed: Signed): number => toJsonNumber(signed(tax?.net ?? line.amount));

/**
 * Quantity and price as given where their product, rounded to cents, is the line's amount; else one of the whole. The
 * amount is what counts, and QuickBooks refuses one that is another product.
 */
function quantities({ line, tax }: ResolvedLine, signed: Signed): { Qty: number; UnitPrice: number } {
	const amount = tax?.net ?? line.amount;
	const { quantity, unitAmount } = line;
	if (quantity !== undefined && unitAmount !== undefined && compare(quantity, '0') > 0 && decimals(unitAmount) <= PRICE_DECIMALS && decimals(quantity) <= PRICE_DECIMALS) {
		if (compare(round(multiply(quantity, unitAmount), 'USD'), amount) === 0) return { Qty: toJsonNumber(quantity), UnitPrice: toJsonNumber(signed(unitAmount)) };
	}
	return { Qty: 1, UnitPrice: toJsonNumber(signed(amount)) };
}

function decimals(amount: Amount): number {
	return (amount.split('.')[1] ?? '').replace(/0+$/, '').length;
}

function describe({ description }: Line): string | undefined {
	const text = filled(description?.trim());
	return text === undefined ? undefined : cut(text, DESCRIPTION);
}

/** Class and department of a whole transaction: those of its lines where all agree. */
export function headerDimensions({ lines, rules }: Pick<Resolved<unknown>, 'lines' | 'rules'>): Pick<QboTransaction, 'ClassRef' | 'DepartmentRef'> {
	const common = (values: Array<string | undefined>) => (new Set(values).size === 1 ? values[0] : undefined);
	const department = common(lines.map(({ departmentId }) => departmentId));
	const ofClass = rules.classPerTransaction ? common(lines.map(({ classId }) => classId)) : undefined;
	return given({
		DepartmentRef: department === undefined ? undefined : refTo(department),
		ClassRef: ofClass === undefined ? undefined : refTo(ofClass),
	});
}
