import { BooksError } from '../../core/errors';
import { parseAmount, toJsonNumber } from '../../core/money';
import type { QboAccount, QboAddress, QboItem, QboNamed, QboParty } from '../types';
import { cut, given, listName, refTo } from '../wire';

/** Given fields of a record in QuickBooks' shape; fields that were not given do not appear. References are ids here. */
export type Fields = Record<string, unknown>;

const textOf = (record: Fields, field: string): string | undefined => {
	const value = record[field];
	return value === undefined || value === null ? undefined : String(value).trim();
};
const named = (record: Fields, longest: number): string | undefined => {
	const name = textOf(record, 'name');
	return name === undefined ? undefined : listName(name, longest);
};
const activeOf = ({ active }: Fields): boolean | undefined => (typeof active === 'boolean' ? active : undefined);
const idIn = (record: Fields, field: string): string | undefined => {
	const value = record[field];
	return typeof value === 'object' && value !== null ? textOf(value as Fields, 'id') : undefined;
};
const shortened = (text: string | undefined, length: number): string | undefined => (text === undefined ? undefined : cut(text, length));

/** Longest texts. Source: Intuit, entity reference. */
const NAME = 100;
const DISPLAY_NAME = 500;
const PHONE = 30;

export function partyWire(entity: 'Vendor' | 'Customer' | 'Employee', record: Fields): QboParty {
	const text = (field: string) => textOf(record, field);
	const parent = entity === 'Customer' ? idIn(record, 'parent') : undefined;
	const address = addressOf(record.address);
	const number = text('accountNumber') ?? text('code');
	return given({
		DisplayName: named(record, DISPLAY_NAME),
		CompanyName: entity === 'Employee' ? undefined : shortened(text('companyName'), NAME),
		GivenName: shortened(text('firstName'), NAME),
		FamilyName: shortened(text('lastName'), NAME),
		PrimaryEmailAddr: text('email') === undefined ? undefined : { Address: text('email') },
		PrimaryPhone: text('phone') === undefined ? undefined : { FreeFormNumber: shortened(text('phone'), PHONE) },
		Mobile: text('mobile') === undefined ? undefined : { FreeFormNumber: shortened(text('mobile'), PHONE) },
		Fax: text('fax') === undefined || entity === 'Employee' ? undefined : { FreeFormNumber: shortened(text('fax'), PHONE) },
		...(entity === 'Employee' ? { PrimaryAddr: address, EmployeeNumber: number } : { BillAddr: address }),
		...(entity === 'Vendor' ? { AcctNum: number, TaxIdentifier: text('taxNumber') } : {}),
		...(entity === 'Customer' ? {
			ShipAddr: addressOf(record.shippingAddress), Notes: shortened(text('notes'), 2000),
			...(parent === undefined ? {} : { Job: true, ParentRef: refTo(parent) }),
			BillWithParent: typeof record.billWithParent === 'boolean' ? record.billWithParent : undefined,
		} : {}),
		CurrencyRef: text('currency') === undefined || entity === 'Employee' ? undefined : { value: text('currency') ?? '' },
		Active: activeOf(record),
	});
}

function addressOf(address: unknown): QboAddress | undefined {
	if (typeof address !== 'object' || address === null) return undefined;
	const text = (field: string) => textOf(address as Fields, field);
	const parts = given({
		Line1: text('line1'), Line2: text('line2'), City: text('city'), CountrySubDivisionCode: text('region'), PostalCode: text('postalCode'), Country: text('country'),
	});
	return Object.keys(parts).length === 0 ? undefined : parts;
}

/** Throws a BooksError for a price that is no amount. */
export function itemWire(record: Fields): QboItem {
	const text = (field: string) => textOf(record, field);
	const parent = idIn(record, 'parent');
	return given({
		Name: named(record, NAME),
		Sku: shortened(text('code'), NAME),
		Type: text('type'),
		Description: shortened(text('description'), 4000),
		UnitPrice: priceOf(record, 'salesPrice'),
		PurchaseCost: priceOf(record, 'purchasePrice'),
		IncomeAccountRef: refOf(idIn(record, 'salesAccount')),
		ExpenseAccountRef: refOf(idIn(record, 'purchaseAccount')),
		...(parent === undefined ? {} : { SubItem: true, ParentRef: refTo(parent) }),
		Active: activeOf(record),
	});
}

const refOf = (id: string | undefined) => (id === undefined ? undefined : refTo(id));

function priceOf(record: Fields, field: string): number | undefined {
	const price = textOf(record, field);
	if (price === undefined) return undefined;
	const amount = parseAmount(price);
	if (amount !== undefined) return toJsonNumber(amount);
	throw new BooksError({ category: 'validation', field, message: `"${price}" is no amount.`, hint: 'Write it as "12.50".' });
}

export function accountWire(record: Fields): QboAccount {
	const text = (field: string) => textOf(record, field);
	const parent = idIn(record, 'parent');
	return given({
		Name: named(record, NAME)?.replace(/"/g, "'"),
		AcctNum: text('code'),
		AccountType: text('type'),
		AccountSubType: text('subType'),
		Description: shortened(text('description'), NAME),
		CurrencyRef: text('currency') === undefined ? undefined : { value: text('currency') ?? '' },
		...(parent === undefined ? {} : { SubAccount: true, ParentRef: refTo(parent) }),
		Active: activeOf(record),
	});
}

/** Class, department, term, payment method. */
export function namedWire(entity: 'Class' | 'Department' | 'Term' | 'PaymentMethod', record: Fields): QboNamed {
	const parent = entity === 'Class' || entity === 'Department' ? idIn(record, 'parent') : undefined;
	const days = parseAmount(record.days);
	return given({
		Name: named(record, entity === 'Term' || entity === 'PaymentMethod' ? 31 : NAME),
		...(parent === undefined ? {} : { [entity === 'Class' ? 'SubClass' : 'SubDepartment']: true, ParentRef: refTo(parent) }),
		DueDays: entity === 'Term' && days !== undefined ? toJsonNumber(days) : undefined,
		Type: entity === 'PaymentMethod' ? textOf(record, 'type') : undefined,
		Active: activeOf(record),
	});
}
