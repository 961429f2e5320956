import type { Line } from '../../core/model/documents';
import { compare, multiply, negate, round, toJsonNumber, type Amount } from '../../core/money';
import type { ResolvedLine } from '../resolved';
import type { XeroAccount, XeroJournalLine, XeroLine } from '../types';
import { cut, given, toNumber } from '../wire';

/** Longest description of a line. Source: Xero, "Invoices". */
const DESCRIPTION = 4000;
/** Decimals of a unit amount with unitdp=4. */
const UNIT_DECIMALS = 4;

/**
 * A line of a bill, credit, invoice or bank transaction.
 * @param flip true where the vendor wants the opposite sign: a negative bill is a positive credit note
 * @param fallback description of a line that has none; Xero wants at least one character
 */
export function toLine({ line, account, taxType, itemCode, tracking }: ResolvedLine, flip: boolean, fallback: string): XeroLine {
	const signed = (amount: Amount) => (flip ? negate(amount) : amount);
	const { quantity, unitAmount } = quantityAndUnit(line);
	return given({
		Description: cut(line.description?.trim() || fallback, DESCRIPTION),
		Quantity: toJsonNumber(quantity),
		UnitAmount: toJsonNumber(signed(unitAmount)),
		ItemCode: itemCode,
		...accountOf(account),
		TaxType: taxType,
		TaxAmount: line.taxAmount === undefined ? undefined : toJsonNumber(signed(line.taxAmount)),
		Tracking: tracking.length === 0 ? undefined : tracking,
	});
}

/** A journal line: debit positive, credit negative. */
export function toJournalLine({ line, account, taxType, tracking }: ResolvedLine, fallback: string): XeroJournalLine {
	return given({
		LineAmount: toJsonNumber(line.amount),
		...accountOf(account),
		Description: cut(line.description?.trim() || fallback, DESCRIPTION),
		TaxType: taxType,
		TaxAmount: toNumber(line.taxAmount),
		Tracking: tracking.length === 0 ? undefined : tracking,
	});
}

/**
 * Quantity and unit amount as given where Xero's own product of the two is the line's amount; else one unit of the
 * whole. The amount is what counts: a price with too many decimals must not change a total.
 */
function quantityAndUnit({ amount, quantity, unitAmount }: Line): { quantity: Amount; unitAmount: Amount } {
	if (quantity !== undefined && unitAmount !== undefined && decimals(unitAmount) <= UNIT_DECIMALS && decimals(quantity) <= 4) {
		// Xero rounds a line to hundredths in every currency.
		if (compare(round(multiply(quantity, unitAmount), 'GBP'), amount) === 0 && compare(quantity, '0') > 0) {
			return { quantity, unitAmount };
		}
	}
	return { quantity: '1', unitAmount: amount };
}

function decimals(amount: Amount): number {
	return (amount.split('.')[1] ?? '').replace(/0+$/, '').length;
}

/** Bank accounts may lack a code, every account has an id; a code is what people know in the books. */
function accountOf(account: XeroAccount | undefined): { AccountCode?: string; AccountID?: string } {
	if (account === undefined) return {};
	return account.Code === undefined || account.Code === '' ? { AccountID: account.AccountID } : { AccountCode: account.Code };
}
