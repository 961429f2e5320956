import { BooksError } from '../../core/errors';
import { parseAmount, toJsonNumber } from '../../core/money';
import { contactName } from '../query';
import type { XeroAddress, XeroContact, XeroItem, XeroPhone } from '../types';
import { cut, given } from '../wire';

/** Given fields of a supplier, customer or item in Xero's shape; fields that were not given do not appear. */
type Fields = Record<string, unknown>;

const textOf = (record: Fields, field: string): string | undefined => {
	const value = record[field];
	return value === undefined || value === null ? undefined : String(value).trim();
};

export function fromContactFields(record: Fields): XeroContact {
	const text = (field: string) => textOf(record, field);
	const name = text('name');
	const number = text('externalId') ?? text('code');
	return given({
		Name: name === undefined ? undefined : contactName(name),
		ContactNumber: number === undefined ? undefined : cut(number, 50),
		AccountNumber: text('accountNumber'),
		FirstName: text('firstName'),
		LastName: text('lastName'),
		EmailAddress: text('email'),
		TaxNumber: text('taxNumber'),
		DefaultCurrency: text('currency'),
		ContactStatus: typeof record.active === 'boolean' ? (record.active ? 'ACTIVE' : 'ARCHIVED') : undefined,
		Phones: phoneOf(text('phone')),
		Addresses: addressOf(record.address),
	});
}

/** The whole number goes into one field: cutting it into country and area would be guessing. */
function phoneOf(phone: string | undefined): XeroPhone[] | undefined {
	if (phone === undefined) return undefined;
	return [{ PhoneType: 'DEFAULT', PhoneNumber: cut(phone, 50), PhoneAreaCode: '', PhoneCountryCode: '' }];
}

function addressOf(address: unknown): XeroAddress[] | undefined {
	if (typeof address !== 'object' || address === null) return undefined;
	const text = (field: string) => textOf(address as Fields, field);
	const parts = given({
		AddressLine1: text('line1'),
		AddressLine2: text('line2'),
		City: text('city'),
		Region: text('region'),
		PostalCode: text('postalCode'),
		Country: text('country'),
	});
	return Object.keys(parts).length === 0 ? undefined : [{ AddressType: 'POBOX', ...parts }];
}

/** Throws a BooksError for a price that is no amount. */
export function fromItemFields(record: Fields): XeroItem {
	const text = (field: string) => textOf(record, field);
	const sales = detailsOf(record, 'sales');
	const purchase = detailsOf(record, 'purchase');
	return given({
		Code: text('code') as string,
		Name: text('name'),
		Description: text('description'),
		IsSold: sales === undefined ? undefined : true,
		IsPurchased: purchase === undefined ? undefined : true,
		SalesDetails: sales,
		PurchaseDetails: purchase,
	});
}

function detailsOf(record: Fields, side: 'sales' | 'purchase'): XeroItem['SalesDetails'] {
	const text = (field: string) => textOf(record, `${side}${field}`);
	const price = text('Price');
	const amount = price === undefined ? undefined : parseAmount(price);
	if (price !== undefined && amount === undefined) {
		throw new BooksError({ category: 'validation', field: `${side}Price`, message: `"${price}" is no amount.`, hint: 'Write it as "12.50".' });
	}
	const details = given({
		UnitPrice: amount === undefined ? undefined : toJsonNumber(amount),
		AccountCode: text('Account'),
		TaxType: text('TaxRate'),
	});
	return Object.keys(details).length === 0 ? undefined : details;
}
