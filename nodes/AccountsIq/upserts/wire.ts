import { parseAmount } from '../../core/money';
import type { XmlElement } from '../../core/xml';

/** Texts of suppliers and customers, and descriptions. */
const LONGEST = 50;
const LONGEST_DESCRIPTION = 500;

type Given = Record<string, unknown>;

/** Only what is given; text as long as AccountsIQ takes it. */
function wireOf(given: Given, fields: Readonly<Record<string, string>>, longest = LONGEST): XmlElement {
	const wire: XmlElement = {};
	for (const [field, name] of Object.entries(fields)) {
		const value = given[field];
		if (value === undefined || value === null) continue;
		wire[name] = typeof value === 'boolean' ? String(value) : String(value).trim().slice(0, longest);
	}
	return wire;
}

/** A canonical supplier or customer in AccountsIQ's fields. The currency of one that is in use cannot change. */
export function partyWire(record: Given): XmlElement {
	const address = (record.address ?? {}) as Given;
	return {
		...wireOf(record, {
			name: 'Name', email: 'Email', phone: 'Phone', taxNumber: 'VATRegistrationNumber', currency: 'CurrencyCode', active: 'IsActive',
			taxRate: 'DefaultTaxCode', account: 'DefaultGLAccountCode',
		}),
		...wireOf(address, { line1: 'Address1', line2: 'Address2', city: 'City', region: 'County_State', postalCode: 'PostCode', country: 'CountryCode' }),
	};
}

export function itemWire(record: Given): XmlElement {
	const price = parseAmount(record.salesPrice);
	return {
		...wireOf(record, { name: 'Description', description: 'SalesDescription' }, LONGEST_DESCRIPTION),
		...wireOf(record, {
			salesAccount: 'DefaultSalesGLAccountCode', purchaseAccount: 'DefaultPurchasesGLAccountCode',
			salesTaxRate: 'TaxCode', active: 'Active',
		}),
		...(price === undefined ? {} : { ItemPrice: price }),
	};
}
