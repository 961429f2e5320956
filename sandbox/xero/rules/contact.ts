import type { Books } from '../books/books';
import { createContact, filled, findContact, updateContact, type ContactSent } from '../reference/contacts';
import type { Contact } from '../records';
import { refuse } from '../wire/errors';

/**
 * The contact of a document: the one named, made where only a new name is given. As with Xero, whatever else stands in
 * the element changes the contact.
 */
export function documentContact(books: Books, sent: ContactSent | undefined): Contact {
	if (sent === undefined) refuse('A Contact must be specified for this type of transaction');
	if (!filled(sent.ContactID) && !filled(sent.ContactNumber) && !filled(sent.Name)) {
		refuse(
			'The Contact must contain at least 1 of the following elements to identify the contact: Name, ContactID, ContactNumber',
		);
	}
	const found = findContact(books, sent);
	if (found === undefined) return createContact(books, sent);
	if (found.ContactStatus !== 'ACTIVE') {
		refuse(`The contact ${found.Name} is archived. It must be restored before it can be used on new documents.`);
	}
	// A name that served to find the contact is not meant as a new spelling of it.
	const changes: ContactSent =
		filled(sent.ContactID) || filled(sent.ContactNumber) ? sent : { ...sent, Name: found.Name };
	return differs(found, changes) ? updateContact(books, found, changes) : found;
}

function differs(found: Contact, sent: ContactSent): boolean {
	return (Object.keys(sent) as Array<keyof ContactSent>).some(
		(field) => field !== 'ContactID' && JSON.stringify(sent[field]) !== JSON.stringify(found[field as keyof Contact]),
	);
}

/** IsSupplier and IsCustomer follow from documents, drafts included; Xero does not count that as a change. */
export function markRole(books: Books, id: string, type: string): void {
	const contact = books.get('Contacts', id);
	const role = /^(ACCREC|RECEIVE)/.test(type) ? 'IsCustomer' : 'IsSupplier';
	if (contact !== undefined && !contact[role]) books.put('Contacts', { ...contact, [role]: true }, { quietly: true });
}
