import { exact, type Exact, round, share, sum, toNumber } from '../../frame/money';
import { type Body, type Kept, valueOf } from '../state/records';
import { business, fault } from '../wire/faults';
import type { Books } from './books';

export type Side = 'Purchase' | 'Sales';
export interface TaxedLine {
	net: Exact;
	/** Id of a TaxCode, or a US company's TAX and NON. */
	code: string | undefined;
	/** With tax, where the client gave it. */
	gross?: Exact;
}
export interface Taxed {
	/** Undefined where the document carries no tax at all. */
	detail?: Body;
	total: Exact;
}

/**
 * The tax of a document. In the US a total that is sent is kept; elsewhere tax is worked out from each line's code, and
 * tax lines that are sent override it. Source: Intuit, "Manage sales tax for US locales" and "… for non-US locales".
 */
export function taxOf(books: Books, side: Side, lines: TaxedLine[], calculation: unknown, sent: Body | undefined): Taxed {
	if (books.isUs) return usTax(side, lines, sent);
	if (calculation === 'NotApplicable') {
		if (sent !== undefined && Object.keys(sent).length > 0) throw fault(6170, undefined, 'TxnTaxDetail');
		return { total: 0n };
	}
	if (lines.some(({ code }) => code === undefined)) throw business('Make sure all your transactions have a VAT rate before you save.');
	const computed = computedTax(books, side, lines);
	const overriding = (sent?.TaxLine as Body[] | undefined) ?? [];
	const taxLines = overriding.length === 0 ? [...computed.values()].map(taxLine) : override(computed, overriding);
	const total = sum(taxLines.map(({ Amount }) => exact(Amount as number))); // made just above
	return { detail: { TotalTax: toNumber(total), TaxLine: taxLines }, total };
}

function usTax(side: Side, lines: TaxedLine[], sent: Body | undefined): Taxed {
	for (const { code } of lines) if (code !== undefined && code !== 'TAX' && code !== 'NON') throw fault(6100, 'Invalid Line TaxCode : Line TaxCode must be TAX or NON', 'TaxCodeRef');
	if (side === 'Purchase') return { total: 0n };
	const total = round(exact((sent?.TotalTax as number | undefined) ?? 0)); // checked as a number when it came in
	return { detail: { ...(sent?.TxnTaxCodeRef === undefined ? {} : { TxnTaxCodeRef: sent.TxnTaxCodeRef }), TotalTax: toNumber(total) }, total };
}

interface Computed {
	rate: Kept;
	net: Exact;
	tax: Exact;
}

function computedTax(books: Books, side: Side, lines: TaxedLine[]): Map<string, Computed> {
	const byRate = new Map<string, Computed>();
	for (const { net, code, gross } of lines) {
		const rates = ratesOf(books, side, code);
		for (const rate of rates) {
			const known = byRate.get(rate.Id) ?? { rate, net: 0n, tax: 0n };
			// A gross amount leaves what is between it and the net to its only rate.
			const tax = gross !== undefined && rates.length === 1 ? gross - net : share(net, exact(rate.RateValue as number), exact(100), 12);
			byRate.set(rate.Id, { rate, net: known.net + net, tax: known.tax + tax });
		}
	}
	return byRate;
}

/** A code's rates for one side. */
export function ratesOf(books: Books, side: Side, code: string | undefined): Kept[] {
	const record = books.records.get('TaxCode', code);
	const details = (record?.[`${side}TaxRateList`] as { TaxRateDetail?: Body[] } | undefined)?.TaxRateDetail ?? []; // as seeded or made
	return details.flatMap(({ TaxRateRef }) => books.records.get('TaxRate', valueOf(TaxRateRef)) ?? []);
}

function taxLine({ rate, net, tax }: Computed): Body {
	return {
		Amount: toNumber(round(tax)), DetailType: 'TaxLineDetail',
		TaxLineDetail: { TaxRateRef: { value: rate.Id }, PercentBased: true, TaxPercent: rate.RateValue, NetAmountTaxable: toNumber(round(net)) },
	};
}

function override(computed: Map<string, Computed>, sent: Body[]): Body[] {
	const seen = new Set<string>();
	return sent.map((line) => {
		const detail = (line.TaxLineDetail ?? {}) as Body;
		const id = valueOf(detail.TaxRateRef) ?? '';
		const own = computed.get(id);
		if (own === undefined || seen.has(id)) throw business('Tax rate is not valid for the tax codes on this transaction.');
		seen.add(id);
		const amount = exact((line.Amount as number | undefined) ?? 0); // checked when it came in
		const taxable = exact((detail.NetAmountTaxable as number | undefined) ?? toNumber(own.net));
		if (taxable !== round(own.net)) throw business('The net amount taxable does not match the sum of the lines with this rate.');
		const delta = amount - round(own.tax);
		return { ...taxLine({ ...own, tax: amount }), ...(delta === 0n ? {} : { OverrideDeltaAmount: toNumber(delta) }) };
	});
}
