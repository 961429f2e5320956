import { fold } from '../books/keys';
import { CONTACT, createContact, updateContact, upsertContact } from '../reference/contacts';
import type { Contact } from '../records';
import { showContact } from '../show/contact';
import { writeBatch, writeOne } from '../wire/batch';
import { isTrue, type Answer, type Call, type Route } from '../wire/call';
import { notFound } from '../wire/errors';
import { answerList, commaList } from '../wire/list';
import { CONTACTS, named } from './common';

const NAME = { collection: 'Contacts', id: 'ContactID' };

function getMany(call: Call): Answer {
	const ids = commaList(call.query('IDs'))?.map((id) => id.toLowerCase());
	const summary = isTrue(call.query('summaryOnly'));
	const archived = isTrue(call.query('includeArchived')) || ids !== undefined;
	const search = call.query('searchTerm');
	const wanted = search === undefined ? undefined : fold(search);
	return answerList(call, {
		kind: 'Contacts',
		collection: 'Contacts',
		paged: true,
		delta: true,
		narrow: { ...(ids === undefined ? {} : { id: ids }), ...(archived ? {} : { status: ['ACTIVE'] }) },
		keep: wanted === undefined ? undefined : (contact) => matches(contact, wanted),
		show: (contact, page) => showContact(call.books, contact, { full: page && !summary, summary }),
	});
}

/** searchTerm looks at names, numbers and the e-mail address. */
function matches(contact: Contact, wanted: string): boolean {
	const { Name, FirstName, LastName, ContactNumber, CompanyNumber, EmailAddress } = contact;
	return [Name, FirstName, LastName, ContactNumber, CompanyNumber, EmailAddress].some(
		(part) => part !== undefined && fold(part).includes(wanted),
	);
}

/** By ContactID or by ContactNumber. */
function one(call: Call): Contact {
	const id = call.params.id ?? '';
	const found = call.books.get('Contacts', id) ?? call.books.list('Contacts', { number: [fold(id)] })[0];
	if (found === undefined) throw notFound();
	return found;
}

export const contactRoutes: Route[] = [
	{ method: 'GET', path: '/Contacts', scopes: CONTACTS, handle: getMany },
	{
		method: 'GET',
		path: '/Contacts/:id',
		scopes: CONTACTS,
		handle: (call) => ({ json: { Contacts: [showContact(call.books, one(call), { full: true })] } }),
	},
	{
		method: 'PUT',
		path: '/Contacts',
		scopes: CONTACTS,
		handle: (call) =>
			writeBatch(call, NAME, (element) =>
				showContact(call.books, createContact(call.books, CONTACT(element)), { full: true }),
			),
	},
	{
		method: 'POST',
		path: '/Contacts',
		scopes: CONTACTS,
		handle: (call) =>
			writeBatch(call, NAME, (element) =>
				showContact(call.books, upsertContact(call.books, CONTACT(element)), { full: true }),
			),
	},
	{
		method: 'POST',
		path: '/Contacts/:id',
		scopes: CONTACTS,
		handle: (call) => {
			const before = named(call, 'Contacts');
			return writeOne(call, NAME, (element) =>
				showContact(call.books, updateContact(call.books, before, CONTACT(element)), { full: true }),
			);
		},
	},
];
