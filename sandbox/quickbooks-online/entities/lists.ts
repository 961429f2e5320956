import { classOf } from '../books/books';
import { CURRENCY } from '../schema/parts';
import { any, choice, day, flag, list, object, own, quantity, ref, text } from '../schema/types';
import { ApiFault, fault, faultError, required } from '../wire/faults';
import { ACCOUNT_TYPES, SUB_TYPES } from './account-types';
import { currencyRef } from './parties';
import { plainName, renameBelow, treeFields } from './trees';
import { valueOf } from '../state/records';
import type { Draft, Entity } from './types';

export const account: Entity = {
	name: 'Account', kind: 'list', settle: (books, record) => renameBelow(books, 'Account', record),
	fields: {
		Name: text(100), AcctNum: text(20), Description: text(100), Active: flag, SubAccount: flag, ParentRef: ref('Account'), AccountType: choice(...ACCOUNT_TYPES),
		AccountSubType: text(100), Classification: own, CurrentBalance: own, CurrentBalanceWithSubAccounts: own, CurrencyRef: CURRENCY, TaxCodeRef: ref('TaxCode'),
		TxnLocationType: any, AccountAlias: any, OpeningBalance: any, OpeningBalanceDate: any,
	},
	filters: {
		Name: 'name', FullyQualifiedName: 'text', AccountType: 'text', AccountSubType: 'text', Classification: 'text', Active: 'active', CurrentBalance: 'amount',
		AcctNum: 'text', SubAccount: 'flag', ParentRef: 'ref', Description: 'text',
	},
	build: (draft) => {
		const { books, fields, before } = draft;
		const subType = fields.AccountSubType as string | undefined; // text, checked when it came in
		const type = (fields.AccountType as string | undefined) ?? SUB_TYPES[subType ?? ''];
		if (type === undefined) throw required('AccountType');
		const parent = books.records.get('Account', valueOf(fields.ParentRef));
		if (parent !== undefined && parent.AccountType !== type) throw fault(6430, 'Invalid account type used : The parent account has another type', 'AccountType');
		return {
			CurrentBalance: 0, CurrentBalanceWithSubAccounts: 0, ...treeFields(draft, { entity: 'Account', sub: 'SubAccount', forbidden: /[":]/ }), AccountType: type,
			AccountSubType: subType ?? type.replaceAll(' ', ''), Classification: classOf(type), CurrencyRef: currencyRef(books, valueOf(fields.CurrencyRef) ?? valueOf(before?.CurrencyRef) ?? books.company.home),
		};
	},
};

export const klass: Entity = {
	name: 'Class', kind: 'list', settle: (books, record) => renameBelow(books, 'Class', record),
	fields: { Name: text(100), SubClass: flag, ParentRef: ref('Class'), Active: flag },
	filters: { Name: 'name', FullyQualifiedName: 'text', Active: 'active', SubClass: 'flag', ParentRef: 'ref' },
	build: (draft) => {
		needFeature(draft, draft.books.company.classes !== 'off', 'Class tracking');
		return treeFields(draft, { entity: 'Class', sub: 'SubClass', forbidden: /:/ });
	},
};

export const department: Entity = {
	name: 'Department', kind: 'list', settle: (books, record) => renameBelow(books, 'Department', record),
	fields: { Name: text(100), SubDepartment: flag, ParentRef: ref('Department'), Active: flag, Address: any },
	filters: { Name: 'name', FullyQualifiedName: 'text', Active: 'active', SubDepartment: 'flag', ParentRef: 'ref' },
	build: (draft) => {
		needFeature(draft, draft.books.company.locations, 'Location tracking');
		return treeFields(draft, { entity: 'Department', sub: 'SubDepartment', forbidden: /:/ });
	},
};

export const item: Entity = {
	name: 'Item', kind: 'list', settle: (books, record) => renameBelow(books, 'Item', record),
	fields: {
		Name: text(100), Sku: text(100), Description: text(4000), Active: flag, SubItem: flag, ParentRef: ref('Item'), Level: own, Taxable: flag, SalesTaxIncluded: flag,
		UnitPrice: quantity, Type: choice('Service', 'NonInventory', 'Inventory', 'Category', 'Group'), IncomeAccountRef: ref('Account'), PurchaseDesc: text(1000),
		PurchaseTaxIncluded: flag, PurchaseCost: quantity, ExpenseAccountRef: ref('Account'), AssetAccountRef: ref('Account'), TrackQtyOnHand: flag, QtyOnHand: quantity,
		InvStartDate: day, SalesTaxCodeRef: ref('TaxCode'), PurchaseTaxCodeRef: ref('TaxCode'), PrefVendorRef: ref('Vendor'), ClassRef: ref('Class'), ReorderPoint: quantity,
		ItemCategoryType: any, ItemGroupDetail: any, PrintGroupedItems: any, TaxClassificationRef: any, AbatementRate: any, ReverseChargeRate: any, ServiceType: any, Source: own,
		UQCDisplayText: any, UQCId: any, DeferredRevenue: any,
	},
	filters: { Name: 'name', FullyQualifiedName: 'text', Type: 'text', Active: 'active', Sku: 'text', UnitPrice: 'amount', ParentRef: 'ref', SubItem: 'flag', Taxable: 'flag' },
	build: (draft) => {
		const { fields } = draft;
		const type = (fields.Type as string | undefined) ?? 'NonInventory'; // one of the choices
		if (type !== 'Category' && type !== 'Group' && fields.IncomeAccountRef === undefined && fields.ExpenseAccountRef === undefined) throw required('IncomeAccountRef');
		if (type === 'Inventory') {
			if (fields.AssetAccountRef === undefined) throw fault(2020, 'An inventory assetaccount is required if you are tracking inventory quantities for this product.', 'AssetAccountRef');
			for (const name of ['QtyOnHand', 'InvStartDate']) if (fields[name] === undefined) throw required(name);
		}
		return {
			Taxable: draft.books.isUs, UnitPrice: 0, PurchaseCost: 0, TrackQtyOnHand: type === 'Inventory',
			...treeFields(draft, { entity: 'Item', sub: 'SubItem', forbidden: /:/ }), Type: type,
		};
	},
};

export const term: Entity = {
	name: 'Term', kind: 'list',
	fields: { Name: text(31), Active: flag, Type: own, DiscountPercent: quantity, DueDays: quantity, DiscountDays: quantity, DayOfMonthDue: quantity, DueNextMonthDays: quantity, DiscountDayOfMonth: quantity },
	filters: { Name: 'name', Active: 'active' },
	build: (draft) => {
		const { DueDays, DayOfMonthDue } = draft.fields;
		if (DueDays === undefined && DayOfMonthDue === undefined) throw required('DueDays');
		return { DiscountPercent: 0, DiscountDays: 0, ...plainName(draft, 'Term'), Type: DueDays === undefined ? 'DATE_DRIVEN' : 'STANDARD' };
	},
};

export const paymentMethod: Entity = {
	name: 'PaymentMethod', kind: 'list',
	fields: { Name: text(31), Active: flag, Type: choice('CREDIT_CARD', 'NON_CREDIT_CARD') },
	filters: { Name: 'name', Active: 'active', Type: 'text' },
	build: (draft) => ({ Type: 'NON_CREDIT_CARD', ...plainName(draft, 'PaymentMethod') }),
};

const RATE_LIST = object({ TaxRateDetail: list(any) });
export const taxCode: Entity = {
	name: 'TaxCode', kind: 'list', isReadOnly: true,
	fields: { Name: text(100), Description: text(100), Active: flag, Hidden: flag, Taxable: flag, TaxGroup: flag, SalesTaxRateList: RATE_LIST, PurchaseTaxRateList: RATE_LIST, TaxCodeConfigType: any },
	filters: { Name: 'name', Active: 'active', Taxable: 'flag', TaxGroup: 'flag', Description: 'text' },
};
export const taxRate: Entity = {
	name: 'TaxRate', kind: 'list', isReadOnly: true,
	fields: { Name: text(100), Description: text(100), Active: flag, RateValue: quantity, AgencyRef: any, TaxReturnLineRef: any, SpecialTaxType: any, DisplayType: any, EffectiveTaxRate: any },
	filters: { Name: 'name', Active: 'active', RateValue: 'amount' },
};
export const taxAgency: Entity = {
	name: 'TaxAgency', kind: 'other', fields: { DisplayName: text(100), TaxTrackedOnPurchases: any, TaxTrackedOnSales: any, TaxRegistrationNumber: any, LastFileDate: any, TaxAgencyConfig: any },
	filters: { DisplayName: 'name' },
	build: ({ fields }) => ({ TaxTrackedOnPurchases: false, TaxTrackedOnSales: true, ...fields }),
};

export const companyCurrency: Entity = {
	name: 'CompanyCurrency', kind: 'list', fields: { Code: text(3), Name: text(100), Active: flag, CustomField: any },
	filters: { Code: 'text', Name: 'name', Active: 'active' },
	build: ({ books, fields }) => {
		if (!books.company.multiCurrency) throw fault(5030, 'Feature Not Supported Error : Multicurrency is not enabled for this company', '');
		if (fields.Code === undefined) throw required('Code');
		return { Name: fields.Code, ...fields, Active: fields.Active !== false };
	},
};

export const companyInfo: Entity = {
	name: 'CompanyInfo', kind: 'other',
	fields: {
		CompanyName: text(1024), LegalName: text(1024), CompanyAddr: any, CustomerCommunicationAddr: any, LegalAddr: any, CustomerCommunicationEmailAddr: any, PrimaryPhone: any,
		CompanyStartDate: own, FiscalYearStartMonth: own, Country: any, Email: any, WebAddr: any, SupportedLanguages: own, NameValue: own, DefaultTimeZone: own, EmployerId: any,
	},
	filters: {},
	build: ({ fields }) => fields,
};

export const preferences: Entity = {
	name: 'Preferences', kind: 'other',
	fields: {
		AccountingInfoPrefs: any, ProductAndServicesPrefs: any, SalesFormsPrefs: any, EmailMessagesPrefs: any, VendorAndPurchasesPrefs: any, TimeTrackingPrefs: any, TaxPrefs: any,
		CurrencyPrefs: any, ReportPrefs: any, OtherPrefs: any,
	},
	filters: {}, isReadOnly: true,
};

/** A company without the feature has no such list. The live text could not be confirmed. */
function needFeature({ books }: Draft, isOn: boolean, feature: string): void {
	if (!isOn) throw new ApiFault([faultError(5030, `Feature Not Supported Error : ${feature} is not turned on, or not part of QuickBooks Online ${books.company.plan}.`)]);
}

