import { any, choice, day, email, type Field, type Fields, flag, list, money, object, own, quantity, ref, text } from './types';

/** Parts that many entities have. Lengths: Intuit's entity reference and schema. */
export const ADDRESS: Field = object({
	Id: text(50), Line1: text(500), Line2: text(500), Line3: text(500), Line4: text(500), Line5: text(500), City: text(255), Country: text(255),
	CountryCode: text(255), CountrySubDivisionCode: text(255), PostalCode: text(30), Lat: any, Long: any, Note: any,
});
export const EMAIL: Field = object({ Address: email(100) });
export const PHONE: Field = object({ FreeFormNumber: text(30), CountryCode: any, AreaCode: any, ExchangeCode: any, Extension: any });
export const WEB: Field = object({ URI: text(1000) });
export const CURRENCY: Field = ref();
export const CUSTOM_FIELDS: Field = list(object({ DefinitionId: text(50), Name: text(100), Type: text(50), StringValue: text(31), BooleanValue: flag, DateValue: day, NumberValue: quantity }));

export const PERSON: Fields = {
	DisplayName: text(500), Title: text(16), GivenName: text(100), MiddleName: text(100), FamilyName: text(100), Suffix: text(16), CompanyName: text(100),
	PrintOnCheckName: text(110), Active: flag, PrimaryPhone: PHONE, AlternatePhone: PHONE, Mobile: PHONE, Fax: PHONE, PrimaryEmailAddr: EMAIL, WebAddr: WEB,
	Notes: text(2000), CurrencyRef: CURRENCY, BillAddr: ADDRESS,
};

const LINK: Field = object({ TxnId: text(50), TxnType: text(50), TxnLineId: text(50) });
export const LINKS: Field = list(LINK);

const SHARED_DETAIL: Fields = {
	ClassRef: ref('Class'), CustomerRef: ref('Customer'), BillableStatus: choice('Billable', 'NotBillable', 'HasBeenBilled'), TaxCodeRef: ref('TaxCode'),
	TaxAmount: money, TaxInclusiveAmt: money, MarkupInfo: any, ProjectRef: any,
};
const LINE: Fields = { Id: text(50), LineNum: quantity, Description: text(4000), Amount: money, LinkedTxn: LINKS, CustomExtensions: any, CustomField: any, ProjectRef: any };

export const EXPENSE_LINE: Field = object({
	...LINE,
	DetailType: choice('AccountBasedExpenseLineDetail', 'ItemBasedExpenseLineDetail', 'DescriptionOnly'),
	AccountBasedExpenseLineDetail: object({ ...SHARED_DETAIL, AccountRef: ref('Account') }),
	ItemBasedExpenseLineDetail: object({ ...SHARED_DETAIL, ItemRef: ref('Item'), Qty: quantity, UnitPrice: quantity, PriceLevelRef: any, ItemAccountRef: any }),
	DescriptionLineDetail: any,
});
export const SALES_LINE: Field = object({
	...LINE,
	DetailType: choice('SalesItemLineDetail', 'SubTotalLineDetail', 'DescriptionOnly', 'DiscountLineDetail', 'GroupLineDetail'),
	SalesItemLineDetail: object({
		ItemRef: ref('Item'), ClassRef: ref('Class'), Qty: quantity, UnitPrice: quantity, TaxCodeRef: ref('TaxCode'), ServiceDate: day, ItemAccountRef: any,
		TaxInclusiveAmt: money, DiscountAmt: money, DiscountRate: quantity, MarkupInfo: any, PriceLevelRef: any, TaxClassificationRef: any, DeferredRevenue: flag,
	}),
	SubTotalLineDetail: any, DescriptionLineDetail: any,
	DiscountLineDetail: object({ PercentBased: flag, DiscountPercent: quantity, DiscountAccountRef: ref('Account'), ClassRef: ref('Class'), TaxCodeRef: ref('TaxCode') }),
	GroupLineDetail: any,
});

const TAX_DETAIL: Field = object({
	TotalTax: money, TxnTaxCodeRef: ref('TaxCode'), UseAutomatedSalesTax: flag,
	TaxLine: list(object({
		Id: any, LineNum: any, Amount: money, DetailType: text(50), OverrideDeltaAmount: any,
		TaxLineDetail: object({
			TaxRateRef: ref('TaxRate'), PercentBased: flag, TaxPercent: quantity, NetAmountTaxable: money, TaxInclusiveAmount: money, OverrideDeltaAmount: any, ServiceDate: day,
		}),
	})),
});

/** What every transaction may carry in its head. */
export const TRANSACTION: Fields = {
	TxnDate: day, DocNumber: text(21), PrivateNote: text(4000), DepartmentRef: ref('Department'), CurrencyRef: CURRENCY, ExchangeRate: { kind: 'number', places: 10 },
	TotalAmt: own, HomeTotalAmt: own, Balance: own, HomeBalance: own, LinkedTxn: LINKS, CustomField: CUSTOM_FIELDS, CustomExtensions: any, ProjectRef: any,
	GlobalTaxCalculation: choice('TaxExcluded', 'TaxInclusive', 'NotApplicable'), TxnTaxDetail: TAX_DETAIL, TxnSource: own, TransactionLocationType: any, RecurDataRef: own,
	ClassRef: ref('Class'),
};
