import { currencyOf } from '../books/books';
import { ADDRESS, CUSTOM_FIELDS, PERSON } from '../schema/parts';
import { any, day, type Fields, flag, money, own, quantity, ref, text } from '../schema/types';
import { readSettings } from '../state/settings';
import { type Body, type Kept, pseudonym, valueOf } from '../state/records';
import { business, fault } from '../wire/faults';
import { renameBelow } from './trees';
import type { Draft, Entity, FilterType } from './types';

const DEEPEST = 4; // a top customer and four levels of sub-customers
const FILTERS: Readonly<Record<string, FilterType>> = {
	DisplayName: 'name', GivenName: 'text', FamilyName: 'text', CompanyName: 'text', PrintOnCheckName: 'text', Active: 'active', FullyQualifiedName: 'text',
	'PrimaryEmailAddr.Address': 'text', PrimaryEmailAddr: 'text', Balance: 'amount',
};

const VENDOR: Fields = {
	...PERSON, OtherContactInfo: any, TaxIdentifier: text(20), AcctNum: text(100), TermRef: ref('Term'), Vendor1099: flag, Balance: own, BillRate: quantity,
	OpenBalanceDate: own, OpenBalance: own, APAccountRef: ref('Account'), VendorPaymentBankDetail: any, T4AEligible: any, T5018Eligible: any, GSTIN: any,
	HasTPAR: any, TaxReportingBasis: any, BusinessNumber: any, CostRate: quantity, Source: own, CustomExtensions: any, W9: any,
};
const CUSTOMER: Fields = {
	...PERSON, ShipAddr: ADDRESS, Job: flag, BillWithParent: flag, ParentRef: ref('Customer'), Level: own, IsProject: own, Taxable: flag, Balance: own,
	BalanceWithJobs: own, DefaultTaxCodeRef: ref('TaxCode'), SalesTermRef: ref('Term'), PaymentMethodRef: ref('PaymentMethod'), PreferredDeliveryMethod: text(50),
	ResaleNum: text(16), OpenBalanceDate: own, TaxExemptionReasonId: any, PrimaryTaxIdentifier: text(20), SecondaryTaxIdentifier: text(20), ClientEntityId: own,
	CustomerTypeRef: any, ARAccountRef: ref('Account'), GSTIN: any, GSTRegistrationType: any, BusinessNumber: any, Source: own, CustomField: CUSTOM_FIELDS,
	CustomExtensions: any,
};
const EMPLOYEE: Fields = {
	...PERSON, PrimaryAddr: ADDRESS, EmployeeNumber: text(100), SSN: text(100), HiredDate: day, ReleasedDate: day, BirthDate: day, Gender: text(10),
	BillableTime: flag, BillRate: money, Organization: any, CostRate: quantity,
};

export const vendor: Entity = {
	name: 'Vendor', kind: 'list', fields: VENDOR, filters: { ...FILTERS, AcctNum: 'text', Vendor1099: 'flag' },
	build: (draft) => {
		const fields = person(draft);
		return { Vendor1099: false, Balance: 0, V4IDPseudonym: pseudonym(), ...fields, TaxIdentifier: masked(fields.TaxIdentifier) };
	},
};

export const customer: Entity = {
	name: 'Customer', kind: 'list', fields: CUSTOMER,
	settle: (books, record) => renameBelow(books, 'Customer', record),
	filters: { ...FILTERS, Job: 'flag', ParentRef: 'ref', IsProject: 'flag', BillWithParent: 'flag', Notes: 'text' },
	build: (draft) => {
		const fields = { ...familyOf(draft), ...person(draft) };
		const parent = draft.books.records.get('Customer', valueOf(draft.fields.ParentRef));
		const name = String(fields.DisplayName);
		return {
			Job: false, BillWithParent: false, Balance: 0, BalanceWithJobs: 0, PreferredDeliveryMethod: 'Print', IsProject: false, ClientEntityId: '0',
			Taxable: draft.books.isUs, V4IDPseudonym: pseudonym(), ...fields,
			FullyQualifiedName: parent === undefined ? name : `${String(parent.FullyQualifiedName)}:${name}`,
		};
	},
};

export const employee: Entity = {
	name: 'Employee', kind: 'list', fields: EMPLOYEE, filters: { ...FILTERS, EmployeeNumber: 'text' },
	build: (draft) => {
		if (draft.fields.GivenName === undefined && draft.fields.FamilyName === undefined) throw fault(6080, 'No Name Provided : GivenName or FamilyName is required', 'GivenName');
		return { BillableTime: false, V4IDPseudonym: pseudonym(), ...person(draft) };
	},
};

/** Which lists share one set of names. */
const NAMES = ['Customer', 'Vendor', 'Employee'] as const;

function person({ books, fields, before }: Draft): Body {
	const parts = [fields.Title, fields.GivenName, fields.MiddleName, fields.FamilyName, fields.Suffix].filter((part) => typeof part === 'string');
	const written = typeof fields.DisplayName === 'string' ? fields.DisplayName : parts.join(' ');
	const clean = written.trim().replaceAll(/ +/g, ' ');
	if (clean === '') throw fault(6080, 'No Name Provided : At least one of Title, GivenName, MiddleName, FamilyName, Suffix or DisplayName is required', 'DisplayName');
	if (/[:\t\n]/.test(clean)) throw fault(2040, 'Invalid String : The name must not contain a colon, a tab or a new line', 'DisplayName');
	const active = fields.Active !== false;
	// QuickBooks marks the name of what is made inactive, and takes the mark away again.
	const plain = clean.replace(/ \(deleted\)$/i, '');
	const name = active ? plain : `${plain} (deleted)`;
	uniqueName({ books, fields, before } as Draft, name, plain);
	const currency = currencyFor({ books, fields, before } as Draft);
	return { PrintOnCheckName: clean, ...fields, DisplayName: name, Active: active, CurrencyRef: currency };
}

function uniqueName({ books, fields, before }: Draft, name: string, plain: string): void {
	const { inactiveHoldsName, namePerParent } = readSettings(books.store);
	for (const entity of NAMES) {
		const held = [...books.records.byName(entity, name), ...(inactiveHoldsName ? books.records.byName(entity, `${plain} (deleted)`) : [])];
		for (const other of held) {
			if (before !== undefined && other.Id === before.Id) continue;
			const apart = namePerParent && entity === 'Customer' && valueOf(other.ParentRef) !== valueOf(fields.ParentRef);
			if (apart) continue;
			throw fault(
				6240,
				`The name supplied already exists. : Another customer, vendor or employee is already using this name. Please use a different name. Id=${other.Id}`,
				'',
			);
		}
	}
}

/** Chosen when the record is made, and never again. */
function currencyFor({ books, fields, before }: Draft): { value: string; name?: string } {
	const { home, multiCurrency } = books.company;
	const wanted = valueOf(fields.CurrencyRef) ?? home;
	if (before !== undefined && currencyOf(before, home) !== wanted) throw business('The currency of a name cannot be changed once it is saved.');
	if (wanted === home) return currencyRef(books, home);
	if (!multiCurrency) throw business('Multicurrency is not turned on for this company.');
	return currencyRef(books, wanted);
}

/** A currency as references show it. It must be one of the company's. */
export function currencyRef(books: Draft['books'], code: string): { value: string; name?: string } {
	const known = books.records.all('CompanyCurrency').find(({ Code }) => Code === code);
	if (known === undefined && code !== books.company.home) throw fault(2500, `Invalid Reference Id : Currencies element id ${code} not found`, 'CurrencyRef');
	return { value: code, ...(known === undefined ? {} : { name: String(known.Name) }) };
}

function familyOf({ books, fields, before }: Draft): Body {
	const parent = books.records.get('Customer', valueOf(fields.ParentRef));
	if (fields.Job === true && parent === undefined) throw fault(6150, 'Parent reference missing : ParentRef is required for a sub-customer', 'ParentRef');
	if (parent === undefined) return {};
	for (let up: Kept | undefined = parent; up !== undefined; up = books.records.get('Customer', valueOf(up.ParentRef))) {
		if (before !== undefined && up.Id === before.Id) throw business('A customer cannot be its own parent.');
	}
	const level = Number(parent.Level ?? 0) + 1;
	if (level > DEEPEST) throw fault(6180, 'Sub level exceeded : A customer can have up to five levels', 'ParentRef');
	return { Level: level };
}

function masked(number: unknown): string | undefined {
	if (typeof number !== 'string' || number === '') return undefined;
	return number.startsWith('XXXXX') ? number : `XXXXX${number.slice(-4)}`;
}
