import { add, compare, divide, isZero, multiply, round, subtract, toJsonNumber, type Amount } from '../../core/money';
import type { Resolved, ResolvedLine } from '../resolved';
import { isTaxable } from '../tax';
import type { QboTaxLine, QboTransaction } from '../types';
import { refTo } from '../wire';
import type { Signed } from './lines';

type Tax = Pick<QboTransaction, 'GlobalTaxCalculation' | 'TxnTaxDetail'>;

/**
 * How tax is to be taken, and where a line tells its own tax, or rounding would change a total with tax, the sums by
 * rate that QuickBooks is to book in place of its own. Nothing in the United States, nor where no line has a code.
 * Source: Intuit, "Manage sales tax for non-US locales".
 */
export function taxDetail({ document, lines }: Pick<Resolved<{ taxIncluded: boolean; currency?: string }>, 'document' | 'lines'>, signed: Signed): Tax {
	if (lines.every(({ tax }) => tax === undefined)) return {};
	const calculation = { GlobalTaxCalculation: document.taxIncluded ? ('TaxInclusive' as const) : ('TaxExcluded' as const) };
	const currency = document.currency ?? 'GBP';
	const byRate = new Map<string, { tax: Amount; net: Amount; rate: Amount }>();
	for (const line of lines) addShares(byRate, line, currency);
	// Tax that is rounded line by line may be a penny away from tax on the sum; the document's own total counts.
	const differs = document.taxIncluded && [...byRate.values()].some(({ tax, net, rate }) => compare(round(multiply(net, rate), currency), tax) !== 0);
	if (!differs && lines.every(({ line }) => line.taxAmount === undefined)) return calculation;
	const taxLines = [...byRate].map(([id, { tax, net, rate }]): QboTaxLine => ({
		Amount: toJsonNumber(signed(tax)),
		DetailType: 'TaxLineDetail',
		TaxLineDetail: { TaxRateRef: refTo(id), PercentBased: true, TaxPercent: toJsonNumber(multiply(rate, '100')), NetAmountTaxable: toJsonNumber(signed(net)) },
	}));
	const total = add('0', ...[...byRate.values()].map(({ tax }) => tax));
	return { ...calculation, TxnTaxDetail: { TotalTax: toJsonNumber(signed(total)), TaxLine: taxLines } };
}

/**
 * In the United States QuickBooks keeps a total of sales tax that is sent, and works out its own only where the company
 * has automated sales tax. A document whose lines tell their tax keeps its own total. Source: Intuit, "Manage sales tax
 * for US locales".
 */
export function salesTax({ lines, rules }: Pick<Resolved<unknown>, 'lines' | 'rules'>, signed: Signed): Pick<Tax, 'TxnTaxDetail'> {
	if (!rules.unitedStates || lines.every(({ line }) => line.taxAmount === undefined)) return {};
	const total = add('0', ...lines.map(({ line }) => (isTaxable(line) ? (line.taxAmount ?? '0') : '0')));
	return { TxnTaxDetail: { TotalTax: toJsonNumber(signed(total)) } };
}

/** A line's tax goes to the rates of its code in proportion; the last takes what rounding leaves. */
function addShares(byRate: Map<string, { tax: Amount; net: Amount; rate: Amount }>, { tax }: ResolvedLine, currency: string): void {
	if (tax === undefined) return;
	const whole = add('0', ...tax.rates.map(({ rate }) => rate));
	let left = tax.tax;
	tax.rates.forEach(({ id, rate }, index) => {
		const last = index === tax.rates.length - 1;
		const computed = isZero(whole) ? '0' : round(divide(multiply(tax.tax, rate), whole), currency);
		const share = last ? left : computed;
		left = subtract(left, share);
		const before = byRate.get(id) ?? { tax: '0', net: '0', rate };
		byRate.set(id, { rate, tax: add(before.tax, share), net: add(before.net, tax.net) });
	});
}
