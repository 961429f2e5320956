import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { fold } from '../books/keys';
import { absolute, exact, round, share, sum, times, toNumber, toText } from '../../frame/money';
import type { Item, Line, LineAmountTypes, Price } from '../records';
import { amount, guid, list, object, text, type Read } from '../wire/read';
import { lineAccount, lineTax } from './accounts';
import { TRACKING, trackingOf } from './tracking';

export const LINE = object({
	LineItemID: guid,
	Description: text,
	Quantity: amount,
	UnitAmount: amount,
	ItemCode: text,
	AccountCode: text,
	AccountID: guid,
	TaxType: text,
	TaxAmount: amount,
	LineAmount: amount,
	DiscountRate: amount,
	DiscountAmount: amount,
	Tracking: TRACKING,
});
export const LINES = list(LINE);
export type LineSent = Read<typeof LINE>;

export interface LineRules {
	amounts: LineAmountTypes;
	/** Which of an item's two prices counts. */
	side: 'purchase' | 'sale';
	/** Decimals of UnitAmount. */
	places: 2 | 4;
	/** Whether the document is to be posted, or is a draft that may be incomplete. */
	posted: boolean;
	/** The lines so far: those named by their LineItemID keep it, the others are gone. */
	before: Line[];
}

/** Lines as Xero keeps them: amounts worked out, references resolved. What is wrong is added to `problems`. */
export function makeLines(books: Books, sent: LineSent[], rules: LineRules, problems: string[]): Line[] {
	return sent.map((line) => makeLine(books, line, rules, problems));
}

function makeLine(books: Books, sent: LineSent, rules: LineRules, problems: string[]): Line {
	const price = priceOf(books, sent, rules, problems);
	const Description = sent.Description ?? price.description;
	const account = lineAccount(
		books,
		{ AccountID: sent.AccountID, AccountCode: sent.AccountCode ?? price.AccountCode },
		problems,
	);
	const named = (sent.AccountCode ?? sent.AccountID ?? price.AccountCode ?? '') !== '';
	const valued = sent.UnitAmount !== undefined || sent.LineAmount !== undefined || price.UnitPrice !== undefined;
	if (rules.posted && valued && !named) problems.push('Account code or ID must be specified');
	if (rules.posted && (Description ?? '').trim() === '') problems.push('Description must not be empty');
	if ((Description ?? '').length > 4000) problems.push('Description must not be more than 4000 characters long');

	const Quantity = sent.Quantity ?? (valued ? 1 : undefined);
	const { UnitAmount, LineAmount } = amountsOf(
		{ ...sent, UnitAmount: sent.UnitAmount ?? price.UnitPrice },
		Quantity ?? 0,
		rules,
		problems,
	);
	const tax = rules.amounts === 'NoTax' ? undefined : lineTax(books, sent.TaxType ?? price.TaxType, account, problems);
	const keeps = rules.before.some(({ LineItemID }) => LineItemID === sent.LineItemID);
	return {
		LineItemID: keeps && sent.LineItemID !== undefined ? sent.LineItemID : randomUUID(),
		Description,
		Quantity,
		UnitAmount,
		LineAmount,
		ItemCode: sent.ItemCode,
		AccountCode: account?.Code,
		AccountID: account?.AccountID,
		TaxType: rules.amounts === 'NoTax' && account !== undefined ? 'NONE' : tax?.TaxType,
		TaxAmount: taxOf(sent.TaxAmount, LineAmount, tax?.EffectiveRate ?? 0, rules.amounts),
		DiscountRate: sent.DiscountRate,
		DiscountAmount: sent.DiscountAmount,
		Tracking: trackingOf(books, sent.Tracking, problems),
	};
}

function priceOf(
	books: Books,
	{ ItemCode }: LineSent,
	{ side }: LineRules,
	problems: string[],
): Price & { description?: string } {
	if (ItemCode === undefined || ItemCode === '') return {};
	const item: Item | undefined = books.list('Items', { number: [fold(ItemCode)] })[0];
	if (item === undefined) {
		problems.push(`Item code '${ItemCode}' is not valid`);
		return {};
	}
	return side === 'sale'
		? { ...item.SalesDetails, description: item.Description }
		: { ...item.PurchaseDetails, description: item.PurchaseDescription ?? item.Description };
}

function amountsOf(
	sent: LineSent,
	quantity: number,
	rules: LineRules,
	problems: string[],
): { UnitAmount?: number; LineAmount: number } {
	if (sent.UnitAmount === undefined) {
		if (sent.LineAmount === undefined) return { LineAmount: 0 };
		const whole = round(exact(sent.LineAmount));
		const unit = quantity === 0 ? whole : share(whole, exact(1), exact(quantity), rules.places);
		return { UnitAmount: toNumber(unit), LineAmount: toNumber(whole) };
	}
	const unit = round(exact(sent.UnitAmount), rules.places);
	const full = times(exact(quantity), unit);
	const discount =
		sent.DiscountAmount === undefined
			? share(full, exact(sent.DiscountRate ?? 0), exact(100), 4)
			: exact(sent.DiscountAmount);
	const line = round(full - discount);
	if (sent.LineAmount !== undefined && absolute(round(exact(sent.LineAmount)) - line) > exact('0.01')) {
		problems.push(
			`The line total ${toText(exact(sent.LineAmount))} does not match the expected line total ${toText(line)}`,
		);
	}
	return { UnitAmount: toNumber(unit), LineAmount: toNumber(line) };
}

function taxOf(sent: number | undefined, lineAmount: number, percent: number, amounts: LineAmountTypes): number {
	if (amounts === 'NoTax') return 0;
	return sent === undefined ? taxOn(lineAmount, percent, amounts) : toNumber(round(exact(sent)));
}

/** Tax of one line, rounded to the penny before lines are summed. Source: Xero, "Rounding in Xero". */
export function taxOn(lineAmount: number, percent: number, amounts: LineAmountTypes): number {
	const rate = exact(percent);
	if (amounts === 'NoTax') return 0;
	const base = amounts === 'Inclusive' ? exact(100) + rate : exact(100);
	return toNumber(share(exact(lineAmount), rate, base));
}

export function totalsOf(
	lines: Array<Pick<Line, 'LineAmount' | 'TaxAmount'>>,
	amounts: LineAmountTypes,
): { SubTotal: number; TotalTax: number; Total: number } {
	const whole = sum(lines.map(({ LineAmount }) => exact(LineAmount)));
	const tax = sum(lines.map(({ TaxAmount }) => exact(TaxAmount)));
	const net = amounts === 'Inclusive' ? whole - tax : whole;
	return { SubTotal: toNumber(net), TotalTax: toNumber(tax), Total: toNumber(net + tax) };
}
