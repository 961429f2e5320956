import { randomUUID } from 'node:crypto';
import type { Books } from '../books/books';
import { fold } from '../books/keys';
import { addressesOf, phonesOf } from '../show/contact';
import type { Contact } from '../records';
import { refuse } from '../wire/errors';
import { amount, flag, guid, list, object, text, word, type Read } from '../wire/read';

const ADDRESS = object({
	AddressType: word('POBOX', 'STREET', 'DELIVERY'),
	AddressLine1: text,
	AddressLine2: text,
	AddressLine3: text,
	AddressLine4: text,
	City: text,
	Region: text,
	PostalCode: text,
	Country: text,
	AttentionTo: text,
});
const PHONE = object({
	PhoneType: word('DEFAULT', 'DDI', 'MOBILE', 'FAX', 'OFFICE'),
	PhoneNumber: text,
	PhoneAreaCode: text,
	PhoneCountryCode: text,
});
const TERM = object({
	Day: amount,
	Type: word('DAYSAFTERBILLDATE', 'DAYSAFTERBILLMONTH', 'OFCURRENTMONTH', 'OFFOLLOWINGMONTH'),
});
export const CONTACT = object({
	ContactID: guid,
	ContactNumber: text,
	AccountNumber: text,
	ContactStatus: word('ACTIVE', 'ARCHIVED', 'GDPRREQUEST'),
	Name: text,
	FirstName: text,
	LastName: text,
	CompanyNumber: text,
	EmailAddress: text,
	TaxNumber: text,
	BankAccountDetails: text,
	AccountsReceivableTaxType: text,
	AccountsPayableTaxType: text,
	Addresses: list(ADDRESS),
	Phones: list(PHONE),
	ContactPersons: list(object({ FirstName: text, LastName: text, EmailAddress: text, IncludeInEmails: flag })),
	DefaultCurrency: text,
	SalesDefaultAccountCode: text,
	PurchasesDefaultAccountCode: text,
	PaymentTerms: object({ Bills: TERM, Sales: TERM }),
});
export type ContactSent = Read<typeof CONTACT>;

const LONGEST: ReadonlyArray<[keyof ContactSent & keyof Contact, number]> = [
	['Name', 255],
	['ContactNumber', 50],
	['AccountNumber', 50],
	['TaxNumber', 50],
	['FirstName', 255],
	['LastName', 255],
	['EmailAddress', 255],
	['CompanyNumber', 50],
];

/** Found by ContactID, then ContactNumber, then Name among the active ones. */
export function findContact(books: Books, sent: ContactSent): Contact | undefined {
	if (filled(sent.ContactID)) {
		const found = books.get('Contacts', sent.ContactID);
		if (found === undefined) refuse('The Contact with the specified ContactID could not be found.');
		return found;
	}
	if (filled(sent.ContactNumber)) {
		const numbered = books.list('Contacts', { number: [fold(sent.ContactNumber)] })[0];
		if (numbered !== undefined) return numbered;
	}
	return filled(sent.Name) ? books.contactNamed(sent.Name) : undefined;
}

/** POST: changes the contact that is meant, or makes it. */
export function upsertContact(books: Books, sent: ContactSent): Contact {
	const found = findContact(books, sent);
	return found === undefined ? createContact(books, sent) : updateContact(books, found, sent);
}

export function createContact(books: Books, sent: ContactSent): Contact {
	if (!filled(sent.Name)) refuse('The contact name must be specified.');
	check(books, sent);
	if (filled(sent.ContactNumber) && books.list('Contacts', { number: [fold(sent.ContactNumber)] }).length > 0) {
		refuse(
			`The contact number ${sent.ContactNumber} is already assigned to another contact. The contact number must be unique.`,
		);
	}
	return books.put('Contacts', {
		...sent,
		ContactID: randomUUID(),
		Name: tidy(sent.Name),
		ContactStatus: sent.ContactStatus ?? 'ACTIVE',
		Addresses: addressesOf(sent.Addresses),
		Phones: phonesOf(sent.Phones),
		IsSupplier: false,
		IsCustomer: false,
	});
}

export function updateContact(books: Books, found: Contact, sent: ContactSent): Contact {
	const { ContactID: _, ...changes } = sent;
	check(books, changes, found);
	return books.put('Contacts', {
		...found,
		...changes,
		Name: filled(sent.Name) ? tidy(sent.Name) : found.Name,
		Addresses: addressesOf(sent.Addresses, found.Addresses),
		Phones: phonesOf(sent.Phones, found.Phones),
	});
}

function check(books: Books, sent: ContactSent, found?: Contact): void {
	const problems: string[] = [];
	for (const [field, longest] of LONGEST) {
		if (String(sent[field] ?? '').length > longest)
			problems.push(`The field ${field} exceeds the maximum length of ${longest} characters.`);
	}
	if (/[<>]/.test(sent.Name ?? '')) problems.push('The contact name cannot contain the characters < or >');
	if (filled(sent.EmailAddress) && !/^[\x21-\x7e]+@[\x21-\x7e]+\.[\x21-\x7e]+$/.test(sent.EmailAddress)) {
		problems.push('Email address must be valid.');
	}
	const rival = filled(sent.Name) && sent.ContactStatus !== 'ARCHIVED' ? books.contactNamed(sent.Name) : undefined;
	if (rival !== undefined && rival.ContactID !== found?.ContactID) {
		problems.push(
			`The contact name ${tidy(sent.Name ?? '')} is already assigned to another contact. The contact name must be unique across all active contacts.`,
		);
	}
	if ((sent.ContactPersons?.length ?? 0) > 5) problems.push('A maximum of 5 contact persons is allowed');
	for (const code of [sent.SalesDefaultAccountCode, sent.PurchasesDefaultAccountCode]) {
		if (filled(code) && books.account({ Code: code }) === undefined)
			problems.push(`Account code '${code}' is not a valid code`);
	}
	if (problems.length > 0) refuse(...problems);
}

export function filled(value: string | undefined): value is string {
	return value !== undefined && value.trim() !== '';
}
const tidy = (name: string) => name.trim().replace(/\s+/g, ' ');
