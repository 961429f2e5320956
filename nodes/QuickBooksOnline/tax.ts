import type { BooksError } from '../core/errors';
import type { AnyDocument, Line } from '../core/model/documents';
import { add, divide, parseAmount } from '../core/money';
import { splitOf } from '../core/split';
import { lineTaxCode, unmapped } from './mapping';
import type { Rules } from './lists';
import type { LineTax } from './resolved';
import type { QboAccount, QboTaxCode, QboTaxRate } from './types';

export interface TaxLists {
	codes: QboTaxCode[];
	rates: QboTaxRate[];
}

/** Invoices and credits to customers are sales; a journal's line is what its account is. */
export function isSale({ kind }: AnyDocument, account?: QboAccount): boolean {
	return kind === 'invoice' || (kind === 'journal' && account?.Classification === 'Revenue');
}

/**
 * The tax of a line outside of the United States, where every line of a bill, credit, expense or invoice must have a
 * code: its own or that of its account. Source: Intuit, "Manage sales tax for non-US locales".
 */
export function lineTax(document: AnyDocument, line: Line, number: number, account: QboAccount | undefined, lists: TaxLists): LineTax | BooksError | undefined {
	const place = { line: number, field: 'taxRate' };
	const usual = account?.TaxCodeRef?.value;
	const wanted = line.taxRate ?? (usual === undefined ? undefined : { id: usual });
	if (wanted === undefined) {
		if (document.kind === 'journal') return undefined;
		return unmapped('The line has no tax code, and its account suggests none.', 'Map the tax of the line to a tax code of QuickBooks, or name a default tax rate.', place);
	}
	const code = lineTaxCode(lists.codes, wanted, number);
	if (!('Id' in code)) return code as BooksError; // a tax code of QuickBooks has an id
	const list = isSale(document, account) ? code.SalesTaxRateList : code.PurchaseTaxRateList;
	const rates = (list?.TaxRateDetail ?? []).map(({ TaxRateRef }) => {
		const rate = lists.rates.find(({ Id }) => Id === TaxRateRef.value);
		return { id: TaxRateRef.value, rate: divide(parseAmount(rate?.RateValue ?? 0) ?? '0', '100') };
	});
	if (list?.TaxRateDetail === undefined && code.Taxable === true) {
		const side = isSale(document, account) ? 'sales' : 'purchases';
		return unmapped(`The tax code ${code.Name} has no rate for ${side}.`, 'Map the line to a code that suits the document.', place);
	}
	const included = 'taxIncluded' in document ? document.taxIncluded : true;
	const split = splitOf(line, included, add('0', ...rates.map(({ rate }) => rate)), document.currency ?? 'GBP');
	return { codeId: code.Id ?? '', rates, ...split };
}

/** In the United States purchases carry no tax, and sales are taxed on top of their amount. Undefined where nothing is wrong. */
export function unitedStatesProblem(document: AnyDocument, line: Line, number: number): BooksError | undefined {
	if (document.kind !== 'invoice' || !isTaxable(line) || !document.taxIncluded) return undefined;
	return unmapped('Sales tax in the United States goes on top of the amount, not within.', 'Set "Tax Included" to false.', { line: number, field: 'taxRate' });
}

/** Lines of sales know two codes in the United States: TAX and NON. */
export function isTaxable({ taxRate }: Line): boolean {
	const named = taxRate?.id ?? taxRate?.code ?? taxRate?.name;
	return named !== undefined && named.toUpperCase() !== 'NON';
}

/** Whether lines of this document carry tax codes. */
export const carriesTax = ({ taxed }: Rules, { kind }: AnyDocument): boolean => taxed && kind !== 'payment';
