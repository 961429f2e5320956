import type { CanonicalRecord } from '../../core/session';
import { compare, multiply, parseAmount } from '../../core/money';
import type { XmlElement } from '../../core/xml';
import { rowsIn, textIn } from '../../core/xml-elements';
import { isActive } from '../lists';

/** AccountsIQ's records as canonical ones. Where it has codes and no ids, the code is the id. */
export function toAccount(account: XmlElement): CanonicalRecord {
	const code = textIn(account, 'Code') ?? '';
	return {
		kind: 'account',
		id: code,
		code,
		name: textIn(account, 'Description') ?? code,
		active: isActive(account),
		type: textIn(account, 'AccountType'),
		class: classOf(account),
		currency: textIn(account, 'CurrencyCode'),
		taxRate: textIn(account, 'DefaultTaxID'),
		category: textIn(account, 'GLCategory'),
		subCategory: textIn(account, 'GLSubCategory'),
		group: textIn(account, 'GLGroup'),
		statement: textIn(account, 'BalanceSheetType'),
		needsBiCode: textIn(account, 'IsDepartmental') === 'true',
		raw: account,
	};
}

/** By the words of the category's type; undefined where they say nothing, since companies word them themselves. */
function classOf(account: XmlElement): string | undefined {
	const words = `${textIn(account, 'GLCategoryTypeDescription') ?? ''} ${textIn(account, 'GLCategory') ?? ''}`.toLowerCase();
	if (/overhead|expense|cost/.test(words)) return 'expense';
	if (/sales|turnover|income|revenue/.test(words)) return 'revenue';
	if (/liabilit|creditor/.test(words)) return 'liability';
	if (/capital|reserve|equity/.test(words)) return 'equity';
	return /asset|debtor|bank|cash/.test(words) ? 'asset' : undefined;
}

export function toBank(bank: XmlElement): CanonicalRecord {
	const code = textIn(bank, 'Code') ?? '';
	return {
		kind: 'bankAccount', id: code, code, name: textIn(bank, 'Name') ?? code, active: true, currency: textIn(bank, 'CurrencyCode'), raw: bank,
	};
}

export function toTaxRate(tax: XmlElement): CanonicalRecord {
	const code = textIn(tax, 'Code') ?? '';
	return {
		kind: 'taxRate', id: textIn(tax, 'ID') ?? code, code, name: textIn(tax, 'Description') ?? code, active: true, percent: percentOf(tax), raw: tax,
	};
}

/** A fraction, as far as known; a value above one can only be percent. */
export function rateOf(tax: XmlElement): string {
	const rate = parseAmount(textIn(tax, 'Rate')) ?? '0';
	return compare(rate, '1') > 0 ? multiply(rate, '0.01') : rate;
}

function percentOf(tax: XmlElement): string {
	return multiply(rateOf(tax), '100');
}

export const BI_CODE = 'BI Code';

/** BI codes are what a line carries; the analysis dimensions hang on them. To whoever maps, all are dimensions. */
export const biDimension: CanonicalRecord = { kind: 'dimension', id: BI_CODE, code: BI_CODE, name: BI_CODE, active: true, raw: {} };

export function toDimension(dimension: XmlElement, index: number): CanonicalRecord {
	const code = textIn(dimension, 'Code') ?? '';
	return { kind: 'dimension', id: code, code, name: textIn(dimension, 'Description') ?? code, active: true, position: index + 1, raw: dimension };
}

export function optionsOf(dimension: XmlElement): CanonicalRecord[] {
	const code = textIn(dimension, 'Code') ?? '';
	const name = textIn(dimension, 'Description') ?? code;
	return rowsIn(dimension.DimensionCodes, 'WSAnalysisDimensionCode').map((option) => {
		const own = textIn(option, 'Code') ?? '';
		return {
			kind: 'dimensionValue', id: `${code}/${own}`, code: own, name: textIn(option, 'Description') ?? own, active: true, dimension: { id: code, name }, raw: option,
		};
	});
}

export function toBiCode(department: XmlElement): CanonicalRecord {
	const code = textIn(department, 'DepartmentID') ?? '';
	const options = [1, 2, 3, 4, 5, 6].map((at) => textIn(department, `AnalysisCode${at}`));
	return {
		kind: 'dimensionValue', id: `${BI_CODE}/${code}`, code, name: textIn(department, 'Description') ?? code, active: isActive(department),
		dimension: { id: BI_CODE, name: BI_CODE }, options, raw: department,
	};
}

export const toParty = (kind: 'supplier' | 'customer') => (party: XmlElement): CanonicalRecord => {
	const code = textIn(party, 'Code') ?? '';
	return {
		kind,
		id: textIn(party, 'AccountID') ?? code,
		code,
		name: textIn(party, 'Name') ?? code,
		active: isActive(party),
		email: textIn(party, 'Email'),
		taxNumber: textIn(party, 'VATRegistrationNumber'),
		currency: textIn(party, 'CurrencyCode'),
		phone: textIn(party, 'Phone'),
		group: textIn(party, 'GroupID'),
		address: {
			line1: textIn(party, 'Address1'), line2: textIn(party, 'Address2'), city: textIn(party, 'City'),
			region: textIn(party, 'County_State'), postalCode: textIn(party, 'PostCode'), country: textIn(party, 'CountryCode'),
		},
		raw: party,
	};
};

export function toItem(item: XmlElement): CanonicalRecord {
	const code = textIn(item, 'StockItemID') ?? '';
	return {
		kind: 'item', id: code, code, name: textIn(item, 'Description') ?? code, active: textIn(item, 'Active') !== 'false',
		description: textIn(item, 'SalesDescription'), salesPrice: parseAmount(textIn(item, 'ItemPrice')),
		salesAccount: textIn(item, 'DefaultSalesGLAccountCode'), purchaseAccount: textIn(item, 'DefaultPurchasesGLAccountCode'), salesTaxRate: textIn(item, 'TaxCode'), raw: item,
	};
}

export function toCurrency(currency: XmlElement): CanonicalRecord {
	const code = textIn(currency, 'CurrencyCode') ?? '';
	return {
		kind: 'currency', id: code, code, name: textIn(currency, 'Description') ?? code, active: true,
		isBase: textIn(currency, 'IsBaseCurrency') === 'true', rate: parseAmount(textIn(currency, 'ExchangeRate')), raw: currency,
	};
}

export function toEntity(entity: XmlElement): CanonicalRecord {
	const id = textIn(entity, 'EntityID') ?? '';
	return { kind: 'company', id, code: id, name: textIn(entity, 'EntityName') ?? id, active: true, baseCurrency: textIn(entity, 'BaseCurrency'), raw: entity };
}

/** A financial period, for those who want to see what is open. */
export function toPeriod(period: XmlElement): CanonicalRecord {
	const id = textIn(period, 'PeriodID') ?? '';
	const closed = (ledger: string) => textIn(period, `${ledger}Closed`) === 'true' || textIn(period, 'FinancialYearClosed') === 'true';
	return {
		kind: 'period', id, code: id, name: textIn(period, 'PeriodName') ?? id, active: true, year: textIn(period, 'FinancialYear'),
		from: textIn(period, 'StartDate')?.slice(0, 10), to: textIn(period, 'EndDate')?.slice(0, 10),
		closed: { sales: closed('SalesLedger'), purchases: closed('PurchasesLedger'), general: closed('GeneralLedger') }, raw: period,
	};
}
