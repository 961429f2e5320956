import type { Ledger } from '../books/lookup';
import type { Entity } from '../state/entities';
import type { Data } from '../wire/shapes';

/** Accounts that every entity's chart has, by the name of their use. */
export const CONTROLS = {
	Sales: '1200', Purchases: '2100', General: '', salesVat: '2200', purchasesVat: '2201', sales: '4000', purchases: '5000', fluctuation: '7900', discount: '7910',
} as const;
/** The bank account in base currency. */
export const MAIN_BANK = '1000';

/** A supplier or customer as the company's defaults make it. Nothing is saved. */
export function newAccount(entity: Entity, ledger: Ledger): Data {
	return {
		LedgerType: ledger, Code: '', CountryCode: entity.currency === 'GBP' ? 'GB' : 'IE', Name: '', GroupID: 'STD', DefaultTaxCode: 'V0', AreaID: 'DEF',
		BankAccountCode: MAIN_BANK, CountryID: '', CreditTermID: '30', CurrencyCode: entity.currency, PaymentMethodID: 'BACS', AuthorUserID: '', ShipViaID: '',
		DiscountRate: '0', UseAccountTaxCode: false, DefaultGLAccountCode: ledger === 'Sales' ? CONTROLS.sales : CONTROLS.purchases,
		ControlGLAccountCode: CONTROLS[ledger], IsActive: true, Hold: 0, UseHeadOffice: false, IsHeadOffice: false, CreditLimit: '0', RegionID: '',
		PriorityID: '', DeliveryRouteID: '', PriceCategoryID: '', PriceListID: '', AccountReferralID: '', IsFranchise: false,
	};
}

export function newItem(id: string): Data {
	return {
		StockItemID: id, Description: '', SalesDescription: '', ItemGroupID: 'SERVICES', ItemTypeID: 'NonStock', ItemSubgroupID: '', DefaultLocationID: 'DEF',
		DefaultSublocationID: '', TaxCode: 'V20', ItemPrice: '0', UpdateOnHand: false, DefaultSalesGLAccountCode: CONTROLS.sales,
		DefaultPurchasesGLAccountCode: CONTROLS.purchases, Active: true, ReOrderLevel: '0', UseMarginWarning: false, Margin: '0', UniversalResourceNumber: '',
	};
}
