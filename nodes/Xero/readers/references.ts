import type {
	Account,
	Company,
	Currency,
	Dimension,
	DimensionValue,
	Item,
	Party,
	TaxRate,
} from '../../core/model/reference';
import { isActiveContact } from '../contacts';
import { isActive } from '../references';
import { lockedUntil } from '../resolve';
import type {
	XeroAccount,
	XeroAddress,
	XeroConnection,
	XeroContact,
	XeroCurrency,
	XeroItem,
	XeroOrganisation,
	XeroPhone,
	XeroTaxRate,
	XeroTrackingCategory,
	XeroTrackingOption,
} from '../types';
import { given, toAmount, toInstant } from '../wire';

/** Xero's reference records in the package's words; the vendor's own record goes along under `raw`. */

export function toAccount(account: XeroAccount): Account {
	return given({
		kind: account.Type === 'BANK' ? ('bankAccount' as const) : ('account' as const),
		id: account.AccountID,
		code: filled(account.Code),
		name: account.Name,
		active: isActive(account),
		type: account.Type === 'BANK' ? (account.BankAccountType ?? account.Type) : account.Type,
		class: account.Class?.toLowerCase(),
		currency: account.CurrencyCode,
		taxRate: filled(account.TaxType),
		description: filled(account.Description),
		forExpenses: account.ShowInExpenseClaims,
		changedAt: toInstant(account.UpdatedDateUTC),
		raw: account,
	});
}

/** Xero has one kind of contact; what it is to us depends on who asks. */
export function toParty(contact: XeroContact, kind: 'supplier' | 'customer'): Party {
	return given({
		kind,
		id: contact.ContactID ?? '',
		code: filled(contact.ContactNumber),
		externalId: filled(contact.ContactNumber),
		name: contact.Name ?? '',
		active: isActiveContact(contact),
		email: filled(contact.EmailAddress),
		accountNumber: filled(contact.AccountNumber),
		taxNumber: filled(contact.TaxNumber),
		currency: filled(contact.DefaultCurrency),
		firstName: filled(contact.FirstName),
		lastName: filled(contact.LastName),
		phone: toPhone(contact.Phones),
		address: toAddress(contact.Addresses),
		changedAt: toInstant(contact.UpdatedDateUTC),
		raw: contact,
	});
}

/** Xero answers with one entry per type, most of them empty; the default number and the postal address count. */
function toPhone(phones: XeroPhone[] = []): string | undefined {
	const phone = phones.find(({ PhoneType }) => PhoneType === 'DEFAULT');
	const parts = [phone?.PhoneCountryCode, phone?.PhoneAreaCode, phone?.PhoneNumber];
	return filled(parts.filter((part) => part !== undefined && part !== '').join(' '));
}

function toAddress(addresses: XeroAddress[] = []): Party['address'] {
	const address = addresses.find(({ AddressType }) => AddressType === 'POBOX');
	if (address === undefined) return undefined;
	const parts = given({
		line1: filled(address.AddressLine1),
		line2: filled(address.AddressLine2),
		city: filled(address.City),
		region: filled(address.Region),
		postalCode: filled(address.PostalCode),
		country: filled(address.Country),
	});
	return Object.keys(parts).length === 0 ? undefined : parts;
}

const CLASSES = ['Assets', 'Equity', 'Expenses', 'Liabilities', 'Revenue'] as const;

/** The tax type is both id and code: it is what lines carry. Percent is what Xero shows, compound parts included. */
export function toTaxRate(rate: XeroTaxRate): TaxRate {
	const percent = toAmount(rate.EffectiveRate ?? rate.DisplayTaxRate)?.replace(/\.?0+$/, '');
	return given({
		kind: 'taxRate' as const,
		id: rate.TaxType,
		code: rate.TaxType,
		name: rate.Name,
		active: isActive(rate),
		percent: percent === '' ? '0' : percent,
		appliesTo: CLASSES.filter((name) => rate[`CanApplyTo${name}`] === true).map((name) => name.toLowerCase()),
		raw: rate,
	});
}

export function toDimension(category: XeroTrackingCategory): Dimension {
	return {
		kind: 'dimension',
		id: category.TrackingCategoryID,
		name: category.Name,
		active: isActive(category),
		raw: category,
	};
}

export function toDimensionValue(option: XeroTrackingOption, category: XeroTrackingCategory): DimensionValue {
	return {
		kind: 'dimensionValue',
		id: option.TrackingOptionID,
		name: option.Name,
		active: isActive(option) && isActive(category),
		dimension: { id: category.TrackingCategoryID, name: category.Name },
		raw: option,
	};
}

export function toItem(item: XeroItem): Item {
	return given({
		kind: 'item' as const,
		id: item.ItemID ?? '',
		code: item.Code,
		name: filled(item.Name) ?? item.Code,
		active: true,
		description: filled(item.Description),
		salesPrice: toAmount(item.SalesDetails?.UnitPrice),
		purchasePrice: toAmount(item.PurchaseDetails?.UnitPrice),
		salesAccount: filled(item.SalesDetails?.AccountCode),
		purchaseAccount: filled(item.PurchaseDetails?.AccountCode),
		salesTaxRate: filled(item.SalesDetails?.TaxType),
		purchaseTaxRate: filled(item.PurchaseDetails?.TaxType),
		changedAt: toInstant(item.UpdatedDateUTC),
		raw: item,
	});
}

export function toCurrency(currency: XeroCurrency): Currency {
	return { kind: 'currency', id: currency.Code, code: currency.Code, name: currency.Description ?? currency.Code, active: true, raw: currency };
}

export function toCompany(connection: XeroConnection, organisation?: XeroOrganisation): Company {
	return given({
		kind: 'company' as const,
		id: connection.tenantId,
		code: organisation?.ShortCode,
		name: organisation?.Name ?? connection.tenantName ?? connection.tenantId,
		active: organisation?.OrganisationStatus === undefined || organisation.OrganisationStatus === 'ACTIVE',
		baseCurrency: organisation?.BaseCurrency,
		country: organisation?.CountryCode,
		lockedUntil: lockedUntil(organisation),
		changedAt: toInstant(connection.updatedDateUtc),
		raw: organisation ?? connection,
	});
}

function filled(text: string | undefined): string | undefined {
	return text === undefined || text === '' ? undefined : text;
}
