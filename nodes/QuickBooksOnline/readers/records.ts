import type { Account, Company, Currency, Dimension, DimensionValue, Item, Party, TaxRate } from '../../core/model/reference';
import { add, parseAmount } from '../../core/money';
import type { CanonicalRecord } from '../../core/session';
import { isActive, type Rules } from '../lists';
import { dimensionId } from '../mapping';
import type { QboAccount, QboAddress, QboCompany, QboCurrency, QboItem, QboNamed, QboParty, QboTaxCode, QboTaxRate } from '../types';
import { filled, given, toAmount, toInstant } from '../wire';

/** QuickBooks' reference records in the package's words; the vendor's own record goes along under `raw`. */

/** QuickBooks marks the name of what was made inactive. */
const nameOf = (name: string | undefined): string => (name ?? '').replace(/ \(deleted\)$/i, '');
/** A whole path, with that mark at none of its parts. */
const pathOf = (path: string | undefined): string | undefined => filled(path?.replace(/ \(deleted\)(?=:|$)/gi, ''));
const parentOf = (ref: { value: string; name?: string } | undefined) => (ref === undefined ? undefined : given({ id: ref.value, name: filled(ref.name) }));
const shared = (record: { Id?: string; SyncToken?: string; MetaData?: { LastUpdatedTime?: string }; Active?: boolean }) => ({
	id: record.Id ?? '', active: isActive(record), version: record.SyncToken, changedAt: toInstant(record.MetaData?.LastUpdatedTime), raw: record,
});

export const isBank = ({ AccountType }: QboAccount): boolean => AccountType === 'Bank' || AccountType === 'Credit Card';

export function toAccount(account: QboAccount): Account & { parent?: Party['parent']; path?: string } {
	return given({
		...shared(account),
		kind: isBank(account) ? ('bankAccount' as const) : ('account' as const),
		code: filled(account.AcctNum),
		name: nameOf(account.Name),
		path: pathOf(account.FullyQualifiedName),
		type: account.AccountType,
		subType: account.AccountSubType,
		class: account.Classification?.toLowerCase(),
		currency: account.CurrencyRef?.value,
		taxRate: filled(account.TaxCodeRef?.name) ?? account.TaxCodeRef?.value,
		description: filled(account.Description),
		parent: parentOf(account.ParentRef),
	});
}

/** A code is the supplier's account number; customers have none. A sub-customer, job or site names its parent. */
export const toParty = (kind: Party['kind']) => (party: QboParty): Party & { path?: string; shippingAddress?: Party['address'] } => {
	const code = filled(party.AcctNum) ?? filled(party.EmployeeNumber);
	return given({
		...shared(party),
		kind,
		code,
		accountNumber: filled(party.AcctNum),
		name: nameOf(party.DisplayName),
		path: pathOf(party.FullyQualifiedName),
		email: filled(party.PrimaryEmailAddr?.Address),
		phone: filled(party.PrimaryPhone?.FreeFormNumber),
		mobile: filled(party.Mobile?.FreeFormNumber),
		fax: filled(party.Fax?.FreeFormNumber),
		firstName: filled(party.GivenName),
		lastName: filled(party.FamilyName),
		companyName: filled(party.CompanyName),
		taxNumber: filled(party.TaxIdentifier),
		currency: party.CurrencyRef?.value,
		address: toAddress(party.BillAddr ?? party.PrimaryAddr),
		shippingAddress: toAddress(party.ShipAddr),
		parent: parentOf(party.ParentRef),
		isProject: party.IsProject,
		notes: filled(party.Notes),
	});
};

function toAddress(address: QboAddress | undefined): Party['address'] {
	if (address === undefined) return undefined;
	const parts = given({
		line1: filled(address.Line1), line2: filled(address.Line2), city: filled(address.City), region: filled(address.CountrySubDivisionCode),
		postalCode: filled(address.PostalCode), country: filled(address.Country),
	});
	return Object.keys(parts).length === 0 ? undefined : parts;
}

export function toItem(item: QboItem): Item & { type?: string; path?: string } {
	return given({
		...shared(item),
		kind: 'item' as const,
		code: filled(item.Sku),
		name: nameOf(item.Name),
		path: pathOf(item.FullyQualifiedName),
		type: item.Type,
		description: filled(item.Description),
		salesPrice: toAmount(item.UnitPrice),
		purchasePrice: toAmount(item.PurchaseCost),
		salesAccount: item.IncomeAccountRef?.value,
		purchaseAccount: item.ExpenseAccountRef?.value,
		parent: parentOf(item.ParentRef),
	});
}

/** Percent is the sum of the rates that the code is made of; purchases where the code has rates for both. */
export const toTaxCode = (rates: QboTaxRate[]) => (code: QboTaxCode): TaxRate => {
	const percentOf = (list: QboTaxCode['SalesTaxRateList']) => list?.TaxRateDetail === undefined ? undefined
		: add('0', ...list.TaxRateDetail.map(({ TaxRateRef }) => parseAmount(rates.find(({ Id }) => Id === TaxRateRef.value)?.RateValue ?? 0) ?? '0'));
	const [purchase, sales] = [percentOf(code.PurchaseTaxRateList), percentOf(code.SalesTaxRateList)];
	return given({
		...shared(code),
		kind: 'taxRate' as const,
		code: code.Name,
		name: nameOf(code.Name),
		description: filled(code.Description),
		percent: purchase ?? sales,
		appliesTo: [...(purchase === undefined ? [] : ['purchases']), ...(sales === undefined ? [] : ['sales'])],
	});
};

export function toNamed(kind: string) {
	return (record: QboNamed): CanonicalRecord =>
		given({
			...shared(record), kind, name: nameOf(record.Name), path: pathOf(record.FullyQualifiedName), parent: parentOf(record.ParentRef),
			days: record.DueDays, type: record.Type,
		});
}

/** To whoever maps, classes and departments are dimensions, and so are the company's own fields of sales forms. */
export function dimensions({ customFields }: Rules, departmentWord: string | undefined): Dimension[] {
	const one = (id: string, name: string): Dimension => ({ kind: 'dimension', id, name, active: true, raw: {} });
	return [one('class', 'Class'), one('department', departmentWord ?? 'Department'), ...[...customFields].map(([id, name]) => one(`field/${id}`, name))];
}

export const toDimensionValue = (dimension: 'class' | 'department', name: string) => (record: QboNamed): DimensionValue & { path?: string } =>
	given({
		...shared(record), kind: 'dimensionValue' as const, id: dimensionId(dimension, record.Id ?? ''), name: nameOf(record.Name), path: pathOf(record.FullyQualifiedName),
		dimension: { id: dimension, name }, parent: record.ParentRef === undefined ? undefined : { id: dimensionId(dimension, record.ParentRef.value) },
	});

export function toCurrency(currency: QboCurrency): Currency {
	return given({ ...shared(currency), kind: 'currency' as const, id: currency.Code ?? '', code: currency.Code, name: currency.Name ?? currency.Code ?? '' });
}

export function toCompany(company: QboCompany, rules: Rules, realmId: string): Company {
	return given({
		kind: 'company' as const, id: realmId, name: company.CompanyName ?? realmId, active: true, legalName: filled(company.LegalName), country: company.Country,
		baseCurrency: rules.homeCurrency, lockedUntil: rules.lockedUntil, plan: company.NameValue?.find(({ Name }) => Name === 'OfferingSku')?.Value,
		multiCurrency: rules.multiCurrency, changedAt: toInstant(company.MetaData?.LastUpdatedTime), raw: company,
	});
}
