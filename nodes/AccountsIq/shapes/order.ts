import type { XmlElement } from '../../core/xml';

/** Fields in the order of the service's description. AccountsIQ leaves out empty texts when it answers. Source: AccountsIQ, WSDL, "Supplier", "StockItem". */
const PARTY =
	'AccountID ExternalApproverID LedgerType Code CountryCode Name GroupID DefaultTaxCode AreaID BankAccountCode CountryID CreditTermID CurrencyCode PaymentMethodID ' +
	'AuthorUserID ShipViaID CreationDate Address1 Address2 City County_State Country PostCode DeliveryName DeliveryAddress1 DeliveryAddress2 DeliveryCity ' +
	'DeliveryCounty_State DeliveryCountry DeliveryPostCode DeliveryContact DeliveryPhone DeliveryFax Phone Fax Email WebAddress Contact VATRegistrationNumber ' +
	'VATExemptReference DiscountRate UseAccountTaxCode DefaultGLAccountCode ControlGLAccountCode IsActive Hold HeadOfficeAccountID Notes UseHeadOffice IsHeadOffice ' +
	'CreditLimit RegionID PriorityID DeliveryRouteID PriceCategoryID PriceListID DepartmentID InternationalBankAccountNumber BankSortCode BankCode BankSwiftCode ' +
	'AccountReferralID MobilePhone IsFranchise ContractorTaxCode RowVersionNumber EDICentralID EPaymentReference SalesRepresentativeID';
const ITEM =
	'StockItemID Description SalesDescription ItemGroupID ItemTypeID ItemSubgroupID DefaultLocationID DefaultSublocationID TaxCode ItemPrice UpdateOnHand ' +
	'OpeningStockGLAccountCode ClosingStockGLAccountCode DefaultSalesGLAccountCode DefaultPurchasesGLAccountCode OpeningWorkInProgressGLAccountCode ' +
	'ClosingWorkInProgressGLAccountCode Active ReOrderLevel ItemPrice2 ItemPrice3 ItemPrice4 ItemPrice5 ItemPrice6 ItemPrice7 ItemPrice8 UseMarginWarning Margin ' +
	'UniversalResourceNumber RowVersionNumber Weight';

/** The record with its fields in AccountsIQ's order; fields that came later stay behind them, as AccountsIQ appends them. */
function inOrder(record: XmlElement, order: string): XmlElement {
	const ordered: XmlElement = {};
	for (const name of order.split(' ')) {
		const value = record[name];
		if (value !== undefined) ordered[name] = value;
	}
	return { ...ordered, ...record };
}

export const partyInOrder = (party: XmlElement): XmlElement => inOrder(party, PARTY);
export const itemInOrder = (item: XmlElement): XmlElement => inOrder(item, ITEM);
