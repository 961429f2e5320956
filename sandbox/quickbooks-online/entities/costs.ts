import { exact, type Exact, sum } from '../../frame/money';
import type { Books } from '../books/books';
import { toHome } from '../books/convert';
import type { Side } from '../books/tax';
import { type Body, type Kept, valueOf } from '../state/records';
import type { Posting } from './types';

/** A document's lines and tax by account, in the company's currency, and their sum to the cent. */
export function costs(books: Books, record: Kept, side: Side, sign: bigint): { entries: Posting[]; total: Exact } {
	const rate = exact((record.ExchangeRate as number | undefined) ?? 1); // set by the head
	const own = (amount: unknown) => toHome(exact(Number(amount)), rate) * sign;
	const entries = (record.Line as Body[]).flatMap((line): Posting[] => {
		const account = accountOfLine(books, line, side);
		// A discount is the other way round.
		if (line.DetailType === 'DiscountLineDetail') return [{ account: discountAccount(books, line), amount: -own(line.Amount) }];
		return account === undefined ? [] : [{ account, amount: own(line.Amount) }];
	});
	const tax = record.TxnTaxDetail as Body | undefined; // as worked out
	for (const line of (tax?.TaxLine as Body[] | undefined) ?? []) entries.push({ account: taxAccount(books), amount: own(line.Amount) });
	if (books.isUs && Number(tax?.TotalTax ?? 0) !== 0) entries.push({ account: taxAccount(books), amount: own(tax?.TotalTax) });
	return { entries, total: sum(entries.map(({ amount }) => amount)) };
}

function accountOfLine(books: Books, line: Body, side: Side): string | undefined {
	const direct = (line.AccountBasedExpenseLineDetail as Body | undefined)?.AccountRef;
	if (direct !== undefined) return valueOf(direct);
	const detail = (line.ItemBasedExpenseLineDetail ?? line.SalesItemLineDetail) as Body | undefined;
	const item = books.records.get('Item', valueOf(detail?.ItemRef));
	if (item === undefined) return side === 'Sales' && line.DetailType === 'SalesItemLineDetail' ? books.systemAccount('Services', 'Income', 'ServiceFeeIncome').Id : undefined;
	const account = side === 'Sales' ? item.IncomeAccountRef : item.Type === 'Inventory' ? item.AssetAccountRef : item.ExpenseAccountRef;
	return valueOf(account) ?? valueOf(item.IncomeAccountRef) ?? valueOf(item.ExpenseAccountRef);
}


export function taxAccount(books: Books): string {
	return (books.isUs ? books.systemAccount('Sales Tax Payable', 'Other Current Liability', 'SalesTaxPayable') : books.systemAccount('VAT Control', 'Other Current Liability', 'GlobalTaxPayable')).Id;
}

function discountAccount(books: Books, line: Body): string {
	const chosen = valueOf((line.DiscountLineDetail as Body).DiscountAccountRef);
	return chosen ?? books.systemAccount('Discounts given', 'Income', 'DiscountsRefundsGiven').Id;
}
